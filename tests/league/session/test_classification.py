import pytest

from sitegen.league.session.classification import pole_of
from sitegen.league.session.models import Status
from tests.league.readings import classified
from tests.payloads import driver, lap, line, penalty, result


def numbers(classification, name):
    return [getattr(place, name) for place in classification.places]


def test_gaps_in_a_race_are_between_cars_on_the_same_lap():
    classification = classified(
        result(
            lines=[
                line(1, laps=10, total=1000),
                line(2, laps=10, total=1500),
                line(3, laps=9, total=1100),
                line(4, laps=9, total=1300),
            ]
        )
    )
    assert numbers(classification, "gap_ms") == [0, 500, None, None]
    assert numbers(classification, "interval_ms") == [None, 500, None, 200]
    assert numbers(classification, "laps_down") == [0, 0, 1, 1]


def test_a_decision_may_make_a_gap_negative_and_the_order_stays():
    classification = classified(result(lines=[line(1, laps=10, total=1500), line(2, laps=10, total=1400)]))
    assert numbers(classification, "gap_ms") == [0, -100]


def test_gaps_in_qualifying_are_between_best_laps():
    classification = classified(
        result("Q", lines=[line(1, laps=1), line(2, laps=1), line(3)], laps=[lap(1, 100_000), lap(2, 100_250)])
    )
    assert numbers(classification, "gap_ms") == [0, 250, None]
    assert numbers(classification, "interval_ms") == [None, 250, None]
    assert numbers(classification, "laps_down") == [0, 0, 0]


@pytest.mark.parametrize(
    ("laps", "status"),
    [(20, Status.CLASSIFIED), (15, Status.CLASSIFIED), (14, Status.NOT_CLASSIFIED), (0, Status.NOT_CLASSIFIED)],
)
def test_three_quarters_of_the_winners_laps_classify_a_car(laps, status):
    classification = classified(result(lines=[line(1, laps=20, total=1000), line(2, laps=laps)]))
    assert classification.places[1].status is status


def test_a_race_of_no_laps_classifies_nobody():
    assert numbers(classified(result(lines=[line(1), line(2)])), "status") == [Status.NOT_CLASSIFIED] * 2


def test_without_a_valid_lap_nobody_is_classified_in_qualifying():
    classification = classified(
        result("Q", lines=[line(1, laps=1), line(2, laps=1)], laps=[lap(1, 100_000), lap(2, 99_000, valid=False)])
    )
    assert numbers(classification, "status") == [Status.CLASSIFIED, Status.NOT_CLASSIFIED]


def test_a_disqualification_counts_in_any_session():
    classification = classified(
        result("Q", lines=[line(1)], laps=[lap(1, 100_000)], penalties=[penalty(1, "Disqualified")])
    )
    assert classification.places[0].status is Status.DISQUALIFIED


def test_of_equal_fastest_laps_the_first_that_was_driven_counts():
    classification = classified(result("Q", lines=[line(1), line(2)], laps=[lap(2, 100_000), lap(1, 100_000)]))
    assert (classification.best_lap.car_id, classification.best_lap.number, classification.best_lap.ms) == (
        2,
        1,
        100_000,
    )


def test_laps_led_are_laps_first_across_the_line():
    payload = result(
        lines=[line(1, laps=2, total=300), line(2, laps=2, total=301)],
        laps=[lap(2, 1), lap(1, 1), lap(1, 1), lap(2, 1)],
    )
    assert numbers(classified(payload), "laps_led") == [1, 1]
    assert numbers(
        classified(payload | {"sessionType": "FP", "sessionResult": payload["sessionResult"] | {"type": 0}}), "laps_led"
    ) == [None, None]


def test_the_class_is_the_one_of_the_standings_then_the_one_of_the_model():
    lines = [
        line(1, driver("A A", "S76561190000000001"), model=32),
        line(2, model=61),
        line(3, model=99),
        line(4, model=32),
    ]
    classification = classified(result(lines=lines), classes_of_driver={"S76561190000000001": ("Pro",)})
    assert numbers(classification, "car_class") == ["Pro", "GT4", None, "GT3"]
    assert numbers(classification, "class_position") == [1, 1, None, 1]


def test_the_grid_is_the_better_place_of_any_driver_of_the_car():
    crew = [driver("A A", "S76561190000000001"), driver("B B", "S76561190000000002")]
    classification = classified(
        result(lines=[line(1, *crew), line(5)]), grid={"S76561190000000001": 7, "S76561190000000002": 3}
    )
    assert numbers(classification, "grid") == [3, None]
    assert numbers(classification, "gained") == [2, None]


def test_penalties_stand_with_their_car():
    classification = classified(
        result(
            lines=[line(1), line(2)],
            penalties=[penalty(2, "DriveThrough", lap=4)],
            post_race=[penalty(2, "PostRaceTime", value=10)],
        )
    )
    assert [[penalty.penalty for penalty in place.penalties] for place in classification.places] == [
        [],
        ["DriveThrough", "PostRaceTime"],
    ]


def test_a_session_without_cars_is_a_session():
    classification = classified(result("FP"))
    assert (classification.places, classification.best_lap, classification.best_sectors) == (
        (),
        None,
        (None, None, None),
    )


def test_pole_is_the_first_of_a_qualifying_with_a_time():
    lines = [line(1, driver("Ann One")), line(2, driver("Bob Two", "S76561190000000012"))]
    timed = classified(result("Q", lines=lines, laps=[lap(1, 100_000), lap(2, 101_000)]))
    assert pole_of(timed).entry.drivers[0].name == "Ann One"
    nobody = [None, classified(result("Q")), classified(result("Q", lines=lines))]
    assert [pole_of(qualifying) for qualifying in nobody] == [None, None, None]
