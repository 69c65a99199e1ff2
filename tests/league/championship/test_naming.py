import pytest

from sitegen.league.championship.naming import championship_name
from sitegen.league.session.events import group_events
from tests.league.readings import parsed
from tests.payloads import result


def events(*sessions):
    return group_events(
        [
            parsed(result(serverName=name, Date=date, metaData=f"championship:c:{number}"), file=f"f{number}")
            for number, (name, date) in enumerate(sessions)
        ]
    )


@pytest.mark.parametrize(
    ("server_name", "expected"),
    [
        (
            "#TAG | Division 1 | Season 12 | GT3 Team Championship | example.com | #M1 | cBOP",
            "Division 1 · Season 12 · GT3 Team Championship",
        ),
        ("#TAG | S11: Multiclass Mayhem  | Example.com | #M5", "S11: Multiclass Mayhem"),
        ("My League | Main Server #3", "My League"),
        ("Sunday Cup", "Sunday Cup"),
    ],
)
def test_a_championship_is_called_what_its_server_is_called_without_tags_and_addresses(server_name, expected):
    assert championship_name(events((server_name, "2024-09-03T22:00:00Z"))) == expected


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["2024-09-03T22:00:00Z"], "Spa-Francorchamps Sep 2024"),
        (["2024-09-03T22:00:00Z", "2024-09-10T22:00:00Z"], "Championship Sep 2024"),
        (["2024-09-03T22:00:00Z", "2024-10-10T22:00:00Z"], "Championship Sep–Oct 2024"),
        (["2024-12-03T22:00:00Z", "2025-02-10T22:00:00Z"], "Championship Dec 2024–Feb 2025"),
    ],
)
def test_without_a_usable_name_it_is_called_after_when_it_was_held(dates, expected):
    assert championship_name(events(*(("#TAG | example.com", date) for date in dates))) == expected
