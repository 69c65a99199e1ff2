from sitegen.league.championship.models import RoundScore, Standings, StandingsRow, TeamRow
from sitegen.league.game.people import Person

ANN, BOB = Person("ann", "Ann", "One", ""), Person("bob", "Bob", "Two", "")


def row(driver, *, team=None, rounds=()):
    return StandingsRow(1, False, driver, None, team, 0, 0, 0, None, tuple(rounds))


def test_the_rows_of_a_driver_stand_by_class_and_rows_of_nobody_are_left_out():
    pro, amateur = row(ANN), row(ANN)
    standings = Standings(drivers={"Pro": (pro, row(None)), "Am": (amateur,)})
    assert standings.rows_of_driver == {"ann": {"Pro": pro, "Am": amateur}}


def test_a_team_is_named_once_whether_it_has_a_row_or_a_driver():
    standings = Standings(
        drivers={"": (row(ANN, team="Reds"), row(BOB, team="Blues"), row(None))},
        teams={"": (TeamRow(1, False, "Blues", 0, 0), TeamRow(1, False, "Greens", 0, 0))},
    )
    assert standings.team_names == ("Blues", "Greens", "Reds")


def test_an_event_of_which_only_drops_are_known_has_no_points():
    rounds = [RoundScore("e0", 10, dropped=False), RoundScore("e1", None, dropped=True)]
    assert Standings(drivers={"": (row(ANN, rounds=rounds),)}).events_with_points == {"e0"}


def test_a_championship_without_classes_has_no_classes_of_drivers():
    assert Standings(drivers={"": (row(ANN),)}).classes_of_driver == {}
    assert Standings(drivers={"": (row(ANN),), "Am": (row(ANN),)}).classes_of_driver == {"ann": ("Am",)}
