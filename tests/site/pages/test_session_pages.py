"""The page of a session and those of its laps, from small made-up weekends."""

import datetime as dt
from zoneinfo import ZoneInfo

import msgspec
import pytest

from sitegen.league.championship.models import Championship, RoundScore, Standings, StandingsRow
from sitegen.league.session.events import group_events
from sitegen.site.driver_names import Directory
from sitegen.site.links import Atlas
from sitegen.site.pages.session.laps import laps_pages
from sitegen.site.pages.session.lists import spans
from sitegen.site.pages.session.page import session_page
from sitegen.site.pages.session.side_by_side import MOST_CARS, side_pages
from tests.league.readings import classified
from tests.payloads import driver, lap, line, penalty, result, unfinished_lap

EVENT = "championship:league:round-1"
JANE = driver("Jane Smith", "S76561190000000001", "JSM")
JOE = driver("Joe Black", "S76561190000000002", "JOE")


def atlas_of(*found, standings=None, official_until=None):
    """The rest of a site in which these sessions are all there is."""
    heads = [msgspec.structs.replace(one.session, penalties=(), notes=()) for one in found]
    events = group_events(heads)
    people = {who.key: who.first.lower() for one in found for place in one.places for who in place.entry.drivers}
    championship = Championship("league", "The League", tuple(events), standings or Standings(), None)
    return Atlas(
        events=events,
        championships=[championship],
        slugs={"league": "league", "league/round-1": "spa", "track:spa": "spa"},
        directory=Directory(people, initials=False, hidden=frozenset()),
        zone=ZoneInfo("Europe/London"),
        official_until=official_until,
    )


def page_of(found, *others, parts=(), **more):
    return session_page(found, atlas_of(found, *others, **more), pole=None, parts=parts)


def session(session_type="R", *, file="one", date="2024-09-03T22:54:42Z", **what):
    return classified(result(session_type, metaData=EVENT, SessionFile=file, Date=date, **what))


def race(*, penalties=(), **more):
    """Jane leads lap 1, Joe wins."""
    laps = [lap(1, 100_000), lap(2, 100_500), lap(2, 99_000), lap(1, 100_500), lap(2, 99_000), lap(1, 101_000)]
    lines = [line(2, JOE, laps=3, total=298_500), line(1, JANE, laps=3, total=301_500, **more)]
    return session(lines=lines, laps=laps, penalties=list(penalties))


def standings(*rows, class_name=""):
    return Standings(drivers={class_name: rows})


def standing(person, *, team=None, scores=()):
    return StandingsRow(1, False, person, None, team, 25, 0, 0, None, tuple(scores))


def test_teams_and_points_come_from_the_standings():
    found = race()
    joe = found.places[0].entry.drivers[0]
    known = standings(standing(joe, team="Blacks", scores=[RoundScore("round-1", 25, dropped=False)]))
    page = page_of(found, standings=known)
    rows = page.groups[0].rows
    assert [(row.team, row.points) for row in rows] == [("Blacks", 25), (None, None)]
    assert "points" in page.columns


def test_a_race_in_which_somebody_was_penalised_shows_its_points_too():
    found = race(penalties=[penalty(2, "DriveThrough", lap=2)])
    joe = found.places[0].entry.drivers[0]
    known = standings(standing(joe, scores=[RoundScore("round-1", 25, dropped=False)]))
    assert [row.points for row in page_of(found, standings=known).groups[0].rows] == [25, None]


def test_points_of_a_round_with_two_races_belong_to_neither():
    found, second = race(), session("R2", file="two", date="2024-09-03T23:54:42Z")
    joe = found.places[0].entry.drivers[0]
    known = standings(standing(joe, scores=[RoundScore("round-1", 25, dropped=False)]))
    assert "points" not in page_of(found, second, standings=known).columns


