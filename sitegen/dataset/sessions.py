"""Every session of an event computed from its scope, and the little that is kept of it when its laps are gone."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from sitegen.archive.store import Archive
from sitegen.dataset.scopes import EventScope
from sitegen.league.championship.race_results import fastest_lap_holders
from sitegen.league.game.people import Person
from sitegen.league.game.reference import CarModel
from sitegen.league.history.personal_bests import LapsDriven, PersonalBest, laps_driven_of, personal_bests_of
from sitegen.league.race.story import RaceStory, race_story
from sitegen.league.session.anomalies import name_repeats
from sitegen.league.session.classification import classify, pole_of
from sitegen.league.session.events import grid_from, qualifying_of, with_identities
from sitegen.league.session.models import BestLap, Classification, Event, Kind, Place, Sectors, Session
from sitegen.league.session.parse import parse_result


class ComputedSession(msgspec.Struct, frozen=True):
    """A session with all its laps, and what it needs of the rest of its event."""

    classification: Classification
    body: bytes
    """The file as the server sent it."""
    qualifying: Classification | None
    """The session from which a race started."""
    qualifying_parts: tuple[Classification, ...]
    """All qualifying sessions of the event, when this is one of them."""
    gave_grid: bool
    """A race started from this qualifying."""
    story: RaceStory | None
    """None outside of races, and where nobody is classified."""
    revised: tuple[dt.datetime, ...]
    """When the server replaced what it had said of this session before."""

    @property
    def session(self) -> Session:
        """The head of it."""
        return self.classification.session

    @property
    def pole(self) -> Place | None:
        """First in the qualifying from which a race started, with a time."""
        return pole_of(self.qualifying)


class ComputedEvent(msgspec.Struct, frozen=True):
    """An event with all laps of its sessions: never more than one is in memory."""

    scope: EventScope
    sessions: tuple[ComputedSession, ...]
    """By date."""


class BestLapMark(msgspec.Struct, frozen=True, gc=False):
    """A `PersonalBest` without its session, which the summary knows."""

    person: Person
    car_class: str | None
    car: CarModel
    lap: int | None
    ms: int


class DistanceMark(msgspec.Struct, frozen=True, gc=False):
    """`LapsDriven` without their race."""

    person: Person
    laps: int
    laps_led: int


class SessionSummary(msgspec.Struct, frozen=True):
    """What the rest of the site needs of a session when its laps are gone.

    It is small, because every build keeps one of every session: whatever the index knows, or what follows from the
    places, is not in it.
    """

    session_id: str
    places: tuple[Place, ...]
    best_lap: BestLap | None
    best_sectors: Sectors
    notes: tuple[str, ...]
    qualifying_id: str | None
    """The session from which a race started."""
    gave_grid: bool
    """A race started from this qualifying."""
    fastest_laps: dict[str, frozenset[str]]
    """Class → person keys of those who hold its fastest lap, in races; the key "" is the whole field."""
    best_laps: tuple[BestLapMark, ...]
    """Of everybody, in the order in which they were driven."""
    distances: tuple[DistanceMark, ...]
    """Of everybody, in races."""
    report: tuple[str, ...]
    """The race in sentences, as the event's pages tell it; empty outside of races."""

    def classification(self, head: Session) -> Classification:
        """The session as it was computed, without its laps. `head`: of the same session, from the index."""
        return Classification(
            session=head,
            places=self.places,
            laps=(),
            best_lap=self.best_lap,
            best_sectors=self.best_sectors,
            notes=self.notes,
        )

    def personal_bests(self, head: Session) -> list[PersonalBest]:
        """Everybody's best lap in it."""
        return [PersonalBest(mark.person, head, mark.car_class, mark.car, mark.lap, mark.ms) for mark in self.best_laps]

    def laps_driven(self, head: Session) -> list[LapsDriven]:
        """How many laps of a race everybody drove."""
        return [LapsDriven(mark.person, head, mark.laps, mark.laps_led) for mark in self.distances]


def compute_event(scope: EventScope, archive: Archive) -> ComputedEvent:
    """Read and compute every session of an event, each with the others at hand."""
    heads = scope.event.sessions
    starts = _starts_of(scope.event)
    bodies = [archive.read_result(head.server, head.file) for head in heads]
    classified = [
        _classified(body, head, scope, qualifying=starts.get(head.id)) for head, body in zip(heads, bodies, strict=True)
    ]
    # That the server wrote a session twice is seen only with all of them at hand.
    classifications = name_repeats(classified)
    return ComputedEvent(scope, tuple(_computed(scope, classifications, bodies, starts)))


def _starts_of(event: Event) -> dict[str, Session]:
    """Session id of a race → the qualifying from which it started; without races that had none."""
    starts = {}
    for race in event.races:
        qualifying = qualifying_of(race, event)
        if qualifying:
            starts[race.id] = qualifying
    return starts


def _classified(body: bytes, head: Session, scope: EventScope, *, qualifying: Session | None) -> Classification:
    zone = scope.settings.server_zone(head.server)
    session = parse_result(body, server=head.server, file=head.file, zone=zone)
    classes_of_driver: Mapping[str, Sequence[str]] = {}
    if scope.round:
        classes_of_driver = scope.round.classes_of_driver
    return classify(
        with_identities(session, scope.identities.main_keys),
        grid=grid_from(qualifying),
        classes_of_driver=classes_of_driver,
        classified_share=scope.settings.classified_share,
    )


def _computed(
    scope: EventScope,
    classifications: Sequence[Classification],
    bodies: Sequence[bytes],
    starts: Mapping[str, Session],
) -> Iterator[ComputedSession]:
    """`starts`: session id of a race → the qualifying from which it started."""
    by_id = {each.session.id: each for each in classifications}
    qualifyings = tuple(each for each in classifications if each.session.kind is Kind.QUALIFYING)
    gave_grid = {start.id for start in starts.values()}
    for classification, body in zip(classifications, bodies, strict=True):
        session = classification.session
        qualifying = by_id[starts[session.id].id] if session.id in starts else None
        yield ComputedSession(
            classification=classification,
            body=body,
            qualifying=qualifying,
            qualifying_parts=qualifyings if session.kind is Kind.QUALIFYING else (),
            gave_grid=session.id in gave_grid,
            story=race_story(classification, pole=pole_of(qualifying)),
            revised=scope.revised.get(session.id, ()),
        )


def summarize(computed: ComputedSession, *, report: tuple[str, ...]) -> SessionSummary:
    """What the rest of the site needs of a session. `report`: the race in sentences."""
    classification = computed.classification
    is_race = classification.session.is_race
    return SessionSummary(
        session_id=classification.session.id,
        places=classification.places,
        best_lap=classification.best_lap,
        best_sectors=classification.best_sectors,
        notes=classification.notes,
        qualifying_id=computed.qualifying.session.id if computed.qualifying else None,
        gave_grid=computed.gave_grid,
        fastest_laps=fastest_lap_holders(classification) if is_race else {},
        best_laps=tuple(
            BestLapMark(best.person, best.car_class, best.car, best.lap, best.ms)
            for best in personal_bests_of(classification)
        ),
        distances=tuple(
            DistanceMark(driven.person, driven.laps, driven.laps_led) for driven in laps_driven_of(classification)
        ),
        report=report,
    )
