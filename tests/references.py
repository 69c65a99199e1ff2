"""The two references of the documentation, written from the program itself.

What every template is given, from the page models; what `sitegen.toml` may say, from the tables of the configuration.
"""

import ast
import datetime as dt
import inspect
import textwrap
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from sitegen.config import Config
from sitegen.site import catalog, formats
from sitegen.site.layout import Layout
from sitegen.site.pages.base import Page, crew_names
from sitegen.site.theme.layers import find_layers, options_of
from sitegen.site.theme.templates import data_sort
from sitegen.support.toml_tables import Table

FILTERS = {
    "lap_time": formats.lap_time,
    "difference": formats.difference,
    "number": formats.number,
    "signed": formats.signed,
    "data_sort": data_sort,
    "crew_names": crew_names,
    "css_text": formats.css_text,
}

WORDS = {str: "text", int: "whole number", float: "number", bool: "true or false", NoneType: "none", Any: "anything"}

THEME_HEAD = """# What templates are given

This page is made from the program by `pytest tests/test_docs.py --accept`. It belongs to [themes](themes.md).

Every template has `page` (one of the pages below), `site` (the same on every page), `theme` (what the league chose of
the theme's options, by their names), `root` (the way back to the site's root: `../../`, to stand before every address
that has none of its own) and `static(name)` (the address of a file of the theme).

A field that is a *list* can be looped over; what can be *none* must be asked for first, with `{% if %}`. A name that
does not exist is an error, with the template's file and line.
"""

CONFIG_HEAD = """# All keys of sitegen.toml

This page is made from the program by `pytest tests/test_docs.py --accept`.

[Configuration](configuration.md) has examples. A mistake in the file is answered with the key, what was found, what was
expected, and what was probably meant.
"""


def theme_reference() -> str:
    """The page about templates as Markdown."""
    found = sorted(catalog.page_models(), key=lambda page: (page.template, page.__name__))
    seen: dict[str, type] = {}
    parts = [THEME_HEAD, "## Filters\n", _filters(), "## site\n", _table(Layout, seen)]
    parts += ["## page, everywhere\n", "What every `page` has, whatever is said of it below.\n", _table(Page, seen)]
    for page in found:
        parts += [
            f"## {page.template}\n",
            f"`page` is a {page.__name__}: {_first(page)}\n",
            _table(page, seen, but=Page.__struct_fields__),
        ]
    parts.append("## Values\n")
    done: set[str] = set()
    while rest := sorted(set(seen) - done):
        for name in rest:
            done.add(name)
            parts += [f"### {name}\n", f"{_first(seen[name])}\n", _table(seen[name], seen)]
    return "\n".join(parts).rstrip() + "\n"


def configuration_reference() -> str:
    """The page about `sitegen.toml` as Markdown."""
    parts = [CONFIG_HEAD]
    for name, kind in get_type_hints(Config).items():
        parts += _toml_table(f"[{name}]", kind, doc=_docs(Config).get(name, ""))
        if name == "theme":
            parts.append(_theme_options())
    return "\n".join(parts).rstrip() + "\n"


def _toml_table(head: str, kind: Any, *, doc: str) -> list[str]:
    """The section of a table, and of the tables in it."""
    if get_origin(kind) is dict:
        return [f"## {head}\n", f"{doc}\n"]
    is_list = get_origin(kind) is tuple
    model = get_args(kind)[0] if is_list else kind
    types, docs = get_type_hints(model), _docs(model)
    rows, below = "", []
    for field in msgspec.structs.fields(model):
        if get_origin(types[field.name]) is tuple and _is_table(get_args(types[field.name])[0]):
            below += _toml_table(f"[{head.strip('[]')}.{field.name}]", types[field.name], doc="")
        else:
            default = "must be said" if field.required else _default(field.default)
            rows += f"| `{field.name}` | {_in_toml(types[field.name])} | {default} | {_cell(docs[field.name])} |\n"
    said = _first(model).partition(": ")[2]
    title = f"[{head}]" if is_list else head
    text = f"{said[:1].upper()}{said[1:]}\n"
    return [f"## {title}\n", text, f"| key | is | when not said | meaning |\n| --- | --- | --- | --- |\n{rows}", *below]