def test_a_car_is_known_by_the_same_key_everywhere():
    page = page_of(race())
    keys = [row.sign.key for row in page.groups[0].rows]
    assert keys == ["2", "1"]
    assert {trace.sign.key for chart in page.charts for trace in chart.traces} == set(keys)
    assert {one.sign.key for ranked in page.bests for one in ranked.lines} == set(keys)


def test_classes_are_numbered_in_the_order_of_their_leaders():
    lines = [line(1, laps=3, total=1, model=50), line(2, laps=3, total=2, model=32), line(3, laps=3, total=3, model=50)]
    page = page_of(session(lines=lines))
    assert [row.sign.group for row in page.groups[0].rows] == ["1", "2", "1"]
    assert [(table.name, table.group) for table in page.classes] == [("GT4", "1"), ("GT3", "2")]


def test_the_best_lap_of_each_class_is_marked_in_its_table():
    lines = [line(1, laps=1, total=1), line(2, laps=1, total=2, model=50), line(3, laps=1, total=3, model=50)]
    page = page_of(session(lines=lines, laps=[lap(1, 90_000), lap(2, 99_000), lap(3, 98_000)]))
    marked = {table.name: [row.row.place.entry.car_id for row in table.rows if row.fastest] for table in page.classes}
    assert marked == {"GT3": [1], "GT4": [3]}


def test_laps_led_are_said_with_their_numbers():
    (led,) = [ranked for ranked in page_of(race()).bests if ranked.title == "Laps led"]
    assert [(one.crew[0].last, one.value, one.detail) for one in led.lines] == [
        ("Black", "2 laps", "2–3"),
        ("Smith", "1 lap", "1"),
    ]


def test_who_led_from_start_to_end_needs_no_list():
    laps = [lap(1, 100_000), lap(2, 100_500), lap(1, 100_000), lap(2, 100_500)]
    lines = [line(1, laps=2, total=200_000), line(2, laps=2, total=201_000)]
    assert "Laps led" not in [ranked.title for ranked in page_of(session(lines=lines, laps=laps)).bests]


@pytest.mark.parametrize(("numbers", "text"), [([], ""), ([4], "4"), ([1, 2, 3, 5, 7, 8], "1–3, 5, 7–8")])
def test_laps_are_said_in_spans(numbers, text):
    assert spans(numbers) == text


def test_a_car_that_stopped_is_listed_where_it_stopped():
    laps = [lap(car, 100_000) for _ in range(4) for car in (1, 2)] + [lap(1, 100_000) for _ in range(6)]
    lines = [line(1, laps=10, total=1_000_000), line(2, laps=4), line(3)]
    assert page_of(session(lines=lines, laps=laps)).retirements == (
        "#2 Driver 2: last over the line on lap 4, in place 2",
        "#3 Driver 3: no lap",
    )


def test_runs_are_shown_when_somebody_went_out_twice():
    out = [lap(1, 400_000, valid=False, splits=[300_000, 50_000, 50_000])]
    fast = [lap(1, 150_000 + ms, splits=[50_000 + ms, 50_000, 50_000]) for ms in (3, 2, 1)]
    page = page_of(session("Q", lines=[line(1), line(2)], laps=[*out, *fast, *out, *fast[:2], lap(2, 160_000)]))
    assert page.runs.most == 2
    assert [[(run.laps, run.best_ms, run.own_best) for run in one.runs] for one in page.runs.lines] == [
        [(4, 150_001, True), (3, 150_002, False)],
        [(1, 160_000, True)],
    ]


def test_one_run_each_and_races_have_no_runs():
    assert page_of(session("Q", lines=[line(1)], laps=[lap(1, 100_000)] * 5)).runs is None
    assert page_of(race()).runs is None


