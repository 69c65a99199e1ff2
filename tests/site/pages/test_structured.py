"""What pages say of themselves in the words of schema.org."""

import json
import re

from tests.sites import built


def about(folder, address):
    html = (folder / "public" / address / "index.html").read_text(encoding="utf-8")
    match = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)
    return json.loads(match[1]) if match else None


def test_a_session_and_its_laps_are_one_event(demo_once):
    for address in ("", "laps/", "laps/all/"):
        event = about(demo_once, f"sessions/main/260517_200331_R/{address}")
        assert event == {
            "@context": "https://schema.org",
            "@type": "SportsEvent",
            "name": "Race, Suzuka – Lighthouse Cup 2026",
            "sport": "Sim racing",
            "location": {
                "@type": "Place",
                "name": "Suzuka Circuit",
                "address": {"@type": "PostalAddress", "addressCountry": "JP"},
            },
            "startDate": "2026-05-17",
            "endDate": "2026-05-17T20:03:31+01:00",
        }


def test_a_championship_has_its_rounds_driven_and_to_come(demo_once):
    season = about(demo_once, "championships/lighthouse-cup-2026")
    assert (season["@type"], season["name"]) == ("SportsEvent", "Lighthouse Cup 2026")
    assert [(event["startDate"], "endDate" in event) for event in season["subEvent"]][-3:] == [
        ("2026-05-17", True),
        ("2026-05-31T20:00:00+02:00", False),
        ("2026-06-14T20:00:00+02:00", False),
    ]
    assert season["subEvent"][-1]["name"] == "Finale at Suzuka – Lighthouse Cup 2026"


def test_the_calendar_announces_rounds_to_come_and_nothing_without_one(demo_once, league):
    assert [event["startDate"][:10] for event in about(demo_once, "calendar")["@graph"]] == ["2026-05-31", "2026-06-14"]
    toml = league / "sitegen.toml"
    toml.write_text(toml.read_text().partition("[[championship.round]]")[0])
    built(league)
    assert about(league, "calendar") is None


def test_the_home_page_and_those_of_drivers_teams_and_tracks_say_what_they_are_of(demo_once):
    addresses = ("", "drivers/alex-weber", "teams/night-owls", "tracks/suzuka")
    site, driver, team, track = (about(demo_once, address) for address in addresses)
    assert (site["@type"], driver["mainEntity"]) == ("WebSite", {"@type": "Person", "name": "Alex Weber"})
    assert (team["@type"], track["@type"], track["name"]) == ("SportsTeam", "Place", "Suzuka Circuit")


def test_a_hostile_name_stays_within_its_script(league):
    toml = league / "sitegen.toml"
    toml.write_text(toml.read_text().replace('name = "Finale at Suzuka"', 'name = "</script><script>alert(1)//"', 1))
    built(league)
    assert about(league, "calendar")["@graph"][1]["name"].startswith("</script><script>alert(1)//")
