"""One championship of a league by itself: what its pages can see, and they themselves; in whatever process.

As with an event, so much and nothing else decides what is on its pages.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from sitegen.config import Config
from sitegen.dataset.load import League
from sitegen.dataset.sessions import Found
from sitegen.league.championship.calendar import CalendarRound
from sitegen.league.championship.season import Season
from sitegen.site.data.calendar import calendar_file
from sitegen.site.data.championship import championship_files
from sitegen.site.links import Atlas
from sitegen.site.pages.base import Item
from sitegen.site.pages.championship.after import after_pages
from sitegen.site.pages.championship.page import championship_page
from sitegen.site.pages.championship.round import round_page


class WholeSeason(msgspec.Struct, frozen=True):
    """A season with all that its pages show."""

    season: Season
    league: League
    """With this championship's own events, people, names and addresses."""
    found: Found
    """What its sessions left."""
    calendar: Sequence[CalendarRound]


def whole_season(season: Season, league: League, found: Found, *, calendar: Sequence[CalendarRound]) -> WholeSeason:
    """What the pages of a championship can see. `found`: of all sessions of the league."""
    championship = season.championship
    sessions = [session for event in championship.events for session in event.sessions]
    results, stories = found.results, found.stories
    return WholeSeason(
        season=season,
        league=league.narrowed(
            championship.events, [championship], people=_people(season), slugs={*_slug_keys(season)}
        ),
        found=Found(
            sessions={one.id: found.sessions[one.id] for one in sessions},
            results={one.id: results[one.id] for one in sessions if one.id in results},
            stories={one.id: stories[one.id] for one in sessions if one.id in stories},
        ),
        calendar=calendar,
    )


def _people(season: Season) -> set[str]:
    """The keys of everybody in its results and in its standings, those of earlier dates too."""
    events = season.championship.events
    entries = (entry for event in events for session in event.sessions for entry in session.entries)
    rows = (row for table in season.championship.standings.drivers.values() for row in table)
    lines = (line.person for one in season.classes for line in (*one.lines, *one.lines_by_date))
    driven = {driver.key for entry in entries for driver in entry.drivers}
    return driven | {row.driver.key for row in rows if row.driver} | {person.key for person in lines}


def _slug_keys(season: Season) -> Iterable[str]:
    championship = season.championship
    yield championship.id
    for event in championship.events:
        yield f"{championship.id}/{event.id}"
        yield f"track:{event.track.id}"
    yield from (f"team:{name}" for name in championship.standings.team_names)


def season_items(one: WholeSeason, config: Config, atlas: Atlas) -> Iterator[Item]:
    """Pages, calendar and data of a championship."""
    season, found, calendar = one.season, one.found, one.calendar
    championship = season.championship
    yield championship_page(season, atlas, results=found.results, classifications=found.sessions, calendar=calendar)
    yield from after_pages(season, atlas)
    for event in championship.events:
        yield round_page(event, season, atlas, classifications=found.sessions, stories=found.stories)
    yield from championship_files(season, atlas, results=found.results, calendar=calendar)
    path = f"{atlas.championship_url(championship)}calendar.ics"
    yield calendar_file(path, championship.name, calendar, zone=atlas.zone, url_of=public_urls(config, atlas))


def public_urls(config: Config, atlas: Atlas) -> Callable[[CalendarRound], str]:
    """Where a round has its page on the net; nowhere before it is driven, and for a site without an address."""

    def public_url(one: CalendarRound) -> str:
        path = atlas.event_url(one.event) if one.event else None
        return f"{config.site.public_url}{path}" if path and config.site.public_url else ""

    return public_url
