"""Everything that is made from all sessions together: drivers, teams, cars, tracks and records."""

from collections.abc import Iterator, Mapping

import msgspec

from sitegen.dataset.load import League
from sitegen.dataset.sessions import Found
from sitegen.league.history.all_time_tables import AllTimeTables, all_time_tables
from sitegen.league.history.careers import Career, careers
from sitegen.league.history.head_to_head import Rival, rivals
from sitegen.league.history.personal_bests import PersonalBest
from sitegen.league.history.records import LapRecord, TrackBest, all_time_lists, driver_track_bests, lap_records
from sitegen.league.history.teams import TeamHistory, team_histories
from sitegen.league.history.tracks import TrackHistory, track_histories
from sitegen.league.history.winners import CarHistory, RaceRecords, car_histories, race_records, winners_by_track
from sitegen.site import addresses
from sitegen.site.data.car import car_file
from sitegen.site.data.driver import driver_file
from sitegen.site.data.records import records_file
from sitegen.site.data.team import team_file
from sitegen.site.data.track import track_file
from sitegen.site.links import Atlas
from sitegen.site.pages.base import Item, Link
from sitegen.site.pages.car import car_page, cars_page
from sitegen.site.pages.content.document import moved_page
from sitegen.site.pages.driver.index import drivers_page
from sitegen.site.pages.driver.page import driver_page, former_names
from sitegen.site.pages.records import records_page
from sitegen.site.pages.team import team_page, teams_page
from sitegen.site.pages.track import track_page, tracks_page

LISTED = 10
"""Places of an all-time list."""
RIVALS = 15
"""Rivals on a driver's page."""


class Histories(msgspec.Struct, frozen=True):
    """All that the sessions of a league say together."""

    careers: tuple[Career, ...]
    """Of everybody who is not hidden, by public id."""
    bests: dict[str, tuple[TrackBest, ...]]
    rivals: dict[str, tuple[Rival, ...]]
    teams: tuple[TeamHistory, ...]
    cars: tuple[CarHistory, ...]
    tracks: tuple[TrackHistory, ...]
    records: tuple[LapRecord, ...]
    tallies: AllTimeTables
    facts: RaceRecords


def compute_histories(league: League, found: Found, atlas: Atlas) -> Histories:
    """Add up what every session left."""
    bests: list[PersonalBest] = found.bests
    sessions = [found.sessions[session.id] for session in league.sessions]
    by_id = {league.driver_ids[key]: career for key, career in careers(league.people, found.appearances).items()}
    people = {person.key: person for person in league.people}
    records = lap_records(bests)
    return Histories(
        careers=tuple(career for _, career in sorted(by_id.items()) if atlas.shown(career.person).id),
        bests=driver_track_bests(bests),
        rivals=rivals(found.appearances, people, most=RIVALS),
        teams=tuple(team_histories(league.championships[::-1], found.appearances)),
        cars=car_histories(found.appearances, people),
        tracks=tuple(
            track_histories(league.sessions, records, all_time_lists(bests, top=LISTED), winners_by_track(sessions))
        ),
        records=records,
        tallies=all_time_tables(found.appearances, found.driven),
        facts=race_records(sessions, top=LISTED),
    )


def history_items(histories: Histories, found: Found, atlas: Atlas, *, moved: Mapping[str, str]) -> Iterator[Item]:
    """Pages and data of drivers, teams, cars, tracks and records. `moved`: public id → that of the same driver."""
    yield from _driver_items(histories, atlas, moved)
    for team in histories.teams:
        yield team_page(team, atlas)
        yield team_file(team, atlas)
    yield teams_page(histories.teams, atlas)
    for car in histories.cars:
        yield car_page(car, atlas, records=histories.records)
        yield car_file(car, atlas)
    yield cars_page(histories.cars, atlas)
    for track in histories.tracks:
        yield track_page(track, atlas, classifications=found.sessions)
        yield track_file(track, atlas)
    yield tracks_page(histories.tracks, atlas)
    yield records_page(histories.records, histories.tallies, histories.facts, atlas)
    yield records_file(histories.records, histories.tallies, histories.facts, atlas)


def _driver_items(histories: Histories, atlas: Atlas, moved: Mapping[str, str]) -> Iterator[Item]:
    for career in histories.careers:
        key = career.person.key
        bests, rivals_met = histories.bests.get(key, ()), histories.rivals.get(key, ())
        yield driver_page(career, atlas, bests=bests, rivals=rivals_met)
        path, body = driver_file(
            career, atlas, former_names=former_names(career, atlas), bests=bests, rivals=rivals_met
        )
        yield path, body
        driver = atlas.shown(career.person)
        for old in sorted(old for old, new in moved.items() if new == driver.id):
            yield moved_page(addresses.driver(old), Link(driver.name, addresses.driver(driver.id or "")))
            yield f"data/drivers/{old}.json", body
    yield drivers_page(histories.careers, atlas)


def linked(histories: Histories, atlas: Atlas) -> Mapping[str, list[Link]]:
    """Teams, cars and tracks with the addresses of their pages."""
    return {
        "teams": [Link(past.name, atlas.team_url(past.name)) for past in histories.teams],
        "cars": [Link(past.car.name, atlas.car_url(past.car)) for past in histories.cars],
        "tracks": [Link(past.track.name, atlas.track_url(past.track)) for past in histories.tracks],
    }
