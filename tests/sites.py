"""Looking at a built site."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from sitegen import config
from sitegen.build import BuildReport, build


def built(folder: Path, **more) -> BuildReport:
    """Build the league of a folder from its archive into its public/."""
    return build(config.load(folder), folder, output_folder=more.pop("output_folder", folder / "public"), **more)


def configure(folder: Path, text: str) -> None:
    """Add to a league's configuration."""
    path = folder / "sitegen.toml"
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{text}\n", encoding="utf-8")


def files(folder: Path) -> dict[str, bytes]:
    """Path → content of everything below a folder, without the report of the build and hidden files."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "build.json" and not path.name.startswith(".")
    }


def data(folder: Path, path: str) -> dict:
    return json.loads((folder / "public" / "data" / path).read_bytes())


class Page(HTMLParser):
    """A page: where it leads, what it loads, its text, and the ids in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.ids: set[str] = set()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.tags.append((tag, found))
        if found.get("id"):
            self.ids.add(found["id"] or "")
        if tag == "a" and found.get("href") is not None:
            self.links.append(found["href"] or "")
        elif tag in ("link", "script", "img", "source", "iframe"):
            self.loads += [address for name in ("href", "src") if (address := found.get(name))]

    def handle_data(self, data):
        self.text += data


def pages(site: Path) -> dict[str, Page]:
    """Address → page of everything in a built site."""
    return {
        re.sub(r"(^|/)index\.html$", r"\1", path.relative_to(site).as_posix()): Page(path.read_text(encoding="utf-8"))
        for path in sorted(site.rglob("*.html"))
    }


def leads_to(page_address: str, link: str) -> str:
    """The file, from the site's root, to which a link on a page leads."""
    target = urlsplit(urljoin(f"http://site/base/{page_address}", link))
    path = unquote(target.path).removeprefix("/base/")
    return f"{path}index.html" if path.endswith("/") or not path else path
