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
.what {{ font-size: 18px; overflow-wrap: anywhere; white-space: pre-line; }}
pre {{ overflow: auto; padding: 14px; border: 1px solid #8886; border-radius: 4px; font: 14px/1.6 monospace; }}
pre b {{ display: block; background: #d9261c33; font-weight: 400; }}
</style></head>
<body><h1>This page cannot be shown</h1><p class="what">{what}</p>{excerpt}
<p>Correct it and save: this page follows by itself.</p></body></html>
"""

_BAR = """<details style="position:fixed;inset:auto 12px 12px auto;z-index:99;max-width:min(640px,calc(100vw - 24px));\
max-height:60vh;overflow:auto;padding:8px 14px;border-left:5px solid #e5a50a;border-radius:4px;background:#2b2410;\
color:#fff;font:14px/1.5 system-ui,sans-serif;box-shadow:0 2px 12px #0006">\
<summary style="cursor:pointer">{count}</summary><ul style="margin:8px 0;padding-left:18px">{lines}</ul></details>
"""


def mistake_page(what: str, *, folder: Path) -> bytes:
    """A page that says what is wrong, and shows the lines around it when the sentence names a file and a line.

    `folder`: the league's, from which files are named.
    """
    return _PAGE.format(what=html.escape(what), excerpt=_excerpt(what, folder)).encode()


def with_warnings(page: bytes, warnings: Sequence[str]) -> bytes:
    """A page with a note in its corner that opens to what is not as it should be."""
    if not warnings:
        return page
    count = f"{len(warnings)} warning{'s' * (len(warnings) > 1)}"
    lines = "".join(f"<li>{html.escape(one)}</li>" for one in warnings)
    return page.replace(b"</body>", _BAR.format(count=count, lines=lines).encode() + b"</body>", 1)


def _excerpt(what: str, folder: Path) -> str:
    found = re.search(r"(?P<path>[^\s,:]+\.(?:html|xml|txt|css|toml|md))\b.*?\bline (?P<line>\d+)", what, re.DOTALL)
    if not found:
        return ""
    named, line = Path(found["path"]), int(found["line"])
    path = folder / named if (folder / named).is_file() else named
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return ""
    shown = []
    for number, text in enumerate(lines[max(0, line - 1 - AROUND) : line + AROUND], start=max(1, line - AROUND)):
        said = html.escape(f"{number:>4}  {text}")
        shown.append(f"<b>{said}</b>" if number == line else f"{said}\n")
    return f"<pre>{''.join(shown)}</pre>"
