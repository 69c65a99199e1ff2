"""A theme's files for somebody who wants to change them: copied into the league's own folder `theme/`."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from sitegen.errors import ThemeError
from sitegen.site.theme.layers import DESCRIPTION, OWN, STYLE, Layer, joined_style
from sitegen.support.files import write_whole
from sitegen.support.suggestions import suggestion

HEAD = """/* Your rules. They stand below those of the theme, so say only what you want otherwise.
   What the theme's own rules are led by, to be set anew in :root {{ … }}:

{properties}
*/
"""


def eject(layers: Sequence[Layer], names: Sequence[str], *, site_folder: Path, force: bool) -> list[Path]:
    """Copy files of a theme into `theme/`, where they take the place of the theme's own; returns what was written.

    `names`: such as `session.html` or `static/pick.js`. Without any all that the theme itself has is copied, as a theme
    of the league's own with the same parent. `ThemeError` when a name is unknown, or a file is there already and
    `force` is not said.
    """
    # What lies in `theme/` already is no original.
    below = [layer for layer in layers if layer.name != OWN]
    files = dict(_chosen(below, names) if names else _everything(below[0]))
    target = site_folder / OWN
    if not force:
        _refuse_to_overwrite(target, files)
    for name, body in files.items():
        write_whole(target / name, body)
    return [target / name for name in files]


def _refuse_to_overwrite(target: Path, names: Iterable[str]) -> None:
    existing = [target / name for name in names if (target / name).exists()]
    if not existing:
        return
    more = f"and {len(existing) - 1} more " if len(existing) > 1 else ""
    raise ThemeError(f"{existing[0]} {more}would be overwritten; move what you have there away, or say --force.")


def _chosen(layers: Sequence[Layer], names: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """The files of these names, with or without their folder."""
    paths = _files(layers)
    for name in names:
        full_name = _full_name(name, paths)
        if full_name is None:
            known = [*paths, *map(_without_folder, paths)]
            raise ThemeError(f'The theme {layers[0].name} has no file "{name}"{suggestion(name, known)}')
        if full_name == f"static/{STYLE}":
            yield full_name, _first_style(layers).encode()
        else:
            yield full_name, paths[full_name].read_bytes()


def _full_name(name: str, paths: Mapping[str, Path]) -> str | None:
    """`session.html` → `templates/session.html`; None when there is no such file."""
    if name in paths:
        return name
    full_names = {_without_folder(path): path for path in paths}
    return full_names.get(name)


def _without_folder(name: str) -> str:
    return name.partition("/")[2]


def _everything(theme: Layer) -> Iterator[tuple[str, bytes]]:
    """A theme's own files; what it lacks comes from its parent as before."""
    for name, path in _files([theme]).items():
        yield name, path.read_bytes()
    text = (theme.folder / DESCRIPTION).read_text(encoding="utf-8")
    yield DESCRIPTION, re.sub(r"^name\s*=.*", f'name = "{OWN}"', text, count=1, flags=re.MULTILINE).encode()


def _files(layers: Sequence[Layer]) -> dict[str, Path]:
    """`templates/…` and `static/…` of a theme, each from the uppermost layer that has it."""
    files: dict[str, Path] = {}
    for layer in reversed(layers):
        for path in sorted(layer.templates.glob("*")):
            if path.is_file():
                files[f"templates/{path.name}"] = path
        for name, path in layer.static_files():
            files[f"static/{name}"] = path
    return files


def _first_style(layers: Sequence[Layer]) -> str:
    """A style sheet to begin with: it says what can be set, and changes nothing.

    A copy of the theme's would stand below the theme's own, and hide every later change of it.
    """
    properties: list[str] = []
    light = re.search(r":root \{(.*?)\n\}", joined_style(layers), re.DOTALL)
    if light:
        for name, value in re.findall(r"(--[\w-]+): ([^;]+);", light[1]):
            properties.append(f"   {name}: {value};")
    return HEAD.format(properties="\n".join(properties))
