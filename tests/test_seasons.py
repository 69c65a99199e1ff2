"""Championships of the demo's season, as their pages and data show them."""

import json

import icalendar

from tests.sites import built, data, pages

CUP = "championships/lighthouse-cup-2026/"


def championship(league):
    (entry,) = data(league, "index.json")["championships"]
    return data(league, entry["data"].removeprefix("data/"))


def reconfigure(league, before, after):
    toml = league / "sitegen.toml"
    text = toml.read_text(encoding="utf-8")
    assert before in text
    toml.write_text(text.replace(before, after), encoding="utf-8")


def test_the_configured_points_give_what_the_server_says(league):
    built(league)
    found = championship(league)
    assert found["differences"] == []
    assert all(line["points"][-1] is not None for line in found["progression"]["GT3"][:5])


def test_a_made_up_disagreement_is_a_note_and_the_servers_points_stay(league):
    (path,) = (league / "archive" / "main" / "standings").rglob("*.json")
    standings = json.loads(path.read_bytes().decode("utf-8-sig"))
    row = standings["DriverStandings"]["GT3"][0]
    row["Points"] += 7
    path.write_text(json.dumps(standings), encoding="utf-8")
    built(league)
    (difference,) = championship(league)["differences"]
    assert difference["server"] - difference["computed"] == 7
    page = pages(league / "public")[CUP]
    assert f"the server’s points are {row['Points']}, the configured points give {row['Points'] - 7}" in page.text
    assert championship(league)["drivers"]["GT3"][0]["points"] == row["Points"]


def test_any_past_state_can_be_opened(league):
    built(league)
    found = pages(league / "public")
    assert [f"{CUP}after/{number}/" in found for number in (1, 6, 7)] == [True, True, False]
    progress = championship(league)["progression"]["GT3"]
    leader = next(line["driver"]["name"] for line in progress if line["places"][2] == 1)
    assert found[f"{CUP}after/3/"].text.split("Pts")[1].split("=")[0].split() != []
    assert leader.split()[-1] in found[f"{CUP}after/3/"].text.split("drivers’ standings")[1][:400]


def test_a_points_cell_shows_its_arithmetic(league):
    built(league)
    html = (league / "public" / CUP / "index.html").read_text(encoding="utf-8")
    assert 'title="P1 25 = 25"' in html
    assert 'data-sum="P1 25 + P2 18 = 43"' in html or " + P" in html


def test_the_title_fight_is_told_when_the_calendar_is_known(league):
    built(league)
    assert "can still win." in pages(league / "public")[CUP].text
    assert championship(league)["contenders"]["GT3"][0]["best"] > 0
    reconfigure(league, "[[championship.round]]", "[[championship.round_x]]".replace("round_x", "round"))
    toml = league / "sitegen.toml"
    toml.write_text(toml.read_text(encoding="utf-8").split("[[championship.round]]")[0], encoding="utf-8")
    built(league)
    assert "can still win." not in pages(league / "public")[CUP].text


def test_the_calendar_has_rounds_to_come_and_rounds_that_were_driven(league):
    built(league)
    page = pages(league / "public")["calendar/"]
    assert "Finale at Suzuka" in page.text.split("Driven")[1]
    assert "20:00 CEST" in page.text
    whole = icalendar.Calendar.from_ical((league / "public" / "calendar.ics").read_bytes())
    own = icalendar.Calendar.from_ical((league / "public" / CUP / "calendar.ics").read_bytes())
    uids = [str(event["uid"]) for event in whole.walk("VEVENT")]
    assert len(uids) == len(set(uids)) == 9
    assert [str(event["uid"]) for event in own.walk("VEVENT")] == uids


def test_a_league_without_standings_has_computed_ones(league):
    for path in (league / "archive" / "main" / "standings").rglob("*.json"):
        path.unlink()
    built(league)
    found = championship(league)
    assert "these are computed from the results and the configured points" in pages(league / "public")[CUP].text
    assert found["drivers"][""][0]["points"] == max(row["points"] for row in found["drivers"][""])


def test_a_race_report_tells_who_won(league):
    built(league)
    rounds = [page for address, page in pages(league / "public").items() if address.startswith(f"{CUP}zandvoort")]
    winner = next(one for one in championship(league)["events"] if one["name"] == "Zandvoort")
    race = data(league, f"sessions/{winner['sessions'][-1]}.json")
    name = race["classification"][0]["drivers"][0]["name"]
    assert rounds
    assert name in rounds[0].text.split("The race")[-1] or name in rounds[0].text


def test_without_points_pages_of_rounds_are_still_whole(league):
    toml = league / "sitegen.toml"
    toml.write_text(toml.read_text(encoding="utf-8").split("[[championship]]")[0], encoding="utf-8")
    report = built(league)
    assert report.warnings == ()
    assert championship(league)["progression"] != {}  # a new server says the points of every round


def test_archived_standings_can_be_opened_where_the_server_says_no_rounds(league):
    toml = league / "sitegen.toml"
    toml.write_text(toml.read_text(encoding="utf-8").split("[[championship]]")[0], encoding="utf-8")
    (path,) = (league / "archive" / "main" / "standings").rglob("*.json")
    old = json.loads(path.read_bytes().decode("utf-8-sig"))
    for rows in old["DriverStandings"].values():
        for row in rows:
            row["Teams"] = {}
    path.write_text(json.dumps(old), encoding="utf-8")
    old["DriverStandings"]["GT3"] = old["DriverStandings"]["GT3"][::-1]
    path.with_name("20260401T200000Z.json").write_text(json.dumps(old), encoding="utf-8")
    built(league)
    found = pages(league / "public")
    assert f"{CUP}after/2026-04-01/" in found
    assert "As the server said then." in found[f"{CUP}after/2026-04-01/"].text
    assert "As of Wed 1 Apr 2026" in found[CUP].text
    assert championship(league)["progression"] == {}
