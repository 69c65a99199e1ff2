"""Lap records: who held the best lap of a track, a class and a kind of session, and everybody's best there."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import NamedTuple, TypeVar

import msgspec

from sitegen.league.game.reference import Track
from sitegen.league.history.personal_bests import PersonalBest
from sitegen.league.session.models import Kind

K = TypeVar("K", bound=Hashable)


class Mark(msgspec.Struct, frozen=True):
    """A record that was set."""

    best: PersonalBest
    improved_ms: int | None
    """By how much it beat the record before; None for the first."""


class LapRecord(msgspec.Struct, frozen=True):
    """The record of a track and class, and how it came down."""

    track: Track
    car_class: str | None
    kind: Kind | None
    """Race or qualifying; None for the outright record, of any session in any weather."""
    wet: bool | None
    """None for the outright record."""
    marks: tuple[Mark, ...]
    """Oldest first; the last one stands. Of a session that broke it several times only the best lap is here."""

    @property
    def current(self) -> Mark:
        """The one that stands."""
        return self.marks[-1]

    @property
    def previous(self) -> tuple[Mark, ...]:
        """The beaten ones, oldest first."""
        return self.marks[:-1]


class TrackBest(msgspec.Struct, frozen=True):
    """Somebody's best laps on a track in a class, in any weather; at least one of the two is there."""

    track: Track
    car_class: str | None
    race: PersonalBest | None
    qualifying: PersonalBest | None


class AllTimeList(msgspec.Struct, frozen=True):
    """The fastest drivers of a track and class, in any weather."""

    track: Track
    car_class: str | None
    kind: Kind | None
    """Race or qualifying; None for any session."""
    bests: tuple[PersonalBest, ...]
    """The fastest first, each driver once; of equal times the one that was set first."""


class _Category(NamedTuple):
    """Laps that are compared with each other."""

    track_id: str
    car_class: str | None
    kind: Kind | None
    wet: bool | None


_KINDS = (None, Kind.RACE, Kind.QUALIFYING)
"""The order of a track's records; practice has none of its own, but counts among all sessions."""


def _in_order(category: _Category) -> tuple[str, bool, str, int, bool]:
    """Sort key; cars without a class come last."""
    track_id, car_class, kind, wet = category
    return track_id, car_class is None, car_class or "", _KINDS.index(kind), bool(wet)


def lap_records(bests: Iterable[PersonalBest]) -> tuple[LapRecord, ...]:
    """All records by track id, class, kind (outright, race, qualifying), dry before wet.

    `bests`: of all sessions, oldest first. Who set a time first keeps the record when another one equals it.
    """
    tracks: dict[str, Track] = {}
    marks: dict[_Category, list[Mark]] = defaultdict(list)
    for best in bests:
        track = best.session.track
        tracks[track.id] = track
        _set_record(marks[_Category(track.id, best.car_class, None, None)], best)
        if best.session.kind is not Kind.PRACTICE:
            _set_record(marks[_Category(track.id, best.car_class, best.session.kind, best.wet)], best)
    return tuple(
        LapRecord(tracks[category.track_id], category.car_class, category.kind, category.wet, tuple(marks[category]))
        for category in sorted(marks, key=_in_order)
    )


def _set_record(marks: list[Mark], best: PersonalBest) -> None:
    """Add a lap to the records if it is one, in place of one of the same session that it beats."""
    if marks and best.ms >= marks[-1].best.ms:
        return
    if marks and marks[-1].best.session.id == best.session.id:
        marks.pop()
    improved_ms = None
    if marks:
        improved_ms = marks[-1].best.ms - best.ms
    marks.append(Mark(best, improved_ms))


def driver_track_bests(bests: Iterable[PersonalBest]) -> dict[str, tuple[TrackBest, ...]]:
    """Person key → their best race and qualifying lap on every track in every class, by track id and class.

    `bests`: of all sessions, oldest first; of equal laps the oldest one counts.
    """
    by_person: dict[str, dict[_Category, PersonalBest]] = defaultdict(dict)
    for best in bests:
        if best.session.kind is not Kind.PRACTICE:
            category = _Category(best.session.track.id, best.car_class, best.session.kind, None)
            _set_if_faster(by_person[best.person.key], category, best)
    return {key: tuple(_track_bests(fastest)) for key, fastest in by_person.items()}


def _track_bests(fastest: Mapping[_Category, PersonalBest]) -> Iterator[TrackBest]:
    """One person's best laps, joined by track and class."""
    by_kind: dict[tuple[str, str | None], dict[Kind | None, PersonalBest]] = defaultdict(dict)
    for category in sorted(fastest, key=_in_order):
        by_kind[category.track_id, category.car_class][category.kind] = fastest[category]
    for (_, car_class), bests in by_kind.items():
        race, qualifying = bests.get(Kind.RACE), bests.get(Kind.QUALIFYING)
        track = next(iter(bests.values())).session.track
        yield TrackBest(track, car_class, race, qualifying)


def all_time_lists(bests: Iterable[PersonalBest], *, top: int) -> tuple[AllTimeList, ...]:
    """The `top` fastest drivers of every track, class and kind, in the order of `lap_records`.

    `bests`: of all sessions, oldest first.
    """
    tracks: dict[str, Track] = {}
    fastest: dict[_Category, dict[str, PersonalBest]] = defaultdict(dict)
    for best in bests:
        track = best.session.track
        tracks[track.id] = track
        _set_if_faster(fastest[_Category(track.id, best.car_class, None, None)], best.person.key, best)
        if best.session.kind is not Kind.PRACTICE:
            _set_if_faster(fastest[_Category(track.id, best.car_class, best.session.kind, None)], best.person.key, best)
    return tuple(
        AllTimeList(tracks[category.track_id], category.car_class, category.kind, _top(fastest[category].values(), top))
        for category in sorted(fastest, key=_in_order)
    )


def _set_if_faster(fastest: dict[K, PersonalBest], key: K, best: PersonalBest) -> None:
    """Put a lap in the place of a slower one, behind all that were set before it."""
    if key not in fastest or best.ms < fastest[key].ms:
        fastest.pop(key, None)
        fastest[key] = best


def _top(bests: Iterable[PersonalBest], count: int) -> tuple[PersonalBest, ...]:
    # Sorting leaves equal times in the order in which they were set.
    return tuple(sorted(bests, key=lambda best: best.ms)[:count])
