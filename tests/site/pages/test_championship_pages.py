"""The pages of a championship and of its rounds, from a season of three races."""

import datetime as dt

import msgspec
import pytest

from sitegen.league.championship.models import Standings, TeamRow
from sitegen.league.championship.points import PointsTable
from sitegen.site.pages.championship.after import after_links, after_pages, dated_states, round_states
from sitegen.site.pages.championship.notes import season_notes
from sitegen.site.pages.championship.page import championship_page
from sitegen.site.pages.championship.round import round_page
from sitegen.site.pages.championship.standings import standings_tables, team_tables
from sitegen.site.pages.championship.title_fight import title_tables
from tests.site.pages.small_league import (
    ANN,
    BOB,
    UTC,
    drivers_of,
    links_of,
    race,
    results_of,
    row,
    season_of,
    season_scope_of,
)

TABLE = PointsTable(places=(10, 6))

RACES = (race(ANN, BOB, number=1), race(ANN, BOB, number=2, track="monza"), race(BOB, ANN, number=3, track="imola"))
LINKS = links_of(*RACES)
ANN_ONE, BOB_TWO = drivers_of(RACES[0])


@pytest.fixture
def computed():
    """Ann has 26 points and Bob 22, by the configured points."""
    return season_of(*RACES, tables={"": TABLE})


def test_the_standings_after_a_round_are_those_of_that_round(computed):
    pages = list(after_pages(season_scope_of(computed, *RACES), LINKS))
    assert [(page.url, page.title) for page in pages] == [
        ("championships/cup/after/1/", "After round 1: Cup"),
        ("championships/cup/after/2/", "After round 2: Cup"),
    ]
    (table,) = pages[1].tables
    assert [(line.driver.name, line.place.points, line.gap) for line in table.lines] == [
        ("Ann One", 20, 0),
        ("Bob Two", 12, 8),
    ]


def test_the_open_state_is_marked_among_its_neighbours(computed):
    tabs = [list(page.band.tabs) for page in after_pages(season_scope_of(computed, *RACES), LINKS)]
    assert [[(tab.text, tab.current) for tab in page] for page in tabs] == [
        [("1", True), ("2", False), ("Now", False)],
        [("1", False), ("2", True), ("Now", False)],
    ]


def test_the_last_round_has_no_state_of_its_own(computed):
    assert after_links(computed, LINKS).keys() == {"e1", "e2"}


def test_rounds_of_which_nobody_knows_the_points_have_no_states():
    assert round_states(season_of(*RACES, standings=Standings(drivers={"": (row(ANN_ONE, 26),)})), UTC) == ()


def test_of_several_archived_copies_of_a_day_the_newest_is_shown():
    standings = Standings(drivers={"": (row(ANN_ONE, 26),)})
    dates = [dt.datetime(2026, 5, *at, tzinfo=dt.UTC) for at in ((1, 10), (1, 22), (2, 10), (3, 10))]
    season = season_of(*RACES, standings=standings, copies=[(date, standings) for date in dates])
    assert [(state.slug, state.index) for state in dated_states(season, UTC)] == [("2026-05-01", 1), ("2026-05-02", 2)]


def test_a_row_of_the_standings_has_a_cell_per_round_and_the_last_move(computed):
    (table,) = standings_tables(computed, LINKS, results=results_of(*RACES))
    assert [(line.driver.name, [cell.label for cell in line.cells], line.move) for line in table.lines] == [
        ("Ann One", ["1", "1", "2"], 0),
        ("Bob Two", ["2", "2", "1"], 0),
    ]
    assert (table.title, table.anchor, table.has_points, table.has_moves) == ("Drivers", "drivers", True, True)


def test_a_row_without_a_driver_has_neither_name_nor_sign():
    season = season_of(*RACES, standings=Standings(drivers={"GT3": (row(None, 3),)}))
    (table,) = standings_tables(season, LINKS, results={})
    (line,) = table.lines
    assert (line.driver, line.sign, table.anchor) == (None, None, "drivers-gt3")


def test_a_class_without_teams_has_no_table():
    reds = TeamRow(position=1, tied=False, team="Reds", points=9, penalty=0)
    season = season_of(*RACES, standings=Standings(teams={"GT3": (reds,), "GT4": ()}))
    (table,) = team_tables(season.championship, LINKS)
    assert (table.title, table.anchor, table.lines[0].team.url) == ("GT3 teams", "teams-gt3", "teams/reds/")


def test_an_open_title_says_who_can_still_win_and_what_it_takes():
    (table,) = title_tables(season_of(*RACES, tables={"": TABLE}, coming_races=[1, 1]), LINKS)
    assert (table.title, table.verdict) == ("Title fight", "2 drivers can still win.")
    assert [(line.driver.name, line.outlook) for line in table.lines] == [
        ("Ann One", "can be champion after the next round"),
        ("Bob Two", "must outscore the leader by 4 to be level"),
    ]


def test_a_decided_title_names_the_champion():
    (table,) = title_tables(season_of(*RACES, tables={"": TABLE}, coming_races=[]), LINKS)
    assert (table.verdict, table.lines) == ("Ann One is champion.", ())


def test_without_a_calendar_there_is_no_title_fight(computed):
    assert list(title_tables(computed, LINKS)) == []


def test_standings_that_were_computed_say_so(computed):
    assert list(season_notes(computed, LINKS)) == [
        "The server says no standings: these are computed from the results and the configured points."
    ]


def test_a_difference_names_driver_class_and_both_numbers():
    standings = Standings(drivers={"": (row(ANN_ONE, 30), row(BOB_TWO, 22, 2))})
    notes = list(season_notes(season_of(*RACES, standings=standings, tables={"": TABLE}), LINKS))
    assert notes == [
        "Ann One: the server’s points are 30, the configured points give 26. The server’s count.",
    ]


def test_the_page_of_a_championship_has_everything_of_its_season(computed):
    page = championship_page(season_scope_of(computed, *RACES), LINKS)
    assert page.band.facts == ("3 rounds", "2 drivers")
    assert [tab.url for tab in page.band.tabs] == ["#drivers", "#drivers-points", "#rounds"]
    assert [(line.number, line.name, line.winners[0].crew[0].name) for line in page.rounds] == [
        (1, "Spa-Francorchamps", "Ann One"),
        (2, "Monza", "Ann One"),
        (3, "Imola", "Bob Two"),
    ]
    assert [step.value for step in page.band.podium] == ["26 pts", "22 pts"]


def test_the_page_of_a_round_knows_its_neighbours_and_the_standings_after_it(computed):
    first, second, third = computed.championship.events
    scope = season_scope_of(computed, *RACES)
    page = round_page(second, scope, LINKS)
    assert (page.before.text, page.after.text) == (first.track.name, third.track.name)
    assert page.standings_url == "championships/cup/after/2/"
    assert [line.place.points for line in page.standings[0].lines] == [20, 12]
    last = round_page(third, scope, LINKS)
    assert (last.after, last.standings_url) == (None, "championships/cup/")


def test_a_round_that_is_not_in_the_standings_shows_none(computed):
    season = msgspec.structs.replace(computed, rounds=computed.rounds[1:])
    first = computed.championship.events[0]
    page = round_page(first, season_scope_of(season, *RACES), LINKS)
    assert page.standings == ()
