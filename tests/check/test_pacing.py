import json

import pytest

from sitegen.server.rate_limit import state_file
from tests.check.conftest import summaries
from tests.check.test_configuration import edit


@pytest.fixture
def real(healthy):
    """As against a real server."""
    edit(healthy, "requests = 100 ", "requests = 5 ")
    edit(healthy, "per_seconds = 1 ", "per_seconds = 20 ")
    text = (healthy / "sitegen.toml").read_text()
    url = text.split('url = "http://')[1].split('"')[0]
    edit(healthy, f"http://{url}", "https://accsm.example.com")
    return healthy


def test_the_limit_of_real_servers_is_well(findings_of, real):
    assert findings_of(real, "pacing") == []


@pytest.mark.parametrize(
    ("requests", "seconds", "is_well"), [(1, 4, True), (5, 60, True), (1, 3, False), (6, 60, False), (5, 19.9, False)]
)
def test_a_limit_that_lets_more_than_five_into_twenty_seconds_is_a_warning(
    findings_of, real, requests, seconds, is_well
):
    edit(real, "requests = 5 ", f"requests = {requests} ")
    edit(real, "per_seconds = 20 ", f"per_seconds = {seconds} ")
    findings = findings_of(real, "pacing")
    assert [(finding.level, finding.where) for finding in findings] == ([] if is_well else [("warning", "main")])


def test_a_limit_for_a_server_on_this_computer_is_only_noted(findings_of, healthy):
    [finding] = findings_of(healthy, "pacing")
    assert (finding.level, "100 requests in 1 s" in finding.message) == ("note", True)


def test_a_state_that_cannot_be_read_is_noted(findings_of, real, tmp_path):
    path = state_file("accsm.example.com", tmp_path / "cache")
    path.parent.mkdir()
    path.write_text("[]")
    assert findings_of(real, "pacing") == []
    path.write_text("[{]")
    assert [(finding.level, finding.where) for finding in findings_of(real, "pacing")] == [("note", str(path))]


def test_a_cache_folder_that_cannot_be_written_is_a_problem(findings_of, real, tmp_path):
    (tmp_path / "cache").write_text("a file")
    assert next((finding.level, finding.where) for finding in findings_of(real, "pacing")) == (
        "problem",
        str(tmp_path / "cache"),
    )


def test_what_is_still_to_be_fetched_is_said_with_its_time(findings_of, real):
    index = real / "archive" / "main" / "index.json"
    known = json.loads(index.read_bytes())
    known["rows"] |= {f"/results/download/26050{day}_200000_R.json": {"type": "R"} for day in range(1, 8)}
    index.write_text(json.dumps(known))
    plan = "The next fetch makes 9 requests, which takes about 24 s: 7 results are still to be fetched"
    assert summaries(findings_of(real, "pacing")) == [("note", "main", f"{plan}.")]
    index.write_text(json.dumps(known | {"walked": False}))
    assert summaries(findings_of(real, "pacing")) == [
        ("note", "main", f"{plan}, and its list has older pages that were not read yet.")
    ]


@pytest.mark.parametrize("text", [None, "{"])
def test_before_the_first_fetch_nobody_knows_how_much_there_is(findings_of, real, text):
    index = real / "archive" / "main" / "index.json"
    index.unlink()
    if text:
        index.write_text(text)
    [finding] = findings_of(real, "pacing")
    assert (finding.level, finding.advice) == ("note", "Ask with sitegen fetch --dry-run.")
    assert index.exists() == bool(text)


def test_without_a_server_there_is_no_pace(findings_of, tmp_path):
    (tmp_path / "sitegen.toml").write_text('[site]\ntitle = "League"\n')
    assert findings_of(tmp_path, "pacing") == []
