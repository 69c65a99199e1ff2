import datetime as dt

from sitegen.dataset.scope_makers import league_scope, season_scopes
from tests.dataset.leagues import ANN, BOB, CAT, CUP, SmallLeague, standings


def test_a_dataset_has_every_session_by_date_and_no_laps(league):
    dataset = league.dataset()
    assert list(dataset.classifications) == ["main/260101_200000_Q", "main/260101_210000_R", "main/260108_210000_R"]
    assert all(classification.laps == () for classification in dataset.classifications.values())


def test_races_have_a_result_and_a_pole_where_there_was_a_qualifying(league):
    dataset = league.dataset()
    assert set(dataset.results) == {"main/260101_210000_R", "main/260108_210000_R"}
    assert {session: pole.entry.drivers[0].last for session, pole in dataset.poles.items()} == {
        "main/260101_210000_R": "Bell"
    }


def test_careers_are_those_of_everybody_by_public_id(league):
    careers = league.dataset().histories.careers
    assert [(career.person.last, career.starts, career.wins, career.poles) for career in careers] == [
        ("Arbor", 2, 2, 0),
        ("Bell", 2, 0, 1),
    ]


def test_the_scope_of_a_championship_has_its_own_sessions_and_people(league):
    league.add("R", "2026-01-09T21:00:00", meta="custom_race:1", order=(CAT, ANN))
    (scope,) = season_scopes(league.dataset())
    assert "main/260109_210000_R" not in scope.classifications
    assert set(scope.identities.driver_ids) == {ANN["playerId"], BOB["playerId"]}
    assert [each.number for each in scope.calendar] == [1, 2]


def test_the_scope_of_the_league_has_everything_but_laps(league):
    scope = league_scope(league.dataset())
    assert len(scope.events) == 2
    assert [season.championship.id for season in scope.seasons] == [CUP]
    assert set(scope.identities.driver_ids.values()) == {"ann-arbor", "bob-bell"}


def championships(tmp_path, **config):
    """One that ended 40 days before the other began."""
    league = SmallLeague(tmp_path, **config)
    league.add("R", "2026-01-01T21:00:00", meta="championship:old:e1")
    league.add("R", "2026-03-01T21:00:00", meta="championship:new:e1")
    for championship in ("old", "new"):
        league.say(standings([(ANN, 1)]), championship=championship, now=dt.datetime(2026, 4, 1, tzinfo=dt.UTC))
    return [season.championship.id for season in league.dataset().running]


def test_a_championship_runs_while_its_last_result_is_young_beside_the_newest(tmp_path):
    assert championships(tmp_path) == ["new"]


def test_a_league_says_what_runs_and_what_does_not(tmp_path):
    assert championships(tmp_path, championship=[{"id": "old", "running": True}]) == ["new", "old"]


def test_a_championship_that_is_said_not_to_run_does_not(tmp_path):
    configured = [{"id": "old", "running": True}, {"id": "new", "running": False}]
    assert championships(tmp_path, championship=configured) == ["old"]
