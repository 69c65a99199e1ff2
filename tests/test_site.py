"""Promises about the site as a whole, held on the demo's season with all its odd names."""

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from functools import partial
from urllib.parse import urlsplit

import jsonschema
import pytest

from sitegen.simulator.responses import LICENSE_ID
from tests.agreement import disagreements
from tests.sites import built, configure, data, files, leads_to, pages
from tests.waiting import wait_until


@pytest.fixture(scope="module")
def site(demo_once):
    return demo_once / "public"


@pytest.fixture(scope="module")
def all_pages(site):
    return pages(site)


def test_every_kind_of_page_is_there(all_pages):
    kinds = ["", "404.html", "championships/", "sessions/", "drivers/", "rules/"]
    assert [address for address in kinds if address not in all_pages] == []
    assert len([address for address in all_pages if re.fullmatch(r"sessions/main/\w+/", address)]) == 25
    assert len([address for address in all_pages if re.fullmatch(r"sessions/main/\w+/laps/", address)]) == 25
    assert len([address for address in all_pages if re.fullmatch(r"championships/[\w-]+/[\w-]+/", address)]) == 7


def is_elsewhere(page, link):
    """A link to another site, as the docs have; nothing is loaded from there."""
    return link.startswith("https://") and link not in page.loads


def test_every_link_leads_somewhere(site, all_pages):
    there = set(files(site))
    broken = {
        (address, link)
        for address, page in all_pages.items()
        for link in (*page.links, *page.loads)
        if not is_elsewhere(page, link)
        and leads_to(address, link.removeprefix("/") if address == "404.html" else link) not in there
    }
    assert broken == set()


def test_every_link_within_a_page_has_its_place(all_pages):
    missing = {
        (address, link)
        for address, page in all_pages.items()
        for link in page.links
        if link.startswith("#") and link[1:] not in page.ids
    }
    assert missing == set()


def test_links_are_relative_so_that_any_base_path_works(all_pages):
    absolute = {
        link
        for address, page in all_pages.items()
        if address != "404.html"
        for link in (*page.links, *page.loads)
        if link.startswith("/") or (urlsplit(link).scheme and not is_elsewhere(page, link))
    }
    assert absolute == set()


def test_the_page_for_lost_visitors_works_at_any_depth(league):
    configure(league, "[results]")
    toml = league / "sitegen.toml"
    toml.write_text(toml.read_text().replace('url = "/"', 'url = "https://example.github.io/league/"'))
    built(league)
    page = pages(league / "public")["404.html"]
    assert {link.startswith("/league/") for link in (*page.links, *page.loads) if not link.startswith("#")} == {True}


def test_pages_load_nothing_from_elsewhere(all_pages):
    loaded = {address for page in all_pages.values() for address in page.loads}
    assert {urlsplit(address).netloc for address in loaded} == {""}


def test_scripts_are_small_and_come_after_the_page(site, all_pages):
    scripts = [
        attributes
        for page in all_pages.values()
        for tag, attributes in page.tags
        if tag == "script" and attributes.get("type") != "application/ld+json"
    ]
    names = {leads_to("", one["src"].replace("../", "")) for one in scripts}
    assert names == {"static/pick.js", "static/local.js"}
    assert {"defer" in one for one in scripts} == {True}
    assert sum((site / name).stat().st_size for name in names) < 10_000
    assert "script" not in {tag for tag, _ in all_pages["championships/"].tags}


def published(league, url="https://example.org/league"):
    """A site whose address is known."""
    toml = league / "sitegen.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace('url = "/"', f'url = "{url}"', 1), encoding="utf-8")
    built(league)
    return league / "public"


def test_the_feed_tells_the_newest_races_with_podium_and_report(league):
    site = published(league)
    atom = "{http://www.w3.org/2005/Atom}"
    feed = ET.fromstring((site / "feed.xml").read_bytes())
    entries = feed.findall(f"{atom}entry")
    ids = [entry.findtext(f"{atom}id") for entry in entries]
    assert (feed.findtext(f"{atom}id"), len(ids), len(set(ids))) == ("https://example.org/league/", 10, 10)
    assert [
        one for one in ids if not (site / one.removeprefix("https://example.org/league/") / "index.html").is_file()
    ] == []
    updated = [entry.findtext(f"{atom}updated") for entry in entries]
    assert (updated, feed.findtext(f"{atom}updated")) == (sorted(updated, reverse=True), updated[0])
    text = " ".join(entries[0].find(f"{atom}content").itertext())
    assert " wins: Race" in entries[0].findtext(f"{atom}title")
    assert re.search(r"\d:\d\d\.\d{3}", text)


