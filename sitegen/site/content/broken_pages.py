"""Pages that are not on the site because of a mistake in their file."""

import re
from collections.abc import Iterable

from sitegen.errors import ContentError
from sitegen.site import addresses
from sitegen.site.content.documents import Document

_NEWS = re.compile(rf"({addresses.NEWS}(?:.*/)?)\d{{4}}-\d{{2}}-\d{{2}}-(.+)")


def broken_pages(errors: Iterable[ContentError], documents: Iterable[Document]) -> dict[str, str]:
    """Address → the first mistake in the file that would be the page there, going by the name of the file."""
    good = list(documents)
    sources = {document.source for document in good}
    urls = {document.url for document in good}
    mistakes: dict[str, str] = {}
    for error in errors:
        match = re.match(r"content/(.+?)\.md\b", str(error))
        # A page with a mistake in one of its shortcodes is on the site without it.
        if match is None or match[0] in sources:
            continue
        url = _address(match[1])
        if url not in urls:
            mistakes.setdefault(url, str(error))
    return mistakes


def _address(name: str) -> str:
    """Where the page of a file is that says nothing else of itself: `rules/index` → `rules/`."""
    name = _NEWS.sub(r"\1\2", name)
    if name == "index":
        return addresses.HOME
    return f"{name.removesuffix('/index')}/"
