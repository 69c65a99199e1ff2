"""What decides the bytes of a site is part of its fingerprint."""

import ast
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import sitegen
from sitegen.build.fingerprint import RENDERERS

ROOMS = ("dataset", "site", "league")

NOT_IN_PAGES = {"sitegen", "filelock", "platformdirs"}


def imported(room):
    """The libraries that a room imports, by their top-level names."""
    for path in (Path(sitegen.__file__).parent / room).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from (alias.name.partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield node.module.partition(".")[0]


def test_every_library_that_makes_pages_is_in_the_fingerprint_of_the_program():
    names = {name for room in ROOMS for name in imported(room)} - sys.stdlib_module_names - NOT_IN_PAGES
    distributions = packages_distributions()
    libraries = {distributions[name][0].lower() for name in names}
    assert libraries - set(RENDERERS) == set()
