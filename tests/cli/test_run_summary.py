"""What a run's page says."""

import msgspec
import pytest

from sitegen.archive.server_status import ServerStatus
from sitegen.build import BuildReport
from sitegen.cli.run_summary import escaped, failure, summary
from sitegen.errors import ConfigError

QUIET = BuildReport(
    generated="2026-05-20T12:00:00+00:00",
    digest="0" * 64,
    url="https://a.example/",
    pages=1234,
    written=0,
    unchanged=1300,
    sessions=56,
    requests=1,
    warnings=(),
    servers=(ServerStatus("main", "2026-05-20T14:00:00+02:00", stale=False),),
)


def with_server(**facts) -> str:
    return summary(msgspec.structs.replace(QUIET, servers=(ServerStatus("main", **facts),)))


def test_a_run_that_failed_says_why():
    assert failure(ConfigError("There is no theme <b>.")) == (
        "### The site could not be built, and stays as it is\n\nThere is no theme \\<b\\>\\.\n"
    )


def test_a_quiet_run_is_a_line_and_a_table():
    assert summary(QUIET) == (
        "### 56 sessions on 1,234 pages, with 1 request\n\n"
        "| server | results as of | still to fetch |\n| --- | --- | --- |\n"
        "| main | 2026-05-20 12:00 UTC | nothing |\n\n"
    )


def test_what_is_still_to_fetch_is_said_with_how_long_it_takes():
    markdown = with_server(fetched="2026-05-20T12:00:00+00:00", stale=False, left=3105, left_s=12420)
    assert "| 3,105 sessions, about 3 h 27 min; the next run goes on |" in markdown


@pytest.mark.parametrize(
    ("fetched", "words"),
    [
        ("2026-05-20T12:00:00+00:00", "2026-05-20 12:00 UTC, could not be asked for newer ones"),
        (None, "could not be fetched yet"),
    ],
)
def test_a_server_that_failed_is_said(fetched, words):
    assert words in with_server(fetched=fetched, stale=True)


def test_what_comes_from_a_server_is_text_and_nothing_else():
    hostile = "<img src=x> [a](https://b.example) | `c`\n# d @everyone"
    markdown = summary(msgspec.structs.replace(QUIET, warnings=(hostile,)))
    line = markdown.strip().splitlines()[-1]
    assert line == (r"- \<img src\=x\> \[a\]\(https\:\/\/b\.example\) \| \`c\` \# d \@everyone")


def test_many_warnings_are_counted():
    markdown = summary(msgspec.structs.replace(QUIET, warnings=tuple(f"W{number}" for number in range(23))))
    assert "#### 23 warnings" in markdown
    assert "W19" in markdown
    assert "W20" not in markdown
    assert "- and 3 more" in markdown


def test_escaping_leaves_letters_alone():
    assert escaped("Zandvoort  日本\tÉ") == "Zandvoort 日本 É"
