import datetime as dt

import msgspec

from sitegen.dataset.scopes import settings_of
from tests.dataset.leagues import ANN, BOB, CAT, CUP, SmallLeague, standings

ENCODER = msgspec.msgpack.Encoder(order="deterministic")


def fingerprints(league):
    return {scope.event.id: ENCODER.encode(scope) for scope in league.scopes()}


def changed(league, change):
    """The events whose scope is another one afterwards."""
    before = fingerprints(league)
    change()
    after = fingerprints(league)
    return {event for event in before if before[event] != after[event]}


def test_a_round_knows_its_number_and_its_neighbours_and_no_more_of_them(league):
    first, second = league.scopes()
    assert (first.round.number, first.round.count, first.round.before) == (1, 2, None)
    assert (first.round.after.event_id, first.round.after.track.id) == ("e2", "monza")
    assert (second.round.before.event_id, second.round.after) == ("e1", None)


def test_a_round_knows_what_it_gave_and_not_what_the_season_has_come_to(league):
    first, _ = league.scopes()
    (row,) = first.round.drivers[ANN["playerId"]].values()
    assert (row.points, row.team) == (25, "Team")
    assert b"50" not in ENCODER.encode(first.round)


def test_an_evening_without_a_championship_is_no_round(tmp_path):
    league = SmallLeague(tmp_path)
    league.add("R", "2026-01-01T21:00:00", meta="custom_race:1")
    (scope,) = league.scopes()
    assert scope.round is None


def test_other_points_of_a_round_change_that_round_alone(league):
    points = {ANN["playerId"]: {"e1": 25, "e2": 20}, BOB["playerId"]: {"e1": 18, "e2": 18}}
    table = standings([(ANN, 45), (BOB, 36)], events=points)
    later = dt.datetime(2026, 2, 1, tzinfo=dt.UTC)
    assert changed(league, lambda: league.say(table, now=later)) == {"e2"}


def test_a_new_round_changes_its_neighbour_and_the_count_of_all(league):
    meta = f"championship:{CUP}:e3"
    assert changed(league, lambda: league.add("R", "2026-01-15T21:00:00", meta=meta)) == {"e1", "e2"}


def test_a_race_of_another_championship_changes_nothing_here(league):
    def race():
        league.add("R", "2026-01-15T21:00:00", meta="championship:other:x1", order=(CAT,))

    assert changed(league, race) == set()


def test_a_result_that_was_edited_changes_its_event(league):
    path = league.folder / "archive/main/results/260108_210000_R.json"

    def edit():
        league.archive.store_result(
            "main", path.stem, path.read_bytes() + b" ", now=dt.datetime(2026, 2, 1, tzinfo=dt.UTC)
        )

    assert changed(league, edit) == {"e2"}
    assert len(league.scopes()[1].revised) == 1


def test_a_scope_names_only_those_who_took_part(league):
    league.add("R", "2026-01-15T21:00:00", meta=f"championship:{CUP}:e3", order=(CAT,))
    first, *_ = league.scopes()
    assert set(first.identities.driver_ids) == {ANN["playerId"], BOB["playerId"]}
    assert "track:spa" in first.identities.slugs


def test_a_session_is_official_once_its_server_was_asked_long_enough_after_it(league):
    until = {"main": dt.datetime(2026, 1, 4, tzinfo=dt.UTC)}
    first, second = league.scopes(official_until=until)
    assert first.official == {"main/260101_200000_Q", "main/260101_210000_R"}
    assert second.official == frozenset()
    assert [scope.official for scope in league.scopes()] == [None, None]


def test_a_server_without_a_zone_of_its_own_has_that_of_the_site(tmp_path):
    servers = [
        {"name": "main", "url": "https://main.example", "timezone": "Europe/London"},
        {"name": "second", "url": "https://second.example"},
    ]
    config = SmallLeague(tmp_path, site={"title": "Small", "timezone": "Europe/Berlin"}, server=servers).config
    zones = [settings_of(config).server_zone(name).key for name in ("main", "second", "only-imported")]
    assert zones == ["Europe/London", "Europe/Berlin", "Europe/Berlin"]
