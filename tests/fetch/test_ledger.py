import datetime as dt

import msgspec
import pytest

from sitegen.archive.index import IndexRow, ListIndex, ResultSubject
from sitegen.archive.store import Archive
from sitegen.config import Config
from sitegen.fetch.ledger import Ledger
from sitegen.league.session.header import read_header
from sitegen.server.payloads import ListRow

NOON = dt.datetime(2026, 5, 18, 12, tzinfo=dt.UTC)
RESULT = b'{"SessionFile": "a", "sessionResult": {"leaderBoardLines": []}, "laps": []}'


@pytest.fixture
def ledger_of(tmp_path):
    """The ledger of a server over an index, with keys of its table in the configuration."""

    def make(index=None, **keys):
        archive = Archive(tmp_path / "archive")
        if index is not None:
            archive.write_index("main", index)
        tables = {"site": {"title": "T"}, "server": [{"name": "main", "url": "https://league.example", **keys}]}
        config = msgspec.convert(tables, Config)
        return Ledger(config.server[0], config, archive)

    return make


def listed(*addresses, session_type="R", date="2026-05-17"):
    return [ListRow(results_json_url=address, session_type=session_type, date=date) for address in addresses]


def test_a_row_is_unseen_once(ledger_of):
    ledger = ledger_of()
    assert [ledger.note_rows(listed("/a.json")), ledger.note_rows(listed("/a.json"))] == [True, False]


def test_what_is_to_fetch_comes_newest_first_and_only_as_configured(ledger_of):
    ledger = ledger_of(session_types=["R", "Q2"], since=dt.date(2026, 5, 1))
    ledger.note_rows(listed("/race.json", "/race2.json"))
    ledger.note_rows(listed("/old.json", date="2026-04-30"))
    ledger.note_rows(listed("/undated.json", date="soon"))
    for session_type in ("Q", "Q2", "FP", "Warm-up"):
        ledger.note_rows(listed(f"/{session_type}.json", session_type=session_type, date="2026-05-16"))
    assert ledger.pending() == ["/undated.json", "/race2.json", "/race.json", "/Warm-up.json", "/Q2.json"]


def test_a_type_in_the_name_of_the_file_is_better_than_that_of_the_row(ledger_of):
    ledger = ledger_of(session_types=["R2"])
    ledger.note_rows(listed("/260517_205456_R.json", "/260517_215456_R2.json"))
    assert ledger.pending() == ["/260517_215456_R2.json"]


def test_what_was_refused_is_asked_again_only_when_it_is_forgiven(ledger_of):
    ledger = ledger_of()
    ledger.note_rows(listed("/a.json"))
    ledger.refuse("/a.json", "It is gone.")
    ledger.note_rows(listed("/a.json"))
    assert ledger.pending() == []
    ledger.note_rows(listed("/a.json"), forgive=True)
    assert ledger.pending() == ["/a.json"]


def test_a_walk_ends_where_all_rows_were_seen_by_one_that_came_to_its_end(ledger_of):
    ledger = ledger_of()
    rows = listed("/a.json", "/b.json")
    ledger.note_rows(rows)
    assert not ledger.ends_walk(rows)
    ledger.close_walk()
    assert ledger.ends_walk(rows)
    ledger.note_rows(listed("/c.json"))
    assert not ledger.ends_walk([*listed("/c.json"), *rows])


def test_a_walk_ends_where_all_rows_are_older_than_is_wanted(ledger_of):
    ledger = ledger_of(since=dt.date(2026, 5, 1))
    old, young = listed("/old.json", date="2026-04-30"), listed("/young.json")
    ledger.note_rows([*old, *young])
    assert [ledger.ends_walk(rows) for rows in (old, [*young, *old], young)] == [True, False, False]


def test_a_page_whose_rows_cannot_be_read_ends_no_walk(ledger_of):
    assert not ledger_of().ends_walk([])


def test_a_walk_that_was_cut_short_goes_on_a_page_before_the_one_that_came_next(ledger_of):
    ledger = ledger_of(ListIndex(next_page=7))
    assert ledger.page_after(0, has_unseen=False) == 6
    assert ledger.page_after(6, has_unseen=False) == 7
    assert ledger.index.next_page == 8


def test_pages_with_unseen_rows_are_walked_one_after_the_other(ledger_of):
    ledger = ledger_of(ListIndex(next_page=7))
    assert ledger.page_after(0, has_unseen=True) == 1


def test_with_another_configuration_the_list_is_another(ledger_of):
    assert ledger_of(ListIndex(walked=True)).index.walked
    assert not ledger_of(ListIndex(walked=True), query="cup").index.walked


def test_a_result_that_somebody_removed_is_fetched_again(ledger_of):
    index = ListIndex(rows={"/a.json": IndexRow(file="a")}, files={"a": ResultSubject()})
    assert ledger_of(index).pending() == ["/a.json"]


def test_a_result_that_is_stored_is_no_longer_to_fetch(ledger_of):
    ledger = ledger_of()
    ledger.note_rows(listed("/a.json"))
    header = read_header(RESULT)
    outcomes = [ledger.store("/a.json", body, header, now=NOON) for body in (RESULT, RESULT, RESULT + b" ")]
    assert (outcomes, ledger.pending()) == (["new", "same", "changed"], [])


def test_results_of_the_last_days_are_asked_again_but_not_those_just_asked(ledger_of):
    ledger = ledger_of()
    for name, date in (("a", "2026-05-17"), ("b", "2026-05-16"), ("c", "2026-05-10")):
        ledger.index.rows[f"/{name}.json"] = IndexRow(date=date, file=name)
        ledger.index.files[name] = ResultSubject(date)
    ledger.flag_recent(dt.date(2026, 5, 16), but={"/a.json"})
    assert ledger.again() == ["/b.json"]


def test_the_newest_event_of_a_suspect_championship_is_asked_again(ledger_of):
    ledger = ledger_of()
    for name, event, date in (("a", "1", "2026-05-10"), ("b", "2", "2026-05-16"), ("c", "2", "2026-05-17")):
        ledger.index.rows[f"/{name}.json"] = IndexRow(date=date, file=name)
        ledger.index.files[name] = ResultSubject(date, "cup", event)
    ledger.index.suspect = ["cup", "unknown"]
    ledger.flag_suspects()
    assert (ledger.again(), ledger.index.suspect) == (["/c.json", "/b.json"], [])
