"""What somebody may have meant who wrote a name that nothing has."""

import difflib
from collections.abc import Iterable


def suggestion(name: str, known: Iterable[object]) -> str:
    """How a sentence ends: with `. Did you mean "…"?` when a known name is close, else with its full stop."""
    by_small_letters = {other.lower(): other for other in sorted(map(str, known))}
    close = difflib.get_close_matches(name.lower(), by_small_letters, n=1, cutoff=0.6)
    if not close:
        return "."
    return f'. Did you mean "{by_small_letters[close[0]]}"?'
