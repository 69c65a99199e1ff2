"""The list of all championships."""

from sitegen.league.championship.models import Standings, StandingsRow
from sitegen.league.championship.season import compute_season
from sitegen.site.pages.championship.index import championships_page
from tests.site.pages.small_league import league_of
from tests.site.pages.weekends import championship_of, links_of, race


def lines_of(*classifications, standings=None):
    championship = championship_of(*classifications, standings=standings)
    season = compute_season(championship, {}, tables={}, coming_races=None, archived_standings=[])
    return championships_page(league_of(seasons=[season]), links_of(*classifications)).lines


def test_a_championship_is_listed_with_its_rounds_and_leaders():
    classification = race()
    joe = classification.places[0].entry.drivers[0]
    leader = StandingsRow(1, False, joe, None, "Blacks", 25, 0, 0, None, ())
    (line,) = lines_of(classification, standings=Standings(drivers={"": (leader,)}))
    assert (line.name, line.rounds, line.first, line.last) == ("The League", 1, "Tue 3 Sep 2024", "Tue 3 Sep 2024")
    assert [(step.crew[0].name, step.detail) for step in line.leaders] == [("Joe Black", "Blacks")]


def test_a_championship_before_its_first_round_has_neither_days_nor_leaders():
    (line,) = lines_of()
    assert (line.rounds, line.first, line.last, line.leaders) == (0, "", "", ())
