import datetime as dt

import msgspec
import pytest

from sitegen.archive.index import ListIndex, ResultSubject
from sitegen.archive.store import Archive
from sitegen.config import Config
from sitegen.fetch.championship_ledger import ChampionshipLedger, add_owed

TODAY = dt.date(2026, 5, 20)


@pytest.fixture
def ledger_of(tmp_path):
    """The ledger of the first of so many servers, over an index and with tables of the configuration."""

    def make(index, *championships, servers=1):
        names = ["main", "second"][:servers]
        tables = {
            "site": {"title": "League"},
            "server": [{"name": name, "url": f"https://{name}.example"} for name in names],
            "championship": list(championships),
        }
        config = msgspec.convert(tables, Config)
        return ChampionshipLedger(index, config.server[0], config, Archive(tmp_path))

    return make


def index_with(**dates):
    """An index with a result of each championship."""
    files = {f"{name}-1": ResultSubject(date, name, "event") for name, date in dates.items()}
    return ListIndex(files=files)


def test_a_championship_runs_for_30_days_after_its_last_result(ledger_of):
    index = index_with(young="2026-04-20T20:00:00Z", old="2026-04-19T20:00:00Z", undated=None)
    assert ledger_of(index).running(TODAY) == ["young"]


def test_the_configuration_decides_what_runs(ledger_of):
    index = index_with(young="2026-05-19", old="2025-05-19")
    ledger = ledger_of(index, {"id": "young", "running": False}, {"id": "old", "running": True})
    assert ledger.running(TODAY) == ["old"]


def test_a_championship_that_is_said_to_run_is_asked_before_its_first_result(ledger_of):
    index = index_with(young="2026-05-19")
    ledger = ledger_of(index, {"id": "coming", "running": True}, {"id": "young", "name": "Cup"})
    assert ledger.running(TODAY) == ["coming", "young"]


def test_with_a_single_server_every_championship_is_asked_there(ledger_of):
    assert ledger_of(ListIndex()).is_ours("cup")


def test_with_several_servers_one_asks_for_its_own_results_and_for_what_is_configured(ledger_of):
    configured = [{"id": "here", "server": "main"}, {"id": "there", "server": "second"}]
    ledger = ledger_of(index_with(cup="2026-05-19", there="2026-05-19"), *configured, servers=2)
    asked = [name for name in ("cup", "unknown", "here", "there") if ledger.is_ours(name)]
    assert asked == ["cup", "here"]


def test_what_is_owed_is_settled_by_asking(ledger_of):
    index = ListIndex()
    ledger = ledger_of(index)
    for championship in ("b", "a", "a", None):
        add_owed(index, championship)
    assert ledger.owed() == ["a", "b"]
    ledger.settle("a")
    ledger.settle("unknown")
    assert ledger.owed() == ["b"]


def test_standings_that_change_without_a_result_are_suspect_until_there_is_one(ledger_of):
    index = ListIndex(owed=["explained"])
    ledger = ledger_of(index)
    for championship in ("explained", "cup", "cup"):
        ledger.suspect(championship)
    assert index.suspect == ["cup"]
    ledger.note_news("cup", is_asked=True)
    assert (index.suspect, index.owed) == ([], ["explained"])
    ledger.note_news("cup", is_asked=False)
    assert index.owed == ["explained", "cup"]


def test_standings_that_were_never_stored_are_owed(ledger_of):
    index = index_with(cup="2026-05-19")
    ledger_of(index).owe_missing()
    assert index.owed == ["cup"]


def test_a_name_comes_from_the_configuration_or_the_server_and_is_asked_once(ledger_of):
    index = index_with(configured="2026-05-19", listed="2026-05-19", unlisted="2026-05-19")
    ledger = ledger_of(index, {"id": "configured", "name": "Cup"})
    assert ledger.unnamed() == {"listed", "unlisted"}
    ledger.note_names({"listed": "Trophy"})
    assert (ledger.unnamed(), index.championships) == (set(), {"listed": "Trophy", "unlisted": ""})
    ledger.ask_names_anew()
    assert ledger.unnamed() == {"unlisted"}


def test_an_older_server_has_no_list_to_ask(ledger_of):
    ledger = ledger_of(ListIndex())
    ledger.note_no_names()
    assert not ledger.can_be_named
    ledger.ask_names_anew()
    assert ledger.can_be_named
