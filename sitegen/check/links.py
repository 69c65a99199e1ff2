"""The built site: every link leads somewhere, every id is there once, every page has a title.

A whole site is read fast, as plain text; what looks wrong is then read as a browser does, so that nothing is said of a
text that only looks like a link.
"""

import os
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import msgspec

from sitegen.build.output import REPORT
from sitegen.check.findings import SHOWN, Finding, Level, first_few
from sitegen.check.markup import Markup, addresses_in, ids_in
from sitegen.config import Config

_STYLE_URL = re.compile(rb"""url\(\s*["']?([^"')]+)""")


class Suspect(msgspec.Struct):
    """Something that looks wrong: an address or an id, and where."""

    word: str
    """As it stands on the first page."""
    pages: list[str]


def check_links(output: Path, config: Config | None) -> Iterator[Finding]:
    """What is wrong with the site in a folder; without a configuration, links from the host's root are left alone."""
    if not (output / REPORT).is_file():
        what = "There is no built site here, so its links were not checked."
        yield _find("note", what, str(output), "Run sitegen build, then this again.")
        return
    site = _Site(output, config)
    found = [
        *first_few(_of_link(target, one) for target, one in _confirmed(site.broken, output, addresses_in)),
        *first_few(_of_id(one) for _, one in _confirmed(site.twice, output, _repeated_ids)),
        *first_few(_of_title(page) for page in site.untitled),
    ]
    yield from found
    if not found:
        yield _find("ok", f"Every link on {site.pages} pages leads somewhere.", str(output))


def _find(level: Level, what: str, where: str, do: str = "") -> Finding:
    return Finding("links", level, what, where, do)


def _of_link(target: str, one: Suspect) -> Finding:
    what = f"A link leads to {_said(target)}, which is not on the site"
    do = "If it is a link of yours, in content/, the menu or the theme, correct it; else run sitegen build again."
    return _find("problem", f"{what}{_others(one)}.", one.pages[0], do)


def _said(target: str) -> str:
    """What can be seen of a path from the site's root."""
    if not target:
        return "the home page"
    return target if target == target.strip() else f'"{target}"'


def _of_id(one: Suspect) -> Finding:
    what = f'The id "{one.word}" is on the page more than once, so that links to it lead to the first'
    do = "Give each its own: in Markdown a headline's id is said as {#my-own-id}, in a template by the theme's author."
    return _find("warning", f"{what}{_others(one)}.", one.pages[0], do)


def _of_title(page: str) -> Finding:
    return _find("warning", "The page has no title.", page, "Give it one: browsers and search engines show it.")


def _others(one: Suspect) -> str:
    more = len(one.pages) - 1
    return f"; so on {more} more page{'s' * (more > 1)}" if more else ""


def _confirmed(
    suspects: dict[str, Suspect], output: Path, read: Callable[[bytes], Iterable[str]]
) -> Iterator[tuple[str, Suspect]]:
    """What is still wrong when the page is read as a browser does; beyond those that are said, it is only counted."""
    sure = 0
    for key, one in suspects.items():
        page = output / one.pages[0]
        if sure >= SHOWN or page.suffix != ".html" or one.word in read(page.read_bytes()):
            sure += 1
            yield key, one


def _repeated_ids(body: bytes) -> set[str]:
    ids = ids_in(body)
    return {one for one in ids if ids.count(one) > 1}


class _Site:
    """A folder with a site, read once."""

    def __init__(self, folder: Path, config: Config | None) -> None:
        self.broken: dict[str, Suspect] = {}
        """By target."""
        self.twice: dict[str, Suspect] = {}
        """By id."""
        self.untitled: list[str] = []
        self.pages = 0
        self._folder = folder
        self._config = config
        self._there = set(_files(folder))
        self._ids: dict[str, frozenset[str]] = {}
        """File → its ids, of those to whose parts another page links."""
        for path in sorted(self._there):
            if path.endswith(".html"):
                self._read_page(path)
            elif path.endswith(".css"):
                self._read_style(path)

    def _read_page(self, path: str) -> None:
        self.pages += 1
        markup = Markup((self._folder / path).read_bytes())
        if not markup.has_title:
            self.untitled.append(path)
        ids = frozenset(markup.ids)
        if len(ids) < len(markup.ids):
            for one in sorted(ids):
                if markup.ids.count(one) > 1:
                    self.twice.setdefault(one, Suspect(one, [])).pages.append(path)
        for address in sorted(markup.addresses):
            self._follow(path, address, ids)

    def _read_style(self, path: str) -> None:
        for address in sorted(set(_STYLE_URL.findall((self._folder / path).read_bytes()))):
            self._follow(path, address.decode(errors="replace").strip(), frozenset())

    def _follow(self, path: str, address: str, own_ids: frozenset[str]) -> None:
        """Note an address that leads nowhere. `own_ids`: of the page that it stands on."""
        target, fragment = self._target(path, address)
        if target is None:
            return
        file = self._file(target)
        if file is None:
            lost = target
        elif fragment and file.endswith(".html") and fragment not in (own_ids if file == path else self._ids_of(file)):
            lost = f"{target}#{fragment}"
        else:
            return
        self.broken.setdefault(lost, Suspect(address, [])).pages.append(path)

    def _target(self, path: str, address: str) -> tuple[str | None, str]:
        """The path from the site's root and the fragment; None for an address that is somewhere else."""
        if self._config and self._config.site.public_url and address.startswith(self._config.site.public_url):
            address = self._config.site.base_path + address.removeprefix(self._config.site.public_url)
        try:
            parts = urlsplit(address)
        except ValueError:
            return address, ""
        if parts.scheme or parts.netloc:
            return None, ""
        fragment, wanted = unquote(parts.fragment), unquote(parts.path)
        if fragment.startswith(":~:") or fragment == "top":
            fragment = ""
        if not wanted:
            return path, fragment
        if wanted.startswith("/"):
            base = self._config.site.base_path if self._config else None
            return (wanted.removeprefix(base), fragment) if base and wanted.startswith(base) else (None, "")
        joined = posixpath.normpath(posixpath.join(posixpath.dirname(path), wanted))
        slash = "/" if wanted.endswith(("/", "/.", "/..")) or wanted in (".", "..") else ""
        return ("" if joined == "." else f"{joined}{slash}"), fragment

    def _file(self, target: str) -> str | None:
        """The file that a host gives for a path; a folder without its slash is led on to."""
        if target in self._there:
            return target
        index = f"{target.rstrip('/')}/index.html".lstrip("/")
        return index if index in self._there else None

    def _ids_of(self, file: str) -> frozenset[str]:
        if file not in self._ids:
            self._ids[file] = frozenset(Markup((self._folder / file).read_bytes()).ids)
        return self._ids[file]


def _files(folder: Path) -> Iterator[str]:
    """Everything in the folder by path, hidden files aside."""
    for where, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if not name.startswith("."):
                yield Path(where, name).relative_to(folder).as_posix()
