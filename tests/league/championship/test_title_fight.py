import itertools

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.league.championship.points import PointsTable, points_that_count, sum_points
from sitegen.league.championship.title_fight import Contender, round_maximum, title_fight
from sitegen.league.game.people import Person

TABLE = PointsTable(places=(10, 6, 3))


def contender(name, points, *rounds):
    return Contender(Person(name.lower(), name, "", ""), points, rounds)


def fight(*contenders, races=(1,), drop_worst=0, table=TABLE, driven=0):
    table = msgspec.structs.replace(table, drop_worst=drop_worst)
    return title_fight(contenders, table=table, remaining_races=races, rounds_driven=driven)


def test_a_lead_that_nobody_can_reach_makes_the_champion():
    outlook = fight(contender("Ann", 31), contender("Bob", 20))
    assert outlook.champion.name == "Ann"
    assert [chance.person.name for chance in outlook.in_contention] == ["Ann"]


def test_a_lead_that_can_be_drawn_level_with_leaves_the_title_open():
    outlook = fight(contender("Ann", 30), contender("Bob", 20))
    assert outlook.champion is None
    assert [(chance.can_win, chance.only_level) for chance in outlook.chances] == [(True, False), (True, True)]


def test_the_one_behind_needs_to_outscore_the_leader_by_the_gap():
    outlook = fight(contender("Ann", 30), contender("Bob", 25), contender("Cat", 5))
    assert [chance.needs for chance in outlook.chances] == [None, 5, None]


def test_the_leader_is_champion_in_the_next_round_with_enough_of_a_margin():
    outlook = fight(contender("Ann", 30), contender("Bob", 25), races=(1, 1))
    assert [chance.clinch_margin for chance in outlook.chances] == [None, 5]
    assert [chance.can_clinch_next for chance in outlook.chances] == [True, False]


def test_a_title_that_is_won_cannot_be_won_in_the_next_round():
    outlook = fight(contender("Ann", 50), contender("Bob", 10), races=(1, 1))
    assert not any(chance.can_clinch_next for chance in outlook.chances)


def test_after_the_last_round_the_points_decide_unless_they_are_equal():
    assert fight(contender("Ann", 30), contender("Bob", 29), races=()).champion.name == "Ann"
    level = fight(contender("Ann", 30), contender("Bob", 30), races=())
    assert level.champion is None
    assert [(chance.only_level, chance.needs, chance.clinch_margin) for chance in level.chances] == [
        (True, None, None)
    ] * 2


def test_a_class_of_one_is_won_and_an_empty_one_has_nobody():
    assert fight(contender("Ann", 0)).champion.name == "Ann"
    empty = fight()
    assert (empty.leader, empty.champion, empty.chances) == (None, None, ())


def test_a_coming_round_may_replace_a_dropped_one():
    outlook = fight(contender("Ann", 16, 10, 6, 0), drop_worst=1, driven=3)
    assert (outlook.chances[0].best, outlook.chances[0].worst) == (26, 16)
    outlook = fight(contender("Bob", 20, 10, 10, 6), drop_worst=1, driven=3)
    assert (outlook.chances[0].best, outlook.chances[0].worst) == (30, 26)


def test_a_penalty_stays_a_penalty():
    outlook = fight(contender("Ann", 11, 10, 6), drop_worst=2, driven=2, races=(1,))
    assert (outlook.chances[0].best, outlook.chances[0].worst) == (5, 5)


def test_rounds_that_are_not_listed_were_missed():
    assert fight(contender("Ann", 10, 10), drop_worst=1, driven=3).chances[0].best == 20


def test_the_most_of_a_round_has_one_pole_and_a_fastest_lap_in_every_race():
    table = PointsTable(places=(10, 6), sprint=(4, 2), pole=2, fastest_lap=1)
    assert [round_maximum(table, races) for races in range(4)] == [0, 13, 18, 23]


def outcomes(table, drivers):
    """Every way in which a race can end: who is where or nowhere, who had pole and who the fastest lap."""
    seats = [*range(len(table.places)), None]
    ends = [
        ends
        for ends in itertools.product(seats, repeat=drivers)
        if len({end for end in ends if end is not None}) == sum(end is not None for end in ends)
    ]
    holders = [None, *range(drivers)]
    poles = holders if table.pole else [None]
    laps = holders if table.fastest_lap else [None]
    return {
        tuple(
            (0 if end is None else table.places[end])
            + (table.pole if pole == who else 0)
            + (table.fastest_lap if lap == who else 0)
            for who, end in enumerate(ends)
        )
        for ends in ends
        for pole in poles
        for lap in laps
    }


