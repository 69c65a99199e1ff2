"""What the files of drivers, teams, cars, tracks and records say, from two races."""

import json

import msgspec
import pytest

from sitegen.league.championship.models import Championship, Standings, TeamRow
from sitegen.league.game.reference import car_model, track_with_id
from sitegen.league.history.all_time_tables import all_time_tables
from sitegen.league.history.careers import careers
from sitegen.league.history.head_to_head import rivals
from sitegen.league.history.personal_bests import laps_driven_of, personal_bests_of
from sitegen.league.history.records import all_time_lists, driver_track_bests, lap_records
from sitegen.league.history.teams import team_histories
from sitegen.league.history.tracks import track_histories
from sitegen.league.history.winners import car_histories, race_records, winners_by_track
from sitegen.site.data.base import car_data, date_text, track_data
from sitegen.site.data.car import car_file
from sitegen.site.data.driver import driver_files
from sitegen.site.data.index import index_file
from sitegen.site.data.records import records_file
from sitegen.site.data.team import team_file
from sitegen.site.data.track import track_file
from tests.site.pages.small_league import (
    ANN,
    BOB,
    appearances,
    drivers_of,
    events_of,
    league_of,
    league_with,
    links_of,
    race,
    row,
    season_of,
)

FIRST = race(ANN, BOB, number=1)
SECOND = race(BOB, ANN, number=2, ms=99_000)
RACES = (FIRST, SECOND)
SESSIONS = [classification.session for classification in RACES]
ANN_ONE, BOB_TWO = drivers_of(FIRST)
PEOPLE = {person.key: person for person in (ANN_ONE, BOB_TWO)}
CAREERS = careers(PEOPLE.values(), appearances(*RACES))
BESTS = [best for classification in RACES for best in personal_bests_of(classification)]
LINKS = links_of(*RACES)
FIRST_ID, SECOND_ID = (session.id for session in SESSIONS)


def read(file):
    path, body = file
    return path, json.loads(body)


def test_a_driver_has_counts_bests_and_rivals():
    anna = msgspec.structs.replace(ANN_ONE, first="Anna")
    career = msgspec.structs.replace(CAREERS[ANN_ONE.key], known_as=(ANN_ONE, anna))
    league = league_with(
        careers=[career],
        track_bests=driver_track_bests(BESTS),
        rivals=rivals(appearances(*RACES), PEOPLE, most=5),
    )
    (file,) = driver_files(league, LINKS)
    path, data = read(file)
    assert (path, data["name"], data["former_names"]) == ("data/drivers/ann.json", "Ann One", ["Anna One"])
    assert (data["starts"], data["wins"], data["podiums"], data["fastest_laps"]) == (2, 1, 2, 1)
    assert data["best_finishes"] == [{"session": FIRST_ID, "position": 1}]
    assert data["sessions"] == [SECOND_ID, FIRST_ID]
    assert [(best["race_ms"], best["qualifying_ms"]) for best in data["track_bests"]] == [(99_002, None)]
    assert data["rivals"] == [
        {"driver": {"id": "bob", "name": "Bob Two"}, "races": 2, "ahead": 1, "qualifying": 0, "faster": 0}
    ]


def test_every_id_that_a_driver_had_has_the_same_file():
    league = msgspec.structs.replace(league_of(*RACES), moved={"anna": "ann", "b": "bob", "old": "ann"})
    files = dict(driver_files(league, LINKS))
    assert sorted(files) == [f"data/drivers/{name}.json" for name in ("ann", "anna", "b", "bob", "old")]
    assert files["data/drivers/anna.json"] == files["data/drivers/old.json"] == files["data/drivers/ann.json"]


def test_a_season_outside_of_championships_has_its_year():
    alone = race(ANN, BOB, championship=False)
    career = careers([ANN_ONE], appearances(alone))[ANN_ONE.key]
    (file,) = driver_files(league_with(careers=[career]), links_of(alone))
    _, data = read(file)
    assert [(season["championship"], season["year"], season["starts"]) for season in data["seasons"]] == [
        (None, 2026, 1)
    ]


