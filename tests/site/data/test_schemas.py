"""The JSON schemas say what every field of every file means, and its unit."""

import json

import pytest

from sitegen.site.data.index import schema_files
from tests.site.pages.small_league import league_of, links_of

SCHEMAS = {path: json.loads(body) for path, body in schema_files(league_of(), links_of())}


def properties(schema):
    """Model and name of a field → what its schema says."""
    models = schema["$defs"].items()
    return {(model, name): field for model, shape in models for name, field in shape.get("properties", {}).items()}


@pytest.mark.parametrize("path", SCHEMAS)
def test_every_field_is_described_in_one_sentence(path):
    texts = {field: shape.get("description", "") for field, shape in properties(SCHEMAS[path]).items()}
    assert texts
    assert [field for field, text in texts.items() if not text.endswith(".") or ". " in text] == []


@pytest.mark.parametrize("path", SCHEMAS)
def test_a_time_says_its_unit(path):
    fields = properties(SCHEMAS[path]).items()
    texts = {field: shape["description"].lower() for field, shape in fields if field[1].split("_")[-1] == "ms"}
    assert [field for field, text in texts.items() if "millisecond" not in text] == []


@pytest.mark.parametrize("path", SCHEMAS)
def test_what_may_be_null_says_when(path):
    fields = properties(SCHEMAS[path]).items()
    nullable = {field: shape["description"] for field, shape in fields if {"type": "null"} in shape.get("anyOf", [])}
    assert [field for field, text in nullable.items() if "null" not in text] == []
