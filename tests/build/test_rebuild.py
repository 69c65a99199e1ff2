"""Whatever happens between two builds, the second one leaves what a build from nothing leaves."""

import datetime as dt
import json
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from sitegen import config
from sitegen.archive.store import Archive
from sitegen.build import build
from sitegen.build.cache import FOLDER
from tests.sites import built, files

START = dt.datetime(2026, 5, 20, tzinfo=dt.UTC)

FIRST = 7
"""Sessions of the demo's archive with which a league begins."""

PIECES = {
    "title": ('title = "Apex Sunday League"', 'title = "Another League"'),
    "share": ("[[championship]]", "[results]\nclassified_share = 0.95\n[[championship]]"),
    "protests": ("[[championship]]", "[results]\nprotest_hours = 100\n[[championship]]"),
    "initials": ("[[championship]]", '[privacy]\nnames = "initial"\n[[championship]]'),
    "hidden": ("[[championship]]", '[privacy]\nhide = ["alex-weber"]\n[[championship]]'),
    "zone": ('timezone = "Europe/Berlin"', 'timezone = "America/New_York"'),
    "clock": ('timezone = "Europe/London"', 'timezone = "Asia/Tokyo"'),
    "cup": ("[[championship.points]]", 'name = "Another Cup"\n[[championship.points]]'),
    "drops": ("drop_worst = 1", "drop_worst = 2"),
    "round": ('name = "Finale at Suzuka"', 'name = "The end"'),
    "theme": ("[site]\n", '[site]\ntheme = "paper"\n'),
    "accent": ("[[championship]]", '[theme]\naccent = "#00a35c"\n[[championship]]'),
    "classes": ("[[championship]]", '[classes]\nGT3 = "#00a35c"\n[[championship]]'),
    "url": ('url = "/"\ntimezone', 'url = "https://a.example/l/"\ntimezone'),
}

OVERRIDES = {
    "templates/laps.html": '{% extends "parent/laps.html" %}{% block head %}<meta name="a">{% endblock %}',
    "templates/driver.html": '{% extends "parent/driver.html" %}{% block head %}<meta name="b">{% endblock %}',
    "templates/base.html": '{% extends "parent/base.html" %}{% block head %}<meta name="c">{% endblock %}',
    "static/style.css": ":root { --own: #080; }\n",
    "static/more.txt": "more\n",
}

CONTENT = {
    "rules.md": "+++\nmenu = true\n+++\n# Other rules\n",
    "about.md": "# About\n\n{{ podium() }}\n\n{{ standings() }}\n",
    "news/2026-05-19-today.md": "# Today\n\n{{ driver(id='alex-weber') }}\n",
    "news/2026-05-21-tomorrow.md": "# Tomorrow\n",
    "drivers.toml": '[[driver]]\nid = "alex-weber"\nname = "Alexander Weber"\nalso = ["alex-weber-2"]\n',
    "car.svg": "<svg/>",
}


