"""What all pages have in common: the dark band on top that says where you are, figures, tabs, links."""

from collections.abc import Iterable
from typing import Any, ClassVar

import msgspec

from sitegen.league.game.people import UNKNOWN_DRIVER
from sitegen.site.driver_names import PublicDriver


class Link(msgspec.Struct, frozen=True):
    """A text that leads to a page."""

    text: str
    """What the link says."""
    url: str
    """Where it leads, relative to the site's root."""


class Tab(msgspec.Struct, frozen=True):
    """A neighbour of the page that is open, or a part of it (`#…`)."""

    text: str
    """What the tab says."""
    url: str
    """Where it leads: relative to the site's root, or `#…` for a part of this page."""
    current: bool = False
    """Whether it is the page that is open."""


class Tag(msgspec.Struct, frozen=True):
    """A short state in capitals: DRY, WET."""

    text: str
    """The state in words, with a capital: `Official`, `Dry`."""
    kind: str = ""
    """`ok`, `wet` or nothing; a theme may colour it."""


class Step(msgspec.Struct, frozen=True):
    """A step of the podium."""

    position: int
    """The place, from 1."""
    crew: tuple[PublicDriver, ...]
    """Everybody who drove the car."""
    detail: str
    """Car or team."""
    value: str
    """Time, gap or points, ready for show; empty where there is nothing to say."""
    number: int | None = None
    """The number on the car, none where no car stands for it."""


class Figure(msgspec.Struct, frozen=True):
    """A key figure: what it is, the number, and whose."""

    label: str
    """What it is: `Fastest lap`."""
    value: str
    """The number, ready for show."""
    detail: str = ""
    """Whose it is, or more about it; may be empty."""


class Choice(msgspec.Struct, frozen=True):
    """A choice of a filter."""

    text: str
    """What the choice says."""
    group: str
    """Its number, from 1, on everything that stays when it is chosen."""


class Band(msgspec.Struct, frozen=True):
    """The band on top of a page: where you are, the facts in one line, the podium, the neighbours."""

    title: str
    """The largest words of the page: the track of a session, the name of a driver."""
    title_url: str = ""
    """Where the title leads; empty when it leads nowhere."""
    crumbs: tuple[Link, ...] = ()
    """The way up: the pages under which this one lies, the widest first."""
    facts: tuple[str, ...] = ()
    """Short facts in one line: type of the session, date, number of cars."""
    tags: tuple[Tag, ...] = ()
    """States: official, dry, wet."""
    podium: tuple[Step, ...] = ()
    """The first three, or fewer; empty where nobody won anything."""
    podium_of: Link | None = None
    """Whose podium it is, where the title does not say it."""
    tabs: tuple[Tab, ...] = ()
    """The neighbours of this page, or its parts."""


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
    """The band on top."""
    section: str
    """The address of the menu entry under which this page lies."""
    downloads: tuple[Link, ...] = ()
    """The same for programs: addresses under `data/`."""
    filters: tuple[tuple[str, tuple[Choice, ...]], ...] = ()
    """Name and choices of each filter: `class` with two choices hides all with another `data-class` than the chosen."""
    image: str = ""
    """The picture for link previews, from the site's root; empty: the site's own."""
    structured: dict[str, Any] | None = None
    """What the page is about in the words of schema.org."""

    @property
    def file(self) -> str:
        """Where it lies in the site's folder."""
        # Not told by an ending: a server's result may be called 240903_225442_R.bak.
        return f"{self.url}index.html" if _is_folder(self.url) else self.url

    @property
    def is_document(self) -> bool:
        """Whether somebody reads it in a browser; a feed or a list for search engines is none."""
        return self.file.endswith(".html")

    @property
    def is_for_search(self) -> bool:
        """Whether a search engine may show it; a page that is a file, such as `404.html`, is for itself."""
        return _is_folder(self.url)


def _is_folder(url: str) -> bool:
    return not url or url.endswith("/")


Item = Page | tuple[str, bytes]
"""What a build writes: a page that the theme renders, or a file with its path."""


def choices(texts: Iterable[str]) -> tuple[Choice, ...]:
    """A choice for every different text, numbered from 1 in the order in which they come."""
    # A set would forget the order, and with it the same input would not give the same bytes.
    different = dict.fromkeys(texts)
    return tuple(Choice(text, str(number)) for number, text in enumerate(different, start=1))


def open_tab(tabs: Iterable[Tab], url: str) -> tuple[Tab, ...]:
    """The tabs with the one marked that leads to the page which is open."""
    return tuple(Tab(tab.text, tab.url, current=tab.url == url) for tab in tabs)


def crew_names(crew: Iterable[PublicDriver]) -> str:
    """`Jane Smith`, `Jane Smith / Max Weber`."""
    return " / ".join(driver.name for driver in crew) or UNKNOWN_DRIVER


def surnames(crew: Iterable[PublicDriver]) -> str:
    """`Smith`, `Smith / Weber`: where there is little room."""
    return " / ".join(driver.last for driver in crew) or UNKNOWN_DRIVER
