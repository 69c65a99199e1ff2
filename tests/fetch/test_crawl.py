import datetime as dt
from itertools import count

import msgspec
import pytest

from sitegen.server.budget import Budget
from sitegen.simulator import Fault
from sitegen.support.progress import Silence
from tests.fetch.conftest import AFTER_THE_SEASON, DURING_THE_SEASON, League, asked_by

STANDINGS = "/api/championship/"
DOWNLOAD = "/server/0/results/download/"


def names(results):
    return [result.file for result in results]


def files_of(season, published=None):
    """Everything that a complete archive holds."""
    visible = season.results[:published]
    return {f"results/{result.file}": result.body for result in visible} | {
        f"standings/{season.championship_id}": season.standings(visible[-1].file)
    }


def as_list_of(championship_id, **more):
    return {"championship": [{"id": championship_id, "name": "Cup", **more}]}


# What is asked, and in which order


@pytest.mark.parametrize("generation", ["old", "new"])
def test_a_first_run_takes_everything_as_it_was_served(tmp_path, manage, season, generation):
    league = League(tmp_path, manage(generation))
    league.fetch()
    expected = files_of(season)
    expected[f"standings/{season.championship_id}"] = season.standings(season.results[-1].file, generation=generation)
    assert league.stored() == expected


def test_pages_are_fetched_one_by_one_and_each_page_s_results_newest_first(league, season):
    asked = league.asked()
    newest = names(reversed(season.results))
    assert asked[:12] == ["page 0", newest[0], "names", *newest[1:10]]
    assert asked[12:14] == ["standings", "page 1"]
    assert [name for name in asked if name in newest] == newest


def test_standings_of_running_championships_come_first(league, season):
    league.now = DURING_THE_SEASON
    league.managers[0].published = len(season.results) - 3
    league.fetch()
    league.managers[0].published += 3
    assert league.asked() == ["standings", "page 0", *names(reversed(season.results[-3:])), "page 1"]


@pytest.mark.parametrize("generation", ["old", "new"])
@pytest.mark.parametrize(
    ("now", "asked"), [(DURING_THE_SEASON, ["standings", "page 0"]), (AFTER_THE_SEASON, ["page 0"])]
)
def test_a_run_with_nothing_new_asks_one_page_and_the_running_standings(tmp_path, manage, generation, now, asked):
    league = League(tmp_path, manage(generation))
    league.now = now
    league.fetch()
    assert [league.asked(), league.asked()] == [asked, asked]


def test_a_championship_that_is_said_to_run_is_asked_on_every_run(league, season):
    league.tables = as_list_of(season.championship_id, running=True)
    league.fetch()
    assert league.asked() == ["standings", "page 0"]


def test_a_championship_that_is_said_not_to_run_is_asked_when_something_new_of_it_appears(league, season):
    league.now = DURING_THE_SEASON
    league.tables = as_list_of(season.championship_id, running=False)
    league.managers[0].published -= 1
    league.fetch()
    assert league.asked() == ["page 0"]
    league.managers[0].published += 1
    assert league.asked() == ["page 0", season.results[-1].file, "standings", "page 1"]


def test_a_finished_championship_is_asked_in_the_run_that_brings_something_new_of_it(league, season):
    league.managers[0].published -= 1
    league.fetch()
    league.managers[0].published += 1
    assert league.asked() == ["page 0", season.results[-1].file, "standings", "page 1"]
    assert league.stored() == files_of(season)


def test_names_of_championships_are_asked_once(league, season):
    assert league.asked().count("names") == 1
    assert league.archive.read_index("main").championships == {season.championship_id: season.championship_name}


def test_a_first_run_that_is_cut_short_knows_the_names_from_which_addresses_are_made(league, season):
    league.fetch(max_requests=3)
    assert league.archive.read_index("main").championships == {season.championship_id: season.championship_name}


def test_older_servers_without_names_are_not_asked_twice(tmp_path, manage):
    league = League(tmp_path, manage("old"))
    assert [league.asked().count("names"), league.asked().count("names")] == [1, 0]


