import datetime as dt

import icalendar

from sitegen.site.data.calendar import calendar_file
from tests.league.championship.test_calendar import BERLIN, calendar, planned


def events(*rounds, url=""):
    path, body = calendar_file("calendar.ics", "Cup; 2026,\nfinal", rounds, zone=BERLIN, url_of=lambda _: url)
    assert path == "calendar.ics"
    read = icalendar.Calendar.from_ical(body)
    assert read["x-wr-calname"] == r"Cup\; 2026\,\nfinal"  # escaped, as every text of a calendar
    assert max(map(len, body.splitlines())) <= 75
    return list(read.walk("VEVENT"))


def test_a_round_with_a_time_is_in_utc_and_lasts_as_long_as_it_says():
    (event,) = events(*calendar(planned("2026-05-31", time=dt.time(20), name="Spa, the 24h; “finale”")))
    assert event["dtstart"].dt == dt.datetime(2026, 5, 31, 18, tzinfo=dt.UTC)
    assert event["dtend"].dt == dt.datetime(2026, 5, 31, 20, tzinfo=dt.UTC)
    assert (event["uid"], event["summary"]) == ("c-round-spa@sitegen", "Cup: Spa, the 24h; “finale”")
    assert event["location"] == "Circuit de Spa-Francorchamps"


def test_a_round_without_a_time_takes_the_whole_day():
    (event,) = events(*calendar(planned("2026-05-31")))
    assert (event["dtstart"].dt, event["dtend"].dt) == (dt.date(2026, 5, 31), dt.date(2026, 6, 1))


def test_a_driven_round_has_the_address_of_its_page():
    (event,) = events(*calendar(driven=[("2026-05-10", "monza")]), url="https://example.org/round/")
    assert (event["url"], event["uid"]) == ("https://example.org/round/", "c-event-e0@sitegen")
    assert event["dtend"].dt - event["dtstart"].dt == dt.timedelta(hours=2)


def test_the_same_calendar_is_the_same_bytes():
    rounds = calendar(planned("2026-05-31"), driven=[("2026-05-10", "monza")])
    first, second = (calendar_file("c.ics", "Cup", rounds, zone=BERLIN, url_of=lambda _: "") for _ in range(2))
    assert first == second
