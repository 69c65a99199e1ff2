"""Payloads → models: what the game's numbers, sentinels and ids mean, decided in one place."""

import datetime as dt
import re
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import msgspec

from sitegen.errors import ResultRefused
from sitegen.league.game.people import clean_name, identify_person
from sitegen.league.game.reference import car_model, track_with_id
from sitegen.league.session.header import championship_of, decode_text
from sitegen.league.session.models import Entry, Kind, Lap, Penalty, Session
from sitegen.league.session.payloads import (
    HeadPayload,
    LapPayload,
    LinePayload,
    PenaltyPayload,
    ResultPayload,
)
from sitegen.support.json_errors import misfit

P = TypeVar("P", bound=HeadPayload)

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


def parse_head(body: bytes, *, server: str, file: str, zone: ZoneInfo) -> Session:
    """Read a result without its laps and penalties, five times as fast: enough to know who took part where."""
    payload, _ = _decode(body, HeadPayload)
    return _session(payload, server=server, file=file, zone=zone)


def _decode(body: bytes, shape: type[P]) -> tuple[P, tuple[str, ...]]:
    text = decode_text(body)
    try:
        return msgspec.json.decode(text, type=shape, strict=False), ()
    except msgspec.DecodeError:
        return _decode_piecewise(text, shape)


def _decode_piecewise(text: str, shape: type[P]) -> tuple[P, tuple[str, ...]]:
    """Leave out what does not fit, row by row, and say so."""
    try:
        found = msgspec.json.decode(text)
    except msgspec.DecodeError as error:
        raise ResultRefused(f"it is not JSON ({error}); expected a session result") from None
    result = found.get("sessionResult") if isinstance(found, dict) else None
    if not isinstance(result, dict):
        raise ResultRefused("it has no sessionResult; expected a session result of the game or of a Server Manager")
    notes: list[str] = []
    rows: list[tuple[dict[str, Any], str, type[msgspec.Struct], str]] = [
        (result, "leaderBoardLines", LinePayload, "line of the classification"),
        (found, "laps", LapPayload, "lap"),
        (found, "penalties", PenaltyPayload, "penalty"),
        (found, "post_race_penalties", PenaltyPayload, "penalty"),
    ]
    for holder, key, row_shape, noun in rows:
        holder[key], bad = _keep_good(holder.get(key), row_shape)
        if bad:
            notes.append(f"Left out, because it could not be read: {noun} ({bad} of them).")
    try:
        return msgspec.convert(found, shape, strict=False), tuple(notes)
    except msgspec.ValidationError as error:
        raise ResultRefused(f"it is no session result: {misfit(error)}") from None


def _keep_good(rows: object, shape: type[msgspec.Struct]) -> tuple[list[object], int]:
    good = []
    for row in rows if isinstance(rows, list) else []:
        try:
            msgspec.convert(row, shape, strict=False)
        except msgspec.ValidationError:
            continue
        good.append(row)
    return good, len(rows) - len(good) if isinstance(rows, list) else 0


def _session(payload: HeadPayload, *, server: str, file: str, zone: ZoneInfo) -> Session:
    kind = _kind(payload)
    lines = payload.session_result.leader_board_lines or []
    championship_id, event_id = championship_of(payload.meta_data or "")
    return Session(
        server=server,
        file=file,
        type=str(payload.session_type if payload.session_type is not None else ""),
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


def _kind(payload: HeadPayload) -> Kind:
    """A race has `type` 1 or a type that begins with R; tools other than the Server Manager write numbers."""
    name = str(payload.session_type or "")
    if payload.session_result.type == 1 or name.startswith("R") or name == "10":
        return Kind.RACE
    return Kind.QUALIFYING if name.startswith("Q") or name in ("4", "9") else Kind.PRACTICE


def _date(written: str | None, file: str, zone: ZoneInfo) -> dt.datetime | None:
    """`Date` is the server's local clock with a false Z; the game's own files have only their name."""
    date = _date_written(written) or _date_in_name(file)
    if date is None:
        return None
    return date.astimezone(zone) if date.utcoffset() else date.replace(tzinfo=zone)


def _date_written(written: str | None) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(written or "").replace(microsecond=0)
    except ValueError:
        return None


def _date_in_name(file: str) -> dt.datetime | None:
    found = re.search(r"\d{6}_\d{6}", file)
    try:
        return dt.datetime.strptime(found[0], "%y%m%d_%H%M%S") if found else None  # noqa: DTZ007 - a local clock
    except ValueError:
        return None


def _entry(line: LinePayload, *, position: int, is_race: bool) -> Entry:
    car, timing = line.car, line.timing
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
        total_ms=_time(timing.total_time) if is_race else None,
        game_best_ms=_time(timing.best_lap),
        missed_stop=line.missing_mandatory_pitstop == 1,
    )


def _time(written: int | None) -> int | None:
    return written if written is not None and 0 < written < NO_TIME else None


def _laps(rows: list[LapPayload]) -> list[Lap]:
    counted: dict[int | None, int] = {}
    laps = []
    for row in rows:
        number = counted[row.car_id] = counted.get(row.car_id, 0) + 1
        splits = [_time(split) for split in row.splits or ()]
        first, second, third = (*splits[:3], None, None, None)[:3]
        laps.append(
            Lap(
                car_id=row.car_id,
                driver_index=row.driver_index,
                number=number,
                recorded_ms=_time(row.laptime) if len(splits) >= 3 else None,
                sectors=(first, second, third),
                valid=bool(row.is_valid_for_best),
            )
        )
    return laps


def _penalties(payload: ResultPayload) -> list[Penalty]:
    """Those given: the penalty "None" is a warning or one that was cleared. Seconds are said only by PostRaceTime."""
    return [
        Penalty(
            car_id=row.car_id,
            reason=row.reason or "None",
            penalty=row.penalty,
            seconds=row.penalty_value if row.penalty == "PostRaceTime" else None,
            lap=row.violation_in_lap if (row.violation_in_lap or 0) > 0 else None,
        )
        for row in [*(payload.penalties or []), *(payload.post_race_penalties or [])]
        if row.penalty and row.penalty != "None"
    ]