def _theme_options() -> str:
    """What can be chosen of the default theme; the others offer the same."""
    options = options_of(find_layers("default", Path())).items()
    rows = "".join(f"| `{name}` | {option.kind} | {_cell(option.description)} |\n" for name, option in options)
    head = "The bundled themes offer the same, and mean it a little differently: `sitegen theme list`."
    return f"{head}\n\n| key | is | meaning |\n| --- | --- | --- |\n{rows}"


def _is_table(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Table)


def _in_toml(kind: Any) -> str:
    kinds = [one for one in get_args(kind) if one is not NoneType] if isinstance(kind, UnionType) else [kind]
    if get_origin(kinds[0]) is tuple:
        return f"list of {_in_toml(get_args(kinds[0])[0])}s"
    if get_origin(kinds[0]) is Literal:
        return " or ".join(f'`"{choice}"`' for choice in get_args(kinds[0]))
    return " or ".join({dt.date: "date", dt.time: "time"}.get(one) or WORDS[one] for one in kinds)


def _default(value: Any) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, tuple):
        return f"`[{', '.join(map(_toml, value))}]`"
    return f"`{_toml(value)}`"


def _toml(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else f'"{value}"' if isinstance(value, str) else f"{value}"


def _filters() -> str:
    rows = "".join(f"| `{name}` | {_cell(_first(function))} |\n" for name, function in sorted(FILTERS.items()))
    return f"| filter | gives |\n| --- | --- |\n{rows}"


def _table(model: type, seen: dict[str, type], *, but: Sequence[str] = ()) -> str:
    """Fields without those of `but`, then what is computed from them; models met on the way are noted in `seen`."""
    types, docs = get_type_hints(model), _docs(model)
    rows = [(name, _say(types[name], seen), docs.get(name, "")) for name in model.__struct_fields__ if name not in but]
    for name, member in inspect.getmembers(model, lambda member: isinstance(member, property)):
        rows.append((name, _say(get_type_hints(member.fget)["return"], seen), _first(member.fget)))
    if not rows:
        return "It has nothing of its own.\n"
    body = "".join(f"| `{name}` | {kind} | {_cell(doc)} |\n" for name, kind, doc in rows)
    return f"| field | is | meaning |\n| --- | --- | --- |\n{body}"


def _docs(model: type) -> dict[str, str]:
    """Field → the docstring under it, of a model and its parents."""
    found: dict[str, str] = {}
    for one in reversed(model.__mro__):
        if one.__module__.startswith("sitegen"):
            body = ast.parse(textwrap.dedent(inspect.getsource(one))).body[0].body
            for field, below in pairwise(body):
                if isinstance(field, ast.AnnAssign) and isinstance(below, ast.Expr):
                    found[field.target.id] = " ".join(below.value.value.split())
    return found


def _say(kind: Any, seen: dict[str, type]) -> str:  # noqa: PLR0911 - a sentence per kind of type
    """A type in words, with a link to what is explained below."""
    origin, args = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return " or ".join(_say(one, seen) for one in args)
    if origin is tuple and args[-1] is not Ellipsis:
        return f"{len(args)} values: {', '.join(_say(one, seen) for one in args)}"
    if origin is dict:
        return f"{_say(args[0], seen)} → {_say(args[1], seen)}"
    if origin is not None and args and origin.__name__ != "Literal":
        return f"list of {_say(args[0], seen)}"
    if args:
        return " or ".join(f"`{choice}`" for choice in args)
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        assert seen.setdefault(kind.__name__, kind) is kind, f"two models are called {kind.__name__}"
        return f"[{kind.__name__}](#{kind.__name__.lower()})"
    return WORDS.get(kind, getattr(kind, "__name__", str(kind)))


def _first(thing: Any) -> str:
    """The first sentence of a docstring."""
    return " ".join((inspect.getdoc(thing) or "").partition("\n\n")[0].split())


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")
