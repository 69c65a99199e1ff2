"""The page of a circuit: its records, the fastest drivers, everybody who won there; and the list of all circuits."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import ClassVar

import msgspec

from sitegen.dataset.scopes import LeagueScope
from sitegen.league.history.records import AllTimeList
from sitegen.league.history.tracks import TrackHistory
from sitegen.league.history.winners import RaceWinners
from sitegen.league.session.models import Classification, Kind, Place
from sitegen.site import addresses
from sitegen.site.driver_names import PublicDriver
from sitegen.site.formats import counted, day, iso_day, lap_time
from sitegen.site.links import Links
from sitegen.site.pages import structured
from sitegen.site.pages.base import Band, Figure, Link, Page, surnames
from sitegen.site.pages.record_lines import KIND_KEYS, KINDS, RecordLine, record_lines
from sitegen.site.pages.session_links import championship_link, session_link


class FastDriver(msgspec.Struct, frozen=True):
    """Somebody in the list of the fastest."""

    driver: PublicDriver
    """Who it is."""
    ms: int
    """The driver's best lap in milliseconds."""
    car: str
    """The car model."""
    date: str
    """`Tue 3 Sep 2024`, in the league's time zone."""
    session: Link
    """The session in which it was driven."""


class FastList(msgspec.Struct, frozen=True):
    """The fastest drivers of a class in races or in qualifying."""

    title: str
    """`GT3, race`."""
    lines: tuple[FastDriver, ...]
    """The fastest first, each driver once."""


class RaceWinner(msgspec.Struct, frozen=True):
    """Somebody who won a race."""

    crew: tuple[PublicDriver, ...]
    """Those who sat in the car."""
    car: Link
    """The car model and its page."""
    car_class: str
    """Said only where several classes raced."""
    value: str
    """The time that the race took them."""


class RaceLine(msgspec.Struct, frozen=True):
    """A race and its winners."""

    date: str
    """`Tue 3 Sep 2024`, in the league's time zone."""
    race: Link
    """The race and its page."""
    championship: Link | None
    """Its championship; none for a race outside of any."""
    winners: tuple[RaceWinner, ...]
    """The overall winner; where several classes raced, the winner of each."""
    cars: int
    """Cars in the result."""
    wet: bool
    """The server marked the race as wet."""


class TrackPage(Page, frozen=True):
    """A circuit on one page."""

    template: ClassVar[str] = "track.html"
    figures: tuple[Figure, ...]
    """The race lap record of every class in the dry, and who won most races."""
    records: tuple[RecordLine, ...]
    """The lap records by class, of each class the outright one first."""
    fastest: tuple[FastList, ...]
    """The fastest drivers, a list per class and kind of session."""
    races: tuple[RaceLine, ...]
    """The newest first."""


class TrackLine(msgspec.Struct, frozen=True):
    """A circuit in the list of all."""

    track: Link
    """The name of the track and its page."""
    country: str
    """The country in two letters (ISO 3166); empty where it is not known."""
    sessions: int
    """Sessions of any kind on it."""
    races: int
    """Races on it."""
    last: str
    """The date of the last session on it."""
    iso_last: str
    """The same day as `2024-09-03`; empty where it is not known."""
    record: str
    """The fastest race lap in the dry, whatever the class."""
    record_ms: int | None
    """The same in ms; none without one."""


class TracksPage(Page, frozen=True):
    """All circuits, by name."""

    template: ClassVar[str] = "tracks.html"
    lines: tuple[TrackLine, ...]
    """A row per track, by name."""


def track_pages(league: LeagueScope, links: Links) -> Iterator[TrackPage]:
    """A page for every circuit with a session."""
    for history in league.histories.tracks:
        yield track_page(history, links, classifications=league.classifications)


def track_page(history: TrackHistory, links: Links, *, classifications: Mapping[str, Classification]) -> TrackPage:
    """Everything that the page of a circuit shows. `classifications`: by session id."""
    track = history.track
    url = links.track_url(track)
    races = counted(len(history.winners), "race")
    return TrackPage(
        url=url,
        title=track.name,
        description=f"{track.full_name}: records, fastest drivers and winners of {races}.",
        band=Band(title=track.name, crumbs=(Link("Tracks", addresses.TRACKS),), facts=tuple(_facts(history))),
        section=addresses.TRACKS,
        structured=structured.circuit(track),
        downloads=(Link("JSON", addresses.data_of(url)),),
        figures=(*_record_figures(history, links), *_most_wins(history, links)),
        records=record_lines(history.records, links),
        fastest=tuple(_fast_list(bests, links) for bests in history.fastest if bests.kind is not None),
        races=tuple(_race_line(race, links, classifications[race.session.id]) for race in reversed(history.winners)),
    )


