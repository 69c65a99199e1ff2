import pytest

from sitegen.check import check_all
from tests.check.conftest import summaries
from tests.sites import configure


def edit(folder, old, new):
    path = folder / "sitegen.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_league_that_is_well_has_nothing_to_be_told(findings_of, healthy):
    assert findings_of(healthy, "configuration") == []


def test_every_mistake_is_a_finding_and_the_other_areas_are_looked_at(findings_of, healthy):
    configure(healthy, "[results]\nprotest_ours = 3\n[fetch]\nrecheck_days = true")
    lines = len((healthy / "sitegen.toml").read_text().rstrip().splitlines())
    mistakes = findings_of(healthy, "configuration")
    assert [(finding.level, finding.where) for finding in mistakes] == [
        ("problem", f"sitegen.toml, line {line}") for line in (lines, lines - 2)
    ]
    assert 'Did you mean "protest_hours"?' in " ".join(finding.message for finding in mistakes)
    findings = check_all(healthy, output=healthy / "public", offline=True, environment={})
    assert list(dict.fromkeys(finding.area for finding in findings)) == [
        "configuration", "archive", "content", "links", "weight", "privacy"
    ]  # fmt: skip


@pytest.mark.parametrize("text", [None, "[site", "[site]\n"])
def test_a_configuration_that_is_missing_or_no_toml_is_one_finding(findings_of, healthy, text):
    (healthy / "sitegen.toml").unlink()
    if text is not None:
        (healthy / "sitegen.toml").write_text(text)
    assert [finding.level for finding in findings_of(healthy, "configuration")] == ["problem"]


def test_a_league_with_only_a_title_is_told_what_else_there_is(findings_of, tmp_path):
    (tmp_path / "sitegen.toml").write_text('[site]\ntitle = "League"\n')
    findings = findings_of(tmp_path, "configuration")
    assert [(finding.level, finding.where) for finding in findings] == [
        ("note", "sitegen.toml: [[server]]"),
        ("note", "sitegen.toml: site.url"),
        ("note", "sitegen.toml: site.timezone"),
    ]


def test_a_championship_that_nobody_knows_is_a_warning(findings_of, healthy):
    configure(healthy, '[[championship]]\nid = "36a68c73-0000"')
    assert summaries(findings_of(healthy, "configuration")) == [
        (
            "warning",
            "sitegen.toml: championship.id",
            "The championship 36a68c73-0000 has no result and no standings in the archive.",
        )
    ]


def test_a_round_that_is_past_and_has_no_result_is_noted(findings_of, healthy):
    edit(healthy, "date = 2026-05-31", "date = 2026-05-14")
    edit(healthy, "date = 2026-06-14", "date = 2026-05-18")  # a day after a race: the clock of another zone
    assert summaries(findings_of(healthy, "configuration")) == [
        (
            "note",
            "sitegen.toml: championship.round",
            "The round of 2026-05-14 at spa is past, and the archive has no result of it.",
        )
    ]


def test_a_round_of_yesterday_may_wait_for_its_results(findings_of, healthy):
    edit(healthy, "date = 2026-05-31", "date = 2026-05-19")
    assert findings_of(healthy, "configuration") == []


def test_somebody_hidden_whom_nobody_knows_is_a_warning_with_a_guess(findings_of, healthy):
    configure(healthy, '[privacy]\nhide = ["alex-webber", "alex-weber"]')
    [finding] = findings_of(healthy, "configuration")
    assert (finding.level, '"alex-webber"' in finding.message) == ("warning", True)
    assert finding.advice.endswith('Did you mean "alex-weber"?')
    (healthy / "archive" / "drivers.json").write_text("{")
    assert findings_of(healthy, "configuration") == []


@pytest.mark.parametrize(
    ("environment", "levels"),
    [
        ({"SITEGEN_MAIN_USERNAME": "anna", "SITEGEN_MAIN_PASSWORD": "long-enough"}, []),
        ({"SITEGEN_MAIN_USERNAME": "anna"}, [("problem", "SITEGEN_MAIN_USERNAME")]),
        ({"SITEGEN_MAIN_PASSWORD": "long-enough"}, [("problem", "SITEGEN_MAIN_PASSWORD")]),
        ({"SITEGEN_MIAN_PASSWORD": "long-enough"}, [("warning", "SITEGEN_MIAN_PASSWORD")]),
        ({"SITEGEN_MAIN_PASSWORD": "", "SITEGEN_CACHE": "x"}, []),
    ],
)
def test_a_login_that_is_incomplete_or_of_no_server_is_told(findings_of, healthy, environment, levels):
    findings = findings_of(healthy, "configuration", environment=environment)
    assert [(finding.level, finding.where) for finding in findings] == levels
    assert "long-enough" not in str(findings)


def test_nothing_is_said_of_championships_before_anything_was_fetched(findings_of, tmp_path):
    text = '[site]\ntitle = "T"\nurl = "https://a.example/"\ntimezone = "UTC"\n[[server]]\nname = "main"\n'
    (tmp_path / "sitegen.toml").write_text(f'{text}url = "https://b.example"\n[[championship]]\nid = "cup"\n')
    assert findings_of(tmp_path, "configuration") == []
