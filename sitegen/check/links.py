"""The built site: every link leads somewhere, every id is there once, every page has a title.

A whole site is read fast, as plain text; what looks wrong is then read as a browser does, so that nothing is said of a
text that only looks like a link.
"""

import os
import posixpath
import re
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import msgspec

from sitegen.build.output import REPORT
from sitegen.check.findings import MOST_LISTED, Finding, Level, first_few
from sitegen.check.markup import Markup, addresses_in, ids_in
from sitegen.config import Config

_STYLE_URL = re.compile(rb"""url\(\s*["']?([^"')]+)""")


class Suspect(msgspec.Struct):
    """An address or an id that looks wrong, and the pages on which it stands."""

    text: str
    """As it is written on the first page."""
    pages: list[str]


def check_links(output: Path, config: Config | None) -> Iterator[Finding]:
    """What is wrong with the site in a folder; without a configuration, links from the host's root are left alone."""
    if not (output / REPORT).is_file():
        message = "There is no built site here, so its links were not checked."
        yield _finding("note", message, str(output), "Run sitegen build, then this again.")
        return
    site = _Site(output, config)
    findings = [
        *first_few(_broken_link(target, link) for target, link in _confirmed(site.broken, output, addresses_in)),
        *first_few(_repeated_id(suspect) for _, suspect in _confirmed(site.repeated, output, _repeated_ids)),
        *first_few(_untitled(page) for page in site.untitled),
    ]
    yield from findings
    if not findings:
        yield _finding("ok", f"Every link on {site.pages} pages leads somewhere.", str(output))


def _finding(level: Level, message: str, where: str, advice: str = "") -> Finding:
    return Finding("links", level, message, where, advice)


def _broken_link(target: str, link: Suspect) -> Finding:
    message = f"A link leads to {_shown(target)}, which is not on the site{_other_pages(link)}."
    advice = "If it is a link of yours, in content/, the menu or the theme, correct it; else run sitegen build again."
    return _finding("problem", message, link.pages[0], advice)


def _shown(target: str) -> str:
    """A path from the site's root as messages show it, so that it can be seen."""
    if not target:
        return "the home page"
    if target != target.strip():
        return f'"{target}"'
    return target


def _repeated_id(suspect: Suspect) -> Finding:
    message = f'The id "{suspect.text}" is on the page more than once, so that links to it lead to the first'
    advice = (
        "Give each its own: in Markdown a headline's id is said as {#my-own-id}, in a template by the theme's author."
    )
    return _finding("warning", f"{message}{_other_pages(suspect)}.", suspect.pages[0], advice)


def _untitled(page: str) -> Finding:
    advice = "Give it one: browsers and search engines show it."
    return _finding("warning", "The page has no title.", page, advice)


def _other_pages(suspect: Suspect) -> str:
    """How a sentence ends on what stands on more pages than the one that it names."""
    more = len(suspect.pages) - 1
    if more == 0:
        return ""
    return f"; so on {more} more page{'s' * (more > 1)}"


def _confirmed(
    suspects: dict[str, Suspect], output: Path, read: Callable[[bytes], Collection[str]]
) -> Iterator[tuple[str, Suspect]]:
    """The suspects that are still wrong when their page is read as a browser does. `read`: what a browser finds."""
    listed = 0
    for key, suspect in suspects.items():
        page = output / suspect.pages[0]
        # Reading is slow; of those that are not listed any more, only the number is said.
        is_certain = listed >= MOST_LISTED or page.suffix != ".html"
        if is_certain or suspect.text in read(page.read_bytes()):
            listed += 1
            yield key, suspect


def _repeated_ids(body: bytes) -> list[str]:
    return _repeated(ids_in(body))


def _repeated(ids: list[str]) -> list[str]:
    """The ids that are there more than once, in order."""
    unique = set(ids)
    if len(unique) == len(ids):
        return []  # as on nearly every page, and counting is slow
    return sorted(id_ for id_ in unique if ids.count(id_) > 1)