# Runs that are cut short


def test_a_run_that_is_cut_short_anywhere_loses_nothing_and_repeats_no_result(tmp_path, manage, season):
    whole = files_of(season, 10)
    for spent in count(1):
        manager = manage(page_size=4)
        manager.published = 10
        league = League(tmp_path / str(spent), manager)
        report = league.fetch(max_requests=spent)
        league.fetch()
        downloads = [request.path for request in manager.log if request.path.startswith(DOWNLOAD)]
        assert (league.stored(), len(downloads)) == (whole, len(set(downloads)))
        assert league.asked() == ["page 0"]
        manager.close()
        if report.servers[0].stopped is None:
            break
        assert report.requests == spent
    assert spent > len(whole)


@pytest.mark.parametrize("spent", [3, 4, 7])
def test_small_budgets_come_to_the_same_end(tmp_path, manage, season, spent):
    manager = manage(page_size=5)
    league = League(tmp_path, manager)
    for _ in range(60):
        if league.fetch(max_requests=spent).servers[0].stopped is None:
            break
    downloads = [request.path for request in manager.log if request.path.startswith(DOWNLOAD)]
    assert (league.stored(), len(downloads)) == (files_of(season), len(set(downloads)))


def test_news_of_several_pages_are_complete_when_the_run_that_found_them_was_cut_short(tmp_path, manage, season):
    """The first page holds nothing new for the second run, and yet there is something behind it."""
    for spent in range(1, 12):
        manager = manage(page_size=2)
        manager.published = 3
        league = League(tmp_path / str(spent), manager)
        league.fetch()
        manager.published = 9
        league.fetch(max_requests=spent)
        league.fetch()
        assert league.stored() == files_of(season, 9)
        manager.close()


def test_a_time_budget_stops_between_two_requests_and_the_next_run_goes_on(league, season):
    clock = count()
    report = league.fetch(budget=Budget(time_s=12, clock=lambda: next(clock), sleep=lambda _: None))
    assert (report.servers[0].stopped, report.servers[0].error) == ("stopped, because --time-budget is used up", None)
    assert 0 < report.servers[0].counts.new < len(season.results)
    league.fetch()
    assert league.stored() == files_of(season)


def test_what_is_stored_before_a_kill_is_not_asked_again(league, season):
    """Killed between keeping the result and noting it: the index knows the row only."""
    league.managers[0].published -= 1
    league.fetch()
    league.managers[0].published += 1
    path = league.archive.folder / "main/index.json"
    before = path.read_bytes()
    league.fetch()
    path.write_bytes(before)
    assert league.asked() == ["standings", "page 0", "page 1"]


def test_ctrl_c_stops_cleanly_and_the_next_run_goes_on(league, season):
    budget = Budget(sleep=lambda _: None)

    class Impatience(Silence):
        def step(self, *_, **__):
            budget.cancel()

    report = league.fetch(budget=budget, progress=Impatience())
    assert (report.servers[0].stopped, report.servers[0].counts.new) == ("stopped", 1)
    league.fetch()
    assert league.stored() == files_of(season)


# Lists that move


@pytest.mark.parametrize("page_size", [1, 4])
def test_rows_that_shift_while_the_list_is_walked_are_not_lost(tmp_path, manage, season, page_size):
    manager = manage(page_size=page_size)
    manager.published = 12
    manager.break_with(Fault.SHIFT, times=3)
    league = League(tmp_path, manager)
    league.fetch()
    league.fetch()
    assert set(names(season.results[:15])) == set(league.archive.results("main"))


def test_sessions_that_end_while_results_are_fetched_come_with_the_next_run(league, season):
    manager = league.managers[0]
    manager.published = 5

    class SessionsEnd(Silence):
        def step(self, *_, **__):
            manager.published = min(manager.published + 1, len(season.results))

    while manager.published < len(season.results):
        league.fetch(progress=SessionsEnd())
    league.fetch()
    assert league.stored() == files_of(season)


