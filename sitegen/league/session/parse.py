"""Payloads → models: what the game's numbers, sentinels and ids mean, decided in one place."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import msgspec

from sitegen.errors import ResultRefused
from sitegen.league.game.people import clean_name, identify_person
from sitegen.league.game.reference import car_model, track_with_id
from sitegen.league.session.header import championship_of, decode_text
from sitegen.league.session.models import Entry, Kind, Lap, Penalty, Session
from sitegen.league.session.payloads import (
    LapPayload,
    LinePayload,
    OutlinePayload,
    PenaltyPayload,
    ResultPayload,
)
from sitegen.support.json_errors import misfit

OutlineT = TypeVar("OutlineT", bound=OutlinePayload)

NO_TIME = 2**31 - 1
"""The game writes it where there is no time. What lies above is a small negative number without its sign."""


def parse_result(body: bytes, *, server: str, file: str, zone: ZoneInfo) -> Session:
    """Read a whole result; `ResultRefused` says in one sentence why it is none.

    What is good is used: a line, lap or penalty that cannot be read is left out and named in `notes`.
    """
    payload, notes = _decode(body, ResultPayload)
    return msgspec.structs.replace(
        _session(payload, server=server, file=file, zone=zone),
        laps=tuple(_laps(payload.laps or [])),
        penalties=tuple(_penalties(payload)),
        notes=notes,
    )


def parse_outline(body: bytes, *, server: str, file: str, zone: ZoneInfo) -> Session:
    """Read a result without its laps and penalties, five times as fast: enough to know who took part where."""
    payload, _ = _decode(body, OutlinePayload)
    return _session(payload, server=server, file=file, zone=zone)


def _decode(body: bytes, shape: type[OutlineT]) -> tuple[OutlineT, tuple[str, ...]]:
    """The payload of a file, and a sentence on each kind of row that had to be left out."""
    text = decode_text(body)
    try:
        return msgspec.json.decode(text, type=shape, strict=False), ()
    except msgspec.DecodeError:
        # One bad row refuses the whole file. To look for it costs several times as much, so it is done only then.
        return _decode_piecewise(text, shape)


def _decode_piecewise(text: str, shape: type[OutlineT]) -> tuple[OutlineT, tuple[str, ...]]:
    """Leave out what does not fit, row by row, and say so."""
    try:
        document = msgspec.json.decode(text)
    except msgspec.DecodeError as error:
        raise ResultRefused(f"it is not JSON ({error}); expected a session result") from None
    if not isinstance(document, dict) or not isinstance(document.get("sessionResult"), dict):
        raise ResultRefused("it has no sessionResult; expected a session result of the game or of a Server Manager")
    notes = _leave_out_bad_rows(document)
    try:
        return msgspec.convert(document, shape, strict=False), tuple(notes)
    except msgspec.ValidationError as error:
        raise ResultRefused(f"it is no session result: {misfit(error)}") from None


def _leave_out_bad_rows(document: dict[str, Any]) -> list[str]:
    """Take the rows that cannot be read out of the document, which is changed; a note on each kind of them."""
    lists: list[tuple[dict[str, Any], str, type[msgspec.Struct], str]] = [
        (document["sessionResult"], "leaderBoardLines", LinePayload, "line of the classification"),
        (document, "laps", LapPayload, "lap"),
        (document, "penalties", PenaltyPayload, "penalty"),
        (document, "post_race_penalties", PenaltyPayload, "penalty"),
    ]
    notes = []
    for parent, key, shape, noun in lists:
        rows = parent.get(key)
        if not isinstance(rows, list):
            rows = []
        parent[key] = [row for row in rows if _fits(row, shape)]
        bad = len(rows) - len(parent[key])
        if bad:
            notes.append(f"Left out, because it could not be read: {noun} ({bad} of them).")
    return notes


def _fits(row: object, shape: type[msgspec.Struct]) -> bool:
    try:
        msgspec.convert(row, shape, strict=False)
    except msgspec.ValidationError:
        return False
    return True


def _session(payload: OutlinePayload, *, server: str, file: str, zone: ZoneInfo) -> Session:
    session_type = _session_type(payload)
    kind = _kind(session_type, payload.session_result.type)
    lines = payload.session_result.leader_board_lines or []
    championship_id, event_id = championship_of(payload.meta_data or "")
    return Session(
        server=server,
        file=file,
        type=session_type,
        kind=kind,
        track=track_with_id(payload.track_name or ""),
        date=_date(payload.date, file, zone),
        wet=bool(payload.session_result.is_wet_session),
        meta=payload.meta_data or "",
        championship_id=championship_id,
        event_id=event_id,
        server_name=clean_name(payload.server_name),
        entries=tuple(
            _entry(line, position=position, is_race=kind is Kind.RACE) for position, line in enumerate(lines, start=1)
        ),
    )


def _session_type(payload: OutlinePayload) -> str:
    if payload.session_type is None:
        return ""
    return str(payload.session_type)


def _kind(session_type: str, result_type: int | None) -> Kind:
    """A race has the result type 1 or a session type that begins with R.

    Tools other than the Server Manager write the game's numbers: 10 is a race, 4 and 9 are qualifying.
    """
    if result_type == 1 or session_type.startswith("R") or session_type == "10":
        return Kind.RACE
    if session_type.startswith("Q") or session_type in ("4", "9"):
        return Kind.QUALIFYING
    return Kind.PRACTICE


def _date(written: str | None, file: str, zone: ZoneInfo) -> dt.datetime | None:
    """`Date` is the server's local clock with a false Z; the game's own files have only their name."""
    date = _date_written(written) or _date_in_name(file)
    if date is None:
        return None
    # UTC is the false Z and means nothing. Any other offset is true, and was written by another tool.
    if date.utcoffset():
        return date.astimezone(zone)
    return date.replace(tzinfo=zone)


def _date_written(written: str | None) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(written or "").replace(microsecond=0)
    except ValueError:
        return None


def _date_in_name(file: str) -> dt.datetime | None:
    match = re.search(r"\d{6}_\d{6}", file)
    if match is None:
        return None
    try:
        return dt.datetime.strptime(match[0], "%y%m%d_%H%M%S")  # noqa: DTZ007 - a local clock
    except ValueError:
        return None


def _entry(line: LinePayload, *, position: int, is_race: bool) -> Entry:
    car, timing = line.car, line.timing
    total_ms = None
    # Only a race is decided by total time.
    if is_race:
        total_ms = _known_ms(timing.total_time)
    return Entry(
        position=position,
        car_id=car.car_id,
        number=car.race_number,
        car=car_model(car.car_model),
        seats=tuple(
            identify_person(seat.player_id, seat.first_name, seat.last_name, seat.short_name)
            for seat in car.drivers or []
        ),
        lap_count=timing.lap_count or 0,
        total_ms=total_ms,
        game_best_ms=_known_ms(timing.best_lap),
        missed_stop=line.missing_mandatory_pitstop == 1,
    )


def _known_ms(written: int | None) -> int | None:
    """A time of the file, None for what only stands where there is none."""
    if written is None or not 0 < written < NO_TIME:
        return None
    return written


def _laps(payloads: Iterable[LapPayload]) -> list[Lap]:
    """The laps in the file's order, which is that of crossing the line, each with its number among those of its car."""
    lap_counts: Counter[int | None] = Counter()
    laps = []
    for payload in payloads:
        lap_counts[payload.car_id] += 1
        splits = [_known_ms(split) for split in payload.splits or ()]
        first, second, third, *_ = (*splits, None, None, None)
        recorded_ms = None
        # A lap with fewer than three sectors is unfinished, whatever stands as its time.
        if len(splits) >= 3:
            recorded_ms = _known_ms(payload.laptime)
        laps.append(
            Lap(
                car_id=payload.car_id,
                driver_index=payload.driver_index,
                number=lap_counts[payload.car_id],
                recorded_ms=recorded_ms,
                sectors=(first, second, third),
                valid=bool(payload.is_valid_for_best),
            )
        )
    return laps


def _penalties(payload: ResultPayload) -> list[Penalty]:
    """Those given: the penalty "None" is a warning or one that was cleared."""
    rows = [*(payload.penalties or []), *(payload.post_race_penalties or [])]
    return [_penalty(row, row.penalty) for row in rows if row.penalty and row.penalty != "None"]


def _penalty(row: PenaltyPayload, penalty: str) -> Penalty:
    seconds = lap = None
    # Of no other penalty the value is in seconds.
    if penalty == "PostRaceTime":
        seconds = row.penalty_value
    # Laps count from 1: 0 stands where the game does not know the lap.
    if row.violation_in_lap is not None and row.violation_in_lap > 0:
        lap = row.violation_in_lap
    return Penalty(
        car_id=row.car_id,
        reason=row.reason or "None",
        penalty=penalty,
        seconds=seconds,
        lap=lap,
    )
