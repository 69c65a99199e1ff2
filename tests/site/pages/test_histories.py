"""The pages of a driver, a team, a car, a track and the records, from two races."""

import msgspec

from sitegen.league.championship.models import Championship, Standings, TeamRow
from sitegen.league.history.all_time_tables import all_time_tables
from sitegen.league.history.careers import careers
from sitegen.league.history.head_to_head import rivals
from sitegen.league.history.personal_bests import laps_driven_of, personal_bests_of
from sitegen.league.history.records import all_time_lists, driver_track_bests, lap_records
from sitegen.league.history.teams import team_histories
from sitegen.league.history.tracks import track_histories
from sitegen.league.history.winners import car_histories, race_records, winners_by_track
from sitegen.league.session.events import group_events
from sitegen.site.pages.car import car_page, cars_page
from sitegen.site.pages.driver.career import best_lines, form, rival_lines, season_lines
from sitegen.site.pages.driver.figures import in_class
from sitegen.site.pages.driver.page import driver_page
from sitegen.site.pages.record_lines import record_lines
from sitegen.site.pages.records import records_page
from sitegen.site.pages.team import team_page, teams_page
from sitegen.site.pages.track import track_page, tracks_page
from tests.site.pages.small_league import (
    ANN,
    BOB,
    appearances,
    by_id,
    championship_of,
    drivers_of,
    league_of,
    league_with,
    links_of,
    race,
    row,
)

SPA = race(ANN, BOB, number=1, models=(32, 50))
AGAIN = race(ANN, BOB, number=2, ms=99_000, models=(32, 50))
RACES = (SPA, AGAIN)
ANN_ONE, BOB_TWO = drivers_of(SPA)
PEOPLE = {person.key: person for person in (ANN_ONE, BOB_TWO)}
CAREERS = careers(PEOPLE.values(), appearances(*RACES))
BESTS = [best for classification in RACES for best in personal_bests_of(classification)]
LINKS = links_of(*RACES)


def test_a_career_has_a_line_per_season_with_place_and_points_of_the_standings():
    standings = Standings(drivers={"GT3": (row(ANN_ONE, 20, tied=True),), "GT4": (row(ANN_ONE, 5, 2),)})
    (line,) = season_lines(
        CAREERS[ANN_ONE.key], LINKS, championships={"cup": championship_of(*RACES, standings=standings)}
    )
    assert (line.name, line.url, line.place, line.points) == ("Cup", "championships/cup/", "1= GT3 / 2 GT4", "20 / 5")
    assert (line.counts.starts, line.counts.wins, line.counts.best_finish) == (2, 2, 1)


def test_races_outside_of_championships_belong_to_their_year():
    alone = race(ANN, BOB, championship=False)
    (line,) = season_lines(careers([ANN_ONE], appearances(alone))[ANN_ONE.key], links_of(alone), championships={})
    assert (line.name, line.url, line.place, line.points) == ("Other races 2026", "", "–", "–")


def test_form_reads_like_a_line_of_results_the_newest_last():
    chips = form(CAREERS[BOB_TWO.key].appearances, LINKS)
    assert [(chip.label, chip.kind, chip.title[-10:]) for chip in chips] == [
        ("1", "g1", "1 May 2026"),
        ("1", "g1", "2 May 2026"),
    ]


def test_a_best_lap_leads_to_its_race_and_what_was_not_driven_leads_nowhere():
    (line,) = best_lines(driver_track_bests(BESTS)[ANN_ONE.key], LINKS)
    assert (line.track.text, line.car_class, line.race_ms) == ("Spa-Francorchamps", "GT3", 99_001)
    assert line.race_url == "sessions/main/260502_200000_R/"
    assert (line.qualifying_ms, line.qualifying_url) == (None, "")


def test_a_hidden_driver_is_nobodys_rival():
    same_class = [race(ANN, BOB, number=1), race(ANN, BOB, number=2)]
    met = rivals(appearances(*same_class), PEOPLE, most=5)[ANN_ONE.key]
    assert [line.driver.name for line in rival_lines(met, LINKS)] == ["Bob Two"]
    assert rival_lines(met, links_of(*same_class, hidden=["bob"])) == ()


def test_former_names_are_those_that_the_driver_has_no_more():
    renamed = msgspec.structs.replace(ANN_ONE, first="Anna")
    career = msgspec.structs.replace(CAREERS[ANN_ONE.key], known_as=(ANN_ONE, renamed))
    assert LINKS.former_names(career) == ("Anna One",)


def test_the_page_of_a_driver_has_races_and_other_sessions_apart():
    practice = race(ANN, BOB, number=2, session_type="FP")
    career = careers([ANN_ONE], appearances(SPA, practice))[ANN_ONE.key]
    league = msgspec.structs.replace(league_of(), championships={"cup": championship_of(SPA, practice)})
    page = driver_page(career, league, links_of(SPA, practice))
    assert [outing.session for outing in page.races] == ["Race"]
    assert [outing.session for outing in page.other] == ["Practice"]
    assert page.columns == {"championship"}
    assert page.band.facts == ("2 sessions", "Last seen Sat 2 May 2026", "First seen Fri 1 May 2026")


