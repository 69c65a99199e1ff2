"""Every session computed, event by event, and what is kept of it when its laps are gone."""

import datetime as dt
from collections.abc import Iterator, Mapping
from zoneinfo import ZoneInfo

import msgspec

from sitegen.archive.store import Archive
from sitegen.config import Config
from sitegen.dataset.load import League
from sitegen.league.championship.race_results import RaceResult, race_result
from sitegen.league.history.careers import Appearance, appearances_of
from sitegen.league.history.personal_bests import LapsDriven, PersonalBest, laps_driven_of, personal_bests_of
from sitegen.league.race.story import RaceStory, race_story
from sitegen.league.session.anomalies import name_repeats
from sitegen.league.session.classification import classify
from sitegen.league.session.events import by_date, grid_from, qualifying_of
from sitegen.league.session.identities import with_identities
from sitegen.league.session.models import Classification, Event, Kind, Place, Session
from sitegen.league.session.parse import parse_result
from sitegen.site.formats import day


class TimedSession(msgspec.Struct, frozen=True):
    """A session with all its laps, and what it needs of the rest of its event."""

    found: Classification
    served: bytes
    """The file as the server sent it."""
    qualifying: Classification | None
    """The session from which a race started."""
    parts: tuple[Classification, ...]
    """All qualifying sessions of the event, when this is one of them."""
    decided_a_grid: bool
    """A race started from this qualifying."""
    story: RaceStory | None
    """None outside of races, and where nobody is classified."""

    @property
    def pole(self) -> Place | None:
        """First in the qualifying from which a race started, with a time."""
        return _pole(self.qualifying)


def _pole(qualifying: Classification | None) -> Place | None:
    first = qualifying.places[0] if qualifying and qualifying.places else None
    return first if first and first.pace.best_ms is not None else None


class Found(msgspec.Struct):
    """What has been computed of all sessions, without their laps; grows event by event."""

    sessions: dict[str, Classification] = {}
    """By session id."""
    results: dict[str, RaceResult] = {}
    """Races as standings look at them."""
    appearances: list[Appearance] = []
    bests: list[PersonalBest] = []
    driven: list[LapsDriven] = []
    stories: dict[str, RaceStory] = {}
    """What happened in races, by session id."""

    def keep(self, one: TimedSession) -> None:
        """Take what is needed of a session."""
        found = one.found
        self.sessions[found.session.id] = msgspec.structs.replace(found, laps=())
        self.appearances += appearances_of(found, is_pole=one.decided_a_grid)
        self.bests += personal_bests_of(found)
        self.driven += laps_driven_of(found)
        if found.session.is_race:
            self.results[found.session.id] = race_result(found, qualifying=one.qualifying)
        if one.story:
            self.stories[found.session.id] = one.story

    def add(self, other: "Found") -> None:
        """Take all that was found of other sessions."""
        self.sessions |= other.sessions
        self.results |= other.results
        self.appearances += other.appearances
        self.bests += other.bests
        self.driven += other.driven
        self.stories |= other.stories

    def sort(self) -> None:
        """Oldest first: events that ran side by side were taken one after the other."""
        for kept in (self.appearances, self.bests, self.driven):
            kept.sort(key=lambda one: by_date(one.session))


def time_event(event: Event, archive: Archive, config: Config, league: League) -> Iterator[TimedSession]:
    """Every session of an event, computed with the others at hand."""
    grids = {race.id: start for race in event.races if (start := qualifying_of(race, event))}
    served = [archive.read_result(head.server, head.file) for head in event.sessions]
    found = name_repeats(
        [
            _with_changes(_classified(body, head, grids, config, league), archive, config.site.zone)
            for head, body in zip(event.sessions, served, strict=True)
        ]
    )
    by_id = {one.session.id: one for one in found}
    parts = tuple(one for one in found if one.session.kind is Kind.QUALIFYING)
    for one, body in zip(found, served, strict=True):
        started_from = grids.get(one.session.id)
        qualifying = by_id[started_from.id] if started_from else None
        yield TimedSession(
            found=one,
            served=body,
            qualifying=qualifying,
            parts=parts if one in parts else (),
            decided_a_grid=any(one.session.id == other.id for other in grids.values()),
            story=race_story(one, pole=_pole(qualifying)),
        )


def _classified(
    body: bytes, head: Session, grids: Mapping[str, Session], config: Config, league: League
) -> Classification:
    """`grids`: race → its qualifying."""
    session = parse_result(body, server=head.server, file=head.file, zone=config.server_zone(head.server))
    standings = next((one.standings for one in league.championships if one.id == head.championship_id), None)
    return classify(
        with_identities(session, league.same),
        grid=grid_from(grids.get(head.id)),
        classes_of_driver=standings.classes_of_driver if standings else {},
        classified_share=config.results.classified_share,
    )


def _with_changes(found: Classification, archive: Archive, zone: ZoneInfo) -> Classification:
    """A note on every time the server said something else of this session."""
    dates: list[dt.datetime] = archive.revision_dates(found.session.server, found.session.file)
    changes = (
        f"The server has changed this result; what it said before was replaced on {day(one, zone)}." for one in dates
    )
    return msgspec.structs.replace(found, notes=(*found.notes, *changes))
