"""What all sessions say together: drivers, teams, cars, tracks and records."""

from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec

from sitegen.dataset.scopes import Histories
from sitegen.dataset.sessions import SessionSummary
from sitegen.league.championship.models import Championship
from sitegen.league.game.people import Person
from sitegen.league.history.all_time_tables import all_time_tables
from sitegen.league.history.careers import Appearance, appearances_of, careers
from sitegen.league.history.head_to_head import rivals
from sitegen.league.history.personal_bests import LapsDriven, PersonalBest
from sitegen.league.history.records import all_time_lists, driver_track_bests, lap_records
from sitegen.league.history.teams import team_histories
from sitegen.league.history.tracks import track_histories
from sitegen.league.history.winners import car_histories, race_records, winners_by_track
from sitegen.league.session.models import Classification

LISTED = 10
"""Places in the list of a track's fastest, and in those of race records."""

RIVALS = 15
"""Rivals in the list of anybody, those met most often: a longer list would be one of the whole field."""


class Deeds(msgspec.Struct, frozen=True):
    """What everybody did in all sessions, oldest first."""

    appearances: Sequence[Appearance]
    personal_bests: Sequence[PersonalBest]
    laps_driven: Sequence[LapsDriven]


def deeds_of(classifications: Iterable[Classification], summaries: Mapping[str, SessionSummary]) -> Deeds:
    """What everybody did. `classifications`: oldest first; `summaries`: session id → its summary."""
    appearances: list[Appearance] = []
    personal_bests: list[PersonalBest] = []
    laps_driven: list[LapsDriven] = []
    for classification in classifications:
        head = classification.session
        summary = summaries[head.id]
        appearances += appearances_of(classification, is_pole=summary.gave_grid)
        personal_bests += summary.personal_bests(head)
        laps_driven += summary.laps_driven(head)
    return Deeds(appearances, personal_bests, laps_driven)


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
        track_bests=driver_track_bests(deeds.personal_bests),
        rivals=rivals(deeds.appearances, by_key, most=RIVALS),
        teams=tuple(team_histories(championships[::-1], deeds.appearances)),
        cars=car_histories(deeds.appearances, by_key),
        tracks=tuple(track_histories(heads, records, fastest, winners_by_track(classifications))),
        records=records,
        all_time_tables=all_time_tables(deeds.appearances, deeds.laps_driven),
        race_records=race_records(classifications, top=LISTED),
    )
