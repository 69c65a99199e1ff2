"""What a page says of a session and of an event, and where these are."""

import datetime as dt

import pytest

from sitegen.archive.store import Archive
from sitegen.dataset.scope_makers import event_scopes, round_context
from tests.site.pages.small_league import events_of, index_of, settings_with
from tests.site.pages.weekends import championship_of, links_of, race


def test_a_round_knows_those_before_and_after_it():
    rounds = [
        race(file=f"file-{number}", date=f"2024-09-0{number}T22:54:42Z", meta=meta(number)) for number in (1, 2, 3)
    ]
    links, championship = links_of(*rounds), championship_of(*rounds)
    assert [links.round_number(event) for event in championship.events] == [1, 2, 3]
    assert [ids(round_context(event, championship)) for event in championship.events] == [
        (1, 3, None, "round-2"),
        (2, 3, "round-1", "round-3"),
        (3, 3, "round-2", None),
    ]


def meta(number):
    return f"championship:league:round-{number}"


def ids(context):
    before, after = context.before, context.after
    return context.number, context.count, before and before.event_id, after and after.event_id


def test_an_evening_without_a_championship_has_no_round(tmp_path):
    evening = race(meta="")
    (event,) = events_of(evening)
    links = links_of(evening)
    assert (links.championship_name(event.championship_id), links.round_number(event)) == (None, None)
    assert (scope_of_race(evening, tmp_path).round, links.event_url(event)) == (None, None)


def test_a_round_and_its_championship_have_pages():
    classification = race()
    links = links_of(classification)
    (event,) = events_of(classification)
    assert links.championship_name(event.championship_id) == "The League"
    assert links.championship_url(event.championship_id) == "championships/league/"
    assert links.event_url(event) == "championships/league/round-1/"


@pytest.mark.parametrize(
    ("until", "official"),
    [(None, None), ({}, set()), ({"main": dt.datetime(2024, 9, 4, tzinfo=dt.UTC)}, {"main/one"})],
)
def test_only_a_league_with_protests_knows_whether_a_result_is_official(tmp_path, until, official):
    assert scope_of_race(race(), tmp_path, until=until).official == official


def scope_of_race(classification, folder, *, until=None):
    """The scope of the only event in an archive."""
    index = index_of(classification, championships=[championship_of(classification)])
    (scope,) = event_scopes(index, Archive(folder), settings_with(), official_until=until)
    return scope
