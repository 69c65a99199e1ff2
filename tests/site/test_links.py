"""What a page says of a session and of an event, and where these are."""

import datetime as dt

import pytest

from sitegen.site.links import session_names, type_name
from tests.site.pages.weekends import atlas_of, championship_of, race, session


@pytest.mark.parametrize(
    ("session_type", "name"),
    [("FP", "Practice"), ("Q", "Qualifying"), ("R", "Race"), ("R2", "Race 2"), ("XY7", "XY7"), ("", "Session")],
)
def test_a_type_of_session_has_a_name(session_type, name):
    assert type_name(session_type) == name


def test_a_second_session_of_one_type_has_a_number_in_brackets():
    sessions = [session("FP", file=file).session for file in ("one", "two", "three")]
    assert list(session_names(sessions).values()) == ["Practice", "Practice (2)", "Practice (3)"]


def test_a_round_knows_those_before_and_after_it():
    rounds = [
        race(file=f"file-{number}", date=f"2024-09-0{number}T22:54:42Z", meta=meta(number)) for number in (1, 2, 3)
    ]
    atlas = atlas_of(*rounds)
    first, second, third = championship_of(*rounds).events
    assert [ids(atlas.neighbours(event)) for event in (first, second, third)] == [
        (1, 3, None, "round-2"),
        (2, 3, "round-1", "round-3"),
        (3, 3, "round-2", None),
    ]


def meta(number):
    return f"championship:league:round-{number}"


def ids(neighbours):
    before, after = neighbours.before, neighbours.after
    return neighbours.number, neighbours.count, before and before.id, after and after.id


def test_an_evening_without_a_championship_has_no_round():
    evening = race(meta="")
    atlas = atlas_of(evening)
    event = atlas.event_of(evening.session)
    assert (atlas.championship_of(event), atlas.neighbours(event), atlas.event_url(event)) == (None, None, None)


def test_a_round_and_its_championship_have_pages():
    classification = race()
    atlas = atlas_of(classification)
    event = atlas.event_of(classification.session)
    assert atlas.championship_url(atlas.championship_of(event)) == "championships/league/"
    assert atlas.event_url(event) == "championships/league/round-1/"


@pytest.mark.parametrize(
    ("until", "official"),
    [(None, None), ({}, False), ({"main": dt.datetime(2024, 9, 4, tzinfo=dt.UTC)}, True)],
)
def test_only_a_league_with_protests_knows_whether_a_result_is_official(until, official):
    classification = race()
    assert atlas_of(classification, official_until=until).is_official(classification.session) is official
