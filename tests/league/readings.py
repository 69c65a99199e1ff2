"""From a payload to what the league makes of it, in one call."""

from typing import Any
from zoneinfo import ZoneInfo

from sitegen.league.championship.race_results import RaceResult, fastest_lap_holders, race_result
from sitegen.league.session.classification import classify
from sitegen.league.session.models import Classification, Session
from sitegen.league.session.parse import parse_result
from tests.payloads import body

LONDON = ZoneInfo("Europe/London")


def parsed(payload: dict[str, Any], *, server: str = "main", file: str | None = None) -> Session:
    return parse_result(body(payload), server=server, file=file or payload.get("SessionFile", "file"), zone=LONDON)


def classified(payload: dict[str, Any], **context: Any) -> Classification:
    defaults = {"grid": {}, "classes_of_driver": {}, "classified_share": 0.75}
    return classify(parsed(payload), **(defaults | context))


def race_result_of(classification: Classification, *, qualifying: Classification | None = None) -> RaceResult:
    holders = fastest_lap_holders(classification)
    return race_result(classification, qualifying=qualifying, fastest_laps=holders)
