"""One result file → the classification of a session."""
