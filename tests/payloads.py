"""Small result files for tests: say what matters, get the rest as the game writes it."""

import json
from typing import Any

NO_TIME = 2147483647


def driver(name: str = "Jane Smith", player_id: str = "S76561190000000001", short: str = "JSM") -> dict[str, Any]:
    first, _, last = name.rpartition(" ")
    return {"firstName": first, "lastName": last, "shortName": short, "playerId": player_id}


def line(
    car_id: int,
    *drivers: dict[str, Any],
    laps: int = 0,
    total: int = NO_TIME,
    best: int = NO_TIME,
    number: int | None = None,
    model: int = 32,
    **more: Any,
) -> dict[str, Any]:
    """A car of the classification."""
    return {
        "car": {
            "carId": car_id,
            "carModel": model,
            "raceNumber": car_id if number is None else number,
            "drivers": list(drivers) or [driver(f"Driver {car_id}", f"S76561190{car_id:09}")],
        },
        "currentDriverIndex": 0,
        "missingMandatoryPitstop": -1,
        "timing": {"lapCount": laps, "totalTime": total, "bestLap": best},
        **more,
    }


def lap(
    car_id: int, ms: int, *, valid: bool = True, driver_index: int = 0, splits: list[int] | None = None
) -> dict[str, Any]:
    """A finished lap; its sectors are a third each unless said."""
    third = ms // 3
    return {
        "carId": car_id,
        "driverIndex": driver_index,
        "laptime": ms,
        "isValidForBest": valid,
        "splits": splits if splits is not None else [third, third, ms - 2 * third],
    }


def unfinished_lap(car_id: int) -> dict[str, Any]:
    return {"carId": car_id, "driverIndex": 0, "laptime": -1, "isValidForBest": False, "splits": [30000]}


def penalty(car_id: int, kind: str, *, reason: str = "Cutting", value: int = 0, lap: int = 0) -> dict[str, Any]:
    return {
        "carId": car_id,
        "driverIndex": 0,
        "reason": reason,
        "penalty": kind,
        "penaltyValue": value,
        "violationInLap": lap,
        "clearedInLap": 0,
    }


def result(
    session_type: str = "R",
    *,
    lines: list[dict[str, Any]] | None = None,
    laps: list[dict[str, Any]] | None = None,
    penalties: list[dict[str, Any]] | None = None,
    post_race: list[dict[str, Any]] | None = None,
    **top: Any,
) -> dict[str, Any]:
    """A result as a dict; `body` turns it into the bytes that a server sends."""
    return {
        "sessionType": session_type,
        "trackName": "spa",
        "serverName": "Test",
        "metaData": "",
        "sessionResult": {
            "isWetSession": 0,
            "type": 1 if session_type.startswith("R") else 0,
            "leaderBoardLines": lines or [],
        },
        "laps": laps or [],
        "penalties": penalties or [],
        "post_race_penalties": post_race,
        "Date": "2024-09-03T22:54:42Z",
        "SessionFile": f"240903_225442_{session_type}",
        **top,
    }


def body(payload: dict[str, Any]) -> bytes:
    return json.dumps(payload, ensure_ascii=False).encode()
