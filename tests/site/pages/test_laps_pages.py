"""The pages of a session's laps, from small made-up weekends."""

from sitegen.site.pages.session import laps as laps_module
from sitegen.site.pages.session.laps import laps_pages
from sitegen.site.pages.session.side_by_side import MOST_CARS, side_pages
from tests.payloads import lap, line, penalty, unfinished_lap
from tests.site.pages.small_league import event_of
from tests.site.pages.weekends import JANE, JOE, links_of, race, scope_in, session


def notes_of(classification):
    (page,) = laps_pages(event_of(classification, scope_in(classification)), links_of(classification))
    return [[row.note for row in car.rows] for car in page.cars]


def test_notes_of_a_lap_say_what_happened_on_it():
    slow_in, slow_out = [30_000, 30_000, 36_000], [60_000, 30_000, 30_000]
    usual = [lap(1, 90_000) for _ in range(3)]
    laps = [*usual, lap(1, 96_000, splits=slow_in), lap(1, 120_000, splits=slow_out), lap(1, 90_000, valid=False)]
    classification = session(
        lines=[line(1, laps=7, total=576_000)],
        laps=[*laps, unfinished_lap(1)],
        penalties=[penalty(1, "DriveThrough", lap=2)],
    )
    assert notes_of(classification) == [
        ["", "drive-through, cutting", "", "likely pit stop", "out lap", "invalid", "not finished"]
    ]


def test_all_cars_stand_side_by_side_a_row_per_lap():
    classification = race()
    (page,) = side_pages(event_of(classification, scope_in(classification)), links_of(classification))
    assert [(head.label, head.sign.short) for head in page.heads] == [("1", "2 JOE"), ("2", "1 JSM")]
    assert [[(cell.text, cell.kind) for cell in row.cells] for row in page.rows] == [
        [("1:40.500", ""), ("1:40.000", "pb")],
        [("1:39.000", "sb"), ("1:40.500", "")],
        [("1:39.000", ""), ("1:41.000", "")],
    ]


def test_a_lap_that_a_car_did_not_drive_is_empty_and_one_that_does_not_count_is_marked():
    laps = [lap(1, 100_000), lap(2, 100_000), lap(1, 90_000, valid=False)]
    classification = session("FP", lines=[line(1), line(2), line(3)], laps=laps)
    (page,) = side_pages(event_of(classification, scope_in(classification)), links_of(classification))
    assert [[(cell.text, cell.kind) for cell in row.cells] for row in page.rows] == [
        [("1:40.000", "sb"), ("1:40.000", "pb")],
        [("1:30.000", "inv"), ("", "")],
    ]


def test_more_cars_than_fit_on_paper_are_split():
    cars = range(1, MOST_CARS + 3)
    classification = session("FP", lines=[line(car) for car in cars], laps=[lap(car, 100_000) for car in cars])
    first, second = side_pages(event_of(classification, scope_in(classification)), links_of(classification))
    assert (len(first.heads), len(second.heads)) == (MOST_CARS, 2)
    assert [(tab.text, tab.current) for tab in second.parts] == [("P1–P45", False), ("P46–P47", True)]
    assert second.url == f"{first.url}2/"


def test_a_session_without_laps_has_an_empty_page():
    classification = session("FP", lines=[line(1)])
    (page,) = side_pages(event_of(classification, scope_in(classification)), links_of(classification))
    assert (page.heads, page.rows) == ((), ())


def test_a_session_with_too_many_laps_is_split_between_cars(monkeypatch):
    monkeypatch.setattr(laps_module, "MOST_LAPS", 3)
    classification = race()
    first, second = laps_pages(event_of(classification, scope_in(classification)), links_of(classification))
    assert [[car.label for car in page.cars] for page in (first, second)] == [["1"], ["2"]]
    assert [(tab.text, tab.current) for tab in first.parts] == [("P1–P1", True), ("P2–P2", False)]


def test_a_lap_says_who_drove_where_drivers_swapped():
    laps = [lap(1, 100_000), lap(1, 99_000, driver_index=1)]
    classification = session("Q", lines=[line(1, JANE, JOE)], laps=laps)
    (page,) = laps_pages(event_of(classification, scope_in(classification)), links_of(classification))
    assert [(row.driver, row.delta_ms, row.mark) for row in page.cars[0].rows] == [
        ("Smith", 1_000, ""),
        ("Black", 0, "sb"),
    ]


def test_best_sectors_of_the_session_and_of_the_car_are_marked():
    laps = [lap(1, 90_000, splits=[30_000, 30_000, 30_000]), lap(2, 91_000, splits=[31_000, 29_000, 31_000])]
    classification = session("Q", lines=[line(1, JANE), line(2, JOE)], laps=laps)
    (page,) = laps_pages(event_of(classification, scope_in(classification)), links_of(classification))
    assert [car.rows[0].sector_marks for car in page.cars] == [("sb", "pb", "sb"), ("pb", "sb", "pb")]
