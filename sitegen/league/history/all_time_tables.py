"""All-time tables of people: who started, won, led and finished most, and the longest streaks."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

import msgspec

from sitegen.league.game.people import Person
from sitegen.league.history.careers import Appearance
from sitegen.league.history.personal_bests import LapsDriven
from sitegen.league.session.events import by_date
from sitegen.league.session.models import Session, Status

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


Table = tuple[AllTimeRow, ...]
"""Ranked; equal values share a place: who reached theirs first stands first, then by name. Nobody has nothing."""


class AllTimeTables(msgspec.Struct, frozen=True):
    """Places are overall, not in class, unless the name says so. A streak is two starts or more."""

    starts: Table
    wins: Table
    class_wins: Table
    podiums: Table
    poles: Table
    fastest_laps: Table
    hat_tricks: Table
    """Races won from first on the grid with the fastest lap."""
    laps_led: Table
    laps_driven: Table
    """Laps of races."""
    finishing_streaks: Table
    """Starts in a row in which the car was classified."""
    winning_streaks: Table
    podium_streaks: Table
    win_rates: Table
    """Wins per start of those with at least ten starts."""


class _Start(msgspec.Struct, frozen=True):
    """A race of one person: the best of all their cars."""

    session: Session
    finished: bool
    position: int | None
    """Of the classified cars."""
    class_position: int | None
    fastest_lap: bool
    from_first: bool
    """First on the grid."""

    @property
    def won(self) -> bool:
        return self.position == 1

    @property
    def on_podium(self) -> bool:
        return self.position is not None and self.position <= 3


class _Past(msgspec.Struct):
    """All that counts of one person, oldest first."""

    person: Person
    starts: list[_Start]
    poles: list[Session]
    driven: list[LapsDriven]


class _Mark(msgspec.Struct, frozen=True):
    """What stands in one row of a table, before it is ranked."""

    value: float
    first: Session
    last: Session
    running: bool = False


def all_time_tables(appearances: Iterable[Appearance], driven: Iterable[LapsDriven]) -> AllTimeTables:
    """All tables, from everybody's appearances and laps of all sessions, oldest first."""
    pasts = _pasts(appearances, driven)
    return AllTimeTables(
        starts=_table(pasts, lambda past: _count(past, lambda _: True)),
        wins=_table(pasts, lambda past: _count(past, lambda start: start.won)),
        class_wins=_table(pasts, lambda past: _count(past, lambda start: start.class_position == 1)),
        podiums=_table(pasts, lambda past: _count(past, lambda start: start.on_podium)),
        poles=_table(pasts, lambda past: _counted(past.poles)),
        fastest_laps=_table(pasts, lambda past: _count(past, lambda start: start.fastest_lap)),
        hat_tricks=_table(
            pasts, lambda past: _count(past, lambda start: start.won and start.from_first and start.fastest_lap)
        ),
        laps_led=_table(pasts, lambda past: _laps(past, lambda race: race.led)),
        laps_driven=_table(pasts, lambda past: _laps(past, lambda race: race.laps)),
        finishing_streaks=_table(pasts, lambda past: _streak(past, lambda start: start.finished)),
        winning_streaks=_table(pasts, lambda past: _streak(past, lambda start: start.won)),
        podium_streaks=_table(pasts, lambda past: _streak(past, lambda start: start.on_podium)),
        win_rates=_table(pasts, _win_rate),
    )


def ranks(values: Sequence[float]) -> list[tuple[int, bool]]:
    """Place of each of the sorted values, and whether it is shared."""
    counted = Counter(values)
    first_place: dict[float, int] = {}
    for place, value in enumerate(values, start=1):
        first_place.setdefault(value, place)
    return [(first_place[value], counted[value] > 1) for value in values]


def _pasts(appearances: Iterable[Appearance], driven: Iterable[LapsDriven]) -> list[_Past]:
    pasts: dict[str, _Past] = {}
    races: dict[str, dict[str, list[Appearance]]] = defaultdict(lambda: defaultdict(list))
    for one in appearances:
        past = pasts.setdefault(one.person.key, _Past(one.person, [], [], []))
        past.person = one.person
        if one.on_pole:
            past.poles.append(one.session)
        if one.started:
            races[one.person.key][one.session.id].append(one)
    for race in driven:
        pasts.setdefault(race.person.key, _Past(race.person, [], [], [])).driven.append(race)
    for key, by_race in races.items():
        pasts[key].starts = [_start(cars) for cars in by_race.values()]
    return list(pasts.values())


def _start(cars: Sequence[Appearance]) -> _Start:
    classified = [one.place for one in cars if one.place.status is Status.CLASSIFIED]
    return _Start(
        session=cars[0].session,
        finished=bool(classified),
        position=min((place.position for place in classified), default=None),
        class_position=min((p.class_position for p in classified if p.class_position is not None), default=None),
        fastest_lap=any(one.fastest_lap for one in cars),
        from_first=any(one.place.grid == 1 for one in cars),
    )


def _table(pasts: Iterable[_Past], mark_of: Callable[[_Past], _Mark | None]) -> Table:
    marked = [(mark, past) for past in pasts if (mark := mark_of(past))]
    marked.sort(key=lambda one: (-one[0].value, by_date(one[0].last), one[1].person.name.casefold(), one[1].person.key))
    places = ranks([mark.value for mark, _ in marked])
    return tuple(
        AllTimeRow(
            position=position,
            tied=tied,
            person=past.person,
            value=mark.value,
            first=mark.first,
            last=mark.last,
            running=mark.running,
            starts=len(past.starts),
        )
        for (position, tied), (mark, past) in zip(places, marked, strict=True)
    )


def _count(past: _Past, counts: Callable[[_Start], bool]) -> _Mark | None:
    return _counted([start.session for start in past.starts if counts(start)])


def _counted(sessions: Sequence[Session]) -> _Mark | None:
    return _Mark(len(sessions), sessions[0], sessions[-1]) if sessions else None


def _laps(past: _Past, laps_of: Callable[[LapsDriven], int]) -> _Mark | None:
    races = [race for race in past.driven if laps_of(race)]
    return _Mark(sum(map(laps_of, races)), races[0].session, races[-1].session) if races else None


def _streak(past: _Past, goes_on: Callable[[_Start], bool]) -> _Mark | None:
    """The longest run of starts, the first of equal ones."""
    runs = [list(run) for good, run in groupby(past.starts, key=goes_on) if good]
    longest = max(runs, key=len, default=[])
    if len(longest) < 2:
        return None
    return _Mark(len(longest), longest[0].session, longest[-1].session, running=longest[-1] is past.starts[-1])


def _win_rate(past: _Past) -> _Mark | None:
    wins = _count(past, lambda start: start.won)
    if wins is None or len(past.starts) < MIN_STARTS_FOR_RATE:
        return None
    return _Mark(wins.value / len(past.starts), wins.first, wins.last)