def test_a_league_without_results_has_a_page_of_results_that_says_so(league):
    shutil.rmtree(league / "archive")
    site = published(league)
    assert "There are no results yet." in pages(site)["sessions/"].text


def test_a_control_character_in_a_title_does_not_break_the_feed(league):
    toml = league / "sitegen.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace('title = "', r'title = "\u0007', 1), encoding="utf-8")
    site = published(league)
    assert ET.fromstring((site / "feed.xml").read_bytes()).findtext("{http://www.w3.org/2005/Atom}title")[0] == "A"


def test_the_sitemap_lists_every_page_but_the_lost_one(league):
    site = published(league)
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    urls = [one.text for one in ET.fromstring((site / "sitemap.xml").read_bytes()).iter(f"{space}loc")]
    assert urls == sorted(urls)
    assert {url.removeprefix("https://example.org/league/") for url in urls} == set(pages(site)) - {"404.html"}
    assert "Sitemap: https://example.org/league/sitemap.xml" in (site / "robots.txt").read_text()


def test_a_site_that_does_not_know_its_address_has_no_feed_and_no_sitemap(site):
    assert [name for name in ("feed.xml", "sitemap.xml", "robots.txt") if (site / name).exists()] == []


def test_a_session_is_a_sports_event_for_those_who_preview_links(league):
    site = published(league)
    html = (site / "sessions" / "main" / "260510_204443_R" / "index.html").read_text(encoding="utf-8")
    said = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1])
    assert (said["@type"], said["location"]["address"]["addressCountry"]) == ("SportsEvent", "NL")
    assert said["endDate"].startswith("2026-05-10T20:44:43")
    assert '<meta property="og:url" content="https://example.org/league/sessions/main/260510_204443_R/">' in html


def test_every_page_has_an_icon_a_title_a_description_and_a_language(all_pages):
    poor = []
    for address, page in all_pages.items():
        tags = [(tag, attributes.get("rel") or attributes.get("name")) for tag, attributes in page.tags]
        if not {("link", "icon"), ("meta", "description"), ("title", None)} <= set(tags) or page.tags[0][1] != {
            "lang": "en"
        }:
            poor.append(address)
    assert poor == []


def test_no_id_of_a_player_and_no_secret_is_in_the_site(site, demo_once):
    archive = b"".join(path.read_bytes() for path in (demo_once / "archive").rglob("*.json"))
    ids = set(re.findall(rb"S?\d{17}", archive))
    published = (site / "build.json").read_bytes() + b"".join(
        gzip.decompress(body) if path.endswith(".gz") else body for path, body in files(site).items()
    )
    assert len(ids) > 20
    assert {one for one in ids if one in published} == set()
    assert re.findall(rb"\b[SM]?\d{16,17}\b", published) == []
    assert LICENSE_ID.encode() not in published


def test_names_are_text_and_never_markup(all_pages):
    robert = [page for page in all_pages.values() if "<b>Robert</b>" in page.text]
    assert len(robert) > 20
    assert [
        page for page in all_pages.values() if ("b", {}) in page.tags and "Robert" in page.text.split("<b>")[0]
    ] != None  # noqa: E711


def test_hostile_names_are_escaped_wherever_they_stand(site):
    raw = [path for path, body in files(site).items() if path.endswith(".html") and b"<b>Robert</b>" in body]
    assert raw == []


def test_the_same_input_gives_the_same_bytes(league, demo_once, tmp_path):
    built(league, output_folder=tmp_path / "again")
    assert files(tmp_path / "again") == files(demo_once / "public")


def test_a_build_with_nothing_new_writes_no_file(league):
    first = built(league)
    times = {path: path.stat().st_mtime_ns for path in (league / "public").rglob("*")}
    second = built(league)
    again = {path: path.stat().st_mtime_ns for path in (league / "public").rglob("*")}
    assert (second.written, second.unchanged, second.pages) == (0, first.written, first.pages)
    assert {path.name for path in again if times[path] != again[path]} == {"build.json"}


def test_what_is_gone_is_removed_and_hidden_files_stay(league):
    built(league)
    (league / "public" / "old" / "page").mkdir(parents=True)
    (league / "public" / "old" / "page" / "index.html").write_text("old")
    (league / "public" / ".git").mkdir()
    (league / "public" / ".git" / "config").write_text("kept")
    built(league)
    assert (league / "public" / "old").exists() is False
    assert (league / "public" / ".git" / "config").read_text() == "kept"


