"""All-time tables of people: who started, won, led and finished most, and the longest streaks."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

import msgspec

from sitegen.league.game.people import Person
from sitegen.league.history.careers import Appearance
from sitegen.league.history.personal_bests import LapsDriven
from sitegen.league.history.starts import Participation, Start, participations
from sitegen.league.session.events import by_date
from sitegen.league.session.models import Session

MIN_STARTS_FOR_RATE = 10
"""Whoever won the only race they started is no better than all others."""


class AllTimeRow(msgspec.Struct, frozen=True):
    """Somebody in an all-time table."""

    position: int
    tied: bool
    """Another row of the table has the same position."""
    person: Person
    """As the newest file names them."""
    value: float
    """A count; in `win_rates` a share of 1."""
    first: Session
    """The first session that counted, or the one in which a streak began."""
    last: Session
    """The last session that counted, or the last one of a streak."""
    running: bool
    """A streak that no later start has ended; False where no streak is counted."""
    starts: int
    """All starts of the person."""


AllTimeTable = tuple[AllTimeRow, ...]
"""Ranked; equal values share a place: who reached theirs first stands first, then by name. Nobody has nothing."""


class AllTimeTables(msgspec.Struct, frozen=True):
    """Places are overall, not in class, unless the name says so. A streak is two starts or more."""

    starts: AllTimeTable
    wins: AllTimeTable
    class_wins: AllTimeTable
    podiums: AllTimeTable
    poles: AllTimeTable
    fastest_laps: AllTimeTable
    hat_tricks: AllTimeTable
    """Races won from first on the grid with the fastest lap."""
    laps_led: AllTimeTable
    laps_driven: AllTimeTable
    """Laps of races."""
    finishing_streaks: AllTimeTable
    """Starts in a row in which the car was classified."""
    winning_streaks: AllTimeTable
    podium_streaks: AllTimeTable
    win_rates: AllTimeTable
    """Wins per start of those with at least ten starts."""


class _Achievement(msgspec.Struct, frozen=True):
    """What stands in one row of a table, before it is ranked."""

    value: float
    first: Session
    last: Session
    running: bool = False


_Measure = Callable[[Participation], _Achievement | None]
"""What somebody achieved for a table; None for somebody who is not in it."""


def all_time_tables(appearances: Iterable[Appearance], laps_driven: Iterable[LapsDriven]) -> AllTimeTables:
    """All tables, from everybody's appearances and laps of all sessions, oldest first."""
    people = participations(appearances, laps_driven)
    return AllTimeTables(
        starts=_table(people, _count(lambda _: True)),
        wins=_table(people, _count(lambda start: start.won)),
        class_wins=_table(people, _count(lambda start: start.class_position == 1)),
        podiums=_table(people, _count(lambda start: start.on_podium)),
        poles=_table(people, lambda participation: _number_of(participation.poles)),
        fastest_laps=_table(people, _count(lambda start: start.fastest_lap)),
        hat_tricks=_table(people, _count(_is_hat_trick)),
        laps_led=_table(people, _sum(lambda race: race.laps_led)),
        laps_driven=_table(people, _sum(lambda race: race.laps)),
        finishing_streaks=_table(people, _streak(lambda start: start.finished)),
        winning_streaks=_table(people, _streak(lambda start: start.won)),
        podium_streaks=_table(people, _streak(lambda start: start.on_podium)),
        win_rates=_table(people, _win_rate),
    )


def ranks(values: Sequence[float]) -> list[tuple[int, bool]]:
    """Place of each of the sorted values, and whether it is shared."""
    occurrences = Counter(values)
    first_place: dict[float, int] = {}
    for place, value in enumerate(values, start=1):
        first_place.setdefault(value, place)
    return [(first_place[value], occurrences[value] > 1) for value in values]


def _table(people: Iterable[Participation], measure: _Measure) -> AllTimeTable:
    ranked = []
    for participation in people:
        achievement = measure(participation)
        if achievement:
            ranked.append((achievement, participation))
    ranked.sort(key=lambda pair: _rank(*pair))
    places = ranks([achievement.value for achievement, _ in ranked])
    return tuple(
        AllTimeRow(
            position=position,
            tied=tied,
            person=participation.person,
            value=achievement.value,
            first=achievement.first,
            last=achievement.last,
            running=achievement.running,
            starts=len(participation.starts),
        )
        for (position, tied), (achievement, participation) in zip(places, ranked, strict=True)
    )


def _rank(achievement: _Achievement, participation: Participation) -> tuple[object, ...]:
    """Sort key: the most first; of equal ones who reached it first, then by name."""
    person = participation.person
    return -achievement.value, by_date(achievement.last), person.name.casefold(), person.key


def _count(counts: Callable[[Start], bool]) -> _Measure:
    """The number of starts that count."""
    return lambda participation: _number_of([start.session for start in participation.starts if counts(start)])


def _number_of(sessions: Sequence[Session]) -> _Achievement | None:
    if not sessions:
        return None
    return _Achievement(len(sessions), sessions[0], sessions[-1])


def _is_hat_trick(start: Start) -> bool:
    return start.won and start.from_first and start.fastest_lap


def _sum(laps_of: Callable[[LapsDriven], int]) -> _Measure:
    """Laps added over all races."""

    def measure(participation: Participation) -> _Achievement | None:
        races = [race for race in participation.races if laps_of(race)]
        if not races:
            return None
        return _Achievement(sum(map(laps_of, races)), races[0].session, races[-1].session)

    return measure


def _streak(continues: Callable[[Start], bool]) -> _Measure:
    """The longest run of starts, the first of equal ones; one start is no streak."""

    def measure(participation: Participation) -> _Achievement | None:
        runs = [list(run) for unbroken, run in groupby(participation.starts, key=continues) if unbroken]
        longest = max(runs, key=len, default=[])
        if len(longest) < 2:
            return None
        first, last = longest[0].session, longest[-1].session
        # Nothing has ended a streak that reaches to the newest start.
        running = last.id == participation.starts[-1].session.id
        return _Achievement(len(longest), first, last, running)

    return measure


def _win_rate(participation: Participation) -> _Achievement | None:
    wins = _number_of([start.session for start in participation.starts if start.won])
    if wins is None or len(participation.starts) < MIN_STARTS_FOR_RATE:
        return None
    return _Achievement(wins.value / len(participation.starts), wins.first, wins.last)