def test_rows_that_moved_up_because_others_were_deleted_are_found_by_a_walk_that_goes_on(tmp_path, manage, season):
    manager = manage(page_size=4)
    league = League(tmp_path, manager)
    league.fetch(max_requests=10)
    for result in season.results[-4:]:
        manager.delete(result.file)
    league.fetch()
    assert set(names(season.results)) == set(league.archive.results("main"))


def test_an_empty_list_does_not_end_the_walk_for_ever(league, season):
    league.managers[0].break_with(Fault.EMPTY, times=1)
    league.fetch(max_requests=3)
    league.fetch()
    assert league.stored() == files_of(season)


# Results that do not come


def test_a_result_that_is_gone_is_said_once_and_not_asked_again(league, season):
    league.fetch(max_requests=3)
    gone = season.results[-5].file
    league.managers[0].delete(gone)
    report = league.fetch()
    assert [warning for warning in report.warnings if gone in warning and "404" in warning] == list(report.warnings)
    assert len(report.warnings) == 1
    assert (league.fetch().warnings, league.asked()) == ((), ["page 0"])


def test_what_is_no_result_is_said_once_and_not_asked_again_until_a_full_run(league, season):
    league.managers[0].break_with(Fault.NOT_A_RESULT, times=1)
    report = league.fetch()
    newest = season.results[-1].file
    assert [newest in warning and "sessionResult" in warning for warning in report.warnings] == [True]
    assert league.asked() == ["page 0"]
    assert newest in league.asked(full=True)
    assert league.stored() == files_of(season)


def test_a_result_that_fails_stays_to_be_fetched_and_is_not_asked_with_every_page(league, season):
    newest = season.results[-1].file
    league.managers[0].break_with(Fault.SERVER_ERROR, path=f"{DOWNLOAD}{newest}")
    asked = league.asked()
    assert asked.count(newest) == 3
    league.managers[0].mend()
    assert league.asked() == ["page 0", newest, "standings"]


def test_a_server_that_fails_again_and_again_is_left_in_peace(league, season):
    league.managers[0].break_with(Fault.SERVER_ERROR, path=DOWNLOAD)
    report = league.fetch()
    assert "500" in report.servers[0].error
    assert report.requests == 1 + 3 * 3
    league.managers[0].mend()
    league.fetch()
    assert league.stored() == files_of(season)


def test_rows_on_another_origin_are_refused_without_asking_anybody(league, season):
    league.managers[0].break_with(Fault.FOREIGN_URL)
    report = league.fetch()
    assert report.requests == 3
    assert all("another server" in warning for warning in report.warnings)
    assert len(report.warnings) == len(season.results)


# Standings that do not come


@pytest.mark.parametrize("fault", [Fault.SERVER_ERROR, Fault.CLOSED, Fault.TO_LOGIN, Fault.GONE, Fault.HTML])
def test_without_standings_the_results_are_fetched_and_standings_come_when_they_can(league, season, fault):
    league.managers[0].break_with(fault, path=STANDINGS)
    report = league.fetch()
    assert (league.archive.results("main"), report.servers[0].error) == (sorted(names(season.results)), None)
    assert any("standings.json" in warning for warning in report.warnings)
    league.managers[0].mend()
    league.fetch()
    assert league.stored() == files_of(season)


def test_a_server_that_is_down_is_said_once_even_when_standings_were_to_be_asked_first(league):
    league.now = DURING_THE_SEASON
    league.fetch()
    league.managers[0].close()
    report = league.fetch()
    assert len(report.warnings) == 1
    assert "is the server running?" in report.warnings[0]


def test_standings_that_the_server_does_not_know_are_asked_once(league):
    league.tables = as_list_of("unknown", running=False)
    league.fetch()
    index = league.archive.read_index("main")
    index.owed = ["unknown"]
    league.archive.write_index("main", index)
    assert [league.asked(), league.asked()] == [["standings", "page 0"], ["page 0"]]


# Filters


