"""The command `init`: a folder with everything that a league needs to have its site built and published.

What is written lies in `starter/`, and the pages of the starter league in `content/`.
"""

import importlib.metadata
import itertools
import json
import re
import subprocess
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from string import Template
from typing import Any
from urllib.parse import urlsplit

import msgspec

from sitegen import PROJECT_URL, __version__, config
from sitegen.errors import SitegenError
from sitegen.support.files import write_whole
from sitegen.support.resources import bundled
from sitegen.support.toml_lines import Key
from sitegen.support.toml_syntax import toml_text

WORKFLOW = ".github/workflows/site.yml"

README = "README.md"

DOCS_URL = f"{PROJECT_URL}/blob/main/content/docs"

PAGES = ("results", "championships", "championship", "live-timing", "calendar", "login", "accounts", "api", "events")
"""How addresses of pages of a Server Manager go on, which somebody may have copied from the browser."""

OPTIONS: dict[Key, str] = {
    ("site", "title"): "--title",
    ("site", "timezone"): "--timezone",
    ("site", "url"): "--url",
    ("server", 0, "url"): "--server",
}
"""Key of the configuration → what an admin calls it who has not seen that file yet."""

STARTER = Path(__file__).parent / "starter"


class Answers(msgspec.Struct, frozen=True):
    """What an admin says of the league."""

    title: str
    server: str = ""
    """The address of the Server Manager; empty when it is still to come."""
    timezone: str = "UTC"
    url: str = "/"
    """Where the site will live."""


def scaffold(folder: Path, answers: Answers, *, force: bool = False) -> list[Path]:
    """Write a league's files into `folder`, and say which; `SitegenError` names what is already there.

    A `README.md` that is there stays, for GitHub writes one into every new repository. `force`: overwrite, that too.
    Nothing else in the folder is touched, the archive least of all.
    """
    if mistake := next(mistakes_in(answers), None):
        raise SitegenError(mistake)
    files = dict(_files(folder, answers))
    if not force:
        refuse_others(folder, files)
        files = {name: body for name, body in files.items() if not (folder / name).exists()}
    for name, body in files.items():
        write_whole(folder / name, body)
    return [folder / name for name in files]


def refuse_others(folder: Path, names: Iterable[str] = (config.FILE_NAME, WORKFLOW)) -> None:
    """`SitegenError` when a folder has one of these files, and so a league of its own."""
    existing = [name for name in names if name != README and (folder / name).exists()]
    if existing:
        raise SitegenError(
            f"{folder.resolve()} has {', '.join(existing)} already, and nothing was written; "
            "name a new folder, or overwrite with --force."
        )


def mistakes_in(answers: Answers) -> Iterator[str]:
    """What is wrong with the answers, a sentence each."""
    site = {"title": answers.title, "timezone": answers.timezone, "url": answers.url}
    servers = []
    if answers.server:
        servers.append({"name": "main", "url": answers.server})
    for mistake in config.check({"site": site, "server": servers}):
        yield f"{OPTIONS[mistake.key]} {mistake.complaint}"
    if not answers.title.strip():
        yield "The title is empty; expected the name of the league."


def server_address(copied: str) -> str:
    """The address of a Server Manager from whatever was copied: with `https://`, without the page and its query."""
    address = copied.strip()
    if not address or "@" in address:  # a login in it is a mistake, which is said of what was copied
        return address
    if not re.match(r"[a-z]+://", address, re.IGNORECASE):
        address = f"https://{address}"
    try:
        parts = urlsplit(address)
    except ValueError:
        return copied.strip()
    # A Server Manager may live below a path of its own, which comes before the page.
    path = itertools.takewhile(lambda part: part not in PAGES, parts.path.split("/"))
    return f"{parts.scheme}://{parts.netloc}{'/'.join(path)}".rstrip("/")


