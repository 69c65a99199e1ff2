"""`data/sessions/`: a session with its classification and all its laps, and the server's file without ids."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated

from sitegen.dataset.sessions import ComputedEvent, ComputedSession
from sitegen.league.game.people import Person
from sitegen.league.session.models import BestLap, Sectors, TimedLap
from sitegen.site import addresses
from sitegen.site.data.base import Exported, SessionHead, date_text, means, to_csv, to_json, track_data
from sitegen.site.data.classification import PlaceData, classification_csv, place_data
from sitegen.site.data.raw import published_result
from sitegen.site.formats import revision_note
from sitegen.site.links import Links


class BestLapData(Exported, frozen=True):
    """The fastest lap of a session."""

    car_id: Annotated[int | None, means("The game's id of the car in this session; null when the file has none.")]
    lap: Annotated[
        int | None,
        means("Number of the lap, counted from 1 for every car; null when the file leaves out the car's laps."),
    ]
    ms: Annotated[int, means("Lap time in milliseconds.")]


# A league has hundreds of thousands of laps; without references to follow the garbage collector need not see them.
class LapData(Exported, frozen=True, gc=False):
    """A lap."""

    car_id: Annotated[int | None, means("The game's id of the car in this session; null when the file has none.")]
    driver: Annotated[
        str | None, means("Public id of who drove it; null for somebody who is hidden, and when the file does not say.")
    ]
    lap: Annotated[int, means("Number of the lap, counted from 1 for every car, unfinished ones too.")]
    ms: Annotated[int | None, means("Lap time in milliseconds, lap 1 of a race repaired; null for an unfinished lap.")]
    recorded_ms: Annotated[
        int | None, means("Lap time in milliseconds as the file has it; null for an unfinished lap.")
    ]
    sectors: Annotated[Sectors, means("The three sector times in milliseconds, null where the file has none.")]
    valid: Annotated[bool, means("Whether the lap counts for the best one.")]
    position: Annotated[
        int, means("Place among the laps of all cars with this number, in the order of the file, from 1 on.")
    ]
    gap_ms: Annotated[
        int | None,
        means(
            "Milliseconds since the start of the race behind the car that completed this lap number first; null "
            "outside races and after an unfinished lap."
        ),
    ]


class SessionData(SessionHead, frozen=True):
    """A session with its classification and all its laps."""

    wet: Annotated[bool, means("Whether the file says that it was wet at some time.")]
    best_lap: Annotated[
        BestLapData | None,
        means("The fastest valid lap of all cars, the first in the file of equal ones; null without one."),
    ]
    best_sectors: Annotated[
        Sectors, means("The fastest three sectors of all valid laps in milliseconds, null where there is none.")
    ]
    classification: Annotated[list[PlaceData], means("Every car in the file's own order.")]
    laps: Annotated[list[LapData], means("Every lap of the file, in its order.")]
    notes: Annotated[list[str], means("What was repaired, derived or odd, a sentence each.")]


def session_files(event: ComputedEvent, links: Links) -> Iterator[tuple[str, bytes]]:
    """The files of every session of an event."""
    for session in event.sessions:
        yield from _files(session, links)


def _files(computed: ComputedSession, links: Links) -> Iterator[tuple[str, bytes]]:
    """Paths and data of a session: all of it as JSON, its classification and laps as CSV, and the file without ids."""
    data = _session(computed, links)
    yield addresses.session_data(data.id), to_json(data)
    yield addresses.session_data(data.id, "csv"), classification_csv(data.classification)
    yield addresses.session_data(data.id, "laps.csv"), laps_csv(data.laps)
    yield addresses.session_data(data.id, "raw.json.gz"), published_result(computed.body, links.shown)


def _session(computed: ComputedSession, links: Links) -> SessionData:
    classification = computed.classification
    session = classification.session
    revisions = [revision_note(date, links.zone) for date in computed.revised]
    return SessionData(
        id=session.id,
        type=session.type,
        track=track_data(session.track),
        date=date_text(session),
        championship=session.championship_id,
        event=session.event_id,
        wet=session.wet,
        best_lap=_best_lap(classification.best_lap),
        best_sectors=classification.best_sectors,
        classification=[place_data(place, links) for place in classification.places],
        laps=[_lap(lap, links) for lap in classification.laps],
        notes=[*classification.notes, *revisions],
    )


def _best_lap(best: BestLap | None) -> BestLapData | None:
    if best is None:
        return None
    return BestLapData(car_id=best.car_id, lap=best.number, ms=best.ms)


def _lap(lap: TimedLap, links: Links) -> LapData:
    return LapData(
        car_id=lap.car_id,
        driver=_driver_id(lap.driver, links),
        lap=lap.number,
        ms=lap.ms,
        recorded_ms=lap.recorded_ms,
        sectors=lap.sectors,
        valid=lap.valid,
        position=lap.position,
        gap_ms=lap.gap_ms,
    )


def _driver_id(driver: Person | None, links: Links) -> str | None:
    """The public id; None for somebody who is hidden, and where the file does not say who drove."""
    if driver is None:
        return None
    return links.shown(driver).id


def laps_csv(laps: Iterable[LapData]) -> bytes:
    """A row per lap; its sectors stand last."""
    fields = [name for name in LapData.__struct_fields__ if name != "sectors"]
    return to_csv([*fields, "sector_1", "sector_2", "sector_3"], [_lap_cells(lap, fields) for lap in laps])


def _lap_cells(lap: LapData, fields: Iterable[str]) -> Sequence[object]:
    return [*(getattr(lap, name) for name in fields), *lap.sectors]