def test_only_wanted_types_are_fetched(league, season):
    league.settings = {"session_types": ["Q", "R2"]}
    league.fetch()
    expected = {
        result.file for result in season.results if result.session_type.startswith("Q") or result.session_type == "R2"
    }
    assert set(league.archive.results("main")) == expected
    assert expected < set(names(season.results))


def test_r_stands_for_all_races(league, season):
    league.settings = {"session_types": ["R"]}
    league.fetch()
    races = {result.file for result in season.results if result.session_type.startswith("R")}
    assert set(league.archive.results("main")) == races


def test_a_type_that_is_wanted_later_is_fetched_without_walking_the_list_again(league, season):
    league.settings = {"session_types": ["FP", "Q"]}
    league.fetch()
    league.settings = {}
    assert [name for name in league.asked() if name.startswith("page")] == ["page 0"]
    assert set(league.archive.results("main")) == set(names(season.results))


def test_wanted_news_are_found_behind_a_first_page_of_unwanted_ones(tmp_path, manage, season):
    manager = manage(page_size=1)
    manager.published = 6
    league = League(tmp_path, manager)
    league.settings = {"session_types": ["R"]}
    league.fetch()
    newest_race = max(i for i, result in enumerate(season.results) if result.session_type.startswith("R") and i < 14)
    manager.published = next(
        i + 1 for i in range(newest_race + 1, len(season.results)) if not season.results[i].session_type.startswith("R")
    )
    league.fetch()
    expected = [result.file for result in season.results[: manager.published] if result.session_type.startswith("R")]
    assert league.archive.results("main") == sorted(expected)


def test_older_results_than_asked_for_are_not_fetched_and_the_walk_ends_there(tmp_path, manage, season):
    league = League(tmp_path, manage(page_size=4))
    since = season.results[-6].ended.date()
    league.settings = {"since": since}
    asked = league.asked()
    expected = [result.file for result in season.results if result.ended.date() >= since]
    assert set(league.archive.results("main")) == set(expected)
    assert [name for name in asked if name.startswith("page")] == ["page 0", "page 1", "page 2"]


def test_an_earlier_day_is_walked_for_again(tmp_path, manage, season):
    league = League(tmp_path, manage(page_size=4))
    league.settings = {"since": season.results[-6].ended.date()}
    league.fetch()
    league.settings = {}
    league.fetch()
    assert league.stored() == files_of(season)


def test_another_query_is_another_list(tmp_path, manage, season):
    league = League(tmp_path, manage(page_size=4))
    track = season.results[-1].track
    league.settings = {"query": track}
    league.fetch()
    assert set(league.archive.results("main")) == {result.file for result in season.results if result.track == track}
    league.settings = {}
    league.fetch()
    assert league.stored() == files_of(season)


# Edits


def penalise(content):
    content["sessionResult"]["leaderBoardLines"].reverse()


def newest_race(season):
    return next(
        result for result in reversed(season.results) if result.championship_id and result.session_type.startswith("R")
    )


def test_changed_standings_without_a_new_result_have_the_newest_event_asked_again(league, season):
    league.now = DURING_THE_SEASON
    league.fetch()
    race = newest_race(season)
    league.managers[0].edit(race.file, penalise, standings=True)
    league.now += dt.timedelta(hours=1)
    weekend = [result.file for result in season.results if result.track == race.track and result.championship_id][-3:]
    assert league.asked() == ["standings", "page 0", *reversed(weekend)]
    folder = league.archive.folder / "main"
    assert [path.read_bytes() for path in (folder / "revisions" / race.file).iterdir()] == [race.body]
    assert league.archive.read_result("main", race.file) != race.body
    assert len(league.archive.all_standings("main", season.championship_id)) == 2
    assert league.asked() == ["standings", "page 0"]


