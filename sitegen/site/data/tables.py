"""A table of `data/` as CSV, for spreadsheets."""

import csv
import io
from collections.abc import Iterable, Sequence


def to_csv(names: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """CSV in UTF-8; text that a spreadsheet would take for a formula gets an apostrophe in front."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([_harmless(value) for value in row] for row in rows)
    return text.getvalue().encode()


def _harmless(value: object) -> object:
    if isinstance(value, bool):
        return str(value).lower()
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value
