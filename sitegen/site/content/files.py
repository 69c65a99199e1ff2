"""Everything in `content/` that is no page: pictures and other files, copied as they are."""

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

import msgspec

from sitegen.config import FILE_NAME, Config
from sitegen.dataset.drivers_file import DRIVERS_FILE
from sitegen.errors import ContentError
from sitegen.site.content.reserved import Reserved

PICTURES = frozenset({".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif", ".ico"})
"""How the names of pictures end that browsers show."""


def usable_files(
    folder: Path, *, pages: Mapping[str, str], reserved: Reserved
) -> tuple[dict[str, Path], list[ContentError]]:
    """Path from the site's root → file; and an error for every file that would take the place of a page.

    `pages`: address of every page that the league wrote → its file, as messages call it.
    """
    files: dict[str, Path] = {}
    errors: list[ContentError] = []
    for name in file_names(folder):
        mistake = _place_mistake(name, pages, reserved)
        if mistake is None:
            files[name] = folder / name
        else:
            errors.append(ContentError(f"content/{name} would be {mistake}"))
    return files, errors


def _place_mistake(name: str, pages: Mapping[str, str], reserved: Reserved) -> str | None:
    """What is already at the place of a file on the site, and what to do; None when the place is free."""
    if not name.endswith("/index.html"):
        if reserved.has_file(name):
            return f"the file {name}, which sitegen makes; give the file another name."
        return None
    url = name.removesuffix("index.html")
    if reserved.has_file(name):
        return f"the page {url}, which sitegen makes; give the file another name."
    if url in pages:
        return f"the page {url}, as is {pages[url]}; give one of them another name."
    return None


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


def picture_mistake(folder: Path, address: str) -> str | None:
    """Why the picture at an address cannot be shown, as a sentence without its subject; None when it can.

    `address`: from the root of the site, as a page or the configuration says it. `folder`: `content/`.
    """
    name = PurePosixPath(address.lstrip("/"))
    if not is_publishable(name) or name.suffix.lower() not in PICTURES:
        return f'is "{address}", which is no picture in content/; expected one, such as "/logo.svg".'
    if not is_file(folder / name):
        return f'is "{address}"; there is no such file in content/.'
    return None


def without_unusable_pictures(config: Config, folder: Path) -> tuple[Config, tuple[str, ...]]:
    """The configuration without the pictures that cannot be shown, and a sentence for each of these.

    `folder`: `content/`.
    """
    mistakes: dict[str, str] = {}
    for key in ("logo", "icon", "image"):
        address = getattr(config.site, key)
        mistake = picture_mistake(folder, address) if address else None
        if mistake is not None:
            mistakes[key] = mistake
    warnings = (f"{FILE_NAME}: site.{key} {mistake}" for key, mistake in mistakes.items())
    site = msgspec.structs.replace(config.site, **dict.fromkeys(mistakes, ""))
    return msgspec.structs.replace(config, site=site), tuple(warnings)
