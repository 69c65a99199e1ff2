"""The results year by year, and an event in short."""

from sitegen.site.pages.results import event_card, results_pages
from tests.payloads import line
from tests.site.pages.small_league import by_id, events_of, league_of
from tests.site.pages.weekends import JANE, JOE, links_of, race, session


def card_of(*classifications):
    (event,) = events_of(*classifications)
    return event_card(event, links_of(*classifications), by_id(*classifications))


def pages_of(*classifications):
    return list(results_pages(league_of(*classifications), links_of(*classifications)))


def test_an_event_is_shown_by_its_race():
    qualifying = session("Q", file="q", date="2024-09-03T20:00:00Z", lines=[line(1, JANE), line(2, JOE)])
    card = card_of(qualifying, race())
    assert (card.track, card.date, card.series) == ("Spa-Francorchamps", "Tue 3 Sep 2024", "The League, round 1")
    assert (card.url, card.facts) == ("sessions/main/one/", ("2 cars", "dry"))
    assert [step.crew[0].name for step in card.podium] == ["Joe Black", "Jane Smith"]
    assert [link.text for link in card.sessions] == ["Qualifying", "Race"]


def test_an_evening_without_a_race_is_shown_by_its_last_session():
    card = card_of(session("FP", meta="", lines=[line(1, JANE)]))
    assert (card.series, card.url, card.facts) == ("Practice", "sessions/main/one/", ("1 car", "dry"))


def test_the_newest_year_is_the_front_page_of_the_results():
    old, new = race(meta=""), race(file="two", date="2025-09-03T22:54:42Z", meta="")
    first, second = pages_of(old, new)
    assert [(page.url, page.year, page.title) for page in (first, second)] == [
        ("sessions/", "2025", "Results 2025"),
        ("sessions/2024/", "2024", "Results 2024"),
    ]
    assert [link.url for link in second.years] == ["sessions/", "sessions/2024/"]


def test_a_league_without_results_has_a_page_that_says_so():
    (page,) = pages_of()
    assert (page.url, page.title, page.description) == ("sessions/", "Results", "There are no results yet.")
    assert (page.years, page.events) == ((), ())