def test_parts_of_qualifying_stand_side_by_side_the_fastest_first():
    first = session("Q", lines=[line(1, JANE), line(2, JOE)], laps=[lap(1, 100_000), lap(2, 101_000)])
    second = session(
        "Q2", file="two", date="2024-09-03T23:14:42Z", lines=[line(7, JOE)], laps=[lap(7, 99_000), lap(7, 99_500)]
    )
    table = page_of(first, second, parts=[first, second]).parts
    assert [head.text for head in table.heads] == ["Qualifying", "Qualifying 2"]
    assert [
        (one.crew[0].last, [(cell.position, cell.best_ms, cell.fastest) for cell in one.cells]) for one in table.lines
    ] == [
        ("Black", [(2, 101_000, False), (1, 99_000, True)]),
        ("Smith", [(1, 100_000, True), (None, None, False)]),
    ]


def test_one_qualifying_has_no_parts():
    only = session("Q", lines=[line(1, JANE)])
    assert page_of(only, parts=[only]).parts is None


@pytest.mark.parametrize(
    ("until", "tags"),
    [
        (None, ["Dry"]),
        ({}, ["Provisional", "Dry"]),
        ({"main": dt.datetime(2024, 9, 3, 21, 0, tzinfo=dt.UTC)}, ["Provisional", "Dry"]),
        ({"main": dt.datetime(2024, 9, 4, tzinfo=dt.UTC)}, ["Official", "Dry"]),
    ],
)
def test_a_result_is_official_when_the_time_for_protests_is_over(until, tags):
    assert [tag.text for tag in page_of(race(), official_until=until).band.tags] == tags


def notes_of(found):
    (page,) = laps_pages(found, atlas_of(found))
    return [[row.note for row in car.rows] for car in page.cars]


def test_notes_of_a_lap_say_what_happened_on_it():
    slow_in, slow_out = [30_000, 30_000, 36_000], [60_000, 30_000, 30_000]
    usual = [lap(1, 90_000) for _ in range(3)]
    laps = [*usual, lap(1, 96_000, splits=slow_in), lap(1, 120_000, splits=slow_out), lap(1, 90_000, valid=False)]
    found = session(
        lines=[line(1, laps=7, total=576_000)],
        laps=[*laps, unfinished_lap(1)],
        penalties=[penalty(1, "DriveThrough", lap=2)],
    )
    assert notes_of(found) == [
        ["", "drive-through, cutting", "", "likely pit stop", "out lap", "invalid", "not finished"]
    ]


def test_all_cars_stand_side_by_side_a_row_per_lap():
    found = race()
    (page,) = side_pages(found, atlas_of(found))
    assert [(head.label, head.sign.short) for head in page.heads] == [("1", "2 JOE"), ("2", "1 JSM")]
    assert [[(cell.text, cell.kind) for cell in row.cells] for row in page.rows] == [
        [("1:40.500", ""), ("1:40.000", "pb")],
        [("1:39.000", "sb"), ("1:40.500", "")],
        [("1:39.000", ""), ("1:41.000", "")],
    ]


def test_a_lap_that_a_car_did_not_drive_is_empty_and_one_that_does_not_count_is_marked():
    laps = [lap(1, 100_000), lap(2, 100_000), lap(1, 90_000, valid=False)]
    found = session("FP", lines=[line(1), line(2), line(3)], laps=laps)
    (page,) = side_pages(found, atlas_of(found))
    assert [[(cell.text, cell.kind) for cell in row.cells] for row in page.rows] == [
        [("1:40.000", "sb"), ("1:40.000", "pb")],
        [("1:30.000", "inv"), ("", "")],
    ]


def test_more_cars_than_fit_on_paper_are_split():
    cars = range(1, MOST_CARS + 3)
    found = session("FP", lines=[line(car) for car in cars], laps=[lap(car, 100_000) for car in cars])
    first, second = side_pages(found, atlas_of(found))
    assert (len(first.heads), len(second.heads)) == (MOST_CARS, 2)
    assert [(tab.text, tab.current) for tab in second.parts] == [("P1–P45", False), ("P46–P47", True)]
    assert second.url == f"{first.url}2/"


def test_a_session_without_laps_has_an_empty_page():
    found = session("FP", lines=[line(1)])
    (page,) = side_pages(found, atlas_of(found))
    assert (page.heads, page.rows) == ((), ())
