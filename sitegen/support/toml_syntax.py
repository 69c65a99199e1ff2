"""Why a text is not TOML, in words that help somebody who writes it by hand; and a text as TOML writes it."""

import json
import re
import tomllib


def why_not_toml(error: tomllib.TOMLDecodeError, toml: str) -> tuple[int, str]:
    """The number of the line where a text stops being TOML, and why, without a full stop."""
    message = re.fullmatch(
        r"(?P<why>.*?) \(at (line (?P<line>\d+), column \d+|end of document)\)", str(error), re.DOTALL
    )
    reason = str(error)
    line = toml.rstrip().count("\n") + 1
    if message:
        reason = message["why"]
        line = int(message["line"] or line)
    source = toml.split("\n")[line - 1]
    return line, _likely_mistake(source, reason) or f"{reason[:1].lower()}{reason[1:]}"


def _likely_mistake(source: str, reason: str) -> str | None:
    """What somebody meant who wrote this line; None when that cannot be told. `reason`: the parser's own words."""
    key, equals, value = (part.strip() for part in source.partition("="))
    if re.match("Cannot (overwrite|declare|mutate)|Duplicate", reason):
        return f"{key} is there twice; keep one of them"
    if not equals and re.match(r"""[^\[\]#"']""", key):
        return 'expected something like title = "Rules", with an = between key and value'
    return _likely_value_mistake(key, value)


def _likely_value_mistake(key: str, value: str) -> str | None:
    bare = value.partition("#")[0].strip()
    if re.match(r"\d{4}-\d", value):
        return f"there is no day {bare}; expected one without quotes, such as 2026-01-31"
    if re.match(r"[^\W\d_]", value):
        return f"a text needs quotes: {key} = {toml_text(bare)}"
    if value[:1] in ("'", '"') and value.count(value[0]) % 2:
        return f"the quotes of {key} are opened and not closed"
    return None


def toml_text(text: str) -> str:
    """A text as TOML writes it, in quotes."""
    # JSON's escapes are TOML's too, but TOML also wants the one control character escaped that JSON lets pass.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
