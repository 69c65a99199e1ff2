"""`content/`: pages that cannot be used, pictures and files that they name and that are not there, and the roster."""

import datetime as dt
import difflib
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

from sitegen.archive import Archive
from sitegen.config import FILE_NAME, Config
from sitegen.doctor.findings import Finding, Level, first_few
from sitegen.doctor.markup import addresses_in
from sitegen.errors import ArchiveError, ContentError
from sitegen.roster import check_roster, load_roster
from sitegen.site.content import Document, load_documents, load_files
from sitegen.site.content.documents import RESERVED
from sitegen.site.frame import with_pictures

ROOT = "http://site/"

MADE = frozenset({"404.html", "feed.xml", "calendar.ics", "sitemap.xml", "robots.txt", "build.json", "index.html"})
"""Files at the site's root that sitegen makes."""


PICTURE = "Put the picture there, or correct its name."


def check_content(
    content: Path, archive: Archive, config: Config, *, now: Callable[[], dt.datetime]
) -> Iterator[Finding]:
    """What the league wrote itself, also what is not published yet."""
    loaded = list(load_documents(content, now=now(), zone=config.site.zone, preview=True))
    files = {name for name, _ in load_files(content)}
    documents = [one for one in loaded if isinstance(one, Document)]
    errors = [one for one in loaded if isinstance(one, ContentError)]
    found = [
        *first_few(_of_error(error) for error in errors),
        *first_few(_of_file(content, document, lost, files) for document, lost in _lost(documents, files)),
        *(_find("problem", what, FILE_NAME, PICTURE) for what in with_pictures(config, content)[1]),
        *first_few(_of_roster(content, archive)),
    ]
    yield from found
    if not found:
        yield _find("ok", f"{len(documents)} pages and {len(files)} other files can be used.", "content/")


def _find(level: Level, what: str, where: str, do: str = "") -> Finding:
    return Finding("content", level, what, where, do)


def _of_error(error: ContentError) -> Finding:
    """The sentence begins with the file, and the line where it is known."""
    found = re.match(r"content/\S+?\.(?:md|toml)", str(error))
    return _find("problem", str(error), found[0] if found else "content/", "Correct it: the page is not on the site.")


def _lost(documents: Iterable[Document], files: set[str]) -> Iterator[tuple[Document, str]]:
    """Files that pages show or link to and that are not in `content/`; pages are looked at in the built site."""
    for document in documents:
        for address in sorted(set(addresses_in(document.html.encode()))):
            target = _path(document.url, address)
            if target and _is_own_file(target) and target not in files:
                yield document, target


def _path(page: str, address: str) -> str | None:
    """The file from the site's root, None for an address elsewhere."""
    target = urlsplit(urljoin(f"{ROOT}{page}", address))
    return unquote(target.path).lstrip("/") if target.netloc == "site" and target.scheme == "http" else None


def _is_own_file(target: str) -> bool:
    """Whether the league must have put it there itself: no page, and nothing that sitegen makes."""
    return (
        PurePosixPath(target).suffix != ""
        and not target.endswith("/")
        and target.partition("/")[0] not in RESERVED
        and target not in MADE
    )


def _of_file(content: Path, document: Document, lost: str, files: set[str]) -> Finding:
    close = difflib.get_close_matches(lost, files, n=1)
    meant = f'. Did you mean "{close[0]}"?' if close else "."
    what = f"The page names the file {lost}, which is not in content/{meant}"
    return _find(
        "problem", what, _source(content, document, lost), f"Put the file at content/{lost}, or correct its name."
    )


def _source(content: Path, document: Document, lost: str) -> str:
    """The Markdown file of a page, with the line that names the file."""
    lines = (content.parent / document.source).read_text(encoding="utf-8-sig").splitlines()
    found = [number for number, line in enumerate(lines, start=1) if PurePosixPath(lost).name in unquote(line)]
    return f"{document.source}, line {found[0]}" if found else document.source


def _of_roster(content: Path, archive: Archive) -> Iterator[Finding]:
    roster, mistakes = load_roster(content)
    try:
        known = archive.read_json("drivers.json")
    except ArchiveError:
        known = {}  # which the archive's own check says
    for mistake in mistakes:
        yield _find("problem", mistake, "content/drivers.toml", "Correct it: until then the whole file says nothing.")
    for mistake in check_roster(roster, known) if known else ():
        yield _find("warning", mistake, "content/drivers.toml", "Take ids from the addresses of drivers' pages.")
