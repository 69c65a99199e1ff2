"""The league's own pages and news, from the files in `content/`."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from sitegen.errors import ContentError
from sitegen.site import addresses
from sitegen.site.content.front import split_front
from sitegen.site.content.markup import Place, to_html
from sitegen.site.content.shortcodes import Shortcode, mark_shortcodes

RESERVED = frozenset(
    {"championships", "sessions", "drivers", "teams", "cars", "tracks", "records", "calendar", "data", "static"}
)
"""Folders of the site that are made from results."""

ROSTER = "drivers.toml"
"""Says who is who; it is not published."""

NEWS = addresses.NEWS.rstrip("/")
"""The folder in `content/` in which every file is a piece of news."""

_DATED = re.compile(r"(\d{4}-\d{2}-\d{2})-(.+)")

_HEADING = re.compile(r"\A\s*#[ \t]+(.+?)[ \t]*#*[ \t]*$", re.MULTILINE)


class Document(msgspec.Struct, frozen=True):
    """A page that the league wrote."""

    source: str
    """Its file, as messages call it."""
    url: str
    """From the site's root; empty for the welcome on the home page."""
    title: str
    description: str
    in_menu: bool
    pieces: tuple[str | Shortcode, ...]
    """HTML, and what is asked for from the results."""
    date: dt.datetime | None = None
    author: str = ""
    tags: tuple[str, ...] = ()
    image: str = ""
    """From the site's root."""
    unpublished: str = ""
    """Why nobody but the preview shows it: `Draft`, or from when on it is there; empty for what is published."""

    @property
    def is_news(self) -> bool:
        """A piece of news rather than a page."""
        return self.url.startswith(addresses.NEWS) and self.url != addresses.NEWS

    @property
    def html(self) -> str:
        """All that the league wrote on it."""
        return "".join(piece for piece in self.pieces if isinstance(piece, str))


def load_documents(
    folder: Path, *, now: dt.datetime, zone: ZoneInfo, preview: bool = False
) -> Iterator[Document | ContentError]:
    """Every Markdown page of `content/` by path; one that cannot be used comes as an error, and the rest goes on.

    `content/index.md` is the welcome on the home page; `rules.md` becomes `rules/`, `rules/points.md` `rules/points/`.
    `preview`: also drafts, and what is dated later than `now`. `zone`: in which dates are meant.
    """
    read: list[_Read] = []
    for path in sorted(folder.rglob("*.md")):
        name = path.relative_to(folder).with_suffix("").as_posix()
        try:
            read.append(_Read(path, name, zone))
        except ContentError as error:
            yield error
    urls = {one.name: one.url for one in read}
    taken: dict[str, str] = {}
    for one in read:
        unpublished = one.unpublished(now)
        if unpublished and not preview:
            continue
        if one.url in taken:
            yield ContentError(
                f"{one.said} would be the page {one.url or 'index.html'}, as is {taken[one.url]}; "
                'give one of them another name, or a slug = "…" of its own.'
            )
            continue
        taken[one.url] = one.said
        yield from one.documents(urls, folder, unpublished)


def next_publication(folder: Path, *, now: dt.datetime, zone: ZoneInfo) -> dt.datetime | None:
    """When the next page is due that is dated later than now."""
    dates = []
    for path in folder.rglob("*.md"):
        with suppress(ContentError):  # which `load_documents` says
            one = _Read(path, path.relative_to(folder).with_suffix("").as_posix(), zone)
            if one.date and one.date > now and not one.front.draft:
                dates.append(one.date)
    return min(dates, default=None)


def load_files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Everything else in `content/`, such as images: path from the site's root, and content."""
    for path in sorted(folder.rglob("*")):
        if path == folder / ROSTER:
            continue
        if path.is_file() and path.suffix != ".md" and not any(part.startswith(".") for part in path.parts[-2:]):
            yield path.relative_to(folder).as_posix(), path.read_bytes()


class _Read:
    """A Markdown file that has been read, and what its page will be called."""

    def __init__(self, path: Path, name: str, zone: ZoneInfo) -> None:
        self.name = name
        self.said = f"content/{name}.md"
        self._zone = zone
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise ContentError(f"{self.said} could not be read as UTF-8 text: {error}.") from None
        self.front, self._text, self._line = split_front(text, said=self.said)
        folder, _, stem = name.rpartition("/")
        self._is_news = folder.split("/")[0] == NEWS and stem != "index"
        dated = _DATED.fullmatch(stem) if self._is_news else None
        self._stem = dated[2] if dated else stem
        self.date = self._moment(dated[1] if dated else None)
        self.url = self._url(folder)
        if self.url.split("/")[0] in RESERVED or self.url == addresses.NEWS:
            raise ContentError(
                f"{self.said} would be the page {self.url}, which sitegen makes; give the file another name."
            )
        if self._is_news and self.date is None:
            raise ContentError(
                f"{self.said} has no date; expected one on top, such as date = 2026-05-31, or in the file's name."
            )

    def unpublished(self, now: dt.datetime) -> str:
        """Why it is not to be published yet, in a word for the preview; empty when it is."""
        if self.front.draft:
            return "Draft"
        return f"From {self.date:%Y-%m-%d %H:%M}" if self.date and self.date > now else ""

    def documents(self, urls: Mapping[str, str], content: Path, unpublished: str) -> Iterator[Document | ContentError]:
        """Its page, after whatever on it cannot be understood. `urls`: name of a Markdown file → its page."""
        heading = None if self.front.title else _HEADING.match(self._text)
        text = self._text
        if heading:  # it stands on top of the page already; the lines below keep their numbers
            text = "\n" * heading[0].count("\n") + text[heading.end() :]
        place = Place(addresses.root_from(self.url), name=self.name, content=content, urls=urls)
        marked = mark_shortcodes(text, said=self.said, line=self._line)
        yield from marked.errors
        title = self.front.title or (heading[1] if heading else self._stem.replace("-", " ").capitalize())
        yield Document(
            source=self.said,
            url=self.url,
            title=title,
            description=self.front.description or title,
            in_menu=self.front.menu,
            pieces=marked.pieces(to_html(marked.text, place)),
            date=self.date,
            author=self.front.author,
            tags=_once(self.front.tags),
            image=self.front.image.lstrip("/"),
            unpublished=unpublished,
        )

    def _url(self, folder: str) -> str:
        last = addresses.slug(self.front.slug) or self._stem
        if self.name == "index":
            return addresses.HOME
        if self._stem == "index":
            return f"{folder}/"
        return f"{folder}/{last}/" if folder else f"{last}/"

    def _moment(self, in_name: str | None) -> dt.datetime | None:
        """When it is published: the beginning of a day in the league's zone, when only that is said."""
        moment = self.front.date
        if moment is None and in_name:
            try:
                moment = dt.datetime.fromisoformat(in_name)
            except ValueError:
                return None
        return moment if moment is None or moment.tzinfo else moment.replace(tzinfo=self._zone)


def _once(tags: Iterable[str]) -> tuple[str, ...]:
    """Every tag that can have an address, once."""
    by_slug = {slug: tag for tag in reversed([*tags]) if (slug := addresses.slug(tag))}
    return tuple(tag for tag in dict.fromkeys(tags) if tag in by_slug.values())
