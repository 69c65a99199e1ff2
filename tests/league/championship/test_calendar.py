import datetime as dt
from zoneinfo import ZoneInfo

from sitegen.league.championship.calendar import PlannedRound, calendar_of
from sitegen.league.championship.models import Championship, Standings
from sitegen.league.game.reference import track_named
from sitegen.league.session.events import group_events
from tests.league.readings import parsed
from tests.payloads import line, result

BERLIN = ZoneInfo("Europe/Berlin")


def planned(date, track="spa", *, time=None, name="", races=1):
    return PlannedRound(dt.date.fromisoformat(date), time, track_named(track), name, None, 60, races)


def calendar(*rounds, driven=()):
    """Driven rounds are (date, track)."""
    events = group_events(
        parsed(
            result(
                lines=[line(1)],
                metaData=f"championship:c:e{number}",
                trackName=track,
                Date=f"{date}T21:00:00Z",
                SessionFile=f"{number}_R",
            )
        )
        for number, (date, track) in enumerate(driven)
    )
    return calendar_of(Championship("c", "Cup", tuple(events), Standings()), rounds, zone=BERLIN)


def listed(rounds):
    """Number, day, track and whether it was driven."""
    return [(each.number, each.day.isoformat(), each.track.name, each.event is not None) for each in rounds]


def test_driven_rounds_come_before_those_to_come():
    rounds = calendar(planned("2026-06-14", "suzuka"), planned("2026-05-31"), driven=[("2026-05-10", "monza")])
    assert listed(rounds) == [
        (1, "2026-05-10", "Monza", True),
        (2, "2026-05-31", "Spa-Francorchamps", False),
        (3, "2026-06-14", "Suzuka", False),
    ]


def test_a_planned_round_that_was_driven_a_day_later_is_one_round_and_keeps_its_uid():
    plan = planned("2026-05-31", name="The big one")
    (before,) = calendar(plan)
    (after,) = calendar(plan, driven=[("2026-06-01", "spa")])
    assert (before.uid, after.uid, after.name, after.event is not None) == (
        "c-round-spa",
        "c-round-spa",
        "The big one",
        True,
    )


def test_a_round_keeps_its_uid_when_it_moves_to_another_day():
    assert calendar(planned("2026-05-31"))[0].uid == calendar(planned("2026-06-07"))[0].uid


def test_two_rounds_on_one_track_have_two_uids():
    first, second = calendar(planned("2026-05-31"), planned("2026-08-31"))
    assert (first.uid, second.uid) == ("c-round-spa", "c-round-spa-2")


def test_a_round_that_nobody_drove_before_the_last_event_is_left_out():
    rounds = calendar(planned("2026-04-01", "suzuka"), driven=[("2026-05-10", "monza")])
    assert listed(rounds) == [(1, "2026-05-10", "Monza", True)]


def test_a_round_starts_on_the_leagues_clock():
    (evening,) = calendar(planned("2026-05-31", time=dt.time(20)))
    assert evening.planned.start(BERLIN).isoformat() == "2026-05-31T20:00:00+02:00"
    assert planned("2026-05-31").start(BERLIN) is None


def test_a_track_is_known_by_id_and_by_name_and_another_keeps_its_own():
    names = [track_named(text).name for text in ("spa", "Spa-Francorchamps", "brands hatch", "Circuit of the Americas")]
    assert names == ["Spa-Francorchamps", "Spa-Francorchamps", "Brands Hatch", "COTA"]
    assert track_named("Our Karting Hall").name == "Our Karting Hall"
