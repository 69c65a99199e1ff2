"""What a circuit has seen: its sessions, records, fastest drivers and winners."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import msgspec

from sitegen.league.game.reference import Track
from sitegen.league.history.records import AllTimeList, LapRecord
from sitegen.league.history.winners import RaceWinners
from sitegen.league.session.models import Session


class TrackHistory(msgspec.Struct, frozen=True):
    """All that is known of a circuit."""

    track: Track
    sessions: tuple[Session, ...]
    """Oldest first."""
    records: tuple[LapRecord, ...]
    fastest: tuple[AllTimeList, ...]
    winners: tuple[RaceWinners, ...]
    """Oldest first."""


def track_histories(
    sessions: Iterable[Session],
    records: Iterable[LapRecord],
    fastest: Iterable[AllTimeList],
    winners: Mapping[str, tuple[RaceWinners, ...]],
) -> list[TrackHistory]:
    """Every circuit on which there was a session, by name."""
    by_track: dict[str, list[Session]] = defaultdict(list)
    for session in sessions:
        by_track[session.track.id].append(session)
    records, fastest = list(records), list(fastest)
    pasts = [
        TrackHistory(
            track=own[-1].track,
            sessions=tuple(own),
            records=tuple(record for record in records if record.track.id == track_id),
            fastest=tuple(one for one in fastest if one.track.id == track_id),
            winners=winners.get(track_id, ()),
        )
        for track_id, own in by_track.items()
    ]
    return sorted(pasts, key=lambda past: (past.track.name.casefold(), past.track.id))
