"""The home page, from small made-up weekends."""

from sitegen.site.pages.home import home_page
from tests.payloads import line
from tests.site.pages.small_league import content_of, league_of
from tests.site.pages.weekends import JANE, links_of, race, session


def home_of(*classifications):
    by_date = sorted(classifications, key=lambda classification: classification.session.date)
    return home_page(content_of(league_of(*by_date)), links_of(*classifications))


PRACTICE = session("FP", file="two", date="2024-10-03T22:54:42Z", meta="", lines=[line(1, JANE)])


def test_practice_is_on_the_home_page_only_as_long_as_nobody_raced():
    assert [card.series for card in home_of(PRACTICE).latest] == ["Practice"]
    assert [card.series for card in home_of(PRACTICE, race()).latest] == ["The League, round 1"]


def test_the_podium_on_top_is_that_of_the_newest_event():
    band = home_of(race()).band
    assert band.podium_of.text == "Spa-Francorchamps, Tue 3 Sep 2024"
    assert [step.crew[0].name for step in band.podium] == ["Joe Black", "Jane Smith"]


def test_a_league_without_events_has_a_home_page_too():
    page = home_of()
    assert (page.latest, page.band.podium, page.band.podium_of) == ((), (), None)