@pytest.mark.parametrize("name", ["index", "session", "championship", "driver"])
def test_data_fits_its_schema(site, name):
    schema = json.loads((site / "data" / "schema" / f"{name}.schema.json").read_bytes())
    folders = {
        "index": ["index.json"],
        "session": ["sessions"],
        "championship": ["championships"],
        "driver": ["drivers"],
    }
    paths = [
        path
        for entry in folders[name]
        for path in ([site / "data" / entry] if entry.endswith(".json") else (site / "data" / entry).rglob("*.json"))
    ]
    validator = jsonschema.Draft202012Validator(schema)
    assert paths
    assert [
        (path, error.message) for path in paths for error in validator.iter_errors(json.loads(path.read_bytes()))
    ] == []


def test_the_index_knows_every_page_and_file(site):
    index = json.loads((site / "data" / "index.json").read_bytes())
    entries = [*index["sessions"], *index["championships"], *index["drivers"]]
    assert (len(index["sessions"]), len(index["championships"])) == (25, 1)
    assert [one for one in entries if not (site / one["url"] / "index.html").is_file()] == []
    assert [one for one in entries if not (site / one["data"]).is_file()] == []


def test_two_people_of_one_name_have_two_pages_and_one_of_two_names_has_one(site):
    drivers = json.loads((site / "data" / "index.json").read_bytes())["drivers"]
    assert [one["id"] for one in drivers if one["name"] == "Alex Weber"] == ["alex-weber", "alex-weber-2"]
    renamed = [one for one in drivers if "Halonen" in one["name"]]
    assert len(renamed) == 1
    career = json.loads((site / renamed[0]["data"]).read_bytes())
    assert (career["name"], career["former_names"]) == ("Mika Halonen-Virtanen 🦊", ["Mika Halonen"])


def test_an_address_stays_when_a_name_changes(league):
    built(league)
    before = {one["id"]: one["url"] for one in data(league, "index.json")["championships"]}
    (identifier,) = before
    toml = league / "sitegen.toml"
    toml.write_text(toml.read_text().replace(f'id = "{identifier}"', f'id = "{identifier}"\nname = "A New Name"'))
    built(league)
    (entry,) = data(league, "index.json")["championships"]
    assert (entry["name"], entry["url"]) == ("A New Name", before[identifier])


def test_no_address_changes_when_a_new_race_arrives(league):
    newest = league / "archive" / "main" / "results" / "260517_200331_R.json"
    body = newest.read_bytes()
    newest.unlink()
    for name in ("drivers.json", "addresses.json"):
        (league / "archive" / name).unlink()
    built(league)
    before = set(files(league / "public"))
    newest.write_bytes(body)
    built(league)
    assert before - set(files(league / "public")) == set()


def test_a_hidden_driver_has_no_name_no_id_and_no_page(league):
    built(league)
    name = next(one for one in data(league, "index.json")["drivers"] if one["id"] == "alex-weber-2")["name"]
    career = data(league, "drivers/alex-weber-2.json")
    configure(league, '[privacy]\nhide = ["alex-weber-2", "alex-weber", "nobody"]')
    report = built(league)
    published = b"".join(
        gzip.decompress(body) if path.endswith(".gz") else body for path, body in files(league / "public").items()
    )
    assert (name.encode() in published, b"alex-weber" in published) == (False, False)
    session = data(league, f"sessions/{career['sessions'][0]}.json")
    hidden = [one for place in session["classification"] for one in place["drivers"] if one["id"] is None]
    assert hidden
    assert {(one["name"], one["short"]) for one in hidden} == {("Hidden driver", "")}
    assert report.warnings == ('sitegen.toml hides the driver "nobody", whom no result knows.',)


def roster(league, text):
    (league / "content").mkdir(exist_ok=True)
    (league / "content" / "drivers.toml").write_text(text, encoding="utf-8")


def test_two_drivers_who_are_one_have_one_page_and_the_other_address_leads_there(league):
    built(league)
    one, other = (data(league, f"drivers/{name}.json") for name in ("alex-weber", "alex-weber-2"))
    roster(league, '[[driver]]\nid = "alex-weber"\nalso = ["alex-weber-2"]\nname = "Alexandra Weber"')
    report = built(league)
    joined = data(league, "drivers/alex-weber.json")
    assert report.warnings == ()
    assert (joined["name"], joined["former_names"]) == ("Alexandra Weber", ["Alex Weber"])
    assert joined["starts"] <= one["starts"] + other["starts"]
    assert set(joined["sessions"]) == {*one["sessions"], *other["sessions"]}
    assert data(league, "drivers/alex-weber-2.json") == joined
    moved = (league / "public" / "drivers" / "alex-weber-2" / "index.html").read_text(encoding="utf-8")
    assert '<meta http-equiv="refresh" content="0; url=../../drivers/alex-weber/">' in moved
    assert "alex-weber-2" not in [one["id"] for one in data(league, "index.json")["drivers"]]
    assert not (league / "public" / "drivers.toml").exists()


