"""`content/drivers.toml`: who is the same person, and what is said of its mistakes."""

from pathlib import Path

import pytest

from sitegen.dataset.drivers_file import Roster, RosterDriver, check_roster, load_roster

KNOWN = {"S1": "alex-weber", "S2": "alex-weber-2", "S3": "mika-halonen"}


@pytest.fixture
def write(tmp_path: Path):
    def write(text: str) -> Path:
        (tmp_path / "drivers.toml").write_text(text, encoding="utf-8")
        return tmp_path

    return write


def test_without_a_file_nobody_is_named_otherwise(tmp_path):
    assert load_roster(tmp_path) == (Roster(), ())


def test_names_and_those_who_are_the_same_are_known_by_public_ids(write):
    roster, mistakes = load_roster(
        write('[[driver]]\nid = "a"\nname = "Anna"\nalso = ["b", "c"]\n[[driver]]\nid = "d"\n')
    )
    assert mistakes == ()
    assert (roster.names, roster.main_ids) == ({"a": "Anna"}, {"b": "a", "c": "a"})


def test_a_file_with_a_mistake_says_nothing_and_every_mistake_has_its_line(write):
    content = write('[[driver]]\nid = "alex-weber"\n\n[[driver]]\nname = 3\n')
    assert load_roster(content) == (
        Roster(),
        (
            "content/drivers.toml, line 4: driver[2].id is missing; expected a text in quotes.",
            "content/drivers.toml, line 5: driver[2].name is 3; expected a text in quotes.",
        ),
    )


def test_a_driver_whom_no_result_knows_is_named_with_the_line(write):
    content = write('[[driver]]\nid = "alex-weber"\nalso = [\n  "mika-halonnen",\n]\n')
    roster, _ = load_roster(content)
    (mistake,) = check_roster(roster, KNOWN, content=content)
    assert mistake == (
        'content/drivers.toml, line 3: driver[1].also[1] is "mika-halonnen", whom no result knows; '
        'expected the last part of the address of a driver\'s page. Did you mean "mika-halonen"?'
    )


def test_a_driver_who_is_there_twice_is_named_with_the_second_line(write):
    content = write('[[driver]]\nid = "alex-weber"\n\n[[driver]]\nid = "alex-weber"\n')
    roster, _ = load_roster(content)
    (mistake,) = check_roster(roster, KNOWN, content=content)
    assert mistake == (
        'content/drivers.toml, line 5: driver[2].id is "alex-weber", who is there before; '
        "keep one of them: until then the last one counts."
    )


def test_a_roster_that_fits_the_league_is_no_mistake(tmp_path):
    roster = Roster(driver=(RosterDriver(id="alex-weber", also=("alex-weber-2",)),))
    assert list(check_roster(roster, KNOWN, content=tmp_path)) == []


def test_people_whom_the_league_joins_are_the_one_that_stays_through_any_chain():
    roster = Roster(driver=(RosterDriver(id="a", also=("b",)), RosterDriver(id="b", also=("c",))))
    assert roster.main_keys({"kb": "b", "kc": "c", "ka": "a"}) == {"kb": "ka", "kc": "ka"}


def test_a_circle_joins_nobody_for_ever():
    roster = Roster(driver=(RosterDriver(id="a", also=("b",)), RosterDriver(id="b", also=("a",))))
    main_keys = roster.main_keys({"ka": "a", "kb": "b"})
    assert set(main_keys) <= {"ka", "kb"}
