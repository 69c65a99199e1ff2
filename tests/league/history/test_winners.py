import itertools

from sitegen.league.history.careers import appearances_of
from sitegen.league.history.winners import car_histories, race_records, winners_by_track
from tests.league.readings import classified
from tests.payloads import driver, line, penalty, result

FILES = (f"file-{number}" for number in itertools.count())

JANE, BOB = driver("Jane X", "S76561190000000011"), driver("Bob X", "S76561190000000012")


def race(*lines, track="spa", session_type="R", grid=None, **more):
    payload = result(session_type, lines=list(lines), trackName=track, SessionFile=next(FILES), **more)
    return classified(payload, grid=grid or {})


def won(*races):
    """Track → the cars that won: overall, and in every class."""
    return {
        track: [
            (race.winner and race.winner.car_id, [place.car_id for place in race.class_winners]) for race in by_race
        ]
        for track, by_race in winners_by_track(races).items()
    }


def test_winners_stand_by_track_overall_and_in_class():
    first = race(line(1, laps=9), line(2, laps=9), line(3, laps=9, model=61))
    assert won(first, race(line(5, laps=9), track="monza"), race(line(4, laps=9))) == {
        "spa": [(1, [1, 3]), (4, [4])],
        "monza": [(5, [5])],
    }


def test_only_races_are_won():
    assert won(race(line(1, laps=9), session_type="Q")) == {}


def test_a_disqualified_car_leaves_its_place_to_nobody():
    disqualified = [penalty(1, "Disqualified")]
    two_classes = race(line(1, laps=9), line(2, laps=9), line(3, laps=9, model=61), penalties=disqualified)
    assert won(two_classes) == {"spa": [(None, [3])]}
    assert won(race(line(1, laps=9), line(2, laps=9), penalties=disqualified)) == {}


def histories(*sessions):
    appearances = [
        appearance
        for session in sessions
        for appearance in appearances_of(session, is_pole=not session.session.is_race)
    ]
    return car_histories(appearances, {appearance.person.key: appearance.person for appearance in appearances})


def test_a_car_model_counts_every_car_of_it_and_a_crew_once():
    cars = histories(
        race(line(1, JANE), session_type="Q"),
        race(line(1, JANE, BOB, laps=9), line(2, laps=9), line(3, laps=1)),
        race(line(1, laps=9, model=61), line(2, JANE, laps=9), line(3, laps=0)),
    )
    ferrari = next(history for history in cars if history.car.id == 32)
    assert (ferrari.starts, ferrari.wins, ferrari.class_wins, ferrari.podiums, ferrari.poles) == (4, 1, 2, 3, 1)


def test_a_car_model_knows_where_it_won_and_who_drove_it_most():
    (ferrari,) = histories(
        race(line(1, BOB, laps=9)),
        race(line(1, BOB, laps=9), line(2, JANE, laps=9), line(3, JANE, laps=9), track="monza"),
        race(line(1, BOB, laps=9), line(2, JANE, laps=9), track="monza"),
    )
    assert [(track.id, wins) for track, wins in ferrari.won_at] == [("monza", 2), ("spa", 1)]
    assert [(person.first, races) for person, races in ferrari.drivers] == [("Bob", 3), ("Jane", 2)]


def test_a_car_model_that_only_practised_has_no_starts():
    (unused,) = car_histories(appearances_of(race(line(1), session_type="FP"), is_pole=False), {})
    assert (unused.starts, unused.drivers, unused.won_at) == (0, (), ())


def records(*races, top=10):
    return race_records(races, top=top)


def rows(table):
    return [(row.position, row.place.car_id, row.value) for row in table]


def finish(gap_ms, *, laps=9, **more):
    return race(line(1, laps=9, total=900_000), line(2, laps=laps, total=900_000 + gap_ms), **more)


def test_the_closest_finishes_come_first():
    assert rows(records(finish(500), finish(20), finish(500)).closest_finishes) == [
        (1, 2, 20),
        (2, 2, 500),
        (2, 2, 500),
    ]


def test_a_car_on_another_lap_or_ahead_by_decision_makes_no_close_finish():
    assert rows(records(finish(1, laps=8), finish(-1)).closest_finishes) == []


def test_the_margin_is_to_the_next_classified_car():
    out = [penalty(2, "Disqualified")]
    third = line(1, laps=9, total=100), line(2, laps=9, total=101), line(3, laps=9, total=150)
    assert rows(records(race(*third, penalties=out)).closest_finishes) == [(1, 3, 50)]
    assert rows(records(finish(1, penalties=out)).closest_finishes) == []
    assert rows(records(finish(1, penalties=[penalty(1, "Disqualified")])).closest_finishes) == []


def test_climbs_are_places_gained_by_classified_cars():
    grid = {JANE["playerId"]: 8, BOB["playerId"]: 3}
    climbed = race(line(1, BOB, laps=9), line(2, JANE, laps=9), grid=grid)
    retired = race(line(1, laps=9), line(2, JANE, laps=1), grid=grid)
    lost = race(line(1, laps=9), line(2, laps=9), line(3, laps=9), line(4, BOB, laps=9), grid=grid)
    ranked = records(climbed, retired, lost)
    assert rows(ranked.biggest_climbs) == [(1, 2, 6), (2, 1, 2)]
    assert rows(ranked.wins_from_furthest) == [(1, 1, 3)]


def test_a_win_from_first_is_from_nowhere_far():
    assert rows(records(race(line(1, JANE, laps=9), grid={JANE["playerId"]: 1})).wins_from_furthest) == []


def test_the_longest_races_are_told_by_laps_and_by_time():
    ranked = records(race(line(1, laps=50, total=100)), race(line(2, laps=9, total=900)), race(line(3, laps=5)))
    assert rows(ranked.longest_by_laps) == [(1, 1, 50), (2, 2, 9), (3, 3, 5)]
    assert rows(ranked.longest_by_time) == [(1, 2, 900), (2, 1, 100)]


def test_a_list_ends_after_the_last_place_asked_for_with_all_who_share_it():
    ranked = records(*(race(line(car_id, laps=laps)) for car_id, laps in enumerate((9, 8, 8, 7))), top=2)
    assert rows(ranked.longest_by_laps) == [(1, 0, 9), (2, 1, 8), (2, 2, 8)]


def test_other_sessions_are_no_races():
    assert rows(records(race(line(1, laps=50), session_type="FP")).longest_by_laps) == []
