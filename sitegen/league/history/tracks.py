"""What a circuit has seen: its sessions, records, fastest drivers and winners."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import msgspec

from sitegen.league.game.reference import Track
from sitegen.league.history.records import AllTimeList, LapRecord
from sitegen.league.history.winners import RaceWon
from sitegen.league.session.models import Session


class TrackPast(msgspec.Struct, frozen=True):
    """All that is known of a circuit."""

    track: Track
    sessions: tuple[Session, ...]
    """Oldest first."""
    records: tuple[LapRecord, ...]
    fastest: tuple[AllTimeList, ...]
    won: tuple[RaceWon, ...]
    """Oldest first."""


def track_pasts(
    sessions: Iterable[Session],
    records: Iterable[LapRecord],
    fastest: Iterable[AllTimeList],
    won: Mapping[str, tuple[RaceWon, ...]],
) -> list[TrackPast]:
    """Every circuit on which there was a session, by name."""
    by_track: dict[str, list[Session]] = defaultdict(list)
    for session in sessions:
        by_track[session.track.id].append(session)
    records, fastest = list(records), list(fastest)
    pasts = [
        TrackPast(
            track=own[-1].track,
            sessions=tuple(own),
            records=tuple(record for record in records if record.track.id == track_id),
            fastest=tuple(one for one in fastest if one.track.id == track_id),
            won=won.get(track_id, ()),
        )
        for track_id, own in by_track.items()
    ]
    return sorted(pasts, key=lambda past: (past.track.name.casefold(), past.track.id))
