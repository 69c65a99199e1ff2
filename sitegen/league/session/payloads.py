"""The results that the game and its Server Manager write, typed as they are: nearly every key may be missing.

What they mean is decided in `parse`. Keys that sitegen does not use are not listed, so they are skipped unread.
"""

import msgspec


# gc=False: payloads never refer to each other in a circle, and the laps of a league are too many to be walked through
# by the garbage collector again and again.
class Payload(msgspec.Struct, frozen=True, gc=False, rename="camel"):
    """A JSON object whose keys are written in camel case."""


class DriverPayload(Payload, frozen=True):
    """A seat in a car; an empty one has `playerId` "50" and no name."""

    first_name: str | None = None
    last_name: str | None = None
    short_name: str | None = None
    player_id: str | None = None


class CarPayload(Payload, frozen=True):
    """A car; `carGroup`, `teamName` and `nationality` are left out because they are wrong or empty in the wild."""

    car_id: int | None = None
    car_model: int | None = None
    race_number: int | None = None
    drivers: list[DriverPayload] | None = None


class TimingPayload(Payload, frozen=True):
    """What the game counted for a car."""

    best_lap: int | None = None
    lap_count: int | None = None
    total_time: int | None = None


class LinePayload(Payload, frozen=True):
    """One car of the classification."""

    car: CarPayload = CarPayload()
    timing: TimingPayload = TimingPayload()
    missing_mandatory_pitstop: int | None = None


class LapPayload(Payload, frozen=True):
    """One lap, in the order in which cars crossed the line."""

    car_id: int | None = None
    driver_index: int | None = None
    laptime: int | None = None
    is_valid_for_best: bool | None = None
    splits: list[int | None] | None = None


class PenaltyPayload(Payload, frozen=True):
    """A penalty, a warning, or one that was cleared."""

    car_id: int | None = None
    reason: str | None = None
    penalty: str | None = None
    penalty_value: int | None = None
    violation_in_lap: int | None = None


class ClassificationPayload(Payload, frozen=True):
    """`sessionResult`: the classification in its final order."""

    is_wet_session: int | None = None
    type: int | None = None
    leader_board_lines: list[LinePayload] | None = None


class OutlinePayload(Payload, frozen=True):
    """A result without its laps and penalties."""

    session_result: ClassificationPayload
    session_type: str | int | None = None
    track_name: str | None = None
    server_name: str | None = None
    meta_data: str | None = None
    date: str | None = msgspec.field(name="Date", default=None)


class ResultPayload(OutlinePayload, frozen=True):
    """A whole result; `post_race_penalties` is written in snake case, unlike all else."""

    laps: list[LapPayload] | None = None
    penalties: list[PenaltyPayload] | None = None
    post_race_penalties: list[PenaltyPayload] | None = msgspec.field(name="post_race_penalties", default=None)
