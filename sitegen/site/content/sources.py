"""The Markdown files of a league, read: what stands on top of them, where and from when on their pages and tags are."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from sitegen.errors import ContentError
from sitegen.site import addresses
from sitegen.site.content.front_matter import FrontMatter, SourceText, split_front
from sitegen.site.content.reserved import Reserved
from sitegen.support.files import unreadable
from sitegen.support.slug import slug_of

NEWS = addresses.NEWS.rstrip("/")
"""The folder in `content/` in which every file is a piece of news."""

_DATED = re.compile(r"(\d{4}-\d{2}-\d{2})(?:-(.+))?")


class MarkdownFile(msgspec.Struct, frozen=True):
    """A Markdown file that has been read, and where its page is."""

    name: str
    """Its path in `content/`, without `.md`."""
    text: SourceText
    stem: str
    """The last part of its name; of a piece of news, without the date."""
    url: str
    """Of its page, from the site's root; empty for the welcome on the home page."""
    date: dt.datetime | None
    """From when on the page is published."""

    @property
    def source(self) -> str:
        """The file as messages call it."""
        return source_of(self.name)

    @property
    def front(self) -> FrontMatter:
        """What the page says of itself."""
        return self.text.front

    def is_due(self, now: dt.datetime) -> bool:
        """Whether its date has come, if it has any."""
        return self.date is None or self.date <= now

    def unpublished(self, now: dt.datetime) -> str:
        """Why the page is not published yet, in a word for the preview; empty when it is."""
        if self.front.draft:
            return "Draft"
        if self.is_due(now):
            return ""
        return f"From {self.date:%Y-%m-%d %H:%M}"


def source_of(name: str) -> str:
    """What messages call the Markdown file of a name: `rules/points` → `content/rules/points.md`."""
    return f"content/{name}.md"


def markdown_paths(folder: Path) -> Iterator[Path]:
    """Every Markdown file in a fixed order; a folder may be called like one."""
    return (path for path in sorted(folder.rglob("*.md")) if not path.is_dir())


def read_markdown(path: Path, content: Path, zone: ZoneInfo, *, reserved: Reserved) -> MarkdownFile:
    """A Markdown file in the folder `content`; `ContentError` says why it cannot be a page.

    `zone`: in which dates without one are meant. `reserved`: the paths that no page may take.
    """
    name = path.relative_to(content).with_suffix("").as_posix()
    source = source_of(name)
    text = split_front(_read(path, source), source=source)
    folder, _, stem = name.rpartition("/")
    day, title = "", stem
    is_news = folder.split("/")[0] == NEWS and stem != "index"
    if is_news:
        day, title = _day_and_title(stem)
        stem = title or stem
    # Checked before the date: whoever has to give the file another name can put the date into it.
    url = _url(name, stem, text.front.slug)
    if url != addresses.HOME and reserved.has_page(url):
        raise ContentError(f"{source} would be the page {url}, which sitegen makes; give the file another name.")
    date = text.front.date
    if is_news and date is None:
        date = _date_in_name(source, day, title)
    return MarkdownFile(name, text, stem, url, _in_zone(date, zone))


def _read(path: Path, source: str) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError(unreadable(source, error)) from None


def _in_zone(date: dt.datetime | None, zone: ZoneInfo) -> dt.datetime | None:
    """A date that says its own zone keeps it."""
    if date is None or date.tzinfo is not None:
        return date
    return date.replace(tzinfo=zone)


def _day_and_title(stem: str) -> tuple[str, str]:
    """`2026-05-31-finale` → the day and `finale`; both may be empty."""
    match = _DATED.fullmatch(stem)
    if match is None:
        return "", stem
    return match[1], match[2] or ""


def _url(name: str, stem: str, slug: str) -> str:
    """`rules/points` → `rules/points/`, and `rules/index` → `rules/`. `slug`: what the page says, or nothing."""
    if name == "index":
        return addresses.HOME
    folder = name.rpartition("/")[0]
    if stem == "index":
        return f"{folder}/"
    return f"{folder}/{slug_of(slug) or stem}/".lstrip("/")


def _date_in_name(source: str, day: str, title: str) -> dt.datetime:
    """When a piece of news is published, from the name of its file."""
    if not day:
        raise ContentError(
            f"{source} has no date; expected one on top, such as date = 2026-05-31, or in the file's name."
        )
    try:
        date = dt.datetime.fromisoformat(day)
    except ValueError:
        raise ContentError(
            f"{source} has the date {day} in its name, and there is no such day; correct the name."
        ) from None
    if not title:
        raise ContentError(
            f"{source} has a date in its name and no title after it; expected a name such as {day}-finale.md."
        )
    return date


class TagAddresses:
    """Which tag has which address, on all pages of a league together."""

    def __init__(self) -> None:
        """No address is taken yet."""
        self._tags: dict[str, str] = {}
        """Address → the first tag that has it."""

    def usable(self, tags: Iterable[str]) -> tuple[tuple[str, ...], list[str]]:
        """Those of a page's tags that have an address, once each, and a sentence on every other.

        Tags that differ in capitals, spaces or hyphens are the same one: `GT3 Cup` and `gt3-cup`.
        """
        usable: dict[str, str] = {}
        mistakes = []
        for tag in tags:
            slug = slug_of(tag)
            first = self._tags.setdefault(slug, tag) if slug else ""
            if not slug:
                mistakes.append(
                    f'the tag "{tag}" has neither letter nor digit to make an address from, and is left out.'
                )
            elif _folded(first) != _folded(tag):
                mistakes.append(
                    f'the tag "{tag}" would be at the address {addresses.tag(tag)}, as is the tag "{first}", '
                    "and is left out; write one of them in other words."
                )
            else:
                usable.setdefault(slug, tag)
        return tuple(usable.values()), mistakes


def _folded(tag: str) -> str:
    return re.sub(r"[\s_-]+", " ", tag).strip().casefold()
