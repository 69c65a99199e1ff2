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
from sitegen.dataset.drivers_file import DRIVERS_FILE, check_roster, load_roster
from sitegen.errors import ArchiveError, ContentError
from sitegen.site import catalog
from sitegen.site.content import Content, Document, load_content
from sitegen.site.content.files import is_file, without_unusable_pictures

ROOT = "http://site/"
"""Stands for the site's root, so that the usual rules for addresses can be applied to paths."""

PICTURE = "Put the picture there, or correct its name."


def check_content(
    folder: Path, archive: Archive, config: Config, *, now: Callable[[], dt.datetime]
) -> Iterator[Finding]:
    """What is wrong with the pages and files in `content/`, also with those that are not published yet."""
    content = load_content(folder, now=now(), zone=config.site.zone, reserved=catalog.reserved(), preview=True)
    findings = [
        *_check_errors(content.errors, content.sources.values()),
        *first_few(_check_addresses(content, folder)),
        *_check_pictures(config, folder),
        *first_few(_check_roster(folder, archive)),
    ]
    yield from findings
    if not findings:
        message = f"{len(content.documents)} pages and {len(content.files)} other files can be used."
        yield _finding("ok", message, "content/")


def _finding(level: Level, message: str, where: str, advice: str = "") -> Finding:
    return Finding("content", level, message, where, advice)


def _check_errors(errors: Iterable[ContentError], sources: Collection[str]) -> Iterator[Finding]:
    """A finding for every error; the sentence of each begins with its file, and the line where that is known.

    `sources`: the files of the pages that are on the site all the same.
    """
    on_the_site, lacking = [], []
    for error in errors:
        where = re.split(r", line \d+| (?=would be|could not be|has )", str(error), maxsplit=1)[0]
        if where in sources:
            advice = "Correct it; the rest of the page is on the site."
            on_the_site.append(_finding("problem", str(error), where, advice))
        else:
            advice = "Correct it: until then it is not on the site."
            lacking.append(_finding("problem", str(error), where, advice))
    yield from (*first_few(lacking), *first_few(on_the_site))


def _check_addresses(content: Content, folder: Path) -> Iterator[Finding]:
    """Files that pages show or link to and that are not in `content/`; pages are looked at in the built site."""
    pages = (source.removeprefix("content/") for source in content.sources.values())
    names = {*content.files, *pages}
    for document in content.documents:
        for address in sorted(set(addresses_in(document.html.encode()))):
            path = _path(document.url, address)
            if path and _is_lost(path, content, folder):
                yield _lost_file(folder, document, path, names)


def _path(page: str, address: str) -> str | None:
    """The file from the site's root, None for an address elsewhere."""
    parts = urlsplit(urljoin(f"{ROOT}{page}", address))
    if parts.netloc != "site" or parts.scheme != "http":
        return None
    return unquote(parts.path).lstrip("/")


def _is_lost(path: str, content: Content, folder: Path) -> bool:
    if path in content.files or not catalog.reserved().is_league_file(path):
        return False
    # A Markdown file that is there has a mistake in it, and this has a finding of its own.
    return not (path.endswith(".md") and is_file(folder / path))


def _lost_file(folder: Path, document: Document, path: str, names: Iterable[str]) -> Finding:
    """The finding on a page that names no file. `names`: of the files that are there."""
    is_page = path.endswith(".md")
    alike = [name for name in names if name.endswith(".md") == is_page]
    end = "."
    for name in difflib.get_close_matches(path, alike, n=1):
        end = f'. Did you mean "/{name}"?'  # with its slash it leads there from every page
    return _finding(
        "problem",
        f"The page names the file {path}, which is not in content/{end}",
        _line_naming(folder, document, path),
        f"Put the file at content/{path}, or correct its name.",
    )


def _line_naming(folder: Path, document: Document, path: str) -> str:
    """The Markdown file of a page, with the line that names the file."""
    lines = (folder.parent / document.source).read_text(encoding="utf-8-sig").splitlines()
    for number, line in enumerate(lines, start=1):
        if PurePosixPath(path).name in unquote(line):
            return f"{document.source}, line {number}"
    return document.source


def _check_pictures(config: Config, folder: Path) -> Iterator[Finding]:
    """Pictures that `sitegen.toml` names."""
    _, mistakes = without_unusable_pictures(config, folder)
    for mistake in mistakes:
        yield _finding("problem", mistake, FILE_NAME, PICTURE)


def _check_roster(folder: Path, archive: Archive) -> Iterator[Finding]:
    where = f"content/{DRIVERS_FILE}"
    roster, mistakes = load_roster(folder)
    for mistake in mistakes:
        yield _finding("problem", mistake, where, "Correct it: until then the whole file says nothing.")
    try:
        known = archive.read_json("drivers.json")
    except ArchiveError:
        return  # the check of the archive says so
    if not known:
        return  # before the first build no driver has an id
    for mistake in check_roster(roster, known, content=folder):
        yield _finding("warning", mistake, where, "Take ids from the addresses of drivers' pages.")
