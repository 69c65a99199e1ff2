"""Responses of a Server Manager of either generation: pages of the list, health, HTML."""

import math
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import msgspec

from sitegen.simulator.result_files import SimulatedResult, as_json
from sitegen.simulator.season import SimulatedSeason
from sitegen.simulator.standings import Generation

JSON, HTML, PLAIN = "application/json", "text/html; charset=utf-8", "text/plain; charset=utf-8"

LICENSE_ID = "MADE-UP0-LICE-NSE0"
"""Stands in the old generation's health check and must never be published."""

LOGIN_PAGE = b"""<!DOCTYPE html>
<html lang="en"><head><title>Login | Server Manager</title></head>
<body><form action="/login" method="POST"><input name="Username"><input name="Password" type="password">
<button type="submit">Login</button></form></body></html>
"""

_LONG_NAMES = {"F": "Practice", "Q": "Qualifying", "R": "Race"}


class SimulatedResponse(msgspec.Struct, frozen=True, kw_only=True):
    """A response before it is sent."""

    status: int = 200
    content_type: str = JSON
    headers: Mapping[str, str] = {}
    body: bytes = b""
    silence: Literal["stall", "hang up"] | None = None
    """Nothing is sent at all: the client waits, or the connection closes."""
    unsent: int = 0
    """So many bytes at the end of the body are not sent."""
    has_length: bool = True
    """Whether Content-Length is sent; without it the end of the connection ends the body."""


def redirect_to_login() -> SimulatedResponse:
    """The redirect with which newer builds say "too fast" as well as "no permission"."""
    return SimulatedResponse(
        status=302, content_type=HTML, headers={"Location": "/login"}, body=b'<a href="/login">Found</a>.\n\n'
    )


def too_many_requests(retry_after: str | None = None) -> SimulatedResponse:
    """The answer of documented builds over the limit."""
    headers = {}
    if retry_after is not None:
        headers["Retry-After"] = retry_after
    return SimulatedResponse(status=429, content_type=PLAIN, headers=headers, body=b"Too Many Requests\n")


def login_page() -> SimulatedResponse:
    """The HTML form."""
    return SimulatedResponse(content_type=HTML, body=LOGIN_PAGE)


def not_found() -> SimulatedResponse:
    """What the server says to an address that it does not have."""
    return SimulatedResponse(status=404, content_type=PLAIN, body=b"404 page not found\n")


def server_error() -> SimulatedResponse:
    """What the server says when it trips over itself."""
    return SimulatedResponse(status=500, content_type=PLAIN, body=b"Internal Server Error\n")


def html_page(title: str) -> SimulatedResponse:
    """Any other page for people."""
    page = f'<!DOCTYPE html>\n<html lang="en"><head><title>{title}</title></head><body><h1>{title}</h1></body></html>\n'
    return SimulatedResponse(content_type=HTML, body=page.encode())


def list_page(
    results: Sequence[SimulatedResult], page: int, *, page_size: int, generation: Generation, origin: str = ""
) -> SimulatedResponse:
    """A page of results that come newest first; `origin` goes before the addresses in the rows."""
    first = page * page_size
    shown = results[first : first + page_size]
    # Server Managers take pages that do not exist for empty ones, and call the list of an empty page null.
    if page < 0 or not shown:
        return SimulatedResponse(body=as_json({"num_pages": 0, "current_page": page, "results": None}))
    content = {
        "num_pages": math.ceil(len(results) / page_size),
        "current_page": page,
        "sort_type": "date",
        "results": [_row(result, generation=generation, origin=origin) for result in shown],
    }
    return SimulatedResponse(body=as_json(content))


def _row(result: SimulatedResult, *, generation: Generation, origin: str) -> dict[str, Any]:
    if generation == "old":
        return _old_row(result, origin=origin)
    return _new_row(result, origin=origin)


def _old_row(result: SimulatedResult, *, origin: str) -> dict[str, Any]:
    return {
        "track": result.track,
        "session_type": result.session_type,
        "date": f"{result.ended:%Y-%m-%dT%H:%M:%S}Z",
        "results_json_url": f"{origin}/results/download/{result.file}.json",
        "results_page_url": f"{origin}/results/{result.file}",
    }


def _new_row(result: SimulatedResult, *, origin: str) -> dict[str, Any]:
    kind = _LONG_NAMES[result.session_type[0]]
    page = f"{result.ended:%Y-%m-%d_%H-%M-%S}_{kind.upper()}"
    return {
        "track": result.track,
        "manager_session_type": kind,
        "server_id": 0,
        "date": f"{result.ended:%Y-%m-%dT%H:%M:%S}Z",
        "results_json_url": f"{origin}/server/0/results/download/{result.file}.json",
        "server_manager_results_json_url": f"{origin}/server/0/result/download/{page}.json",
        "results_page_url": f"{origin}/server/0/results/{page}",
    }


def championship_list(season: SimulatedSeason, *, progress: float) -> SimulatedResponse:
    """The championships of a newer build with their names."""
    identifier = season.championship_id
    championship = {
        "name": season.championship_name,
        "id": identifier,
        "progress": round(100 * progress),
        "championship_standings_json_url": f"/api/championship/{identifier}/standings.json",
        "championship_page_url": f"/championship/{identifier}",
    }
    return SimulatedResponse(body=as_json({"championships": [championship]}))


def health(season: SimulatedSeason, *, generation: Generation) -> SimulatedResponse:
    """`healthcheck.json`; the old one gives its licence away."""
    if generation == "old":
        return SimulatedResponse(body=as_json({**_OLD_HEALTH, "ServerName": season.championship_name}))
    server = {**_NEW_SERVER, "ServerName": season.championship_name, "ChampionshipName": season.championship_name}
    return SimulatedResponse(body=as_json({**_NEW_HEALTH, "Servers": {"0": server}}))


_OLD_HEALTH = {
    "OK": True,
    "Version": "v1.2.17",
    "IsHosted": False,
    "LicenseID": LICENSE_ID,
    "OS": "linux/amd64",
    "NumCPU": 10,
    "NumGoroutines": 26,
    "Uptime": "4m8.53507975s",
    "GoVersion": "go1.21.6",
    "Game": "Assetto Corsa Competizione",
    "ServerName": "",
    "EventInProgress": False,
    "MaxClientsOverride": 256,
    "ServerDirectoryIsWritable": True,
}
_NEW_HEALTH = {
    "OK": True,
    "Version": "v1.6.3",
    "Game": "Assetto Corsa Competizione",
    "Uptime": "198h6m7s",
    "OS": "windows/amd64",
    "GoVersion": "go1.26.4",
    "EventInProgress": False,
}
_NEW_SERVER = {
    "ServerName": "",
    "ChampionshipName": "",
    "TrackName": "suzuka",
    "CurrentSession": "",
    "NumConnectedDrivers": -1,
    "EventInProgress": False,
    "EventIsChampionship": True,
}
