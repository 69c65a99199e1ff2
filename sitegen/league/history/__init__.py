"""All sessions together: careers, records, winners."""