class Changes(RuleBasedStateMachine):
    """A league to which anything may happen."""

    demo: Path

    @initialize()
    def begin(self):
        self.league = Path(tempfile.mkdtemp()) / "league"
        for name in ("archive", "content"):
            shutil.copytree(self.demo / name, self.league / name)
        shutil.rmtree(self.league / "content" / "docs")
        self.toml = (self.demo / "sitegen.toml").read_text(encoding="utf-8")
        self.pieces: set[str] = set()
        self.now = START
        self.later = sorted((self.league / "archive/main/results").glob("*.json"))[FIRST:]
        self.bodies = {path: path.read_bytes() for path in self.later}
        for path in self.later:
            path.unlink()

    def teardown(self):
        shutil.rmtree(self.league.parent)

    @rule()
    def a_race_comes(self):
        if self.later:
            path = self.later.pop(0)
            path.write_bytes(self.bodies[path])

    @rule(number=st.integers(0, FIRST - 1), ms=st.integers(1, 9))
    def a_result_is_changed_on_the_server(self, number, ms):
        path = sorted((self.league / "archive/main/results").glob("*.json"))[number]
        result = json.loads(path.read_bytes().decode("utf-8-sig"))
        result["laps"][0]["laptime"] += ms
        Archive(self.league / "archive").store_result("main", path.stem, json.dumps(result).encode(), now=self.now)

    @rule(points=st.integers(1, 99))
    def the_server_says_other_standings(self, points):
        archive = Archive(self.league / "archive")
        (championship,) = archive.standings("main")
        _, body = archive.latest_standings("main", championship)
        standings = json.loads(body.decode("utf-8-sig"))
        standings["DriverStandings"]["GT3"][0]["Points"] = points
        later = self.now + dt.timedelta(days=400)  # than when the demo was made
        archive.store_standings("main", championship, json.dumps(standings).encode(), now=later)

    @rule()
    def a_result_is_taken_away(self):
        there = sorted((self.league / "archive/main/results").glob("*.json"))
        if len(there) > FIRST:
            there[-1].unlink()

    @rule(error=st.sampled_from([None, "no answer"]))
    def the_server_was_asked(self, error):
        archive = Archive(self.league / "archive")
        status = archive.read_status("main")
        status.fetched, status.error = self.now.isoformat(), error
        archive.write_status("main", status)

    @rule(piece=st.sampled_from(sorted(PIECES)))
    def the_configuration_is_edited(self, piece):
        self.pieces ^= {piece}

    @rule(name=st.sampled_from(sorted(OVERRIDES)))
    def the_theme_is_edited(self, name):
        self._toggle(self.league / "theme" / name, OVERRIDES[name])

    @rule(name=st.sampled_from(sorted(CONTENT)))
    def the_content_is_edited(self, name):
        self._toggle(self.league / "content" / name, CONTENT[name])

    @rule(number=st.integers(0, 10_000), harm=st.sampled_from(["gone", "other", "touched"]))
    def a_file_of_the_site_is_harmed(self, number, harm):
        there = [path for path in sorted((self.league / "public").rglob("*")) if path.is_file()]
        if there:
            self._harm(there[number % len(there)], harm)
        (self.league / "public" / "stray.txt").parent.mkdir(exist_ok=True)

    @rule()
    def something_else_lies_in_the_site(self):
        if (self.league / "public").is_dir():
            (self.league / "public" / "stray.txt").write_text("x")

    @rule(number=st.integers(0, 10_000), harm=st.sampled_from(["gone", "other", "empty"]))
    def the_memory_is_harmed(self, number, harm):
        there = [path for path in sorted((self.league / FOLDER).rglob("*")) if path.is_file()]
        if there:
            self._harm(there[number % len(there)], harm)

    @rule(hours=st.integers(1, 48))
    def time_goes_by(self, hours):
        self.now += dt.timedelta(hours=hours)

    @invariant()
    def the_site_is_what_a_clean_build_gives(self):
        if not hasattr(self, "league"):
            return
        self._configure()
        report = built(self.league, now=lambda: self.now)
        clean = self.league.parent / "clean"
        shutil.copytree(self.league, clean, ignore=shutil.ignore_patterns("public", FOLDER))
        whole = built(clean, now=lambda: self.now)
        assert files(self.league / "public") == files(clean / "public")
        assert (report.digest, report.pages, report.warnings) == (whole.digest, whole.pages, whole.warnings)
        shutil.rmtree(clean)

    def _configure(self):
        text = self.toml
        for piece in sorted(self.pieces - ({"protests"} if "share" in self.pieces else set())):
            if not (piece == "hidden" and "initials" in self.pieces):
                text = text.replace(*PIECES[piece], 1)
        (self.league / "sitegen.toml").write_text(text, encoding="utf-8")

    def _toggle(self, path, text):
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def _harm(self, path, harm):
        if harm == "gone":
            path.unlink()
        elif harm == "touched":
            path.touch()
        else:
            path.write_bytes(b"" if harm == "empty" else path.read_bytes()[:-1] + b"~")


@pytest.mark.whole
def test_any_sequence_of_changes_leaves_what_a_clean_build_leaves(demo_once):
    machine = type("Changes", (Changes,), {"demo": demo_once})
    quick = settings(
        max_examples=8, stateful_step_count=7, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
    )
    run_state_machine_as_test(machine, settings=quick)


@pytest.fixture
def rendered(monkeypatch):
    """The addresses of the pages that a build renders."""
    from sitegen.site.theme.render import Theme

    seen = []
    render = Theme.render
    monkeypatch.setattr(Theme, "render", lambda self, page: seen.append(page.url) or render(self, page))
    monkeypatch.setattr("sitegen.build.workers.FEW", 10**6)
    return seen


def test_nothing_new_renders_nothing_and_writes_nothing(league, rendered):
    first = built(league)
    rendered.clear()
    again = built(league)
    assert (rendered, again.written, again.unchanged) == ([], 0, first.written)
    assert (again.digest, again.pages, again.sessions) == (first.digest, first.pages, first.sessions)


def test_a_template_concerns_its_own_pages_alone(league, rendered):
    built(league)
    rendered.clear()
    (league / "theme" / "templates").mkdir(parents=True)
    (league / "theme" / "templates" / "teams.html").write_text('{% extends "parent/teams.html" %}')
    built(league)
    assert rendered == ["teams/"]


def test_a_new_race_leaves_the_pages_of_other_events(league, rendered):
    results = league / "archive" / "main" / "results"
    newest = max(results.glob("*_R.json"))
    body = newest.read_bytes()
    newest.unlink()
    built(league)
    rendered.clear()
    newest.write_bytes(body)
    built(league)
    sessions = {url.split("/")[2] for url in rendered if url.startswith("sessions/main/")}
    event = {path.stem for path in results.glob("260517_*")}
    assert sessions == event
    assert len(rendered) < len(list((league / "public").rglob("index.html"))) / 2


