"""All championships of a league: their seasons computed, and the calendar of them all."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sitegen.archive.store import Archive
from sitegen.config import Config, ConfiguredChampionship, ConfiguredRound
from sitegen.dataset.load import League
from sitegen.dataset.sessions import Found
from sitegen.errors import ResultRefused
from sitegen.league.championship.calendar import CalendarRound, PlannedRound, calendar_of
from sitegen.league.championship.models import Championship, Standings
from sitegen.league.championship.points import PointsTable
from sitegen.league.championship.season import Season, compute_season
from sitegen.league.championship.standings import parse_standings
from sitegen.league.game.reference import track_named
from sitegen.site.data.calendar import calendar_file
from sitegen.site.links import Atlas
from sitegen.site.one_season import public_urls
from sitegen.site.pages.base import Item
from sitegen.site.pages.calendar import calendar_page

Calendars = Mapping[str, Sequence[CalendarRound]]
"""Championship id → its rounds by date."""


def compute_calendars(league: League, config: Config) -> Calendars:
    """The rounds of every championship, driven and to come."""
    said = {one.id: one for one in config.championship}
    return {one.id: calendar_of(one, _planned(said.get(one.id)), zone=config.site.zone) for one in league.championships}


def _planned(said: ConfiguredChampionship | None) -> list[PlannedRound]:
    return [_plan(one) for one in said.round] if said else []


def _plan(one: ConfiguredRound) -> PlannedRound:
    return PlannedRound(one.date, one.time, track_named(one.track), one.name, one.laps, one.minutes, one.races)


def compute_seasons(
    league: League, config: Config, archive: Archive, found: Found, *, calendars: Calendars
) -> list[Season]:
    """Every championship computed, the newest first."""
    said = {one.id: one for one in config.championship}
    return [
        compute_season(
            one,
            found.results,
            tables=_tables(said.get(one.id)),
            coming_races=_coming_races(said.get(one.id), calendars[one.id]),
            archived_standings=_copies(archive, one),
        )
        for one in league.championships[::-1]
    ]


def _tables(said: ConfiguredChampionship | None) -> dict[str, PointsTable]:
    return {points.class_name or "": points.table for points in said.points} if said else {}


def _coming_races(said: ConfiguredChampionship | None, calendar: Iterable[CalendarRound]) -> list[int] | None:
    """The races of every round to come; None for a championship without a calendar."""
    if said is None or not said.round:
        return None
    return [one.planned.races for one in calendar if one.event is None and one.planned]


def _copies(archive: Archive, championship: Championship) -> list[tuple[dt.datetime, Standings]]:
    """The archived standings with their dates, oldest first; a copy that cannot be read was named by `gather`."""
    copies = []
    for server in archive.servers():
        for date, path in archive.all_standings(server, championship.id):
            try:
                copies.append((date, parse_standings(path.read_bytes())))
            except (OSError, ResultRefused):
                continue
    return sorted(copies, key=lambda copy: copy[0])


def calendar_items(calendars: Calendars, config: Config, atlas: Atlas, found: Found) -> Iterator[Item]:
    """The calendar of all championships: its page and its file."""
    rounds = sorted((one for calendar in calendars.values() for one in calendar), key=lambda one: (one.day, one.uid))
    yield calendar_page(rounds, atlas, classifications=found.sessions)
    yield calendar_file("calendar.ics", config.site.title, rounds, zone=atlas.zone, url_of=public_urls(config, atlas))
