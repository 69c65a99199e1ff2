"""What all sessions say together: drivers, teams, cars, tracks and records."""

from collections.abc import Collection, Mapping, Sequence

import msgspec

from sitegen.league.championship.models import Championship
from sitegen.league.game.people import Person
from sitegen.league.history.all_time_tables import AllTimeTables, all_time_tables
from sitegen.league.history.careers import Appearance, Career, careers
from sitegen.league.history.head_to_head import Rival, rivals
from sitegen.league.history.personal_bests import LapsDriven, PersonalBest
from sitegen.league.history.records import LapRecord, TrackBest, all_time_lists, driver_track_bests, lap_records
from sitegen.league.history.teams import TeamHistory, team_histories
from sitegen.league.history.tracks import TrackHistory, track_histories
from sitegen.league.history.winners import CarHistory, RaceRecords, car_histories, race_records, winners_by_track
from sitegen.league.session.models import Classification

LISTED = 10
"""Places of an all-time list."""

RIVALS = 15
"""Rivals on a driver's page."""


class Histories(msgspec.Struct, frozen=True):
    """All that the sessions of a league say together."""

    careers: tuple[Career, ...]
    """Of everybody who is not hidden, by public id."""
    personal_bests: dict[str, tuple[TrackBest, ...]]
    """Person key → their best laps by track."""
    rivals: dict[str, tuple[Rival, ...]]
    """Person key → those they met most often."""
    teams: tuple[TeamHistory, ...]
    cars: tuple[CarHistory, ...]
    tracks: tuple[TrackHistory, ...]
    records: tuple[LapRecord, ...]
    all_time_tables: AllTimeTables
    race_records: RaceRecords


class Deeds(msgspec.Struct, frozen=True):
    """What everybody did in all sessions, oldest first."""

    appearances: Sequence[Appearance]
    personal_bests: Sequence[PersonalBest]
    laps_driven: Sequence[LapsDriven]


def compute_histories(
    classifications: Sequence[Classification],
    deeds: Deeds,
    championships: Sequence[Championship],
    people: Sequence[Person],
    *,
    driver_ids: Mapping[str, str],
    hidden: Collection[str],
) -> Histories:
    """Add up all sessions. `classifications` and `championships`: oldest first; `driver_ids`: person key → public id.

    Somebody who is only in standings has a career without sessions. `hidden`: public ids of those who have none here.
    """
    careers_by_id = {driver_ids[key]: career for key, career in careers(people, deeds.appearances).items()}
    by_key = {person.key: person for person in people}
    records = lap_records(deeds.personal_bests)
    heads = [classification.session for classification in classifications]
    fastest = all_time_lists(deeds.personal_bests, top=LISTED)
    return Histories(
        careers=tuple(careers_by_id[public_id] for public_id in sorted(careers_by_id) if public_id not in hidden),
        personal_bests=driver_track_bests(deeds.personal_bests),
        rivals=rivals(deeds.appearances, by_key, most=RIVALS),
        teams=tuple(team_histories(championships[::-1], deeds.appearances)),
        cars=car_histories(deeds.appearances, by_key),
        tracks=tuple(track_histories(heads, records, fastest, winners_by_track(classifications))),
        records=records,
        all_time_tables=all_time_tables(deeds.appearances, deeds.laps_driven),
        race_records=race_records(classifications, top=LISTED),
    )
