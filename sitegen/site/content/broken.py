"""Pages that are not on the site because of a mistake in their file."""

import re
from collections.abc import Iterable

from sitegen.errors import ContentError
from sitegen.site import addresses
from sitegen.site.content.documents import Document

_NEWS = re.compile(rf"({addresses.NEWS}(?:.*/)?)\d{{4}}-\d{{2}}-\d{{2}}-(.+)")


def broken_pages(errors: Iterable[ContentError], documents: Iterable[Document]) -> dict[str, str]:
    """Address → what is wrong with the file that would be the page there, by the name of the file."""
    shown = list(documents)
    sources, urls = {one.source for one in shown}, {one.url for one in shown}
    found: dict[str, str] = {}
    for error in errors:
        said = re.match(r"content/(.+?)\.md\b", str(error))
        if said and said[0] not in sources and (url := _address(said[1])) not in urls:
            found.setdefault(url, str(error))
    return found


def _address(name: str) -> str:
    """Where a page is that says nothing else of itself: `rules/index` → `rules/`."""
    name = _NEWS.sub(r"\1\2", name)
    return addresses.HOME if name == "index" else f"{name.removesuffix('/index')}/"