def test_a_car_has_its_wins_by_track_and_its_drivers():
    (history,) = car_histories(appearances(*RACES), PEOPLE)
    path, data = read(car_file(history, LINKS))
    assert (path, data["name"], data["class"], data["starts"]) == (
        f"data/{LINKS.car_url(history.car)[:-1]}.json",
        "Ferrari 296 GT3",
        "GT3",
        4,
    )
    assert data["won_at"] == [{"track": {"id": "spa", "name": "Spa-Francorchamps"}, "wins": 2}]
    assert [(raced["driver"]["id"], raced["races"]) for raced in data["drivers"]] == [("ann", 2), ("bob", 2)]


@pytest.mark.parametrize(
    ("teams", "place"),
    [({"": (TeamRow(2, tied=False, team="Red", points=30, penalty=0),)}, (2, 30)), ({}, (None,) * 2)],
)
def test_a_team_has_a_place_where_the_teams_standings_name_it(teams, place):
    standings = Standings(drivers={"": (row(ANN_ONE, 43, team="Red"),)}, teams=teams)
    championship = Championship("cup", "Cup", events_of(*RACES), standings)
    (history,) = team_histories([championship], appearances(*RACES))
    path, data = read(team_file(history, LINKS))
    (season,) = data["seasons"]
    assert (path, (season["position"], season["points"])) == ("data/teams/red.json", place)
    assert [member["driver"]["id"] for member in season["drivers"]] == ["ann"]
    assert [race["session"] for race in data["races"]] == [SECOND_ID, FIRST_ID]


def test_a_track_has_its_sessions_and_races_newest_first():
    (history,) = track_histories(SESSIONS, lap_records(BESTS), all_time_lists(BESTS, top=5), winners_by_track(RACES))
    path, data = read(track_file(history, LINKS))
    assert (path, data["sessions"]) == ("data/tracks/spa.json", [SECOND_ID, FIRST_ID])
    assert [won["winners"][0]["drivers"][0]["id"] for won in data["races"]] == ["bob", "ann"]
    fastest = [(best["driver"]["id"], best["ms"]) for best in data["fastest"][0]["drivers"]]
    assert fastest == [("bob", 99_001), ("ann", 99_002)]


def test_records_have_the_laps_that_they_beat():
    driven = [laps for classification in RACES for laps in laps_driven_of(classification)]
    tables = all_time_tables(appearances(*RACES), driven)
    league = league_with(records=lap_records(BESTS), all_time_tables=tables, race_records=race_records(RACES, top=5))
    path, data = read(records_file(league, LINKS))
    marks = [(mark["driver"]["id"], mark["ms"], mark["improved_ms"]) for mark in data["laps"][0]["marks"]]
    assert (path, marks) == ("data/records.json", [("ann", 100_001, None), ("bob", 99_001, 1000)])
    assert [(best["driver"]["id"], best["value"]) for best in data["drivers"]["starts"]] == [("ann", 2), ("bob", 2)]
    assert [(fact["session"], fact["value"]) for fact in data["races"]["closest_finishes"]] == [
        (FIRST_ID, 3),
        (SECOND_ID, 3),
    ]


def test_the_index_leaves_out_who_is_hidden():
    season = season_of(*RACES, standings=Standings(drivers={"": (row(ANN_ONE, 43, team="Red"),)}))
    league = league_of(*RACES, seasons=[season], hidden=["bob"])
    path, data = read(index_file(league, links_of(*RACES, hidden=["bob"])))
    assert (path, [entry["id"] for entry in data["drivers"]]) == ("data/index.json", ["ann"])
    assert data["teams"] == [{"id": "red", "name": "Red", "url": "teams/red/", "data": "data/teams/red.json"}]
    assert [entry["id"] for entry in data["sessions"]] == [SECOND_ID, FIRST_ID]
    assert (data["sessions"][1]["url"], data["sessions"][1]["data"]) == (
        f"sessions/{FIRST_ID}/",
        f"data/sessions/{FIRST_ID}.json",
    )


def test_what_is_unknown_has_the_name_of_its_id():
    assert (car_data(car_model(None)).id, car_data(car_model(9999)).name) == (None, "Car 9999")
    assert track_data(track_with_id("spa_2020")).id == "spa"


def test_a_date_has_the_offset_of_its_clock():
    session = SESSIONS[0]
    assert date_text(session) == "2026-05-01T20:00:00+01:00"
    assert date_text(msgspec.structs.replace(session, date=None)) is None
