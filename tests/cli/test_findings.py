"""How findings are printed."""

from sitegen.check.findings import Finding
from sitegen.cli.findings import print_findings

WELL = Finding("archive", "ok", "Every file is as it came.", "main")
BROKEN = Finding("site", "problem", "The key title is unknown.", "sitegen.toml", "Remove it.")
NAMED = Finding("site", "warning", "In sitegen.toml there is no url.", "sitegen.toml")


def test_findings_stand_below_the_name_of_their_area_and_come_back(capsys):
    assert print_findings(iter([WELL, BROKEN, NAMED]), quiet=False) == [WELL, BROKEN, NAMED]
    assert capsys.readouterr().out.splitlines() == [
        "archive",
        "  ✓ main: Every file is as it came.",
        "site",
        "  ✗ sitegen.toml: The key title is unknown. Remove it.",
        "  ! In sitegen.toml there is no url.",
    ]


def test_quiet_prints_only_what_is_wrong_and_gives_back_all(capsys):
    assert print_findings([WELL, NAMED], quiet=True) == [WELL, NAMED]
    assert capsys.readouterr().out.splitlines() == ["site", "  ! In sitegen.toml there is no url."]


def test_each_is_printed_before_the_next_is_made(capsys):
    def slowly():
        yield WELL
        assert "Every file" in capsys.readouterr().out
        yield NAMED

    assert print_findings(slowly(), quiet=False) == [WELL, NAMED]
