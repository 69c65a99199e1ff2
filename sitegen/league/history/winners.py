"""What races say together: who won where, what every car model did, and the closest, wildest and longest of them."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from sitegen.league.game.people import Person
from sitegen.league.game.reference import CarModel, Track
from sitegen.league.history.all_time_tables import ranks
from sitegen.league.history.careers import Appearance
from sitegen.league.session.models import Classification, Place, Session, Status


class RaceWinners(msgspec.Struct, frozen=True):
    """A race and those who won it."""

    session: Session
    winner: Place | None
    """None when the first car of the file is not classified."""
    class_winners: tuple[Place, ...]
    """The first car of every class, in the file's order, where it is classified; the overall winner too."""


class CarHistory(msgspec.Struct, frozen=True):
    """What a car model did in all races, every car of it counted."""

    car: CarModel
    starts: int
    wins: int
    class_wins: int
    podiums: int
    poles: int
    won_at: tuple[tuple[Track, int], ...]
    """Overall wins by track, most first."""
    drivers: tuple[tuple[Person, int], ...]
    """Everybody who started a race in it, with the number of races, most first."""


class RankedRace(msgspec.Struct, frozen=True):
    """A race, and a car in it, in a ranked list."""

    position: int
    tied: bool
    """Another row of the whole list has the same position."""
    session: Session
    place: Place
    value: int


class RaceRecords(msgspec.Struct, frozen=True):
    """Ranked lists of races; equal values share a place, older races first."""

    closest_finishes: tuple[RankedRace, ...]
    """The second car and its gap in ms: between classified cars on the winner's lap, by the times that count, so with
    time penalties. A gap that a decision made negative is none."""
    biggest_climbs: tuple[RankedRace, ...]
    """Places gained by a classified car."""
    wins_from_furthest: tuple[RankedRace, ...]
    """Winners and their grid, from second on."""
    longest_by_laps: tuple[RankedRace, ...]
    """Winners and their laps."""
    longest_by_time: tuple[RankedRace, ...]
    """Winners and their time in ms."""


def winners_by_track(found: Iterable[Classification]) -> dict[str, tuple[RaceWinners, ...]]:
    """Track id → its races that anybody won, in the order given. `found`: of any sessions; no laps are needed."""
    won: dict[str, list[RaceWinners]] = defaultdict(list)
    for race in found:
        first_of_class = tuple(place for place in _classified(race) if place.class_position == 1)
        winner = _winner(race)
        if race.session.is_race and (winner or first_of_class):
            won[race.session.track.id].append(RaceWinners(race.session, winner, first_of_class))
    return {track_id: tuple(races) for track_id, races in won.items()}


def _classified(race: Classification) -> list[Place]:
    return [place for place in race.places if place.status is Status.CLASSIFIED]


def _winner(race: Classification) -> Place | None:
    """The first car, if it is classified; a disqualified one leaves its place to nobody."""
    return next((place for place in _classified(race) if place.position == 1), None)


def car_histories(appearances: Iterable[Appearance], people: Mapping[str, Person]) -> tuple[CarHistory, ...]:
    """Every model that anybody sat in, by name. `people`: person key → newest name."""
    by_model: dict[CarModel, list[Appearance]] = defaultdict(list)
    for one in appearances:
        by_model[one.place.entry.car].append(one)
    return tuple(
        _car_past(car, by_model[car], people) for car in sorted(by_model, key=lambda car: (car.name, car.id or 0))
    )


def _car_past(car: CarModel, appearances: Sequence[Appearance], people: Mapping[str, Person]) -> CarHistory:
    """A crew appears together, but its car counts once; somebody in two cars of a race drove one race."""
    cars = {(one.session.id, one.place.position): one for one in appearances}.values()
    started = [one for one in cars if one.started]
    finished = [one for one in started if one.place.status is Status.CLASSIFIED]
    tracks = {one.session.track.id: one.session.track for one in finished}
    wins = Counter(one.session.track.id for one in finished if one.place.position == 1)
    races = dict.fromkeys((one.person.key, one.session.id) for one in appearances if one.started)
    return CarHistory(
        car=car,
        starts=len(started),
        wins=wins.total(),
        class_wins=sum(one.place.class_position == 1 for one in finished),
        podiums=sum(one.place.position <= 3 for one in finished),
        poles=sum(one.on_pole for one in cars),
        won_at=tuple((tracks[track_id], count) for track_id, count in wins.most_common()),
        drivers=tuple((people[key], count) for key, count in Counter(key for key, _ in races).most_common()),
    )


def race_records(found: Iterable[Classification], *, top: int) -> RaceRecords:
    """Lists of the `top` places. `found`: of any sessions, oldest first; no laps are needed."""
    races = [race for race in found if race.session.is_race]
    won = [(race.session, winner) for race in races if (winner := _winner(race))]
    climbs = [(race.session, place) for race in races for place in _classified(race) if (place.gained or 0) > 0]
    return RaceRecords(
        closest_finishes=_ranked(_seconds(races), lambda second: second.gap_ms, top=top, smallest_first=True),
        biggest_climbs=_ranked(climbs, lambda place: place.gained, top=top),
        wins_from_furthest=_ranked(won, lambda winner: winner.grid if winner.gained else None, top=top),
        longest_by_laps=_ranked(won, lambda winner: winner.entry.lap_count, top=top),
        longest_by_time=_ranked(won, lambda winner: winner.entry.total_ms, top=top),
    )


def _seconds(races: Iterable[Classification]) -> Iterable[tuple[Session, Place]]:
    """The next classified car behind each winner, where it finished behind it on the same lap."""
    for race in races:
        behind = _classified(race)[1:2] if _winner(race) else []
        yield from ((race.session, place) for place in behind if place.gap_ms is not None and place.gap_ms >= 0)


def _ranked(
    cars: Iterable[tuple[Session, Place]],
    value_of: Callable[[Place], int | None],
    *,
    top: int,
    smallest_first: bool = False,
) -> tuple[RankedRace, ...]:
    rows = [(value, session, place) for session, place in cars if (value := value_of(place)) is not None]
    rows.sort(key=lambda row: row[0], reverse=not smallest_first)
    places = ranks([value for value, _, _ in rows])
    return tuple(
        RankedRace(position, tied, session, place, value)
        for (position, tied), (value, session, place) in zip(places, rows, strict=True)
        if position <= top
    )
