"""What the files of a championship say, from a season of two drivers."""

import csv
import datetime as dt
import io
import json

import msgspec
import pytest

from sitegen.league.championship.calendar import PlannedRound, calendar_of
from sitegen.league.championship.models import Standings, TeamRow
from sitegen.league.championship.points import PointsTable
from sitegen.league.game.reference import track_with_id
from sitegen.site.data.championship import championship_files
from tests.site.pages.small_league import ANN, BOB, UTC, drivers_of, links_of, race, row, season_of, season_scope_of

RACES = (race(ANN, BOB, number=1), race(BOB, ANN, number=2))
ANN_ONE, BOB_TWO = drivers_of(RACES[0])
SCORES = {"e1": 25, "e2": 18}
ROWS = (row(ANN_ONE, 43, team="Red", scores=SCORES), row(BOB_TWO, 42, 2, gap=1, scores={"e1": 18}))


def files(standings=None, *, planned=(), **season):
    standings = standings or Standings(drivers={"": ROWS})
    season = season_of(*RACES, standings=standings, **season)
    calendar = calendar_of(season.championship, planned, zone=UTC)
    scope = msgspec.structs.replace(season_scope_of(season, *RACES), calendar=calendar)
    return dict(championship_files(scope, links_of(*RACES)))


def data(*args, **season):
    return json.loads(files(*args, **season)["data/championships/cup.json"])


def test_a_row_of_the_standings_has_every_round():
    first, second = data()["drivers"][""]
    assert (first["driver"], first["team"], first["gap"]) == ({"id": "ann", "name": "Ann One"}, "Red", 0)
    assert [(driven["points"], driven["position"]) for driven in first["rounds"]] == [(25, 1), (18, 2)]
    assert [driven["points"] for driven in second["rounds"]] == [18, None]


def test_a_row_without_a_driver_has_null():
    (nobody,) = data(Standings(drivers={"": (row(None, 5),)}))["drivers"][""]
    assert (nobody["driver"], [race["position"] for race in nobody["rounds"][0]["races"]]) == (None, [None])


def test_who_can_still_win_is_there_while_rounds_are_to_come():
    tables = {"": PointsTable(places=(25, 18))}
    (leader, second) = data(tables=tables, coming_races=[1])["contenders"][""]
    assert (leader["driver"]["id"], leader["points"], leader["best"], leader["worst"]) == ("ann", 43, 68, 43)
    assert (second["driver"]["id"], second["best"]) == ("bob", 67)


def test_points_of_the_server_that_are_not_the_configured_ones_are_listed():
    tables = {"": PointsTable(places=(20, 10))}
    total = data(tables=tables)["differences"][-1]
    assert (total["class"], total["driver"]["id"], total["event"]) == ("", "bob", None)
    assert (total["server"], total["computed"]) == (42, 30)


def test_progress_is_null_before_the_first_round():
    first = data()["progression"][""][0]
    assert (first["driver"]["id"], first["points"], first["places"]) == ("ann", [25, 43], [1, 1])


@pytest.mark.parametrize(("time", "start"), [(dt.time(20), "2026-06-01T20:00:00+00:00"), (None, None)])
def test_a_round_to_come_has_no_event_and_a_start_where_the_league_says_one(time, start):
    coming = PlannedRound(dt.date(2026, 6, 1), time, track_with_id("monza"), "Finale", None, None, 1)
    driven, _, planned = data(planned=[coming])["calendar"]
    assert (driven["event"], driven["start"], driven["date"]) == ("e1", None, "2026-05-01")
    assert planned == {
        "number": 3,
        "name": "Finale",
        "track": {"id": "monza", "name": "Monza"},
        "date": "2026-06-01",
        "start": start,
        "event": None,
    }


def test_a_spreadsheet_has_a_column_per_round():
    rows = list(csv.DictReader(io.StringIO(files()["data/championships/cup.csv"].decode())))
    assert [(cells["driver"], cells["R1 Spa-Francorchamps"], cells["R2 Spa-Francorchamps"]) for cells in rows] == [
        ("Ann One", "25", "18"),
        ("Bob Two", "18", ""),
    ]


def test_teams_have_a_spreadsheet_where_there_are_any():
    assert "data/championships/cup.teams.csv" not in files()
    with_teams = msgspec.structs.replace(
        Standings(drivers={"": ROWS}), teams={"": (TeamRow(1, tied=False, team="Red", points=43, penalty=2),)}
    )
    assert files(with_teams)["data/championships/cup.teams.csv"] == (
        b"class,position,team,points,penalty\n,1,Red,43,2\n"
    )
