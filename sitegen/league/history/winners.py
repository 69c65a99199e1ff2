"""What races say together: who won where, what every car model did, and the closest, wildest and longest of them."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

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
    """The model."""
    starts: int
    """Cars of the model that started a race."""
    wins: int
    """Races won overall."""
    class_wins: int
    """Races won in class, overall wins too."""
    podiums: int
    """Cars among the first three overall."""
    poles: int
    """Qualifying sessions won from which a race started."""
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
    """Of the car."""
    value: int
    """What the list ranks: milliseconds, places or laps."""


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


def winners_by_track(classifications: Iterable[Classification]) -> dict[str, tuple[RaceWinners, ...]]:
    """Track id → its races that anybody won, in the order given. `classifications`: of any sessions, without laps."""
    by_track: dict[str, list[RaceWinners]] = defaultdict(list)
    for race in classifications:
        if not race.session.is_race:
            continue
        winner = _winner(race)
        class_winners = tuple(place for place in _classified(race) if place.class_position == 1)
        if winner or class_winners:
            by_track[race.session.track.id].append(RaceWinners(race.session, winner, class_winners))
    return {track_id: tuple(winners) for track_id, winners in by_track.items()}


def _classified(race: Classification) -> list[Place]:
    return [place for place in race.places if place.status is Status.CLASSIFIED]


def _winner(race: Classification) -> Place | None:
    """The first car, if it is classified; a disqualified one leaves its place to nobody."""
    return next((place for place in _classified(race) if place.position == 1), None)


def car_histories(appearances: Iterable[Appearance], people: Mapping[str, Person]) -> tuple[CarHistory, ...]:
    """Every model that anybody sat in, by name. `people`: person key → newest name."""
    by_model: dict[CarModel, list[Appearance]] = defaultdict(list)
    for appearance in appearances:
        by_model[appearance.place.entry.car].append(appearance)
    models = sorted(by_model, key=lambda car: (car.name, car.id or 0))
    return tuple(_car_history(car, by_model[car], people) for car in models)


def _car_history(car: CarModel, appearances: Sequence[Appearance], people: Mapping[str, Person]) -> CarHistory:
    cars = _one_per_car(appearances)
    starts = [appearance for appearance in cars if appearance.started]
    finishes = [start for start in starts if start.place.status is Status.CLASSIFIED]
    wins = [finish for finish in finishes if finish.place.position == 1]
    return CarHistory(
        car=car,
        starts=len(starts),
        wins=len(wins),
        class_wins=sum(finish.place.class_position == 1 for finish in finishes),
        podiums=sum(finish.place.position <= 3 for finish in finishes),
        poles=sum(appearance.on_pole for appearance in cars),
        won_at=_by_track(wins),
        drivers=_by_driver(appearances, people),
    )


def _one_per_car(appearances: Iterable[Appearance]) -> list[Appearance]:
    """A crew appears together, but its car counts once."""
    cars = {(appearance.session.id, appearance.place.position): appearance for appearance in appearances}
    return list(cars.values())


def _by_track(wins: Iterable[Appearance]) -> tuple[tuple[Track, int], ...]:
    tracks = {win.session.track.id: win.session.track for win in wins}
    counts = Counter(win.session.track.id for win in wins)
    return tuple((tracks[track_id], count) for track_id, count in counts.most_common())


def _by_driver(appearances: Iterable[Appearance], people: Mapping[str, Person]) -> tuple[tuple[Person, int], ...]:
    """Who started how many races; somebody in two cars of a race drove one race."""
    # A dict, not a set: of equal counts who started first comes first.
    starts = dict.fromkeys((start.person.key, start.session.id) for start in appearances if start.started)
    counts = Counter(key for key, _ in starts)
    return tuple((people[key], count) for key, count in counts.most_common())


def race_records(classifications: Iterable[Classification], *, top: int) -> RaceRecords:
    """Lists of the `top` places. `classifications`: of any sessions, oldest first; no laps are needed."""
    races = [classification for classification in classifications if classification.session.is_race]
    wins = list(_wins(races))
    return RaceRecords(
        closest_finishes=_ranked(_seconds(races), lambda second: second.gap_ms, top=top, smallest_first=True),
        biggest_climbs=_ranked(_climbs(races), lambda place: place.gained, top=top),
        wins_from_furthest=_ranked(wins, _grid_of_a_climb, top=top),
        longest_by_laps=_ranked(wins, lambda winner: winner.entry.lap_count, top=top),
        longest_by_time=_ranked(wins, lambda winner: winner.entry.total_ms, top=top),
    )


def _wins(races: Iterable[Classification]) -> Iterator[tuple[Session, Place]]:
    for race in races:
        winner = _winner(race)
        if winner:
            yield race.session, winner


def _seconds(races: Iterable[Classification]) -> Iterator[tuple[Session, Place]]:
    """The next classified car behind each winner, where it finished behind it on the same lap."""
    for race in races:
        if _winner(race):
            for second in _classified(race)[1:2]:
                if second.gap_ms is not None and second.gap_ms >= 0:
                    yield race.session, second


def _climbs(races: Iterable[Classification]) -> Iterator[tuple[Session, Place]]:
    for race in races:
        for place in _classified(race):
            if place.gained is not None and place.gained > 0:
                yield race.session, place


def _grid_of_a_climb(winner: Place) -> int | None:
    """The starting place of a winner who did not start first."""
    if not winner.gained:
        return None
    return winner.grid


def _ranked(
    cars: Iterable[tuple[Session, Place]],
    value_of: Callable[[Place], int | None],
    *,
    top: int,
    smallest_first: bool = False,
) -> tuple[RankedRace, ...]:
    """The cars that have a value, up to the place `top`, with all who share it."""
    rows = []
    for session, place in cars:
        value = value_of(place)
        if value is not None:
            rows.append((value, session, place))
    # Sorting leaves equal values in the order of the races, also in reverse.
    rows.sort(key=lambda row: row[0], reverse=not smallest_first)
    positions = ranks([value for value, _, _ in rows])
    return tuple(
        RankedRace(position, tied, session, place, value)
        for (position, tied), (value, session, place) in zip(positions, rows, strict=True)
        if position <= top
    )