class _Site:
    """A folder with a site, read once."""

    def __init__(self, folder: Path, config: Config | None) -> None:
        self.broken: dict[str, Suspect] = {}
        """Links by their target."""
        self.repeated: dict[str, Suspect] = {}
        """Ids that are on a page more than once."""
        self.untitled: list[str] = []
        self.pages = 0
        self._folder = folder
        self._config = config
        self._files = set(_files(folder))
        self._ids: dict[str, frozenset[str]] = {}
        """File → its ids, of those to whose parts another page links."""
        for path in sorted(self._files):
            if path.endswith(".html"):
                self._read_page(path)
            elif path.endswith(".css"):
                self._read_style(path)

    def _read_page(self, path: str) -> None:
        self.pages += 1
        markup = Markup((self._folder / path).read_bytes())
        if not markup.has_title:
            self.untitled.append(path)
        for id_ in _repeated(markup.ids):
            self.repeated.setdefault(id_, Suspect(id_, [])).pages.append(path)
        ids = frozenset(markup.ids)
        for address in sorted(markup.addresses):
            self._follow(path, address, ids)

    def _read_style(self, path: str) -> None:
        for address in sorted(set(_STYLE_URL.findall((self._folder / path).read_bytes()))):
            self._follow(path, address.decode(errors="replace").strip(), frozenset())

    def _follow(self, page: str, address: str, page_ids: frozenset[str]) -> None:
        """Note an address that leads nowhere. `page_ids`: of the page that it stands on."""
        link = self._link(page, address)
        if link is None:
            return
        target, fragment = link
        file = self._file(target)
        if file is None:
            self._note_broken(target, address, page)
        elif fragment and file.endswith(".html"):
            ids = page_ids if file == page else self._ids_of(file)
            if fragment not in ids:
                self._note_broken(f"{target}#{fragment}", address, page)

    def _note_broken(self, target: str, address: str, page: str) -> None:
        self.broken.setdefault(target, Suspect(address, [])).pages.append(page)

    def _link(self, page: str, address: str) -> tuple[str, str] | None:
        """The path from the site's root and the fragment that an address means; None for one outside the site."""
        address = self._without_host(address)
        try:
            parts = urlsplit(address)
        except ValueError:
            return address, ""  # no browser can follow it, and it is shown as it is
        if parts.scheme or parts.netloc:
            return None
        path = self._path(page, unquote(parts.path))
        if path is None:
            return None
        return path, _fragment(unquote(parts.fragment))

    def _without_host(self, address: str) -> str:
        """An address with the site's own host as one from the host's root."""
        if self._config is None or not self._config.site.public_url:
            return address
        public_url = self._config.site.public_url
        if not address.startswith(public_url):
            return address
        return self._config.site.base_path + address.removeprefix(public_url)

    def _path(self, page: str, path: str) -> str | None:
        """The path from the site's root that a path on a page means; None for one outside the site."""
        if not path:
            return page
        if not path.startswith("/"):
            return _joined(page, path)
        # Without a configuration nobody knows below which path of its host the site will lie.
        if self._config is None or not path.startswith(self._config.site.base_path):
            return None
        return path.removeprefix(self._config.site.base_path)

    def _file(self, target: str) -> str | None:
        """The file that a host gives for a path; a folder without its slash is led on to."""
        if target in self._files:
            return target
        index = f"{target.rstrip('/')}/index.html".lstrip("/")
        return index if index in self._files else None

    def _ids_of(self, file: str) -> frozenset[str]:
        if file not in self._ids:
            self._ids[file] = frozenset(Markup((self._folder / file).read_bytes()).ids)
        return self._ids[file]


def _joined(page: str, path: str) -> str:
    """A relative path as one from the site's root; that of a folder ends with a slash, but for the root itself."""
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
    if joined == ".":
        return ""
    is_folder = path in (".", "..") or path.endswith(("/", "/.", "/.."))
    return f"{joined}/" if is_folder else joined


def _fragment(fragment: str) -> str:
    """The id that a fragment means; empty for the top of the page, and for a text that browsers look for."""
    if fragment == "top" or fragment.startswith(":~:"):
        return ""
    return fragment


def _files(folder: Path) -> Iterator[str]:
    """Everything in the folder by path, hidden files aside."""
    for parent, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if not name.startswith("."):
                yield Path(parent, name).relative_to(folder).as_posix()
