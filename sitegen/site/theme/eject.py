"""A theme's files for somebody who wants to change them: copied into the league's own folder `theme/`."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from sitegen.errors import ThemeError
from sitegen.site.theme.folders import DESCRIPTION, OWN
from sitegen.site.theme.layers import STYLE, Layer, joined_style
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
    below = [layer for layer in layers if layer.name != OWN]
    files = dict(_named(below, names) if names else _everything(below[0]))
    target = site_folder / OWN
    taken = [name for name in files if (target / name).exists()]
    if taken and not force:
        raise ThemeError(
            f"{target / taken[0]} {f'and {len(taken) - 1} more ' if taken[1:] else ''}would be overwritten; "
            "move what you have there away, or say --force."
        )
    for name, body in files.items():
        write_whole(target / name, body)
    return [target / name for name in files]


def _named(layers: Sequence[Layer], names: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    known = _files(layers)
    short = {name.partition("/")[2]: name for name in known}
    for name in names:
        found = name if name in known else short.get(name)
        if found is None:
            raise ThemeError(f'The theme {layers[0].name} has no file "{name}"{suggestion(name, [*known, *short])}')
        yield found, _own_style(layers).encode() if found == f"static/{STYLE}" else known[found].read_bytes()


def _everything(theme: Layer) -> Iterator[tuple[str, bytes]]:
    """A theme's own files; what it lacks comes from its parent as before."""
    for name, path in _files([theme]).items():
        yield name, path.read_bytes()
    text = (theme.folder / DESCRIPTION).read_text(encoding="utf-8")
    yield DESCRIPTION, re.sub(r"^name\s*=.*", f'name = "{OWN}"', text, count=1, flags=re.MULTILINE).encode()


def _files(layers: Sequence[Layer]) -> dict[str, Path]:
    """`templates/…` and `static/…` of a theme, each from the uppermost layer that has it."""
    found: dict[str, Path] = {}
    for layer in reversed(layers):
        found |= {f"templates/{path.name}": path for path in sorted(layer.templates.glob("*")) if path.is_file()}
        found |= {f"static/{name}": path for name, path in layer.static_files()}
    return found


def _own_style(layers: Sequence[Layer]) -> str:
    """A style sheet to begin with: it says what can be set, and changes nothing."""
    light = re.search(r":root \{(.*?)\n\}", joined_style(layers), re.DOTALL)
    lines = re.findall(r"(--[\w-]+): ([^;]+);", light[1] if light else "")
    return HEAD.format(properties="\n".join(f"   {name}: {value};" for name, value in lines))