def test_a_count_in_class_is_said_where_it_differs():
    assert (in_class(3, 1), in_class(2, 2)) == ("3 in class", "")


def test_a_record_names_its_holder_and_those_it_beat():
    records = [record for record in lap_records(BESTS) if record.kind is not None and record.car_class == "GT3"]
    (line,) = record_lines(records, LINKS)
    assert (line.kind, line.weather, line.current.driver.name) == ("Race", "Dry", "Ann One")
    assert (line.current.ms, line.current.improved) == (99_001, "−1.000")
    assert [(holder.ms, holder.improved) for holder in line.previous] == [(100_001, "")]


def test_a_filter_with_one_choice_is_left_out():
    page = records_page(league_with(records=lap_records(BESTS)), LINKS)
    assert [(name, [choice.text for choice in of_filter]) for name, of_filter in page.filters] == [
        ("class", ["GT3", "GT4"])
    ]


def test_all_time_tables_leave_out_what_nobody_has():
    driven = [laps for classification in RACES for laps in laps_driven_of(classification)]
    tables = all_time_tables(appearances(*RACES), driven)
    page = records_page(league_with(all_time_tables=tables, race_records=race_records(RACES, top=10)), LINKS)
    wins = {table.title: [(line.place, line.crew[0].name, line.value) for line in table.lines] for table in page.people}
    assert wins["Wins"] == [("1", "Ann One", "2")]
    assert wins["Class wins"] == [("1=", "Ann One", "2"), ("1=", "Bob Two", "2")]
    assert "Poles" not in wins
    assert [(table.title, [line.value for line in table.lines]) for table in page.races] == [
        ("Closest finishes", ["+0.003", "+0.003"]),
        ("Longest races", ["5:00.003", "4:57.003"]),
        ("Most laps", ["3 laps", "3 laps"]),
    ]


def test_a_track_names_the_winner_of_every_class_where_several_raced():
    page = track_page(track_of(*RACES), LINKS, classifications=by_id(*RACES))
    newest = page.races[0]
    assert [(winner.crew[0].name, winner.car_class) for winner in newest.winners] == [
        ("Ann One", "GT3"),
        ("Bob Two", "GT4"),
    ]
    assert page.downloads[0].url == "data/tracks/spa.json"


def test_a_track_names_one_winner_where_all_cars_are_of_one_class():
    alone = race(ANN, BOB)
    page = track_page(track_of(alone), links_of(alone), classifications=by_id(alone))
    assert [(winner.crew[0].name, winner.car_class) for winner in page.races[0].winners] == [("Ann One", "")]


def test_who_won_most_is_said_from_two_wins_on():
    figures = track_page(track_of(*RACES), LINKS, classifications=by_id(*RACES)).figures
    assert [(figure.value, figure.detail) for figure in figures if figure.label == "Most wins"] == [("2", "One")]
    once = track_page(track_of(SPA), LINKS, classifications=by_id(SPA)).figures
    assert "Most wins" not in [figure.label for figure in once]


def test_the_list_of_tracks_has_the_fastest_race_lap_in_the_dry():
    (line,) = tracks_page(league_with(tracks=[track_of(*RACES)]), LINKS).lines
    assert (line.country, line.sessions, line.races, line.record) == ("BE", 2, 2, "1:39.001")


def test_a_car_holds_its_records_and_is_sorted_by_starts():
    histories = car_histories(appearances(*RACES), PEOPLE)
    page = car_page(histories[0], LINKS, records=lap_records(BESTS))
    assert [(figure.label, figure.value) for figure in page.figures][-1] == ("Lap records", "1")
    assert [line.past.starts for line in cars_page(league_with(cars=histories), LINKS).lines] == [2, 2]


def test_a_team_has_its_place_its_drivers_and_its_cars():
    reds = TeamRow(position=1, tied=True, team="Reds", points=12.5, penalty=0)
    standings = Standings(drivers={"": (row(ANN_ONE, 20, team="Reds"),)}, teams={"": (reds,)})
    events = tuple(group_events([classification.session for classification in RACES]))
    (history,) = team_histories([Championship("cup", "Cup", events, standings)], appearances(*RACES))
    page = team_page(history, LINKS)
    (season,) = page.seasons
    assert (season.place, season.points, [driver.driver.name for driver in season.drivers]) == (
        "1=",
        "12.5",
        ["Ann One"],
    )
    assert [[car.label for car in line.cars] for line in page.races] == [["1"], ["1"]]
    (line,) = teams_page(league_with(teams=[history]), LINKS).lines
    assert (line.best, line.races, line.wins) == (1, 2, 2)


def track_of(*races):
    bests = [best for classification in races for best in personal_bests_of(classification)]
    (history,) = track_histories(
        [classification.session for classification in races],
        lap_records(bests),
        all_time_lists(bests, top=5),
        winners_by_track(races),
    )
    return history
