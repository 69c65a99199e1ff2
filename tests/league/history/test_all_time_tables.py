import itertools

from hypothesis import given
from hypothesis import strategies as st

from sitegen.league.history.all_time_tables import all_time_tables, ranks
from sitegen.league.history.careers import appearances_of
from sitegen.league.history.personal_bests import laps_driven_of
from tests.league.readings import classified
from tests.payloads import driver, lap, line, penalty, result

JANE, BOB, EVE = (driver(f"{name} X", f"S76561190{number:09}") for number, name in enumerate(["Jane", "Bob", "Eve"]))


def race(day, *crews, laps=(), grid=None, is_pole=False, session_type="R", **more):
    """Cars in their order, ten laps each; a crew is a driver, or a line of its own making."""
    lines = [crew if "car" in crew else line(place, crew, laps=10) for place, crew in enumerate(crews, start=1)]
    date = f"2024-01-{day:02}T20:00:00Z"
    payload = result(session_type, lines=lines, laps=list(laps), Date=date, SessionFile=f"day-{day}", **more)
    classification = classified(payload, grid=grid or {})
    return list(appearances_of(classification, is_pole=is_pole)), laps_driven_of(classification)


def tables(*races):
    appearances, driven = zip(*races, strict=True)
    return all_time_tables(itertools.chain(*appearances), itertools.chain(*driven))


def rows(table):
    return [(row.position, row.person.first, row.value) for row in table]


def test_starts_wins_and_podiums_are_ranked():
    ranked = tables(race(1, JANE, BOB), race(2, JANE, EVE), race(3, BOB, EVE, JANE))
    assert rows(ranked.starts) == [(1, "Jane", 3), (2, "Bob", 2), (2, "Eve", 2)]
    assert rows(ranked.wins) == [(1, "Jane", 2), (2, "Bob", 1)]
    assert rows(ranked.podiums) == [(1, "Jane", 3), (2, "Bob", 2), (2, "Eve", 2)]
    assert [row.tied for row in ranked.starts] == [False, True, True]


def test_a_row_says_when_it_began_and_ended_and_how_many_starts_there_were():
    row = tables(race(1, JANE), race(2, JANE), race(3, BOB, JANE)).wins[0]
    assert (row.first.file, row.last.file, row.starts, row.running) == ("day-1", "day-2", 3, False)


def test_of_a_tie_stands_first_who_was_there_first():
    ranked = tables(race(1, BOB, JANE), race(2, JANE, BOB))
    assert rows(ranked.wins) == [(1, "Bob", 1), (1, "Jane", 1)]


def test_people_are_named_as_in_the_newest_file():
    renamed = JANE | {"lastName": "Jones"}
    assert [row.person.name for row in tables(race(1, JANE), race(2, renamed)).starts] == ["Jane Jones"]


def test_two_cars_in_one_race_are_one_start_with_the_better_place():
    ranked = tables(race(1, BOB, JANE, JANE))
    assert rows(ranked.starts) == [(1, "Bob", 1), (1, "Jane", 1)]
    assert rows(ranked.podiums) == [(1, "Bob", 1), (1, "Jane", 1)]


def test_a_disqualified_car_is_not_the_better_place():
    ranked = tables(race(1, JANE, JANE, BOB, penalties=[penalty(1, "Disqualified")]))
    assert rows(ranked.wins) == []
    assert rows(ranked.podiums) == [(1, "Bob", 1), (1, "Jane", 1)]


def test_a_car_without_a_lap_has_not_started():
    assert rows(tables(race(1, BOB, line(2, JANE, laps=0))).starts) == [(1, "Bob", 1)]


def test_class_wins_are_counted_in_the_class():
    ranked = tables(race(1, BOB, line(2, JANE, laps=9, model=61), line(3, EVE, laps=9, model=61)))
    assert rows(ranked.class_wins) == [(1, "Bob", 1), (1, "Jane", 1)]


def test_poles_and_fastest_laps_are_counted():
    qualifying = race(1, BOB, JANE, session_type="Q", is_pole=True)
    laps = [lap(1, 101_000), lap(2, 100_000)]
    ranked = tables(qualifying, race(2, BOB, JANE, laps=laps))
    assert rows(ranked.poles) == [(1, "Bob", 1)]
    assert rows(ranked.fastest_laps) == [(1, "Jane", 1)]
    assert rows(ranked.starts) == [(1, "Bob", 1), (1, "Jane", 1)]


def test_a_hat_trick_is_a_win_from_first_with_the_fastest_lap():
    grid, laps = {JANE["playerId"]: 1, BOB["playerId"]: 2}, [lap(1, 100_000), lap(2, 101_000)]
    whole = race(1, JANE, BOB, laps=laps, grid=grid)
    from_second = race(2, BOB, JANE, laps=laps, grid=grid)
    slower = race(3, JANE, BOB, laps=[lap(1, 102_000), lap(2, 101_000)], grid=grid)
    assert rows(tables(whole, from_second, slower).hat_tricks) == [(1, "Jane", 1)]


def test_laps_are_added_over_races():
    laps = [lap(1, 100), lap(2, 101), lap(1, 100), lap(2, 101)]
    ranked = tables(race(1, JANE, BOB, laps=laps), race(2, BOB, JANE, laps=laps[:2]))
    assert rows(ranked.laps_driven) == [(1, "Bob", 3), (1, "Jane", 3)]
    assert rows(ranked.laps_led) == [(1, "Jane", 2), (2, "Bob", 1)]


def test_a_winning_streak_is_over_own_starts():
    races = [race(1, JANE), race(2, JANE), race(3, BOB), race(4, JANE), race(5, EVE, JANE)]
    (row,) = tables(*races).winning_streaks
    assert (row.person.first, row.value, row.first.file, row.last.file, row.running) == (
        "Jane",
        3,
        "day-1",
        "day-4",
        False,
    )


def test_a_streak_that_nothing_ended_is_running():
    assert [row.running for row in tables(race(1, JANE), race(2, JANE), race(3, BOB)).winning_streaks] == [True]


def test_of_equal_streaks_the_first_counts():
    wins = [race(day, JANE) for day in (1, 2, 4, 5)]
    (row,) = tables(*wins[:2], race(3, BOB, JANE), *wins[2:]).winning_streaks
    assert (row.value, row.last.file) == (2, "day-2")


def test_podium_streaks_and_finishing_streaks_end_apart():
    fourth = race(3, BOB, EVE, driver("Max X", "S76561190000000009"), JANE)
    retired = race(4, BOB, line(2, JANE, laps=2))
    ranked = tables(race(1, JANE), race(2, JANE), fourth, retired)
    assert rows(ranked.podium_streaks)[0] == (1, "Jane", 2)
    assert rows(ranked.finishing_streaks) == [(1, "Jane", 3), (2, "Bob", 2)]


def test_a_win_rate_needs_ten_starts():
    nine = [race(day, JANE if day == 1 else BOB, *[EVE] * (day == 1), JANE) for day in range(1, 10)]
    assert rows(tables(*nine).win_rates) == []
    assert rows(tables(*nine, race(10, JANE)).win_rates) == [(1, "Jane", 0.2)]


def test_without_races_all_tables_are_empty():
    assert rows(tables(race(1, JANE, session_type="FP")).starts) == []


@given(st.lists(st.integers(0, 5)).map(lambda values: sorted(values, reverse=True)))
def test_a_place_is_one_more_than_those_who_are_better(values):
    expected = [(1 + sum(other > value for other in values), values.count(value) > 1) for value in values]
    assert ranks(values) == expected
