"""What all pages have in common: the dark band on top that says where you are, figures, tabs, links."""

from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath
from typing import Any, ClassVar

import msgspec

from sitegen.site.driver_names import PublicDriver


class Link(msgspec.Struct, frozen=True):
    """A text that leads to a page; `url` is relative to the site's root."""

    text: str
    url: str


class Tab(msgspec.Struct, frozen=True):
    """A neighbour of the page that is open, or a part of it (`#…`)."""

    text: str
    url: str
    current: bool = False


class Tag(msgspec.Struct, frozen=True):
    """A short state in capitals: DRY, WET."""

    text: str
    kind: str = ""
    """`ok`, `wet` or nothing; a theme may colour it."""


class Step(msgspec.Struct, frozen=True):
    """A step of the podium."""

    position: int
    crew: tuple[PublicDriver, ...]
    detail: str
    """Car or team."""
    value: str
    """Time, gap or points."""
    number: int | None = None


class Figure(msgspec.Struct, frozen=True):
    """A key figure: what it is, the number, and whose."""

    label: str
    value: str
    detail: str = ""


class Choice(msgspec.Struct, frozen=True):
    """A choice of a filter."""

    text: str
    group: str
    """Its number, from 1, on everything that stays when it is chosen."""


class Band(msgspec.Struct, frozen=True):
    """The band on top of a page: where you are, the facts in one line, the podium, the neighbours."""

    title: str
    title_url: str = ""
    """Where the title leads; empty when it leads nowhere."""
    crumbs: tuple[Link, ...] = ()
    facts: tuple[str, ...] = ()
    tags: tuple[Tag, ...] = ()
    podium: tuple[Step, ...] = ()
    podium_of: Link | None = None
    """Whose podium it is, where the title does not say it."""
    tabs: tuple[Tab, ...] = ()


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A page of the site."""

    template: ClassVar[str]
    url: str
    """Relative to the site's root; ends in `/`, empty for the home page."""
    title: str
    """For the browser's tab and for search engines, without the site's own title."""
    description: str
    """One sentence for search engines and link previews."""
    band: Band
    section: str
    """The address of the menu entry under which this page lies."""
    downloads: tuple[Link, ...] = ()
    """The same for programs: addresses under `data/`."""
    image: str = ""
    """The picture for link previews, from the site's root; empty: the site's own."""
    structured: dict[str, Any] | None = None
    """What the page is about in the words of schema.org."""

    @property
    def file(self) -> str:
        """Where it lies in the site's folder."""
        return self.url if PurePosixPath(self.url).suffix else f"{self.url}index.html"

    @property
    def is_for_search(self) -> bool:
        """Whether a search engine may show it."""
        return not PurePosixPath(self.url).suffix


Item = Page | tuple[str, bytes]
"""What a build writes: a page that the theme renders, or a file with its path."""


def choices(values: Iterable[str]) -> tuple[Choice, ...]:
    """Every value once, numbered in the order in which they come."""
    return tuple(Choice(text, str(number)) for number, text in enumerate(dict.fromkeys(values), start=1))


def crew_names(crew: Iterable[PublicDriver]) -> str:
    """`Jane Smith`, `Jane Smith / Max Weber`."""
    return " / ".join(shown.name for shown in crew) or "Unknown driver"


def surnames(crew: Sequence[PublicDriver]) -> str:
    """`Smith`, `Smith / Weber`: where there is little room."""
    return " / ".join(shown.last for shown in crew) or "Unknown driver"
