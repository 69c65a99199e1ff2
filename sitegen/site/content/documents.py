"""All that the league wrote in `content/`, read: its pages and news, the files beside them, and what cannot be used."""

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from sitegen.errors import ContentError
from sitegen.site import addresses
from sitegen.site.content.files import picture_mistake, usable_files
from sitegen.site.content.link_resolver import LinkResolver
from sitegen.site.content.markup import to_html
from sitegen.site.content.reserved import Reserved
from sitegen.site.content.shortcodes import Shortcode, mark_shortcodes
from sitegen.site.content.sources import MarkdownFile, TagAddresses, markdown_paths, read_markdown

_HEADING = re.compile(r"\A\s*#[ \t]+(.+?)[ \t]*#*[ \t]*$", re.MULTILINE)


class Document(msgspec.Struct, frozen=True):
    """A page that the league wrote."""

    source: str
    """Its file, as messages call it."""
    url: str
    """From the site's root; empty for the welcome on the home page."""
    title: str
    """From the front matter, else the first headline, else the name of the file."""
    description: str
    """One sentence for search engines and link previews; the title where there is none."""
    in_menu: bool
    """Whether it stands in the menu of every page."""
    pieces: tuple[str | Shortcode, ...]
    """HTML, and what is asked for from the results."""
    date: dt.datetime | None = None
    """When it is published; every piece of news has a date."""
    author: str = ""
    """Who wrote it; empty when the page does not say."""
    tags: tuple[str, ...] = ()
    """What it is about; each has an address of its own."""
    image: str = ""
    """The path of its picture from the site's root; empty when it has none."""
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


class Content(msgspec.Struct, frozen=True):
    """All that the league wrote itself."""

    documents: tuple[Document, ...] = ()
    """Pages and news, by path."""
    files: dict[str, Path] = {}
    """Path from the site's root → everything that is no page."""
    errors: tuple[ContentError, ...] = ()
    """What cannot be used."""
    next_publication: dt.datetime | None = None
    """When something is due that was dated later, if anything is."""

    @property
    def sources(self) -> dict[str, str]:
        """Address of every page → its file, as messages call it."""
        return {document.url: document.source for document in self.documents}


def load_content(
    folder: Path, *, now: dt.datetime, zone: ZoneInfo, reserved: Reserved, preview: bool = False
) -> Content:
    """Read `content/`; what cannot be used is in `errors`, and the rest goes on.

    `zone`: in which dates are meant. `reserved`: the paths that are sitegen's own. `preview`: with drafts, and with
    what is dated later than `now`.
    """
    documents: list[Document] = []
    errors: list[ContentError] = []
    for loaded in load_documents(folder, now=now, zone=zone, reserved=reserved, preview=preview):
        if isinstance(loaded, Document):
            documents.append(loaded)
        else:
            errors.append(loaded)
    content = Content(documents=tuple(documents))
    files, misplaced = usable_files(folder, pages=content.sources, reserved=reserved)
    return msgspec.structs.replace(
        content,
        files=files,
        errors=(*errors, *misplaced),
        next_publication=next_publication(folder, now=now, zone=zone, reserved=reserved),
    )


def load_documents(
    folder: Path, *, now: dt.datetime, zone: ZoneInfo, reserved: Reserved, preview: bool = False
) -> Iterator[Document | ContentError]:
    """Every Markdown page of `content/` by path; one that cannot be used comes as an error, and the rest goes on.

    `content/index.md` is the welcome on the home page; `rules.md` becomes `rules/`, `rules/points.md` `rules/points/`.
    `preview`: also drafts, and what is dated later than `now`. `zone`: in which dates are meant.
    `reserved`: the paths that no page may take.
    """
    files: list[MarkdownFile] = []
    for path in markdown_paths(folder):
        try:
            files.append(read_markdown(path, folder, zone, reserved=reserved))
        except ContentError as error:
            yield error
    # Pages link to each other by the names of their files, so that all must be read before the first is made.
    urls = {file.name: file.url for file in files}
    sources: dict[str, str] = {}
    tags = TagAddresses()
    for file in files:
        unpublished = file.unpublished(now)
        if unpublished and not preview:
            continue
        if file.url in sources:
            yield ContentError(
                f"{file.source} would be the page {file.url or 'index.html'}, as is {sources[file.url]}; "
                'give one of them another name, or a slug = "…" of its own.'
            )
            continue
        sources[file.url] = file.source
        resolver = LinkResolver(
            addresses.root_from(file.url),
            name=file.name,
            url=file.url,
            content=folder,
            urls=urls,
            reserved=reserved,
        )
        yield from _document(file, folder, resolver, tags, unpublished=unpublished)


def next_publication(folder: Path, *, now: dt.datetime, zone: ZoneInfo, reserved: Reserved) -> dt.datetime | None:
    """When the next page is due that is dated later than now."""
    dates = []
    for path in markdown_paths(folder):
        with suppress(ContentError):  # `load_documents` says it
            file = read_markdown(path, folder, zone, reserved=reserved)
            if file.date is not None and not file.is_due(now) and not file.front.draft:
                dates.append(file.date)
    return min(dates, default=None)


def _document(
    file: MarkdownFile, folder: Path, resolver: LinkResolver, tag_addresses: TagAddresses, *, unpublished: str
) -> Iterator[Document | ContentError]:
    """The page of a file, after whatever on it cannot be understood.

    `folder`: `content/`. `resolver`: knows where the links of its text lead.
    """
    front = file.front
    heading, text = _divide_heading(file)
    shortcodes = mark_shortcodes(text, source=file.source, line=file.text.line)
    yield from shortcodes.errors
    image, lost_picture = _picture(file, folder)
    tags, bad_tags = tag_addresses.usable(front.tags)
    for mistake in lost_picture:
        yield ContentError(f"{file.source}, {file.text.line_of('image')}: {mistake}")
    for mistake in bad_tags:
        yield ContentError(f"{file.source}, {file.text.line_of('tags')}: {mistake}")
    title = front.title or heading or file.stem.replace("-", " ").capitalize()
    yield Document(
        source=file.source,
        url=file.url,
        title=title,
        description=front.description or title,
        in_menu=front.menu,
        pieces=shortcodes.pieces(to_html(shortcodes.text, resolver)),
        date=file.date,
        author=front.author,
        tags=tags,
        image=image,
        unpublished=unpublished,
    )


def _divide_heading(file: MarkdownFile) -> tuple[str, str]:
    """The first headline where it is the title, and the text without it."""
    text = file.text.text
    match = _HEADING.match(text)
    if match is None or file.front.title:
        return "", text
    # The lines below keep their numbers, which mistakes are named with.
    return match[1], "\n" * match[0].count("\n") + text[match.end() :]


def _picture(file: MarkdownFile, folder: Path) -> tuple[str, list[str]]:
    """The path of the page's picture from the site's root, empty without a usable one, and what is wrong with it."""
    image = file.front.image
    if not image:
        return "", []
    mistake = picture_mistake(folder, image)
    if mistake is not None:
        return "", [f"image {mistake}"]
    return image.lstrip("/"), []
