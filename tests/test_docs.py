"""The documentation says what the program does: what is made from the program is up to date."""

from pathlib import Path

import pytest

from tests.references import configuration_reference, theme_reference

DOCS = Path(__file__).parent.parent / "content" / "docs"


@pytest.mark.parametrize(
    ("name", "reference"), [("theme-reference", theme_reference), ("all-keys", configuration_reference)]
)
def test_the_references_are_what_the_program_says(name, reference, request):
    path = DOCS / f"{name}.md"
    if request.config.getoption("--accept"):
        path.write_text(reference(), encoding="utf-8")
    assert path.read_text(encoding="utf-8") == reference()


def test_every_field_that_templates_are_given_says_what_it_means():
    rows = [line for line in theme_reference().split("\n") if line.startswith("| `")]
    assert len(rows) > 600
    assert [row for row in rows if row.endswith("|  |")] == []
