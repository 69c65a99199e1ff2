"""Themes of a few words."""

from pathlib import Path

import pytest

from sitegen.site.theme.layers import Description, Layer
from sitegen.site.theme.templates import Templates


@pytest.fixture
def layer(tmp_path):
    """Makes a layer of a theme from the names of templates, without `.html`, and their texts."""

    def make(name="mine", **templates):
        folder = tmp_path / name
        (folder / "templates").mkdir(parents=True, exist_ok=True)
        for template, text in templates.items():
            write(folder, template, text)
        return Layer(name, folder, Description(name=name))

    return make


@pytest.fixture
def templates(layer):
    """The same of a theme with one layer."""

    def make(**texts):
        return Templates([layer(**texts)])

    return make


def write(folder: Path, template: str, text: str) -> None:
    (folder / "templates" / f"{template}.html").write_text(text)
