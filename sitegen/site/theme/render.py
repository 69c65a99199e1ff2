"""Themes: page models in, HTML out.

`layers.py` says where the files of a theme come from, `options.py` what a league may choose of its look, `templates.py`
which template a name means, and `failures.py` what is wrong with one.
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import msgspec

from sitegen.errors import ThemeError
from sitegen.site import addresses
from sitegen.site.layout import Layout
from sitegen.site.pages.base import Item, Page
from sitegen.site.theme.digests import Digests
from sitegen.site.theme.failures import describe_failure
from sitegen.site.theme.layers import STYLE, find_layers, joined_style, options_of
from sitegen.site.theme.options import check_options, style_of
from sitegen.site.theme.templates import Templates
from sitegen.support.suggestions import suggestion

_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML may hold: one of them in a title, and no program reads the feed any more."""


class Theme:
    """A theme, ready to render."""

    def __init__(
        self,
        name: str,
        *,
        site_folder: Path,
        layout: Layout,
        options: Mapping[str, object] | None = None,
    ) -> None:
        """`name`: a bundled theme, or a folder below `site_folder`; `ThemeError` says what is wrong with it.

        `options`: what the league says in `[theme]`.
        """
        self.layers = find_layers(name, site_folder)
        known = options_of(self.layers)
        self._options = check_options(options or {}, known, site_folder=site_folder)
        self._style = style_of(options or {}, known, classes=layout.class_colours)
        self._layout = layout
        self._versions = {path: _version(body) for path, body in self.static_files()}
        self.environment = Templates(self.layers)
        shared = msgspec.msgpack.encode((layout, self._options, self._versions))
        self.digests = Digests(self.environment, shared=shared)

    def file(self, item: Item) -> tuple[str, bytes]:
        """The path below the site's root and the bytes of anything that a site consists of."""
        if isinstance(item, Page):
            return item.file, self.render(item)
        return item

    def render(self, page: Page) -> bytes:
        """The page as HTML; its links are relative, so that the site works below any base path."""
        root = addresses.root_from(page.url)
        if page.url == addresses.NOT_FOUND:
            root = self._layout.base_path  # a host shows it at any depth
        try:
            template = self.environment.get_template(page.template, parent="")
            html = template.render(
                page=page, site=self._layout, theme=self._options, root=root, static=self._static_from(root)
            )
        except ThemeError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever Python raises in a template is the template's mistake
            name = page.url or "the home page"
            raise ThemeError(describe_failure(error, page=name, template=page.template, layers=self.layers)) from None
        if page.url.endswith(".xml"):
            html = _NOT_IN_XML.sub("", html)
        return html.encode()

    def static_files(self) -> Iterator[tuple[str, bytes]]:
        """Path below `static/` and content of every file; an upper layer's takes the place of one below.

        The style sheet alone is all layers' joined, the lowest first, and what the league chose at its end.
        """
        files: dict[str, Path] = {}
        for layer in reversed(self.layers):
            files.update(layer.static_files())
        for name, path in sorted(files.items()):
            if name == STYLE:
                yield name, f"{joined_style(self.layers)}{self._style}".encode()
            else:
                yield name, path.read_bytes()

    def _static_from(self, root: str) -> Callable[[str], str]:
        def static(name: str) -> str:
            """The address of a static file; it changes with its content, so that browsers may keep it for long."""
            if name not in self._versions:
                raise ValueError(f"there is no static file {name}{suggestion(name, self._versions)}")
            return f"{root}{addresses.STATIC}{name}?v={self._versions[name]}"

        return static


def _version(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:8]
