"""What a circuit has seen: its sessions, records, fastest drivers and winners."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

import msgspec

from sitegen.league.game.reference import Track
from sitegen.league.history.records import AllTimeList, LapRecord
from sitegen.league.history.winners import RaceWinners
from sitegen.league.session.models import Session


class TrackHistory(msgspec.Struct, frozen=True):
    """All that is known of a circuit."""

    track: Track
    """As the newest session names it."""
    sessions: tuple[Session, ...]
    """Oldest first."""
    records: tuple[LapRecord, ...]
    fastest: tuple[AllTimeList, ...]
    winners: tuple[RaceWinners, ...]
    """Of every race that anybody won, oldest first."""


def track_histories(
    sessions: Iterable[Session],
    records: Collection[LapRecord],
    fastest: Collection[AllTimeList],
    winners: Mapping[str, tuple[RaceWinners, ...]],
) -> list[TrackHistory]:
    """Every circuit on which there was a session, by name. `winners`: track id → its races that anybody won."""
    by_track: dict[str, list[Session]] = defaultdict(list)
    for session in sessions:
        by_track[session.track.id].append(session)
    histories = [
        TrackHistory(
            track=on_track[-1].track,
            sessions=tuple(on_track),
            records=_records_of(track_id, records),
            fastest=_lists_of(track_id, fastest),
            winners=winners.get(track_id, ()),
        )
        for track_id, on_track in by_track.items()
    ]
    return sorted(histories, key=lambda history: (history.track.name.casefold(), history.track.id))


def _records_of(track_id: str, records: Iterable[LapRecord]) -> tuple[LapRecord, ...]:
    return tuple(record for record in records if record.track.id == track_id)


def _lists_of(track_id: str, lists: Iterable[AllTimeList]) -> tuple[AllTimeList, ...]:
    return tuple(fastest for fastest in lists if fastest.track.id == track_id)
