import msgspec

from sitegen.dataset.sessions import SessionSummary, summarize
from tests.dataset.leagues import ANN, BOB


def test_a_race_starts_from_the_qualifying_of_its_event(league):
    event, other = league.events()
    qualifying, race = event.sessions
    assert [place.grid for place in race.classification.places] == [2, 1]
    assert (qualifying.gave_grid, race.gave_grid) == (True, False)
    assert race.qualifying.session.id == qualifying.session.id
    assert race.pole.entry.drivers[0].last == "Bell"
    assert other.sessions[0].qualifying is None


def test_a_race_has_a_story_and_a_qualifying_has_none(league):
    qualifying, race = league.events()[0].sessions
    assert qualifying.story is None
    assert race.story.winner.entry.drivers[0].last == "Arbor"


def test_a_summary_is_what_was_computed_without_its_laps(league):
    race = league.events()[0].sessions[1]
    head = race.session
    summary = summarize(race, report=("Told.",))
    assert summary.classification(head) == msgspec.structs.replace(race.classification, laps=())
    assert (summary.report, summary.qualifying_id) == (("Told.",), "main/260101_200000_Q")


def test_a_summary_is_the_same_when_it_was_kept(league):
    for session in league.events()[0].sessions:
        summary = summarize(session, report=())
        packed = msgspec.msgpack.encode(summary)
        assert msgspec.msgpack.decode(packed, type=SessionSummary) == summary


def test_everybodys_best_lap_and_distance_come_back_with_their_session(league):
    race = league.events()[0].sessions[1]
    summary, head = summarize(race, report=()), race.session
    assert [(best.person.last, best.ms, best.session.id) for best in summary.personal_bests(head)] == [
        ("Arbor", 101_000, head.id),
        ("Bell", 102_000, head.id),
    ]
    assert [(driven.person.last, driven.laps, driven.laps_led) for driven in summary.laps_driven(head)] == [
        ("Arbor", 3, 3),
        ("Bell", 3, 0),
    ]


def test_who_holds_the_fastest_lap_is_known_by_class_when_the_laps_are_gone(league):
    race = league.events()[0].sessions[1]
    holders = summarize(race, report=()).fastest_laps
    assert holders[""] == {ANN["playerId"]}
    assert BOB["playerId"] not in set().union(*holders.values())