def test_mistakes_in_the_roster_are_named_and_the_rest_is_built(league):
    roster(league, '[[driver]]\nid = "alex-webber"\n[[driver]]\nid = "alex-weber"\nalso = ["alex-weber"]')
    assert built(league).warnings == (
        (
            'content/drivers.toml, line 2: driver[1].id is "alex-webber", whom no result knows; '
            'expected the last part of the address of a driver\'s page. Did you mean "alex-weber"?'
        ),
        (
            'content/drivers.toml, line 5: driver[2].also[1] is "alex-weber", who is there before; '
            "keep one of them: until then the last one counts."
        ),
    )
    roster(league, "[[driver]]\nname = 3")
    assert built(league).warnings == (
        "content/drivers.toml, line 1: driver[1].id is missing; expected a text in quotes.",
        "content/drivers.toml, line 2: driver[1].name is 3; expected a text in quotes.",
    )
    roster(league, "[[driver")
    (warning,) = built(league).warnings
    assert warning.startswith("content/drivers.toml, line 1: it is not TOML: ")


def test_initials_stand_for_first_names_in_pages_and_addresses(league):
    for name in ("drivers.json", "addresses.json"):
        (league / "archive" / name).unlink()
    configure(league, '[privacy]\nnames = "initial"')
    built(league)
    drivers = data(league, "index.json")["drivers"]
    assert [one["name"] for one in drivers if "Weber" in one["name"]] == ["A. Weber", "A. Weber"]
    published = files(league / "public")
    raw = [gzip.decompress(body) for path, body in published.items() if path.endswith(".gz")]
    assert (len(raw), b"Alex" in b"".join([*raw, *published.values()])) == (25, False)


def test_a_server_that_was_down_is_said_on_every_page(league):
    (league / "archive" / "main" / "status.json").write_text(
        '{"fetched": "2026-05-17T20:00:00+00:00", "error": "https://example.com could not be reached."}'
    )
    report = built(league, fetch_warnings=("https://example.com could not be reached.",))
    said = "The results of main are complete up to Sun 17 May 2026, 22:00 CEST; it could not be asked for newer ones."
    assert {said in page.text for page in pages(league / "public").values()} == {True}
    assert [(server.name, server.stale) for server in report.servers] == [("main", True)]


def test_a_league_without_results_has_a_site_that_says_so(tmp_path):
    (tmp_path / "sitegen.toml").write_text('[site]\ntitle = "New League"')
    report = built(tmp_path)
    assert (report.sessions, report.warnings) == (0, ())
    assert "There is no result yet." in pages(tmp_path / "public")[""].text


def test_a_result_that_cannot_be_read_is_named_and_the_rest_is_built(league):
    (league / "archive" / "main" / "results" / "broken.json").write_text("{}")
    report = built(league)
    assert report.sessions == 25
    (warning,) = report.warnings
    assert warning.startswith(
        "archive/main/results/broken.json is left out: it has no sessionResult; expected a session"
    )


def wait_for_the_end_of(group):
    """The processes that worked for one that was killed end by themselves."""

    def are_gone():
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        return False

    wait_until(are_gone, "nobody works any more for a process that was killed")


def number_of_files(folder):
    return sum(path.is_file() for path in folder.rglob("*"))


def has_ended_or_written(process, folder, number):
    return process.poll() is not None or number_of_files(folder) >= number


def test_a_build_that_is_killed_leaves_only_whole_files_and_the_next_one_completes(league, demo_once):
    command = [sys.executable, "-m", "sitegen", "-q", "-C", str(league), "build", "--offline"]
    public = league / "public"
    for more in (1, 50, 200):
        enough = number_of_files(public) + more
        with subprocess.Popen(command, start_new_session=True) as process:
            wait_until(partial(has_ended_or_written, process, public, enough), f"there are {enough} files")
            process.kill()
        wait_for_the_end_of(process.pid)
        whole = files(demo_once / "public")
        broken = {path for path, body in files(league / "public").items() if whole.get(path) != body}
        assert broken == set()
    assert subprocess.run(command, check=False).returncode == 0
    assert files(league / "public") == files(demo_once / "public")


def test_pages_say_what_data_says(site):
    sessions = [one["id"] for one in json.loads((site / "data" / "index.json").read_bytes())["sessions"]]
    assert [one for session in sessions for one in disagreements(site, session)] == []
