"""What is left of an event once its laps are gone, and the race told on the way."""

import msgspec

from sitegen.dataset.sessions import ComputedEvent
from sitegen.league.race.story import race_story
from sitegen.site.summaries import race_report, summaries_of
from tests.payloads import line
from tests.site.pages.small_league import ANN, BOB, computed, links_of, race, scope_of, settings_with
from tests.site.pages.weekends import JANE, JOE, session
from tests.site.pages.weekends import links_of as links_in_london

RACE = race(ANN, BOB)


def told(classification):
    """A session as its event computes it, with its story."""
    return msgspec.structs.replace(computed(classification), story=race_story(classification, pole=None))


def test_every_session_of_an_event_has_a_summary_and_only_a_race_a_report():
    practice = race(ANN, BOB, session_type="FP")
    event = ComputedEvent(scope_of(practice, RACE), (told(practice), told(RACE)))
    first, second = summaries_of(event).values()
    assert (first.session_id, second.session_id) == (practice.session.id, RACE.session.id)
    assert first.report == ()
    assert second.report[0].startswith("After 3 laps at Spa-Francorchamps, Ann One won by 0.003 seconds from Bob Two.")


def test_a_report_names_everybody_as_the_site_shows_them():
    (paragraph, *_) = race_report(told(RACE), links_of(RACE, hidden=["bob"]))
    assert ("Ann One" in paragraph, "Bob" in paragraph, "Hidden driver" in paragraph) == (True, False, True)


def test_the_summary_of_an_event_is_written_with_the_names_of_its_scope():
    scope = msgspec.structs.replace(scope_of(RACE), settings=settings_with(hidden=["ann"], initials=True))
    (summary,) = summaries_of(ComputedEvent(scope, (told(RACE),))).values()
    assert "Hidden driver won" in summary.report[0]
    assert "B. Two" in summary.report[0]


def test_a_crew_is_called_by_its_surnames():
    crews = session(lines=[line(1, JANE, JOE, laps=3, total=300_000), line(2, laps=3, total=301_000)])
    (paragraph, *_) = race_report(told(crews), links_in_london(crews))
    assert "Smith / Black won" in paragraph
    assert "Jane" not in paragraph


def test_a_session_without_a_story_has_no_report():
    assert race_report(computed(RACE), links_of(RACE)) == ()
