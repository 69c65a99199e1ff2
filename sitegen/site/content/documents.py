"""The league's own pages and news, from the files in `content/`."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from sitegen.dataset.slugs import slug as slug_of
from sitegen.errors import ContentError
from sitegen.site import addresses
from sitegen.site.content.files import picture_mistake
from sitegen.site.content.front import split_front
from sitegen.site.content.markup import to_html
from sitegen.site.content.places import Place
from sitegen.site.content.reserved import FOLDERS as RESERVED
from sitegen.site.content.shortcodes import Shortcode, mark_shortcodes
from sitegen.support.files import unreadable

NEWS = addresses.NEWS.rstrip("/")
"""The folder in `content/` in which every file is a piece of news."""

_DATED = re.compile(r"(\d{4}-\d{2}-\d{2})(?:-(.+))?")

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
    for path in _markdown(folder):
        try:
            read.append(_Read(path, folder, zone))
        except ContentError as error:
            yield error
    urls = {one.name: one.url for one in read}
    taken: dict[str, str] = {}
    tags: dict[str, str] = {}
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
        yield from one.documents(urls, tags, unpublished)


def next_publication(folder: Path, *, now: dt.datetime, zone: ZoneInfo) -> dt.datetime | None:
    """When the next page is due that is dated later than now."""
    dates = []
    for path in _markdown(folder):
        with suppress(ContentError):  # which `load_documents` says
            one = _Read(path, folder, zone)
            if one.date and one.date > now and not one.front.draft:
                dates.append(one.date)
    return min(dates, default=None)


def _markdown(folder: Path) -> Iterator[Path]:
    """Every Markdown file in a fixed order; a folder may be called like one."""
    return (path for path in sorted(folder.rglob("*.md")) if not path.is_dir())


class _Read:
    """A Markdown file that has been read, and what its page will be called."""

    def __init__(self, path: Path, content: Path, zone: ZoneInfo) -> None:
        self.name = path.relative_to(content).with_suffix("").as_posix()
        self.said = f"content/{self.name}.md"
        self._content = content
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise ContentError(unreadable(self.said, error)) from None
        self._split = split_front(text, said=self.said)
        self.front = self._split.front
        folder, _, stem = self.name.rpartition("/")
        is_news = folder.split("/")[0] == NEWS and stem != "index"
        dated = _DATED.fullmatch(stem) if is_news else None
        self._stem = (dated and dated[2]) or stem
        self.url = self._url(folder)
        if self.url.split("/")[0] in RESERVED or self.url == addresses.NEWS:
            raise ContentError(
                f"{self.said} would be the page {self.url}, which sitegen makes; give the file another name."
            )
        day = self._day(dated) if is_news and self.front.date is None else None
        moment = self.front.date or day
        self.date = moment if moment is None or moment.tzinfo else moment.replace(tzinfo=zone)

    def unpublished(self, now: dt.datetime) -> str:
        """Why it is not to be published yet, in a word for the preview; empty when it is."""
        if self.front.draft:
            return "Draft"
        return f"From {self.date:%Y-%m-%d %H:%M}" if self.date and self.date > now else ""

    def documents(
        self, urls: Mapping[str, str], tags: dict[str, str], unpublished: str
    ) -> Iterator[Document | ContentError]:
        """Its page, after whatever on it cannot be understood.

        `urls`: name of a Markdown file → its page. `tags`: address → the tag that has it; it grows.
        """
        front, heading, text = self.front, *self._headed()
        place = Place(addresses.root_from(self.url), name=self.name, url=self.url, content=self._content, urls=urls)
        marked = mark_shortcodes(text, said=self.said, line=self._split.line)
        image, own_tags, mistakes = self._about(tags)
        yield from (*marked.errors, *mistakes)
        title = front.title or heading or self._stem.replace("-", " ").capitalize()
        yield Document(
            source=self.said,
            url=self.url,
            title=title,
            description=front.description or title,
            in_menu=front.menu,
            pieces=marked.pieces(to_html(marked.text, place)),
            date=self.date,
            author=front.author,
            tags=own_tags,
            image=image,
            unpublished=unpublished,
        )

    def _headed(self) -> tuple[str, str]:
        """The first headline where it is the title, and the text without it; the lines below keep their numbers."""
        text = self._split.text
        heading = None if self.front.title else _HEADING.match(text)
        return (heading[1], "\n" * heading[0].count("\n") + text[heading.end() :]) if heading else ("", text)

    def _about(self, taken: dict[str, str]) -> tuple[str, tuple[str, ...], list[ContentError]]:
        """Picture and tags that can be used, and what is wrong with the others. `taken`: as of `_with_addresses`."""
        image = self.front.image
        lost = picture_mistake(self._content, image) if image else None
        tags, mistakes = _with_addresses(self.front.tags, taken)
        said = [(self._split.where("image"), f"image {lost}")] if lost else []
        said += [(self._split.where("tags"), mistake) for mistake in mistakes]
        errors = [ContentError(f"{self.said}, {line}: {what}") for line, what in said]
        return "" if lost else image.lstrip("/"), tags, errors

    def _url(self, folder: str) -> str:
        last = slug_of(self.front.slug) or self._stem
        if self.name == "index":
            return addresses.HOME
        if self._stem == "index":
            return f"{folder}/"
        return f"{folder}/{last}/" if folder else f"{last}/"

    def _day(self, dated: re.Match[str] | None) -> dt.datetime:
        """When a piece of news is published, from the name of its file."""
        if dated is None:
            raise ContentError(
                f"{self.said} has no date; expected one on top, such as date = 2026-05-31, or in the file's name."
            )
        try:
            day = dt.datetime.fromisoformat(dated[1])
        except ValueError:
            raise ContentError(
                f"{self.said} has the date {dated[1]} in its name, and there is no such day; correct the name."
            ) from None
        if not dated[2]:
            raise ContentError(
                f"{self.said} has a date in its name and no title after it; "
                f"expected a name such as {dated[1]}-finale.md."
            )
        return day


def _with_addresses(said: Sequence[str], taken: dict[str, str]) -> tuple[tuple[str, ...], list[str]]:
    """The tags that have an address of their own, once each, and a sentence on every other.

    `taken`: address → the tag that has it, of all pages; it grows. Capitals, spaces and hyphens make no other tag.
    """
    kept: dict[str, str] = {}
    mistakes = []
    for tag in said:
        slug = slug_of(tag)
        if not slug:
            mistakes.append(f'the tag "{tag}" has neither letter nor digit to make an address from, and is left out.')
        elif _folded(taken.setdefault(slug, tag)) != _folded(tag):
            mistakes.append(
                f'the tag "{tag}" would be at the address {addresses.tag(tag)}, as is the tag "{taken[slug]}", '
                "and is left out; write one of them in other words."
            )
        else:
            kept.setdefault(slug, tag)
    return tuple(kept.values()), mistakes


def _folded(tag: str) -> str:
    return re.sub(r"[\s_-]+", " ", tag).strip().casefold()
