import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sitegen.archive.store import Archive
from tests.waiting import LONG_S

SHARED = Path(__file__).parents[3] / "shared/data"
needs_shared = pytest.mark.skipif(not SHARED.exists(), reason="the shared data is not here")

CONFIG = '[site]\ntitle = "T"\n[[server]]\nname = "main"\nurl = "http://127.0.0.1:1"\n'
SECOND = '[[server]]\nname = "second"\nurl = "http://127.0.0.1:2"\n'


class Site:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.archive = Archive(folder / "archive")
        folder.mkdir()
        self.configure(CONFIG)

    def configure(self, text: str) -> None:
        (self.folder / "sitegen.toml").write_text(text, encoding="utf-8")

    def run_import(self, *arguments, quiet: bool = False) -> subprocess.CompletedProcess:
        command = [sys.executable, "-m", "sitegen", "-C", str(self.folder), *(["-q"] if quiet else []), "import"]
        command += map(str, arguments)
        return subprocess.run(command, capture_output=True, text=True, timeout=LONG_S, check=False)


@pytest.fixture
def site(tmp_path):
    return Site(tmp_path / "site")


@pytest.fixture
def write(tmp_path):
    """Write a small result, by default as a Server Manager does."""

    def write(name, *, encoding="utf-8", folder="files", **more):
        fields = {"sessionResult": {"leaderBoardLines": []}, "laps": [], "sessionType": "R", **more}
        path = tmp_path / folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(json.dumps(fields, ensure_ascii=False).encode(encoding))
        return path

    return write


def test_a_result_is_named_by_its_session_file(site, write):
    path = write("copy of a race.json", SessionFile="260517_205456_R")
    done = site.run_import(path)
    assert (done.returncode, done.stderr) == (0, "")
    assert site.archive.results("main") == ["260517_205456_R"]
    assert site.archive.read_result("main", "260517_205456_R") == path.read_bytes()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_the_games_own_files_are_named_by_their_file_in_whatever_encoding(site, write, encoding):
    path = write("210323_203706_R.json", encoding=encoding, serverName="Łódź 🏁")
    assert site.run_import(path).returncode == 0
    assert site.archive.read_result("main", "210323_203706_R") == path.read_bytes()


def test_utf_16_with_its_bytes_the_other_way_round_is_read_too(site, write):
    path = write("210323_203706_R.json")
    path.write_bytes(b"\xfe\xff" + path.read_text().encode("utf-16-be"))
    assert site.run_import(path).returncode == 0


def test_folders_are_walked_and_what_is_not_json_is_passed_over(site, write):
    write("a.json", folder="files/deep/deeper")
    write("b.json")
    write("notes.txt")
    done = site.run_import(site.folder.parent / "files")
    assert site.archive.results("main") == ["a", "b"]
    assert "2 new" in done.stdout


def test_what_is_there_already_is_counted_and_not_written(site, write):
    paths = [write("a.json"), write("b.json")]
    site.run_import(*paths)
    done = site.run_import(*paths, write("c.json"))
    assert done.returncode == 0
    assert "1 new" in done.stdout
    assert "2 already there" in done.stdout


def test_a_changed_file_keeps_the_earlier_one_as_a_revision(site, write):
    site.run_import(write("a.json"))
    done = site.run_import(write("a.json", sessionType="Q"))
    assert "1 changed" in done.stdout
    assert len(list((site.folder / "archive/main/revisions/a").iterdir())) == 1


def test_a_backup_beside_its_original_takes_nobodys_place(site, write):
    original = write("220830_230224_R.json", SessionFile="220830_230224_R")
    backup = write("220830_230224_R-bk.json", SessionFile="220830_230224_R", sessionType="Q")
    for _ in range(2):
        assert site.run_import(original.parent).returncode == 0
    stored = {name: site.archive.read_result("main", name) for name in site.archive.results("main")}
    assert stored == {"220830_230224_R": original.read_bytes(), "220830_230224_R-bk": backup.read_bytes()}
    assert not (site.folder / "archive/main/revisions").exists()


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "JSON"),
        (b"not json", "JSON"),
        (b"[]", "result"),
        (b"{}", "sessionResult"),
        (b'{"sessionResult": null}', "sessionResult"),
        (b'{"sessionResult": 7}', "sessionResult"),
        (b'{"sessionResult": {}}', "leaderBoardLines"),
        (b'{"sessionResult": {"leaderBoardLines": 7}}', "leaderBoardLines"),
        (b"\xff\xfe{\x00", "JSON"),
        (b"\xff\xfe\x00\xd8", "UTF"),
        (b"\x80abc", "UTF"),
        (b"[" * 200_000, "is left out"),
    ],
)
def test_what_is_no_result_is_refused_in_one_sentence_and_the_rest_goes_on(site, write, body, words):
    good, bad = write("good.json"), write("bad.json")
    bad.write_bytes(body)
    done = site.run_import(bad, good)
    assert done.returncode == 0
    assert "1 new" in done.stdout
    assert "1 refused" in done.stdout
    assert done.stderr.count("\n") == 1
    assert "bad.json" in done.stderr
    assert words in done.stderr
    assert site.archive.results("main") == ["good"]


def test_when_all_are_refused_the_status_is_1(site, write):
    bad = write("bad.json")
    bad.write_bytes(b"{}")
    done = site.run_import(bad)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def test_a_hostile_session_file_stays_in_the_archive(site, write):
    site.run_import(write("a.json", SessionFile="../../../evil"))
    assert len(site.archive.results("main")) == 1
    assert not list(site.folder.parent.glob("**/evil.json"))


def test_a_server_that_is_not_configured_may_be_named(site, write):
    assert site.run_import(write("a.json"), "--server", "elsewhere").returncode == 0
    assert site.archive.servers() == ["elsewhere"]


@pytest.mark.parametrize("name", ["../x", "", "a b", ".x", "Ä"])
def test_a_name_that_is_no_name_is_wrong_usage_or_refused_in_words(site, write, name):
    done = site.run_import(write("a.json"), "--server", name)
    assert done.returncode in (1, 2)
    assert "Traceback" not in done.stderr
    assert site.archive.servers() == []


@pytest.mark.parametrize("config", [CONFIG + SECOND, '[site]\ntitle = "T"\n'])
def test_without_a_single_server_the_name_must_be_said(site, write, config):
    site.configure(config)
    done = site.run_import(write("a.json"))
    assert done.returncode in (1, 2)
    assert "--server" in done.stderr


def test_a_path_that_does_not_exist_is_wrong_usage(site):
    assert site.run_import("nothing-here").returncode == 2


def test_quiet_says_nothing_when_all_is_well(site, write):
    done = site.run_import(write("a.json"), quiet=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_named(site, write):
    path = write("a.json")
    path.chmod(0)
    assert "a.json" in site.run_import(path, write("b.json")).stderr


@needs_shared
def test_all_shared_results_are_taken_and_the_one_that_is_none_is_refused(site):
    for folder, count in [("league/server1", None), ("oddities/accsm", 31), ("oddities/game", 31)]:
        done = site.run_import(SHARED / folder, "--server", folder.rpartition("/")[2])
        expected = count or len(list((SHARED / folder).glob("*.json")))
        assert (done.returncode, done.stderr) == (0, "")
        assert f"{expected} new" in done.stdout
    done = site.run_import(SHARED / "oddities/not-a-result")
    assert done.returncode == 1
    assert "mauserrifle_race.json" in done.stderr
    assert "sessionResult" in done.stderr