def test_a_new_race_leaves_the_championships_that_it_is_not_of(league, monkeypatch):
    from sitegen.build.renderer import Renderer
    from sitegen.dataset.scopes import SeasonScope

    results = league / "archive" / "main" / "results"
    races = sorted(results.glob("*_R.json"))
    championship = json.loads(races[0].read_bytes().decode("utf-8-sig"))["metaData"].split(":")[1]
    for path in results.glob(f"{races[0].stem[:6]}*"):  # its first round becomes a championship of its own
        path.write_bytes(path.read_bytes().replace(championship.encode(), championship[::-1].encode()))
    body = races[-1].read_bytes()
    races[-1].unlink()
    built(league)
    works = []
    render = Renderer.render
    monkeypatch.setattr(Renderer, "render", lambda self, work: works.append(work) or render(self, work))
    monkeypatch.setattr("sitegen.build.workers.FEW", 10**6)
    races[-1].write_bytes(body)
    built(league)
    assert [work.championship.id for work in works if isinstance(work, SeasonScope)] == [championship]


def test_what_is_dated_later_comes_when_it_is_due(league):
    (league / "content" / "news" / "2026-06-01-soon.md").write_text("# Soon\n")
    page = league / "public" / "news" / "soon" / "index.html"
    moments = [dt.datetime(2026, 5, 31, 21, tzinfo=dt.UTC), dt.datetime(2026, 5, 31, 23, tzinfo=dt.UTC)]
    seen = []
    for moment in moments:
        built(league, now=lambda moment=moment: moment)
        seen.append(page.is_file())
    assert seen == [False, True]


def test_what_was_built_with_another_program_is_not_used(league, rendered, monkeypatch):
    built(league)
    rendered.clear()
    monkeypatch.setattr("sitegen.build.fingerprint.of_program", lambda: b"another")
    built(league)
    assert len(rendered) > 100


def test_the_memory_is_kept_out_of_the_repository(league):
    built(league)
    assert (league / FOLDER / ".gitignore").read_text() == "*\n"


def test_the_state_is_good_on_another_machine_and_in_another_place(league, tmp_path_factory, rendered):
    built(league)
    rendered.clear()
    there = tmp_path_factory.mktemp("there") / "league"
    shutil.copytree(league, there)
    assert (built(there).written, rendered) == (0, [])


@pytest.mark.parametrize("whole", [False, True])
def test_a_theme_outside_of_the_league_is_used_and_its_changes_are_seen(league, tmp_path_factory, whole):
    folder = tmp_path_factory.mktemp("themes") / "shared"
    (folder / "static").mkdir(parents=True)
    (folder / "theme.toml").write_text('name = "shared"\nparent = "default"\n')
    name = folder.as_posix() if whole else Path(os.path.relpath(folder, league)).as_posix()
    toml = league / "sitegen.toml"
    toml.write_text(toml.read_text().replace("[site]\n", f'[site]\ntheme = "{name}"\n', 1))
    built(league)
    assert built(league).written == 0
    (folder / "static" / "style.css").write_text(".shared {}")
    built(league)
    assert ".shared {}" in (league / "public" / "static" / "style.css").read_text()


def test_a_template_that_comes_where_none_was_needed_is_seen(league):
    own = league / "theme" / "templates"
    own.mkdir(parents=True)
    (own / "teams.html").write_text('{% include "more.html" ignore missing %}')
    built(league)
    (own / "more.html").write_text("More.")
    built(league)
    assert (league / "public" / "teams" / "index.html").read_text() == "More."


def test_a_theme_that_fails_on_one_page_leaves_the_site_and_says_where(league):
    from sitegen.errors import ThemeError

    built(league)
    before = files(league / "public")
    (league / "theme" / "templates").mkdir(parents=True)
    (league / "theme" / "templates" / "laps.html").write_text("{{ page.nonsense }}")
    with pytest.raises(ThemeError, match=r"laps\.html, line 1: failed on sessions/"):
        built(league)
    assert files(league / "public") == before
    shutil.rmtree(league / "theme")
    assert built(league).written == 0


def test_many_events_are_built_in_other_processes_and_are_the_same(league, monkeypatch, tmp_path):
    here = build(config.load(league), league, output_folder=tmp_path / "here")
    monkeypatch.setattr("sitegen.build.workers.FEW", 0)
    monkeypatch.setattr("sitegen.build.workers._cores", lambda: 2)
    there = build(config.load(league), league, output_folder=tmp_path / "there")
    assert there.digest == here.digest
    assert files(tmp_path / "there") == files(tmp_path / "here")


def test_a_result_with_a_dot_in_its_name_has_its_pages(league):
    results = league / "archive" / "main" / "results"
    race = max(results.glob("*_R.json"))
    (results / f"{race.stem}.bak.json").write_bytes(race.read_bytes())
    built(league)
    for page in ("index.html", "laps/index.html", "laps/all/index.html"):
        assert (league / "public" / "sessions" / "main" / f"{race.stem}.bak" / page).is_file()
    assert f"sessions/main/{race.stem}.bak/" in (league / "public" / "sessions" / "index.html").read_text()
