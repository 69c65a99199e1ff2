"""`content/`: pages that cannot be used, pictures and files that they name and that are not there, and the roster."""

import datetime as dt
import difflib
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

from sitegen.archive.store import Archive
from sitegen.check.findings import Finding, Level, first_few
from sitegen.check.markup import addresses_in
from sitegen.config import FILE_NAME, Config
from sitegen.dataset.drivers_file import check_roster, load_roster
from sitegen.errors import ArchiveError, ContentError
from sitegen.site.content import Document, load_documents, load_files
from sitegen.site.content.files import is_file
from sitegen.site.content.made import is_own_file
from sitegen.site.layout import with_pictures

ROOT = "http://site/"

PICTURE = "Put the picture there, or correct its name."


def check_content(
    content: Path, archive: Archive, config: Config, *, now: Callable[[], dt.datetime]
) -> Iterator[Finding]:
    """What the league wrote itself, also what is not published yet."""
    loaded = list(load_documents(content, now=now(), zone=config.site.zone, preview=True))
    documents = [one for one in loaded if isinstance(one, Document)]
    sources = {one.source: one.url for one in documents}
    errors = [one for one in loaded if isinstance(one, ContentError)]
    pages = {url: source for source, url in sources.items()}
    files = {name for name, _ in load_files(content, pages=pages, errors=errors)}
    names = {*files, *(source.removeprefix("content/") for source in sources)}
    found = [
        *_of_errors(errors, sources),
        *first_few(_of_file(content, document, lost, names) for document, lost in _lost(content, documents, files)),
        *(_find("problem", what, FILE_NAME, PICTURE) for what in with_pictures(config, content)[1]),
        *first_few(_of_roster(content, archive)),
    ]
    yield from found
    if not found:
        yield _find("ok", f"{len(documents)} pages and {len(files)} other files can be used.", "content/")


def _find(level: Level, what: str, where: str, do: str = "") -> Finding:
    return Finding("content", level, what, where, do)


def _of_errors(errors: Iterable[ContentError], sources: Collection[str]) -> Iterator[Finding]:
    """Every sentence begins with the file, and the line where it is known. `sources`: of the pages that can be used."""
    on_the_site, lacking = [], []
    for error in errors:
        where = re.split(r", line \d+| (?=would be|could not be|has )", str(error), maxsplit=1)[0]
        if where in sources:
            on_the_site.append(_find("problem", str(error), where, "Correct it; the rest of the page is on the site."))
        else:
            lacking.append(_find("problem", str(error), where, "Correct it: until then it is not on the site."))
    yield from (*first_few(lacking), *first_few(on_the_site))


def _lost(content: Path, documents: Iterable[Document], files: set[str]) -> Iterator[tuple[Document, str]]:
    """Files that pages show or link to and that are not in `content/`; pages are looked at in the built site."""
    for document in documents:
        for address in sorted(set(addresses_in(document.html.encode()))):
            target = _path(document.url, address)
            is_bad_page = target and target.endswith(".md") and is_file(content / target)  # which is said by itself
            if target and is_own_file(target) and target not in files and not is_bad_page:
                yield document, target


def _path(page: str, address: str) -> str | None:
    """The file from the site's root, None for an address elsewhere."""
    target = urlsplit(urljoin(f"{ROOT}{page}", address))
    return unquote(target.path).lstrip("/") if target.netloc == "site" and target.scheme == "http" else None


def _of_file(content: Path, document: Document, lost: str, names: set[str]) -> Finding:
    """An address that begins with `/` leads to its file from every page."""
    kind = PurePosixPath(lost).suffix == ".md"
    close = difflib.get_close_matches(lost, [one for one in names if one.endswith(".md") == kind], n=1)
    meant = f'. Did you mean "/{close[0]}"?' if close else "."
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