def test_an_edit_is_found_even_when_the_run_that_saw_the_standings_was_cut_short(tmp_path, manage, season):
    race = newest_race(season)
    for spent in range(1, 6):
        manager = manage()
        league = League(tmp_path / str(spent), manager)
        league.now = DURING_THE_SEASON
        league.fetch()
        manager.edit(race.file, penalise, standings=True)
        league.fetch(max_requests=spent)
        league.fetch()
        assert league.archive.read_result("main", race.file) != race.body
        manager.close()


def test_results_of_the_last_days_are_asked_again_when_the_configuration_says_so(league, season):
    league.now = DURING_THE_SEASON
    league.tables = {"fetch": {"recheck_days": 4}, **as_list_of(season.championship_id, running=False)}
    assert all(times == 1 for times in map(league.asked().count, names(season.results)))
    race = newest_race(season)
    league.managers[0].edit(race.file, penalise, standings=True)
    recent = [result.file for result in season.results if result.ended.date() >= dt.date(2026, 5, 16)]
    assert league.asked() == ["page 0", *reversed(recent), "standings"]
    assert league.archive.read_result("main", race.file) != race.body


def test_a_full_run_walks_the_whole_list_and_asks_for_what_is_missing_only(tmp_path, manage, season):
    manager = manage(page_size=8)
    league = League(tmp_path, manager)
    league.fetch()
    league.archive.result_path("main", season.results[0].file).unlink()
    pages = [f"page {number}" for number in range(-(-len(season.results) // 8))]
    assert league.asked(full=True) == ["page 0", season.results[0].file, "standings", *pages[1:]]


def test_a_full_run_finds_what_was_uploaded_late(league, season):
    manager = league.managers[0]
    everything = list(season.results)
    manager.season = manager.season.__class__(
        **{name: getattr(season, name) for name in season.__struct_fields__ if name != "results"},
        results=[*everything[:2], *everything[3:]],
    )
    manager.published = len(everything) - 1
    league.fetch()
    manager.season, manager.published = season, len(everything)
    assert everything[2].file not in league.asked()
    assert everything[2].file in league.asked(full=True)


# Plans


def test_a_dry_run_asks_for_list_pages_only_and_tells_how_many_requests_are_to_come(league, season):
    reports = []
    asked = asked_by(league.managers[0], lambda: reports.append(league.fetch(dry_run=True)))
    (report,) = reports
    assert asked == [f"page {number}" for number in range(-(-len(season.results) // 10))]
    assert report.servers[0].planned_requests == len(season.results) + 1
    assert (league.stored(), league.archive.read_status("main").fetched) == ({}, None)
    league.fetch()
    assert league.stored() == files_of(season)


def test_after_a_complete_run_the_plan_is_one_page(league):
    league.fetch()
    assert league.fetch(dry_run=True).servers[0].planned_requests == 1


def test_a_page_that_is_empty_for_a_moment_does_not_hide_what_is_behind_it(tmp_path, manage, season):
    manager = manage("old", page_size=3)
    league = League(tmp_path, manager)
    manager.break_with(Fault.EMPTY, path="/api/results/list.json?sort=date&page=2")
    league.fetch()
    manager.mend()
    league.fetch()
    assert league.archive.results("main") == names(season.results)


def test_a_list_that_is_empty_for_a_moment_does_not_end_a_walk_that_was_cut_short(tmp_path, manage, season):
    manager = manage("old", page_size=3)
    league = League(tmp_path, manager)
    league.fetch(max_requests=6)
    manager.break_with(Fault.EMPTY, times=1)
    league.fetch()
    league.fetch()
    assert league.archive.results("main") == names(season.results)


def test_a_list_that_does_not_say_its_length_is_walked_to_its_end(tmp_path, manage, season, monkeypatch):
    manager = manage("old", page_size=3)
    page_of = manager._list_page

    def without_length(*where, **how):
        answer = page_of(*where, **how)
        return msgspec.structs.replace(answer, body=answer.body.replace(b'"num_pages"', b'"unknown"'))

    monkeypatch.setattr(manager, "_list_page", without_length)
    league = League(tmp_path, manager)
    league.fetch()
    assert league.archive.results("main") == names(season.results)
