"""Everything in `content/` that is no page: pictures and other files, copied as they are."""

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from sitegen.dataset.drivers_file import DRIVERS_FILE
from sitegen.errors import ContentError
from sitegen.site.content.reserved import is_reserved

PICTURES = frozenset({".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif", ".ico"})
"""How the names of pictures end that browsers show."""


def load_files(folder: Path, *, pages: Mapping[str, str], errors: list[ContentError]) -> Iterator[tuple[str, bytes]]:
    """Path from the site's root, and content; one that would take the place of a page goes to `errors` instead.

    `pages`: address of every page that the league wrote → its file, as messages call it.
    """
    for name in file_names(folder):
        page = f"the page {name.removesuffix('index.html')}" if name.endswith("/index.html") else f"the file {name}"
        if is_reserved(name):
            errors.append(
                ContentError(f"content/{name} would be {page}, which sitegen makes; give the file another name.")
            )
        elif name.endswith("/index.html") and (source := pages.get(name.removesuffix("index.html"))):
            errors.append(
                ContentError(f"content/{name} would be {page}, as is {source}; give one of them another name.")
            )
        else:
            yield name, (folder / name).read_bytes()


def file_names(folder: Path) -> Iterator[str]:
    """The path from `content/` of every file that may be published as it is, in a fixed order."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if is_publishable(name) and path.is_file():
            yield name.as_posix()


def is_publishable(name: PurePosixPath | Path) -> bool:
    """Whether a file of this name in `content/` is published as it is: no page, not hidden, and not outside."""
    is_hidden = any(part.startswith(".") for part in name.parts)  # `..` too
    return not is_hidden and not name.is_absolute() and name.suffix != ".md" and name.as_posix() != DRIVERS_FILE


def is_file(path: Path) -> bool:
    """Whether there is a file; whatever no file can be called is none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def picture_mistake(folder: Path, said: str) -> str | None:
    """Why a picture cannot be shown that a page or the configuration names from the root of the site."""
    name = PurePosixPath(said.lstrip("/"))
    if not is_publishable(name) or name.suffix.lower() not in PICTURES:
        return f'is "{said}", which is no picture in content/; expected one, such as "/logo.svg".'
    if not is_file(folder / name):
        return f'is "{said}"; there is no such file in content/.'
    return None
