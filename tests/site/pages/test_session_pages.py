"""The page of a session, from small made-up weekends."""

import datetime as dt

import pytest

from sitegen.archive.store import Archive
from sitegen.dataset.scope_makers import event_scopes
from sitegen.league.championship.models import RoundScore, Standings, StandingsRow
from sitegen.site.pages.session.lists import spans
from sitegen.site.pages.session.page import session_page
from tests.payloads import lap, line, penalty
from tests.site.pages.small_league import computed, index_of, settings_with
from tests.site.pages.weekends import JANE, JOE, links_of, race, scope_in, session


def page_of(classification, *others, parts=(), **scope):
    return session_page(
        computed(classification, parts=parts),
        scope_in(classification, *others, **scope),
        links_of(classification, *others),
    )


def standings(*rows, class_name=""):
    return Standings(drivers={class_name: rows})


def standing(person, *, team=None, scores=()):
    return StandingsRow(1, False, person, None, team, 25, 0, 0, None, tuple(scores))


def test_teams_and_points_come_from_the_standings():
    classification = race()
    joe = classification.places[0].entry.drivers[0]
    table = standings(standing(joe, team="Blacks", scores=[RoundScore("round-1", 25, dropped=False)]))
    page = page_of(classification, standings=table)
    rows = page.groups[0].rows
    assert [(row.team, row.points) for row in rows] == [("Blacks", 25), (None, None)]
    assert "points" in page.columns


def test_a_race_in_which_somebody_was_penalised_shows_its_points_too():
    classification = race(penalties=[penalty(2, "DriveThrough", lap=2)])
    joe = classification.places[0].entry.drivers[0]
    table = standings(standing(joe, scores=[RoundScore("round-1", 25, dropped=False)]))
    assert [row.points for row in page_of(classification, standings=table).groups[0].rows] == [25, None]


def test_points_of_a_round_with_two_races_belong_to_neither():
    classification, second = race(), session("R2", file="two", date="2024-09-03T23:54:42Z")
    joe = classification.places[0].entry.drivers[0]
    table = standings(standing(joe, scores=[RoundScore("round-1", 25, dropped=False)]))
    assert "points" not in page_of(classification, second, standings=table).columns


def test_a_car_is_known_by_the_same_key_everywhere():
    page = page_of(race())
    keys = [row.sign.key for row in page.groups[0].rows]
    assert keys == ["2", "1"]
    assert {trace.sign.key for chart in page.charts for trace in chart.traces} == set(keys)
    assert {line.sign.key for ranked in page.bests for line in ranked.lines} == set(keys)


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
    (ranked,) = [ranked_list for ranked_list in page_of(race()).bests if ranked_list.title == "Laps led"]
    assert [(line.crew[0].last, line.value, line.detail) for line in ranked.lines] == [
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
    assert [[(run.laps, run.best_ms, run.own_best) for run in line.runs] for line in page.runs.lines] == [
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
        (line.crew[0].last, [(cell.position, cell.best_ms, cell.fastest) for cell in line.cells])
        for line in table.lines
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
def test_a_result_is_official_when_the_time_for_protests_is_over(tmp_path, until, tags):
    classification = race()
    index = index_of(classification)
    (scope,) = event_scopes(index, Archive(tmp_path), settings_with(), official_until=until)
    page = session_page(computed(classification), scope, links_of(classification))
    assert [tag.text for tag in page.band.tags] == tags


def test_the_ten_fastest_are_listed():
    cars = range(1, 13)
    lists = page_of(
        session("Q", lines=[line(car) for car in cars], laps=[lap(car, 90_000 - car) for car in cars])
    ).bests
    assert [(ranked.title, len(ranked.lines)) for ranked in lists] == [
        ("Fastest laps", 10),
        ("Sector 1", 10),
        ("Sector 2", 10),
        ("Sector 3", 10),
    ]
    assert [(line.sign.name, line.value, line.best) for line in lists[0].lines[:2]] == [
        ("#12 Driver 12", "1:29.988", True),
        ("#11 Driver 11", "1:29.989", False),
    ]


def test_cars_that_do_not_count_stand_below_the_classified():
    laps = [lap(1, 100_000) for _ in range(10)]
    page = page_of(session(lines=[line(1, laps=10, total=1_000_000), line(2)], laps=laps))
    assert [(group.title, [row.label for row in group.rows]) for group in page.groups] == [
        ("", ["1"]),
        ("Not classified", ["NC"]),
    ]


def test_key_figures_of_a_race_say_who_won_led_and_was_fastest():
    figures = page_of(race()).figures
    assert [(figure.label, figure.value, figure.detail) for figure in figures] == [
        ("Margin", "+3.000", "Black over Smith"),
        ("Fastest lap", "1:39.000", "Joe Black, lap 2"),
        ("Laps led", "2 · 1", "Black, Smith"),
    ]


def test_key_figures_of_a_qualifying_have_the_best_theoretical_lap():
    laps = [lap(1, 100_000, splits=[30_000, 30_000, 40_000]), lap(1, 99_000, splits=[33_000, 33_000, 33_000])]
    figures = page_of(session("Q", lines=[line(1, JANE)], laps=laps)).figures
    assert [(figure.label, figure.value) for figure in figures] == [
        ("Fastest lap", "1:39.000"),
        ("Best theoretical lap", "1:33.000"),
    ]


def test_the_gap_in_a_class_is_a_time_or_laps():
    lines = [
        line(1, laps=3, total=300_000),
        line(2, laps=3, total=301_000, model=50),
        line(3, laps=3, total=303_500, model=50),
        line(4, laps=2, total=300_500, model=50),
    ]
    tables = page_of(session(lines=lines, laps=[lap(car, 100_000) for car in (1, 2, 3, 4)])).classes
    assert [(table.name, [row.gap for row in table.rows]) for table in tables] == [
        ("GT3", ["–"]),
        ("GT4", ["–", "+2.500", "+1 Lap"]),
    ]
