"""What the preview says in the browser: a mistake in place of a page, and warnings below one."""

import html
import re
from collections.abc import Sequence
from pathlib import Path

AROUND = 3
"""Lines shown before and after the one with the mistake."""

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>A mistake – sitegen</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ max-width: 860px; margin: 8vh auto; padding: 0 20px; font: 16px/1.5 system-ui, sans-serif; }}
h1 {{ font-size: 24px; border-left: 6px solid #d9261c; padding-left: 14px; }}
.mistake {{ font-size: 18px; overflow-wrap: anywhere; white-space: pre-line; }}
pre {{ overflow: auto; padding: 14px; border: 1px solid #8886; border-radius: 4px; font: 14px/1.6 monospace; }}
pre b {{ display: block; background: #d9261c33; font-weight: 400; }}
</style></head>
<body><h1>This page cannot be shown</h1><p class="mistake">{mistake}</p>{excerpt}
<p>Correct it and save: this page follows by itself.</p></body></html>
"""

_BAR = """<details style="position:fixed;inset:auto 12px 12px auto;z-index:99;max-width:min(640px,calc(100vw - 24px));\
max-height:60vh;overflow:auto;padding:8px 14px;border-left:5px solid #e5a50a;border-radius:4px;background:#2b2410;\
color:#fff;font:14px/1.5 system-ui,sans-serif;box-shadow:0 2px 12px #0006">\
<summary style="cursor:pointer">{count}</summary><ul style="margin:8px 0;padding-left:18px">{lines}</ul></details>
"""


_LINE = re.compile(r"(?P<path>[^\s,:]+\.(?:html|xml|txt|css|toml|md))\b.*?\bline (?P<line>\d+)", re.DOTALL)
"""A file and a line that a sentence names: `content/rules.md, line 3`."""


def mistake_page(mistake: str, *, folder: Path) -> bytes:
    """A page that says what is wrong, and shows the lines around it when the sentence names a file and a line.

    `folder`: the league's, from which files are named.
    """
    return _PAGE.format(mistake=html.escape(mistake), excerpt=_excerpt(mistake, folder)).encode()


def with_warnings(page: bytes, warnings: Sequence[str]) -> bytes:
    """A page with a note in its corner that opens to what is not as it should be."""
    if not warnings:
        return page
    count = f"{len(warnings)} warning{'s' * (len(warnings) > 1)}"
    lines = "".join(f"<li>{html.escape(warning)}</li>" for warning in warnings)
    return page.replace(b"</body>", _BAR.format(count=count, lines=lines).encode() + b"</body>", 1)


def _excerpt(mistake: str, folder: Path) -> str:
    """The lines around the one that a sentence names, as HTML; empty when there is nothing to show."""
    match = _LINE.search(mistake)
    if match is None:
        return ""
    lines = _lines_of(Path(match["path"]), folder)
    number = int(match["line"])
    first = max(1, number - AROUND)
    shown = [
        _line(at, text, is_mistake=at == number)
        for at, text in enumerate(lines[first - 1 : number + AROUND], start=first)
    ]
    return f"<pre>{''.join(shown)}</pre>" if lines else ""


def _lines_of(path: Path, folder: Path) -> list[str]:
    """A file's lines, none when it cannot be read."""
    # Templates are named with their whole path, content and configuration from the league's folder.
    if (folder / path).is_file():
        path = folder / path
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []


def _line(number: int, text: str, *, is_mistake: bool) -> str:
    numbered = html.escape(f"{number:>4}  {text}")
    # The block of a line with a mistake ends the line by itself.
    return f"<b>{numbered}</b>" if is_mistake else f"{numbered}\n"
