"""A table of `data/` as CSV, for spreadsheets."""

import csv
import io
from collections.abc import Iterable, Sequence

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def to_csv(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """CSV in UTF-8; text that a spreadsheet would take for a formula gets an apostrophe in front."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(heads)
    for row in rows:
        writer.writerow([_harmless(cell) for cell in row])
    return file.getvalue().encode()


def _harmless(cell: object) -> object:
    # A spreadsheet runs a formula as soon as the file is opened, and names are the text of strangers.
    if isinstance(cell, str) and cell.startswith(FORMULA_STARTS):
        return f"'{cell}"
    if isinstance(cell, bool):
        return str(cell).lower()
    return cell
