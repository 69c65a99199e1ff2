"""The code stays plain: functions that fit in the head, plain statements, names that say what they name."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from radon.complexity import cc_rank, cc_visit

SITEGEN = Path(__file__).parent.parent / "sitegen"

SOURCES = {path.relative_to(SITEGEN).as_posix(): path.read_text("utf-8") for path in sorted(SITEGEN.rglob("*.py"))}

TREES = {name: ast.parse(source) for name, source in SOURCES.items()}

LINES = sum(len(source.split("\n")) for source in SOURCES.values())

COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)

DIALECT = {"found", "one", "said", "it", "thing", "keep", "kept", "take", "led", "road", "turns"}
"""Words that tell a reader nothing of what they name."""


def nodes() -> Iterator[tuple[str, ast.AST]]:
    for name, tree in TREES.items():
        for node in ast.walk(tree):
            yield name, node


def functions() -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for name, node in nodes():
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{name}:{node.lineno} {node.name}", node


def test_no_function_is_more_complex_than_rank_b():
    blocks = [(name, block) for name, source in SOURCES.items() for block in cc_visit(source)]
    ranks = {f"{name}:{block.lineno} {block.name}": cc_rank(block.complexity) for name, block in blocks}
    assert {block: rank for block, rank in ranks.items() if rank not in ("A", "B")} == {}


def test_no_function_is_longer_than_a_screen():
    assert [where for where, node in functions() if node.end_lineno - node.lineno >= 40] == []


def test_nine_of_ten_functions_are_short():
    lengths = sorted(node.end_lineno - node.lineno + 1 for _, node in functions())
    assert lengths[len(lengths) * 9 // 10] <= 25


def test_no_file_is_too_long_to_know():
    assert {name: source.count("\n") for name, source in SOURCES.items() if source.count("\n") > 250} == {}


def test_ternaries_are_rare():
    ternaries = [where for where, node in nodes() if isinstance(node, ast.IfExp)]
    assert len(ternaries) / LINES * 1000 <= 8


def test_comprehensions_have_one_loop():
    dense = [
        f"{where}:{node.lineno}"
        for where, node in nodes()
        if isinstance(node, COMPREHENSIONS) and (len(node.generators) > 1 or _has_another(node))
    ]
    assert len(dense) / LINES * 1000 <= 1, dense


def _has_another(comprehension: ast.AST) -> bool:
    return any(isinstance(node, COMPREHENSIONS) for node in ast.walk(comprehension) if node is not comprehension)


def test_names_say_what_they_name():
    assert [f"{where}: {name}" for where, name in _bound_names() if name in DIALECT] == []


def _bound_names() -> Iterator[tuple[str, str]]:
    """Variables, parameters, fields, functions and classes."""
    for where, node in nodes():
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name):
                yield where, name
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                yield where, name


@pytest.mark.parametrize("paper", ["INTERFACE", "API.md", "DESIGN.md", "DESIGN.", "TIMING"])
def test_docstrings_refer_to_nothing_outside_the_repository(paper):
    assert [name for name, source in SOURCES.items() if paper in source] == []


def test_long_files_say_why_somewhere():
    """A file of so many lines in which nobody would ask why does not exist."""
    silent = [
        name
        for name, source in SOURCES.items()
        if source.count("\n") > 200
        and not any(line.lstrip().startswith("#") or "  # " in line for line in source.split("\n"))
    ]
    assert silent == []


def test_no_two_classes_have_one_name():
    names = Counter(
        node.name for _, node in nodes() if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    assert [name for name, count in names.items() if count > 1] == []
