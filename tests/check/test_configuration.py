import pytest

from sitegen.check import check_all
from tests.check.conftest import said
from tests.sites import configure


def edit(folder, old, new):
    path = folder / "sitegen.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_league_that_is_well_has_nothing_to_be_told(found, healthy):
    assert found(healthy, "configuration") == []


def test_every_mistake_is_a_finding_and_the_other_areas_are_looked_at(found, healthy):
    configure(healthy, "[results]\nprotest_ours = 3\n[fetch]\nrecheck_days = true")
    lines = len((healthy / "sitegen.toml").read_text().rstrip().splitlines())
    mistakes = found(healthy, "configuration")
    assert [(one.level, one.where) for one in mistakes] == [
        ("problem", f"sitegen.toml, line {line}") for line in (lines, lines - 2)
    ]
    assert 'Did you mean "protest_hours"?' in " ".join(one.what for one in mistakes)
    findings = check_all(healthy, output=healthy / "public", offline=True, environment={})
    assert list(dict.fromkeys(one.area for one in findings)) == [
        "configuration", "archive", "content", "links", "weight", "privacy"
    ]  # fmt: skip


@pytest.mark.parametrize("text", [None, "[site", "[site]\n"])
def test_a_configuration_that_is_missing_or_no_toml_is_one_finding(found, healthy, text):
    (healthy / "sitegen.toml").unlink()
    if text is not None:
        (healthy / "sitegen.toml").write_text(text)
    assert [one.level for one in found(healthy, "configuration")] == ["problem"]


def test_a_league_with_only_a_title_is_told_what_else_there_is(found, tmp_path):
    (tmp_path / "sitegen.toml").write_text('[site]\ntitle = "League"\n')
    findings = found(tmp_path, "configuration")
    assert [(one.level, one.where) for one in findings] == [
        ("note", "sitegen.toml: [[server]]"),
        ("note", "sitegen.toml: site.url"),
        ("note", "sitegen.toml: site.timezone"),
    ]


def test_a_championship_that_nobody_knows_is_a_warning(found, healthy):
    configure(healthy, '[[championship]]\nid = "36a68c73-0000"')
    assert said(found(healthy, "configuration")) == [
        (
            "warning",
            "sitegen.toml: championship.id",
            "The championship 36a68c73-0000 has no result and no standings in the archive.",
        )
    ]


def test_a_round_that_is_past_and_has_no_result_is_noted(found, healthy):
    edit(healthy, "date = 2026-05-31", "date = 2026-05-14")
    edit(healthy, "date = 2026-06-14", "date = 2026-05-18")  # a day after a race: the clock of another zone
    assert said(found(healthy, "configuration")) == [
        (
            "note",
            "sitegen.toml: championship.round",
            "The round of 2026-05-14 at spa is past, and the archive has no result of it.",
        )
    ]


def test_a_round_of_yesterday_may_wait_for_its_results(found, healthy):
    edit(healthy, "date = 2026-05-31", "date = 2026-05-19")
    assert found(healthy, "configuration") == []


def test_somebody_hidden_whom_nobody_knows_is_a_warning_with_a_guess(found, healthy):
    configure(healthy, '[privacy]\nhide = ["alex-webber", "alex-weber"]')
    [finding] = found(healthy, "configuration")
    assert (finding.level, '"alex-webber"' in finding.what) == ("warning", True)
    assert finding.do.endswith('Did you mean "alex-weber"?')
    (healthy / "archive" / "drivers.json").write_text("{")
    assert found(healthy, "configuration") == []


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
def test_a_login_that_is_incomplete_or_of_no_server_is_told(found, healthy, environment, levels):
    findings = found(healthy, "configuration", environment=environment)
    assert [(one.level, one.where) for one in findings] == levels
    assert "long-enough" not in str(findings)


def test_nothing_is_said_of_championships_before_anything_was_fetched(found, tmp_path):
    text = '[site]\ntitle = "T"\nurl = "https://a.example/"\ntimezone = "UTC"\n[[server]]\nname = "main"\n'
    (tmp_path / "sitegen.toml").write_text(f'{text}url = "https://b.example"\n[[championship]]\nid = "cup"\n')
    assert found(tmp_path, "configuration") == []
