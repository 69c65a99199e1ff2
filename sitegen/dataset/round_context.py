"""Where an event stands in its championship, as its pages and those of its sessions say it."""

from collections.abc import Mapping, Sequence

import msgspec

from sitegen.league.championship.models import Championship, StandingsRow
from sitegen.league.game.reference import Track
from sitegen.league.session.models import Event


class Neighbour(msgspec.Struct, frozen=True):
    """The round before or after."""

    event_id: str | None
    track: Track


class DriverInRound(msgspec.Struct, frozen=True):
    """What the standings of a class say of a driver in one round; not what the season has come to."""

    team: str | None
    points: float | None
    """None where the server does not say what the round gave."""


class RoundContext(msgspec.Struct, frozen=True):
    """Where an event stands in its championship, and what the standings say of its drivers."""

    championship_id: str
    championship_name: str
    event_id: str | None
    number: int
    """1 for the first round."""
    count: int
    """Rounds with a result."""
    before: Neighbour | None
    after: Neighbour | None
    only_race: str | None
    """The session id of its race; None where there are several: standings do not say what each of them gave."""
    drivers: dict[str, dict[str, DriverInRound]]
    """Person key → class → what the standings say; the class of a championship without classes is empty."""

    @property
    def classes_of_driver(self) -> dict[str, tuple[str, ...]]:
        """Person key → classes in the standings, one as a rule; nobody in a championship without classes."""
        classes = {key: tuple(filter(None, rows)) for key, rows in self.drivers.items()}
        return {key: names for key, names in classes.items() if names}


def round_context(event: Event, championship: Championship) -> RoundContext:
    """Where an event stands in its championship. The championship has it among its events."""
    rounds = championship.events
    at = [each.id for each in rounds].index(event.id)
    races = event.races
    keys = {driver.key for session in event.sessions for entry in session.entries for driver in entry.drivers}
    rows_of_driver = championship.standings.rows_of_driver
    return RoundContext(
        championship_id=championship.id,
        championship_name=championship.name,
        event_id=event.id,
        number=at + 1,
        count=len(rounds),
        before=_neighbour(rounds, at - 1),
        after=_neighbour(rounds, at + 1),
        only_race=races[0].id if len(races) == 1 else None,
        drivers={key: _in_round(rows_of_driver[key], event) for key in sorted(keys) if key in rows_of_driver},
    )


def _neighbour(rounds: Sequence[Event], at: int) -> Neighbour | None:
    if not 0 <= at < len(rounds):
        return None
    return Neighbour(rounds[at].id, rounds[at].track)


def _in_round(rows: Mapping[str, StandingsRow], event: Event) -> dict[str, DriverInRound]:
    """By class."""
    in_round = {}
    for class_name, row in rows.items():
        scores = [score.points for score in row.rounds if score.event_id == event.id]
        in_round[class_name] = DriverInRound(row.team, next(iter(scores), None))
    return in_round
