"""The page of a circuit: its records, the fastest drivers, everybody who won there; and the list of all circuits."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

import msgspec

from sitegen.league.history.records import AllTimeList
from sitegen.league.history.tracks import TrackHistory
from sitegen.league.history.winners import RaceWinners
from sitegen.league.session.models import Classification, Kind, Place
from sitegen.site import addresses
from sitegen.site.driver_names import PublicDriver
from sitegen.site.formats import counted, day, lap_time
from sitegen.site.links import Atlas
from sitegen.site.pages import structured
from sitegen.site.pages.base import Band, Figure, Link, Page, surnames
from sitegen.site.pages.records import KINDS, RecordLine, record_lines, session_link


class FastDriver(msgspec.Struct, frozen=True):
    """Somebody in the list of the fastest."""

    driver: PublicDriver
    ms: int
    car: str
    date: str
    session: Link


class FastList(msgspec.Struct, frozen=True):
    """The fastest drivers of a class in races or in qualifying."""

    title: str
    lines: tuple[FastDriver, ...]


class Won(msgspec.Struct, frozen=True):
    """Somebody who won a race."""

    crew: tuple[PublicDriver, ...]
    car: Link
    car_class: str
    """Said only where several classes raced."""
    value: str
    """Time, or gap to the overall winner."""


class RaceLine(msgspec.Struct, frozen=True):
    """A race and its winners."""

    date: str
    race: Link
    championship: Link | None
    winners: tuple[Won, ...]
    cars: int
    wet: bool


class TrackPage(Page, frozen=True):
    """A circuit on one page."""

    template: ClassVar[str] = "track.html"
    figures: tuple[Figure, ...]
    records: tuple[RecordLine, ...]
    fastest: tuple[FastList, ...]
    races: tuple[RaceLine, ...]
    """The newest first."""


class TrackLine(msgspec.Struct, frozen=True):
    """A circuit in the list of all."""

    track: Link
    country: str
    sessions: int
    races: int
    last: str
    record: str
    """The fastest race lap in the dry, whatever the class."""


class TracksPage(Page, frozen=True):
    """All circuits, by name."""

    template: ClassVar[str] = "tracks.html"
    lines: tuple[TrackLine, ...]


def track_page(past: TrackHistory, atlas: Atlas, *, found: Mapping[str, Classification]) -> TrackPage:
    """Everything that the page of a circuit shows. `found`: by session id."""
    track = past.track
    name = track.full_name if track.full_name != track.name else ""
    return TrackPage(
        url=atlas.track_url(track),
        title=track.name,
        description=f"{track.full_name}: records, fastest drivers and winners of {counted(len(past.winners), 'race')}.",
        band=Band(
            title=track.name,
            crumbs=(Link("Tracks", addresses.TRACKS),),
            facts=tuple(
                filter(None, (name, counted(len(past.sessions), "session"), counted(len(past.winners), "race")))
            ),
        ),
        section=addresses.TRACKS,
        structured=structured.circuit(track),
        downloads=(Link("JSON", f"data/{addresses.track(atlas.track_url(track).split('/')[1])[:-1]}.json"),),
        figures=tuple(_figures(past, atlas)),
        records=record_lines(past.records, atlas),
        fastest=tuple(_fast_list(one, atlas) for one in past.fastest if one.kind is not None),
        races=tuple(_race(one, atlas, found[one.session.id]) for one in reversed(past.winners)),
    )


def _figures(past: TrackHistory, atlas: Atlas) -> Iterable[Figure]:
    for record in past.records:
        if record.kind is Kind.RACE and not record.wet:
            best = record.current.best
            label = f"Race lap record {record.car_class or ''}".strip()
            yield Figure(label, lap_time(best.ms), f"{atlas.shown(best.person).name}, {best.car.name}")
    wins: dict[str, list[Place]] = defaultdict(list)
    for race in past.winners:
        if race.winner:
            for driver in race.winner.entry.drivers:
                wins[driver.key].append(race.winner)
    most = max(map(len, wins.values()), default=0)
    if most > 1:
        people = [place.entry for places in wins.values() if len(places) == most for place in places[-1:]]
        yield Figure("Most wins", str(most), ", ".join(surnames(atlas.crew(entry)) for entry in people[:3]))


def _fast_list(one: AllTimeList, atlas: Atlas) -> FastList:
    return FastList(
        title=f"{one.car_class or 'Other cars'}, {KINDS[one.kind].lower()}",
        lines=tuple(
            FastDriver(
                driver=atlas.shown(best.person),
                ms=best.ms,
                car=best.car.name,
                date=day(best.session.date, atlas.zone),
                session=session_link(best.session, atlas),
            )
            for best in one.bests
        ),
    )


def _race(won: RaceWinners, atlas: Atlas, found: Classification) -> RaceLine:
    session = won.session
    championship = atlas.championship_of(atlas.event_of(session))
    several = len({place.car_class for place in found.places}) > 1
    winners = won.class_winners if several else (won.winner,) if won.winner else ()
    return RaceLine(
        date=day(session.date, atlas.zone),
        race=session_link(session, atlas),
        championship=Link(championship.name, atlas.championship_url(championship)) if championship else None,
        winners=tuple(_won(place, atlas, several=several) for place in winners),
        cars=len(found.places),
        wet=session.wet,
    )


def _won(place: Place, atlas: Atlas, *, several: bool) -> Won:
    return Won(
        crew=atlas.crew(place.entry),
        car=Link(place.entry.car.name, atlas.car_url(place.entry.car)),
        car_class=place.car_class or "" if several else "",
        value=lap_time(place.entry.total_ms),
    )


def tracks_page(pasts: Sequence[TrackHistory], atlas: Atlas) -> TracksPage:
    """The list of all circuits."""
    return TracksPage(
        url=addresses.TRACKS,
        title="Tracks",
        description=f"All {counted(len(pasts), 'track')} with their races and lap records.",
        band=Band(title="Tracks", facts=(counted(len(pasts), "track"),)),
        section=addresses.TRACKS,
        lines=tuple(_line(past, atlas) for past in pasts),
    )


def _line(past: TrackHistory, atlas: Atlas) -> TrackLine:
    dry = [one.current.best.ms for one in past.records if one.kind is Kind.RACE and not one.wet]
    return TrackLine(
        track=Link(past.track.name, atlas.track_url(past.track)),
        country=past.track.country or "",
        sessions=len(past.sessions),
        races=sum(session.is_race for session in past.sessions),
        last=day(past.sessions[-1].date, atlas.zone),
        record=lap_time(min(dry, default=None)),
    )
