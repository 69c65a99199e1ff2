"""The calendar, from rounds that were driven and rounds to come."""

import datetime as dt

import msgspec

from sitegen.league.championship.calendar import CalendarRound, PlannedRound
from sitegen.league.game.reference import track_with_id
from sitegen.site.pages.base import Link
from sitegen.site.pages.calendar import calendar_page, rounds_to_come
from tests.site.pages.small_league import league_of
from tests.site.pages.weekends import championship_of, links_of, race

SPA = track_with_id("spa")
RACE = race()
CHAMPIONSHIP = championship_of(RACE)
PLANNED = PlannedRound(dt.date(2024, 9, 17), dt.time(20), SPA, "The Finale", 30, 60, 2)
TO_COME = CalendarRound(CHAMPIONSHIP, "to-come", 2, PLANNED, None, PLANNED.date)
DRIVEN = CalendarRound(CHAMPIONSHIP, "driven", 1, None, CHAMPIONSHIP.events[0], dt.date(2024, 9, 3))


def page_of(*rounds):
    league = msgspec.structs.replace(league_of(RACE), calendars={"cup": rounds})
    return calendar_page(league, links_of(RACE))


def on(day, time=None):
    planned = msgspec.structs.replace(PLANNED, time=time)
    return CalendarRound(CHAMPIONSHIP, f"{day}-{time}", 2, planned, None, dt.date(2024, 10, day))


def test_a_round_to_come_says_when_and_how_long():
    (line,) = page_of(TO_COME, DRIVEN).coming
    assert (line.day, line.time, line.instant) == ("Tue 17 Sep 2024", "20:00 BST", "2024-09-17T20:00+01:00")
    assert (line.name, line.track, line.length) == ("The Finale", SPA.full_name, "2 races, 30 laps, 60 min")
    assert (line.url, line.winners) == ("", ())


def test_a_round_that_was_driven_has_a_page_and_a_winner():
    (line,) = page_of(TO_COME, DRIVEN).past
    assert (line.day, line.time, line.url) == ("Tue 3 Sep 2024", "", "championships/league/round-1/")
    assert [step.crew[0].name for step in line.winners] == ["Joe Black"]


def test_a_round_with_the_name_of_its_track_says_it_once():
    (line,) = page_of(DRIVEN).past
    named = msgspec.structs.replace(TO_COME, planned=msgspec.structs.replace(PLANNED, name=SPA.full_name))
    (other,) = page_of(named).coming
    assert (other.name, other.track) == (SPA.full_name, "")
    assert line.name == SPA.name


def test_the_next_round_comes_first_and_one_without_a_time_before_those_of_its_day():
    rounds = [on(2), on(1, dt.time(20)), on(1)]
    assert [calendar_round.uid for calendar_round in rounds_to_come([*rounds, DRIVEN])] == [
        "1-None",
        "1-20:00:00",
        "2-None",
    ]


def test_only_championships_with_rounds_to_come_have_a_calendar_file():
    everything = Link("All championships", "calendar.ics")
    assert page_of(DRIVEN).files == (everything,)
    assert page_of(TO_COME).files == (everything, Link("The League", "championships/league/calendar.ics"))
