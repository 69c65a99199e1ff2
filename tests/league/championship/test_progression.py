import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from sitegen.league.championship.models import RoundScore, Standings, StandingsRow
from sitegen.league.championship.points import RacePoints, RoundPoints, SeasonScore
from sitegen.league.championship.progression import (
    Entrant,
    PlaceAfter,
    entrants_of,
    progression,
    progression_by_date,
    standings_after,
)
from sitegen.league.game.people import Person


def somebody(name):
    return Person(name.lower(), name, "", "")


def entrant(name, *points, final=0, place=1):
    return Entrant(somebody(name), points, final, place)


def row(name, points, *, position=1, rounds=(), driver=True):
    return StandingsRow(
        position=position,
        tied=False,
        driver=somebody(name) if driver else None,
        car=None,
        team=None,
        points=points,
        penalty=0,
        gap=0,
        interval=None,
        rounds=tuple(RoundScore(event_id, scored, dropped=False) for event_id, scored in rounds),
    )


def score(name, *points):
    """`points`: one for every round e0, e1 …; None is an absence."""
    rounds = []
    for number, scored in enumerate(points):
        races = (RacePoints("s", 1, None, scored, 0, 0, 0),) if scored is not None else ()
        rounds.append(RoundPoints(f"e{number}", races, dropped=False))
    return SeasonScore(somebody(name), tuple(rounds))


def test_points_add_up_and_equal_ones_share_a_place():
    ann, bob, cat = progression([entrant("Ann", 10, 6), entrant("Bob", 6, 10), entrant("Cat", 3, 3)])
    assert (ann.points, bob.points, cat.points) == ((10, 16), (6, 16), (3, 6))
    assert (ann.places, bob.places, cat.places) == ((1, 1), (2, 1), (3, 3))


def test_nobody_has_a_place_before_the_first_round_they_were_in():
    ann, bob = progression([entrant("Ann", 0, 6), entrant("Bob", None, 10)])
    assert (ann.places, bob.places) == ((1, 2), (None, 1))
    assert bob.points == (None, 10)


def test_an_absence_later_on_keeps_the_points():
    (ann,) = progression([entrant("Ann", 10, None)])
    assert (ann.points, ann.places) == ((10, 10), (1, 1))


def test_the_worst_rounds_are_left_out_as_they_stood_then():
    (ann,) = progression([entrant("Ann", 6, 3, 10, None)], drop_worst=1)
    assert ann.points == (6, 6, 16, 19)


def test_a_penalty_shows_in_the_final_points_only():
    (ann,) = progression([entrant("Ann", 10, 6, final=11, place=2)])
    assert (ann.points, ann.final_points, ann.final_place) == ((10, 16), 11, 2)


def test_moves_are_places_gained_since_the_round_before():
    ann, bob, cat = progression(
        [entrant("Ann", 10, 0, place=1), entrant("Bob", 6, 10, place=3), entrant("Cat", None, 18, place=2)]
    )
    assert (ann.moves, bob.moves, cat.moves) == ((None, -2), (None, 0), (None, None))
    assert (ann.final_move, bob.final_move, cat.final_move) == (0, -1, None)


def test_the_first_round_moves_nobody():
    (ann,) = progression([entrant("Ann", 10)])
    assert (ann.moves, ann.final_move) == ((None,), None)


def test_the_standings_after_a_round_know_only_what_was_driven_then():
    lines = progression([entrant("Ann", 3, 10), entrant("Bob", 10, 3), entrant("Cat", None, 1), entrant("Dan", 3, 0)])
    assert standings_after(lines, 1) == (
        PlaceAfter(1, False, somebody("Bob"), 10, None),
        PlaceAfter(2, True, somebody("Ann"), 3, None),
        PlaceAfter(2, True, somebody("Dan"), 3, None),
    )
    assert [(row.place, row.person.name, row.move) for row in standings_after(lines, 2)] == [
        (1, "Ann", 1),
        (1, "Bob", 0),
        (3, "Dan", -1),
        (4, "Cat", None),
    ]


def test_the_servers_points_of_a_round_come_before_computed_ones():
    rows = [row("Ann", 9, rounds=[("e0", 9)]), row("Bob", 0)]
    ann, bob = entrants_of(rows, ["e0"], computed={"ann": score("Ann", 10), "bob": score("Bob", 6)})
    assert (ann.round_points, bob.round_points) == ((9,), (None,))


def test_where_the_server_says_nothing_of_a_round_the_computed_points_count():
    rows = [row("Ann", 19, rounds=[("e0", 9), ("e1", None)]), row("Bob", 6, position=2)]
    computed = {"ann": score("Ann", 10, 10), "bob": score("Bob", 8, None)}
    ann, bob = entrants_of(rows, ["e0", "e1"], computed=computed)
    assert (ann.round_points, bob.round_points) == ((9, 10), (None, None))
    assert (ann.final_points, ann.final_place, bob.final_points, bob.final_place) == (19, 1, 6, 2)


def test_a_row_without_a_driver_has_no_line():
    assert entrants_of([row("Ann", 9, driver=False)], ["e0"], computed={}) == ()


def test_archived_standings_tell_the_places_by_date():
    first = Standings({"": (row("Bob", 10), row("Dan", 8, position=2), row("Ann", 6, position=3))})
    second = Standings({"": (row("Ann", 16), row("Bob", 13, position=2), row("Cat", 1, position=3))})
    days = [dt.datetime(2024, 9, day, tzinfo=dt.UTC) for day in (1, 8)]
    lines = progression_by_date(list(zip(days, (first, second), strict=True)), "")
    assert [(line.person.name, line.points, line.places, line.final_move) for line in lines] == [
        ("Ann", (6, 16), (3, 1), 2),
        ("Bob", (10, 13), (1, 2), -1),
        ("Cat", (None, 1), (None, 3), None),
    ]


def test_without_standings_there_are_no_lines():
    assert progression_by_date([], "") == progression([]) == ()


@given(st.lists(st.tuples(*[st.none() | st.integers(0, 3)] * 3), max_size=5))
def test_a_place_is_one_more_than_those_with_more_points(seasons):
    lines = progression([entrant(f"D{number}", *points) for number, points in enumerate(seasons)])
    for after in range(3 if seasons else 0):
        table = standings_after(lines, after + 1)
        assert [row.place for row in table] == [1 + sum(other.points > row.points for other in table) for row in table]
        assert len(table) == sum(any(score is not None for score in points[: after + 1]) for points in seasons)
