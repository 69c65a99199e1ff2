"""What a league chose of its look as a style sheet: options of the theme, and colours of classes."""

from collections.abc import Iterator, Mapping

from sitegen.site.theme.options import FONT_FILES, Option

LEAGUE_FONT = "League"
"""What the style sheet calls the font of a file in `content/`."""


def style_of(choices: Mapping[str, object], options: Mapping[str, Option], *, classes: Mapping[str, str]) -> str:
    """What the league chose as CSS, to stand below the theme's own style sheet; empty when it chose nothing.

    `classes`: name of a class → its colour.
    """
    rules = [*_option_rules(choices, options), *_class_rules(classes)]
    return "".join(f"{rule}\n" for rule in rules)


def _option_rules(choices: Mapping[str, object], options: Mapping[str, Option]) -> Iterator[str]:
    for name, option in options.items():
        if name not in choices:
            continue
        if option.kind == "font file":
            yield _font_face(str(choices[name]))
        if option.property:
            yield _property_rule(option, _css_value(str(choices[name]), option))


def _css_value(choice: str, option: Option) -> str:
    """What the league chose as a value of CSS."""
    match option.kind:
        case "font file":
            return f'"{LEAGUE_FONT}", system-ui, sans-serif'
        case "text":
            return css_string(choice)
        case _:  # checked against a pattern or a list, and so CSS as it is
            return choice


def _property_rule(option: Option, css: str) -> str:
    rule = f":root {{ {option.property}: {css}; }}"
    if option.dark:
        # Paper is never dark, whatever the screen is.
        return f"@media screen and (prefers-color-scheme: dark) {{ {rule} }}"
    return rule


def _font_face(file: str) -> str:
    kind = FONT_FILES[f".{file.rpartition('.')[2]}"]
    source = f'url({css_string("../" + file.lstrip("/"))}) format("{kind}")'
    return f'@font-face {{ font-family: "{LEAGUE_FONT}"; src: {source}; font-display: swap; }}'


def _class_rules(classes: Mapping[str, str]) -> Iterator[str]:
    for name, colour in classes.items():
        yield f"[data-of={css_string(name)}] {{ --class: {colour}; }}"


def css_string(text: str) -> str:
    """A text as a string of CSS, also within HTML."""
    return f'"{css_text(text)}"'


def css_text(text: str) -> str:
    """A text for a string of CSS: everything but letters, digits and spaces is escaped."""
    return "".join(map(_css_letter, text))


def _css_letter(letter: str) -> str:
    if letter.isalnum() or letter == " ":
        return letter
    return f"\\{ord(letter):x} "  # the space ends the number, lest the next letter be read as a part of it
