import msgspec
import pytest

from sitegen.server.payloads import ListPage
from tests.server.conftest import SHARED_API


def rows(*texts: str):
    return msgspec.json.decode(f'{{"results": [{",".join(texts)}]}}', type=ListPage).rows


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('"session_type": "FP"', "FP"),
        ('"session_type": "R2"', "R2"),
        ('"session_type": "RACE"', "R"),
        ('"manager_session_type": "Race"', "R"),
        ('"manager_session_type": "Race 2"', "R2"),
        ('"manager_session_type": "Qualifying"', "Q"),
        ('"manager_session_type": "Qualify"', "Q"),
        ('"manager_session_type": "Practice"', "FP"),
        ('"manager_session_type": "Free Practice"', "FP"),
        ('"manager_session_type": "Warm-up"', "Warm-up"),
        ('"session_type": null, "manager_session_type": "Race"', "R"),
        ('"track": "spa"', ""),
    ],
)
def test_a_type_is_told_in_the_words_of_either_generation(written, expected):
    assert [row.type for row in rows(f'{{"results_json_url": "/a.json", {written}}}')] == [expected]


def test_missing_empty_and_unknown_keys_are_tolerated():
    readable = rows(
        '{"results_json_url": "/a.json"}',
        '{"results_json_url": "/b.json", "date": null, "server_id": null, "weather": {"new": [1]}}',
        '{"results_json_url": "/c.json", "server_id": "two"}',
    )
    assert [row.results_json_url for row in readable] == ["/a.json", "/b.json", "/c.json"]


def test_rows_that_lead_nowhere_are_left_out():
    assert rows('{"results_json_url": "http://[x/a.json"}', '{"results_json_url": "?"}') == []
    assert rows("{}", '{"results_json_url": ""}', "null", '"x"', '{"results_json_url": ["/a.json"]}') == []


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("list.wiki_v1.2.json", [("/results/download/211122_213216_FP.json", "FP", "2021-11-22T21:32:16Z")]),
        (
            "list.v1.6_multiserver_row.json",
            [("/server/0/results/download/results_20260817_194253_race.json", "R", "2026-08-17T19:42:53Z")],
        ),
        (
            "list.acsm_row_with_offset_date.json",
            [("/results/download/2020_7_28_19_48_RACE.json", "R", "2020-07-28T19:48:00+01:00")],
        ),
        ("list.empty_or_out_of_range.json", []),
    ],
)
@pytest.mark.skipif(not SHARED_API.exists(), reason="the shared data is not here")
def test_lists_of_all_known_versions_are_read(file, expected):
    page = msgspec.json.decode((SHARED_API / file).read_bytes(), type=ListPage)
    assert [(row.results_json_url, row.type, row.date) for row in page.rows][:1] == expected