def _facts(history: TrackHistory) -> Iterable[str]:
    if history.track.full_name != history.track.name:
        yield history.track.full_name
    yield counted(len(history.sessions), "session")
    yield counted(len(history.winners), "race")


def _record_figures(history: TrackHistory, links: Links) -> Iterable[Figure]:
    for record in history.records:
        if record.kind is Kind.RACE and not record.wet:
            best = record.current.best
            label = f"Race lap record {record.car_class or ''}".strip()
            yield Figure(label, lap_time(best.ms), f"{links.shown(best.person).name}, {best.car.name}")


def _most_wins(history: TrackHistory, links: Links) -> Iterable[Figure]:
    """Who won most races, up to three who share it; nothing while nobody has won two."""
    wins: dict[str, list[Place]] = defaultdict(list)
    for race in history.winners:
        if race.winner:
            for driver in race.winner.entry.drivers:
                wins[driver.key].append(race.winner)
    most = max(map(len, wins.values()), default=0)
    if most > 1:
        # A driver is shown with the crew of the last win.
        last_wins = [places[-1] for places in wins.values() if len(places) == most]
        names = [surnames(links.crew(place.entry)) for place in last_wins[:3]]
        yield Figure("Most wins", str(most), ", ".join(names))


def _fast_list(bests: AllTimeList, links: Links) -> FastList:
    lines = []
    for best in bests.bests:
        line = FastDriver(
            driver=links.shown(best.person),
            ms=best.ms,
            car=best.car.name,
            date=day(best.session.date, links.zone),
            session=session_link(best.session, links),
        )
        lines.append(line)
    return FastList(f"{bests.car_class or 'Other cars'}, {KINDS[KIND_KEYS[bests.kind]].lower()}", tuple(lines))


def _race_line(race: RaceWinners, links: Links, classification: Classification) -> RaceLine:
    session = race.session
    return RaceLine(
        date=day(session.date, links.zone),
        race=session_link(session, links),
        championship=championship_link(session, links),
        winners=tuple(_winners(race, links, classification)),
        cars=len(classification.places),
        wet=session.wet,
    )


def _winners(race: RaceWinners, links: Links, classification: Classification) -> Iterable[RaceWinner]:
    classes = {place.car_class for place in classification.places}
    if len(classes) > 1:
        for place in race.class_winners:
            yield _winner(place, links, car_class=place.car_class or "")
    elif race.winner:
        yield _winner(race.winner, links, car_class="")


def _winner(place: Place, links: Links, *, car_class: str) -> RaceWinner:
    entry = place.entry
    return RaceWinner(
        crew=links.crew(entry),
        car=Link(entry.car.name, links.car_url(entry.car)),
        car_class=car_class,
        value=lap_time(entry.total_ms),
    )


def tracks_page(league: LeagueScope, links: Links) -> TracksPage:
    """The list of all circuits."""
    histories = league.histories.tracks
    return TracksPage(
        url=addresses.TRACKS,
        title="Tracks",
        description=f"All {counted(len(histories), 'track')} with their races and lap records.",
        band=Band(title="Tracks", facts=(counted(len(histories), "track"),)),
        section=addresses.TRACKS,
        lines=tuple(_track_line(history, links) for history in histories),
    )


def _track_line(history: TrackHistory, links: Links) -> TrackLine:
    dry_ms = [record.current.best.ms for record in history.records if record.kind is Kind.RACE and not record.wet]
    record_ms = min(dry_ms, default=None)
    return TrackLine(
        track=Link(history.track.name, links.track_url(history.track)),
        country=history.track.country or "",
        sessions=len(history.sessions),
        races=sum(session.is_race for session in history.sessions),
        last=day(history.sessions[-1].date, links.zone),
        iso_last=iso_day(history.sessions[-1].date, links.zone),
        record=lap_time(record_ms),
        record_ms=record_ms,
    )
