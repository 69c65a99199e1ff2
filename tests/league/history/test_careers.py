import itertools

import pytest

from sitegen.league.game.people import Person
from sitegen.league.history.careers import appearances_of, median_gap_to_class_best
from sitegen.league.history.careers import careers as careers_of
from tests.league.readings import classified
from tests.payloads import driver, lap, line, penalty, result

FILES = (f"file-{number}" for number in itertools.count())

JANE, BOB = "S76561190000000011", "S76561190000000012"


def race(*lines, laps=(), is_pole=False, session_type="R", **more):
    payload = result(session_type, lines=list(lines), laps=list(laps), SessionFile=next(FILES), **more)
    return list(appearances_of(classified(payload), is_pole=is_pole))


def careers(appearances):
    people = {appearance.person.key: appearance.person for appearance in appearances}
    return careers_of(people.values(), appearances)


def jane(car_id=1, name="Jane Smith", **more):
    return line(car_id, driver(name, JANE), **({"laps": 10, "total": 1000 + car_id} | more))


def bob(car_id=2, **more):
    return line(car_id, driver("Bob Two", BOB), **({"laps": 10, "total": 1000 + car_id} | more))


def test_wins_podiums_and_starts_are_counted():
    career = careers(race(jane(), bob()) + race(bob(1), jane(2)))[JANE]
    assert (career.starts, career.wins, career.podiums, career.best_finish) == (2, 1, 2, 1)


def test_a_race_without_a_lap_is_no_start():
    assert careers(race(bob(1), jane(2, laps=0)))[JANE].starts == 0


def test_a_car_that_is_not_classified_has_no_podium():
    career = careers(race(bob(1), jane(2), penalties=[penalty(2, "Disqualified")]))[JANE]
    assert (career.starts, career.podiums, career.best_finishes) == (1, 0, ())


def test_a_pole_counts_when_a_race_started_from_it():
    qualifying = race(jane(), bob(), session_type="Q", is_pole=True)
    assert (careers(qualifying)[JANE].poles, careers(qualifying)[BOB].poles) == (1, 0)


def test_the_fastest_lap_belongs_to_who_drove_it():
    crew = line(1, driver("Jane Smith", JANE), driver("Bob Two", BOB), laps=2, total=200)
    by_person = careers(race(crew, laps=[lap(1, 101_000), lap(1, 100_000, driver_index=1)]))
    assert (by_person[JANE].fastest_laps, by_person[BOB].fastest_laps) == (0, 1)


def test_a_driver_of_several_names_is_one_person():
    by_person = careers(race(jane(name="Jane Smith")) + race(jane(name="Jane Jones")) + race(jane(name="Jane Smith")))
    assert [person.name for person in by_person[JANE].known_as] == ["Jane Smith", "Jane Jones"]
    assert by_person[JANE].person == Person(JANE, "Jane", "Smith", "JSM")


def test_class_wins_are_counted_apart():
    career = careers(race(bob(1, model=32), jane(2, model=61)))[JANE]
    assert (career.wins, career.class_wins, career.podiums, career.class_podiums) == (0, 1, 1, 1)


def test_somebody_who_is_only_in_the_standings_has_an_empty_career():
    career = careers_of([Person(JANE, "Jane", "Smith", "")], [])[JANE]
    assert (career.starts, career.appearances, career.known_as, career.best_finish) == (0, (), (), None)


def test_seasons_are_championships_and_outside_of_them_years():
    cup = race(jane(), metaData="championship:cup:e1", Date="2024-03-01T20:00:00Z")
    alone = race(jane(), Date="2024-05-01T20:00:00Z") + race(jane(), Date="2025-05-01T20:00:00Z")
    seasons = careers(cup + alone)[JANE].seasons
    assert [(season.championship_id, season.year, season.career.starts) for season in seasons] == [
        (None, 2025, 1),
        (None, 2024, 1),
        ("cup", None, 1),
    ]


def test_the_gap_to_the_best_of_the_class_is_the_median_as_a_share():
    laps = [[lap(1, 100_000), lap(2, 100_000 + behind)] for behind in (1_000, 2_000, 9_000)]
    appearances = [each for driven in laps for each in race(bob(1), jane(2), laps=driven)]
    assert median_gap_to_class_best(each for each in appearances if each.person.key == JANE) == pytest.approx(0.02)
    assert median_gap_to_class_best(race(jane())) is None
