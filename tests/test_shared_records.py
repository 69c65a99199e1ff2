"""Records over the real results of a league beside the oracle's; where the shared data is."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import pytest

from sitegen.league.history.all_time_tables import all_time_tables
from sitegen.league.history.careers import Appearance, appearances_of
from sitegen.league.history.personal_bests import LapsDriven, PersonalBest, laps_driven_of, personal_bests_of
from sitegen.league.history.records import all_time_lists, driver_track_bests, lap_records
from sitegen.league.history.winners import car_histories, race_records, winners_by_track
from sitegen.league.session.classification import classify
from sitegen.league.session.events import by_date, grid_from, group_events, qualifying_of
from sitegen.league.session.models import Classification, Session
from sitegen.league.session.parse import parse_result
from tests import oracle, records_oracle

LEAGUE = Path(__file__).parents[2] / "shared" / "data" / "league"
ZONE = "Europe/London"

pytestmark = [
    pytest.mark.whole,
    pytest.mark.skipif(not LEAGUE.is_dir(), reason="the shared data is not beside the checkout"),
]


@dataclass
class League:
    bests: list[PersonalBest] = field(default_factory=list)
    driven: list[LapsDriven] = field(default_factory=list)
    appearances: list[Appearance] = field(default_factory=list)
    found: list[Classification] = field(default_factory=list)


@pytest.fixture(scope="module")
def known() -> oracle.Known:
    return replace(oracle.read(LEAGUE, {}, ZONE), standings={})


@pytest.fixture(scope="module")
def league() -> League:
    sessions = sorted(map(parsed, LEAGUE.glob("server*/*.json")), key=by_date)
    events = {session.id: event for event in group_events(sessions) for session in event.sessions}
    grids = {session.id: qualifying_of(session, events[session.id]) for session in sessions}
    decided_a_grid = {qualifying.id for qualifying in grids.values() if qualifying}
    league = League()
    for session in sessions:
        found = classify(session, grid=grid_from(grids[session.id]), classes_of_driver={}, classified_share=0.75)
        league.bests += personal_bests_of(found)
        league.driven += laps_driven_of(found)
        league.appearances += appearances_of(found, is_pole=session.id in decided_a_grid)
        league.found.append(msgspec.structs.replace(found, laps=()))
    return league


def parsed(file: Path) -> Session:
    return parse_result(file.read_bytes(), server=file.parent.name, file=file.stem, zone=ZoneInfo(ZONE))


def test_every_lap_record_and_every_one_before_it_is_right(known, league):
    found = {
        (record.track.id, record.car_class, record.kind, record.wet): [
            {
                "who": mark.best.person.key,
                "class": mark.best.car_class,
                "car": mark.best.car.id,
                "session": mark.best.session.id,
                "lap": mark.best.lap,
                "ms": mark.best.ms,
                "improved_ms": mark.improved_ms,
            }
            for mark in record.marks
        ]
        for record in lap_records(league.bests)
    }
    assert found == records_oracle.lap_records(known)


def test_everybodys_best_on_every_track_is_right(known, league):
    expected = records_oracle.personal_bests(known)
    lists = all_time_lists(league.bests, top=100_000)
    assert expected == {
        (one.track.id, one.car_class, one.kind): {best.person.key: best.ms for best in one.bests} for one in lists
    }
    assert all([best.ms for best in one.bests] == sorted(best.ms for best in one.bests) for one in lists)
    own = {
        (one.track.id, one.car_class, best.session.kind.value, key): best.ms
        for key, bests in driver_track_bests(league.bests).items()
        for one in bests
        for best in (one.race, one.qualifying)
        if best
    }
    assert own == {(*category, key): ms for category, t in expected.items() if category[2] for key, ms in t.items()}


def test_every_number_of_the_all_time_tables_is_right(known, league):
    tables = msgspec.structs.asdict(all_time_tables(league.appearances, league.driven))
    del tables["hat_tricks"]
    found = {name: {row.person.key: row.value for row in table} for name, table in tables.items()}
    assert found == records_oracle.tallies(known)


def test_every_winner_is_right(known, league):
    found = {
        track: [
            (
                race.session.id,
                [driver.key for driver in race.winner.entry.drivers] if race.winner else None,
                {place.car_class: [driver.key for driver in place.entry.drivers] for place in race.class_winners},
            )
            for race in races
        ]
        for track, races in winners_by_track(league.found).items()
    }
    assert found == records_oracle.winners(known)


def test_every_number_of_every_car_is_right(known, league):
    found = {
        past.car.id: {name: n for name in ("starts", "wins", "podiums", "poles") if (n := getattr(past, name))}
        for past in car_histories(league.appearances, {one.person.key: one.person for one in league.appearances})
    }
    assert {model: counts for model, counts in found.items() if counts} == records_oracle.cars(known)


def test_finishes_and_climbs_are_ranked_right(known, league):
    facts = race_records(league.found, top=100_000)
    assert [(fact.value, fact.session.id) for fact in facts.closest_finishes] == records_oracle.closest_finishes(known)
    climbs = [(fact.value, fact.session.id, fact.place.position) for fact in facts.biggest_climbs]
    assert climbs == records_oracle.climbs(known)
