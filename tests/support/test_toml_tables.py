"""A parsed file against its tables: what is said of each kind of mistake."""

import datetime as dt
from typing import Literal

import pytest

from sitegen.support.toml_tables import Mistake, Table, check_table, login_prefix


class Driver(Table, frozen=True):
    name: str
    number: int = 0


class Event(Table, frozen=True):
    day: dt.date | None = None
    weather: Literal["dry", "wet"] = "dry"
    points: tuple[float, ...] = ()
    sessions: tuple[str, ...] = ("Q", "R")
    driver: tuple[Driver, ...] = ()
    leader: Driver | None = None
    colours: dict[str, str] = {}  # noqa: RUF012 - frozen, and msgspec copies it


def sentences(values: dict) -> list[str]:
    return [str(mistake) for mistake in check_table(values, Event)]


def test_what_fits_is_no_mistake():
    assert sentences({"day": dt.date(2026, 5, 1), "points": [25, 18.5], "driver": [{"name": "A"}]}) == []


def test_a_key_is_written_as_people_count():
    assert str(Mistake(("driver", 1, "name"), "is missing.")) == "driver[2].name is missing."
    assert str(Mistake(("colours", "GT 3.x"), "is 1.")) == "colours.GT 3.x is 1."


def test_a_mistake_knows_its_key():
    (mistake,) = check_table({"driver": [{"name": "A"}, {}]}, Event)
    assert mistake == Mistake(("driver", 1, "name"), "is missing; expected a text in quotes.")


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (
            {"wether": "dry"},
            "wether is not a key that sitegen knows; expected day, weather, points, sessions, driver, ",
        ),
        ({"day": "2026-05-01"}, 'day is "2026-05-01"; expected a date without quotes, such as 2024-01-31.'),
        ({"weather": "wett"}, 'weather is "wett"; expected "dry" or "wet". Did you mean "wet"?'),
        ({"points": 25}, "points is 25; expected a list of numbers, such as [25, 18, 15]."),
        ({"points": [25, "18"]}, 'points has "18" in it; expected a list of numbers, such as [25, 18, 15].'),
        ({"sessions": [1]}, 'sessions has 1 in it; expected a list of texts, such as ["Q", "R"].'),
        ({"driver": {"name": "A"}}, "driver is a table; expected tables in double brackets."),
        ({"driver": [5]}, "driver[1] is 5; expected a table."),
        ({"driver": [{"name": "A", "number": "7"}]}, 'driver[1].number is "7"; expected a whole number.'),
        ({"colours": {"GT3": False}}, "colours.GT3 is false; expected a text in quotes."),
        ({"colours": []}, "colours is a list; expected a table."),
    ],
)
def test_a_mistake_is_a_sentence_with_what_was_found_and_what_was_expected(values, sentence):
    (written,) = sentences(values)
    assert written.startswith(sentence)


def test_a_password_is_not_repeated_whatever_table_it_stands_in():
    assert sentences({"password": "secret", "name": "my server"})[0] == (
        "password must not stand in this file; set SITEGEN_MY_SERVER_PASSWORD in the environment."
    )
    assert sentences({"username": "anna"}) == [
        "username must not stand in this file; set SITEGEN_<NAME>_USERNAME in the environment."
    ]


def test_a_variable_is_named_after_its_server():
    assert login_prefix("my-server_1") == "SITEGEN_MY_SERVER_1"