def pages_url(folder: Path, *, run: Callable[..., subprocess.CompletedProcess[str]] = subprocess.run) -> str:
    """Where GitHub Pages will publish the repository in which `folder` lies, `/` when that is not known."""
    command = ["git", "-C", str(folder), "remote", "get-url", "origin"]
    try:
        process = run(command, capture_output=True, text=True, check=False)
    except OSError:  # there is no git
        return "/"
    match = re.search(r"github\.com[:/]([\w-]+)/([\w.-]+?)(?:\.git)?/?$", process.stdout.strip())
    if process.returncode or not match:
        return "/"
    owner, repository = match[1].lower(), match[2]
    home = f"https://{owner}.github.io/"
    # The repository that is called like the address of its owner is published at the root of that address.
    if repository.lower() == f"{owner}.github.io":
        return home
    return f"{home}{repository}/"


def _files(folder: Path, answers: Answers) -> Iterator[tuple[str, bytes]]:
    """Path in the folder → what is written there."""
    yield config.FILE_NAME, _configuration(answers).encode()
    yield README, _starter("README.md").substitute(title=_heading(answers.title), project=PROJECT_URL).encode()
    yield "requirements.txt", f"{requirement()}\n".encode()
    yield ".gitignore", (STARTER / "gitignore").read_bytes()
    yield ".gitattributes", (STARTER / "gitattributes").read_bytes()
    yield WORKFLOW, _workflow(folder.resolve().name)
    content = bundled("content")
    for path in sorted(content.rglob("*")):
        name = path.relative_to(content)
        if path.is_file() and name.parts[0] != "docs":  # sitegen's documentation is no page of a league
            yield f"content/{name.as_posix()}", path.read_bytes()


def _configuration(answers: Answers) -> str:
    """`sitegen.toml`, with comments that say what else there is."""
    if answers.server:
        server = _starter("server.toml").substitute(server=toml_text(answers.server))
    else:
        server = _starter("no-server.toml").substitute()
    return _starter("sitegen.toml").substitute(
        title=toml_text(answers.title),
        title_comment=_in_a_comment(answers.title),
        timezone=toml_text(answers.timezone),
        url=toml_text(answers.url),
        docs=DOCS_URL,
        server=server,
    )


def _in_a_comment(title: str) -> str:
    """A title in one line and without control characters, which TOML refuses in comments too."""
    return "".join(letter for letter in " ".join(title.split()) if letter.isprintable())


def _starter(name: str) -> Template:
    return Template((STARTER / name).read_text(encoding="utf-8"))


def _heading(title: str) -> str:
    """A title as Markdown that is nothing but text."""
    return re.sub(r"([\\`*_\[\]<>#|&!])", r"\\\1", " ".join(title.split()))


def _workflow(name: str) -> bytes:
    """The workflow, at an odd minute of the league's own: not all leagues ask GitHub at the same time."""
    minute = zlib.crc32(name.encode()) % 25 * 2 + 7
    text = (STARTER / "site.yml").read_text(encoding="utf-8")
    return text.replace('cron: "17 * * * *"', f'cron: "{minute} * * * *"').encode()


def requirement() -> str:
    """What pip must be told to install the sitegen that is running: from where it was installed, or its release."""
    origin = _origin()
    url = str(origin.get("url", ""))
    if "vcs_info" in origin:
        return f"sitegen @ {origin['vcs_info']['vcs']}+{url}@{origin['vcs_info']['commit_id']}"
    if url.startswith("https://"):
        return f"sitegen @ {url}"
    return f"sitegen @ git+{PROJECT_URL}@v{__version__}"


def _origin() -> dict[str, Any]:
    """Where pip installed sitegen from; empty when it does not know. See https://packaging.python.org/specifications/direct-url/."""
    try:
        record = importlib.metadata.distribution("sitegen").read_text("direct_url.json")
        origin: dict[str, Any] = json.loads(record or "{}")
    except (importlib.metadata.PackageNotFoundError, ValueError):
        return {}
    return origin
