"""One reader for all TOML files of a league: whatever is wrong is said in the same words, with file and line."""

from pathlib import Path

import pytest

from sitegen.config import load
from sitegen.dataset.drivers_file import load_roster
from sitegen.errors import ConfigError, ThemeError, TomlError
from sitegen.site.theme.layers import read_description
from sitegen.support.toml_files import read_toml, says, with_line
from sitegen.support.toml_tables import Mistake, Table


class Circuit(Table, frozen=True):
    name: str
    corners: int = 0


class Calendar(Table, frozen=True):
    circuit: tuple[Circuit, ...] = ()
    laps: dict[str, int] = {}  # noqa: RUF012 - frozen, and msgspec copies it


def write(folder: Path, body: str | bytes) -> Path:
    path = folder / "calendar.toml"
    path.write_bytes(body if isinstance(body, bytes) else body.encode())
    return path


def mistakes_in(path: Path, **options) -> tuple[str, ...]:
    with pytest.raises(TomlError) as raised:
        read_toml(path, Calendar, label="calendar.toml", **options)
    return raised.value.mistakes


def test_a_file_is_read_as_its_table(tmp_path):
    path = write(tmp_path, '\ufeff[[circuit]]\nname = "Spa"\ncorners = 19\n[laps]\nSpa = 20\n')
    assert read_toml(path, Calendar) == Calendar(circuit=(Circuit(name="Spa", corners=19),), laps={"Spa": 20})


def test_every_mistake_is_named_with_its_line(tmp_path):
    path = write(tmp_path, '[[circuit]]\nname = 5\nconers = 1\n\n[[circuit]]\n\n[laps]\n"Le Mans" = "x"\n')
    assert mistakes_in(path) == (
        (
            "calendar.toml, line 3: circuit[1].coners is not a key that sitegen knows; "
            'expected name or corners. Did you mean "corners"?'
        ),
        "calendar.toml, line 2: circuit[1].name is 5; expected a text in quotes.",
        "calendar.toml, line 5: circuit[2].name is missing; expected a text in quotes.",
        'calendar.toml, line 8: laps.Le Mans is "x"; expected a whole number.',
    )


def test_values_are_looked_at_once_all_types_are_right(tmp_path):
    def too_few(calendar: Calendar) -> list[Mistake]:
        return [Mistake(("circuit", 0, "corners"), f"is {calendar.circuit[0].corners}; expected 1 or more.")]

    path = write(tmp_path, '[[circuit]]\nname = "Spa"\ncorners = 0\n')
    assert mistakes_in(path, check=too_few) == ("calendar.toml, line 3: circuit[1].corners is 0; expected 1 or more.",)
    write(tmp_path, "[[circuit]]\ncorners = 0\n")
    assert mistakes_in(path, check=too_few) == (
        "calendar.toml, line 1: circuit[1].name is missing; expected a text in quotes.",
    )


def test_a_mistake_that_is_noticed_later_has_its_line_too(tmp_path):
    path = write(tmp_path, '# ours\n[[circuit]]\nname = "Spaa"\n')
    mistake = Mistake(("circuit", 0, "name"), 'is "Spaa", which nobody knows.')
    assert with_line(mistake, path, label="calendar.toml") == (
        'calendar.toml, line 3: circuit[1].name is "Spaa", which nobody knows.'
    )
    assert with_line(mistake, tmp_path / "gone.toml", label="gone.toml") == (
        'gone.toml: circuit[1].name is "Spaa", which nobody knows.'
    )


def test_what_a_file_says_can_be_asked(tmp_path):
    path = write(tmp_path, "[laps]\nSpa = 20\n")
    assert [says(path, ("laps", "Spa"), laps) for laps in (20, 21)] == [True, False]
    assert says(tmp_path / "gone.toml", ("laps", "Spa"), 20) is False


@pytest.fixture(params=["sitegen.toml", "content/drivers.toml", "mine/theme.toml"])
def mistakes_of(request, tmp_path):
    """What is said of each of the three files with this body, without the folder in which it lies."""

    def mistakes_of(body: bytes) -> list[str]:
        path = tmp_path / request.param
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(body)
        if request.param == "content/drivers.toml":
            return [sentence.replace("content/drivers.toml", "FILE") for sentence in load_roster(path.parent)[1]]
        read = load if request.param == "sitegen.toml" else read_description
        with pytest.raises((ConfigError, ThemeError)) as raised:
            read(path.parent)
        return str(raised.value).replace(str(path), "FILE").splitlines()

    return mistakes_of


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"# ours\nname = T\n", 'FILE, line 2: it is not TOML: a text needs quotes: name = "T".'),
        (b"# ours\n# L\xe4nder\n", "FILE, line 2: it is not UTF-8 text; save it as UTF-8 in your editor."),
    ],
)
def test_what_cannot_be_parsed_is_said_alike_of_all_three_files(mistakes_of, body, sentence):
    assert mistakes_of(body) == [sentence]


def test_a_key_that_nobody_knows_is_said_alike_of_all_three_files(mistakes_of):
    (sentence,) = [mistake for mistake in mistakes_of(b"# ours\nzzz = 1\n") if "zzz" in mistake]
    assert sentence.startswith("FILE, line 2: zzz is not a key that sitegen knows; expected ")