@st.composite
def seasons(draw):
    """A table, what every driver scored in every round, penalties, rounds to come and rounds to drop."""
    places = sorted(draw(st.lists(st.integers(1, 9), min_size=1, max_size=3)), reverse=True)
    table = PointsTable(places=tuple(places), pole=draw(st.integers(0, 1)), fastest_lap=draw(st.integers(0, 1)))
    rounds = draw(st.integers(0, 3))
    drivers = draw(st.integers(1, 3))
    scored = [draw(st.lists(st.integers(0, 10), min_size=rounds, max_size=rounds)) for _ in range(drivers)]
    penalties = [draw(st.sampled_from([0, 0, 0, 2])) for _ in range(drivers)]
    return table, scored, penalties, draw(st.integers(0, 2)), draw(st.integers(0, 2))


def all_endings(table, scored, penalties, to_come, drop_worst):
    """What every driver has in the end, by what the next round brought, for every outcome of the rest."""
    single = outcomes(table, len(scored))
    for rest in itertools.product(single, repeat=to_come):
        yield (
            rest[0] if rest else None,
            tuple(
                sum_points((points_that_count([*rounds, *(race[who] for race in rest)], drop_worst), -penalties[who]))
                for who, rounds in enumerate(scored)
            ),
        )


def is_champion(ending, who):
    return all(ending[who] > points for other, points in enumerate(ending) if other != who)


@settings(max_examples=60, deadline=None)
@given(seasons())
def test_the_title_fight_is_what_all_outcomes_of_the_rest_say(season):
    table, scored, penalties, to_come, drop_worst = season
    contenders = [
        contender(f"D{who}", sum_points((points_that_count(rounds, drop_worst), -penalties[who])), *rounds)
        for who, rounds in enumerate(scored)
    ]
    outlook = fight(*contenders, races=(1,) * to_come, drop_worst=drop_worst, table=table, driven=len(scored[0]))
    by_next = {}
    for first, ending in all_endings(*season):
        by_next.setdefault(first, set()).add(ending)
    endings = set().union(*by_next.values())
    champions = [who for who in range(len(scored)) if all(is_champion(ending, who) for ending in endings)]
    assert [person.name for person in [outlook.champion] if person] == [f"D{who}" for who in champions]
    for who, chance in enumerate(outlook.chances):
        final_points = [ending[who] for ending in endings]
        assert (chance.best, chance.worst) == (max(final_points), min(final_points))
        assert chance.can_win == any(ending[who] == max(ending) for ending in endings)
        outright = any(is_champion(ending, who) for ending in endings)
        assert chance.only_level == (chance.can_win and not outright)
        clinched = [all(is_champion(ending, who) for ending in rest) for rest in by_next.values()]
        assert chance.can_clinch_next == (bool(to_come) and not champions and any(clinched))


@settings(max_examples=60, deadline=None)
@given(seasons())
def test_the_margins_say_exactly_which_outcomes_of_the_next_round_decide(season):
    table, scored, penalties, to_come, _ = season
    contenders = [contender(f"D{who}", sum_points((*rounds, -penalties[who]))) for who, rounds in enumerate(scored)]
    outlook = fight(*contenders, races=(1,) * to_come, table=table, driven=len(scored[0]))
    leader = next(who for who, each in enumerate(contenders) if each.person == outlook.leader)
    by_next = {}
    for first, ending in all_endings(table, scored, penalties, to_come, 0):
        by_next.setdefault(first, set()).add(ending)
        if first is not None:
            gained = [points - before.points for points, before in zip(ending, contenders, strict=True)]
            for who, chance in enumerate(outlook.chances):
                if chance.needs is not None:
                    assert (ending[who] >= ending[leader]) == (gained[who] - gained[leader] >= chance.needs)
    for first, rest in by_next.items():
        margins = [(who, chance.clinch_margin) for who, chance in enumerate(outlook.chances)]
        margins = [(who, margin) for who, margin in margins if margin is not None]
        if first is not None:
            enough = all(first[leader] - first[who] > margin for who, margin in margins)
            assert enough == all(is_champion(ending, leader) for ending in rest)
