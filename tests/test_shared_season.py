"""Pasts of drivers, tracks, cars and teams, and the course of every season, beside the oracle's; on real results."""

import shutil
from pathlib import Path

import pytest

from tests import season_oracle, shared_league
from tests.oracle import championship_and_event
from tests.shared_league import CONFIGURATION, data, differences, first_of, read, sitegen

pytestmark = [pytest.mark.whole, shared_league.needed]
site, known, sessions = shared_league.site, shared_league.known, shared_league.sessions

MOST_RIVALS = 15
LONGEST_LIST = 10
OLD_SHAPE = ("5ed78955-130b-4009-aa33-afb0b9c6df05", "f7fe81ab-a83d-4e66-be40-353f92ddd7ad")
MULTICLASS = OLD_SHAPE[0]


@pytest.fixture(scope="module")
def league(known) -> season_oracle.League:
    return season_oracle.league_of(known)


@pytest.fixture(scope="module")
def drivers(site) -> dict[str, dict]:
    return {one["id"]: one for one in files(site, "drivers")}


@pytest.fixture(scope="module")
def with_points(site, known, tmp_path_factory) -> Path:
    """The championships with standings once more, with the table that their points were made with."""
    folder = tmp_path_factory.mktemp("with-points")
    shutil.copytree(site / "archive", folder / "archive", ignore=all_but_results_of(known))
    tables = "".join(
        f'\n[[championship]]\nid = "{championship}"\n[[championship.points]]\ntemplate = "server-manager"\n'
        for championship in sorted(known.standings)
    )
    (folder / "sitegen.toml").write_text(CONFIGURATION + tables, "utf-8")
    sitegen(folder, "build", "--offline")
    return folder


def all_but_results_of(known):
    """What is not to be copied: sessions of no championship with standings."""
    kept = {one for one, result in known.results.items() if championship_and_event(result)[0] in known.standings}

    def left_out(folder: str, names: list[str]) -> list[str]:
        server = Path(folder).parent.name
        results = Path(folder).name == "results"
        return [name for name in names if results and f"{server}/{Path(name).stem}" not in kept]

    return left_out


def files(site: Path, kind: str) -> list[dict]:
    return [read(file) for file in sorted((site / "public" / "data" / kind).glob("*.json"))]


def ids(found: list[dict]) -> list[str]:
    return [one["id"] for one in found]


def all_wrong(expected: dict, found: dict) -> list[str]:
    """Keys that only one has, then what differs below those that both have."""
    lonely = [f"{key} is only {'found' if key in found else 'expected'}" for key in expected.keys() ^ found.keys()]
    both = sorted(expected.keys() & found.keys(), key=str)
    return lonely + [f"{key}{one}" for key in both for one in differences(expected[key], found[key])]


# Drivers ------------------------------------------------------------------------------------------------------------


def test_every_season_of_every_driver_is_right(drivers, sessions, known):
    expected = {slug: [] for slug in drivers} | season_oracle.seasons(known, sessions)
    wrong = all_wrong(expected, {slug: one["seasons"] for slug, one in drivers.items()})
    assert not wrong, first_of(wrong)


def test_every_best_lap_of_every_driver_is_right(drivers, league):
    found = {
        slug: {
            (best["track"]["id"], best["class"]): {kind: best[kind] for kind in ("race_ms", "qualifying_ms")}
            for best in one["track_bests"]
        }
        for slug, one in drivers.items()
    }
    wrong = all_wrong({slug: {} for slug in drivers} | season_oracle.track_bests(league), found)
    assert not wrong, first_of(wrong)
    assert all(len(one["track_bests"]) == len(found[slug]) for slug, one in drivers.items())


def test_the_rivals_of_every_driver_are_right(drivers, league):
    met = season_oracle.rivals(league)
    players = {slug: player for player, slug in league.known.public_ids.items()}

    def rank(rival: tuple[str, dict]) -> tuple:
        other, count = rival
        return -count["races"], -count["qualifying"], drivers[other]["name"], players[other]

    expected = {
        slug: [
            {"driver": other} | {name: count[name] for name in ("races", "ahead", "qualifying", "faster")}
            for other, count in sorted(met.get(slug, {}).items(), key=rank)[:MOST_RIVALS]
        ]
        for slug in drivers
    }
    found = {
        slug: [rival | {"driver": rival["driver"]["id"]} for rival in one["rivals"]] for slug, one in drivers.items()
    }
    wrong = all_wrong(expected, found)
    assert not wrong, first_of(wrong)


# Tracks, records and cars -------------------------------------------------------------------------------------------


def records_in(found: list[dict]) -> dict[tuple, list[dict]]:
    """As the oracle says them; nothing may be there twice."""
    records = {
        (one["track"]["id"], one["class"], one["kind"], one["wet"]): [
            mark | {"driver": mark["driver"]["id"], "car": mark["car"]["id"], "class": one["class"]}
            for mark in one["marks"]
        ]
        for one in found
    }
    assert len(records) == len(found)
    return records


def test_every_lap_record_with_all_before_it_is_right(site, league):
    expected = season_oracle.lap_records(league)
    wrong = all_wrong(expected, records_in(data(site, "records.json")["laps"]))
    wrong += all_wrong(expected, records_in([record for track in files(site, "tracks") for record in track["records"]]))
    assert not wrong, first_of(wrong)


def test_the_fastest_drivers_of_every_track_are_right(site, league):
    expected = {
        key: [{name: lap[name] for name in ("driver", "car", "ms", "session")} for lap in laps[:LONGEST_LIST]]
        for key, laps in season_oracle.fastest(league).items()
    }
    found = {
        (track["id"], one["class"], one["kind"]): [
            lap | {"driver": lap["driver"]["id"], "car": lap["car"]["id"]} for lap in one["drivers"]
        ]
        for track in files(site, "tracks")
        for one in track["fastest"]
    }
    wrong = all_wrong(expected, found)
    assert not wrong, first_of(wrong)


def test_every_session_and_every_class_winner_of_every_track_is_right(site, league):
    expected = {}
    for session in reversed(league.cars):
        its = expected.setdefault(league.track(session), {"sessions": [], "races": []})
        its["sessions"].append(session)
        winners = season_oracle.class_winners(league, session) if session in league.races() else []
        if winners:
            its["races"].append(
                {
                    "session": session,
                    "winners": [
                        {"class": car["class"], "position": car["place"], "drivers": car["crew"], "car": car["model"]}
                        for car in winners
                    ],
                }
            )
    found = {
        track["id"]: {
            "sessions": track["sessions"],
            "races": [
                race
                | {
                    "winners": [
                        winner | {"drivers": ids(winner["drivers"]), "car": winner["car"]["id"]}
                        for winner in race["winners"]
                    ]
                }
                for race in track["races"]
            ],
        }
        for track in files(site, "tracks")
    }
    wrong = all_wrong(expected, found)
    assert not wrong, first_of(wrong)


def test_every_number_of_every_car_is_right(site, league):
    names = ("starts", "wins", "class_wins", "podiums", "poles")
    expected = {
        model: {name: int(own["numbers"][name]) for name in names}
        | {
            "class": league.known.car_models.get(str(model), {}).get("class"),
            "won_at": dict(own["won_at"]),
            "drivers": dict(own["drivers"]),
        }
        for model, own in season_oracle.car_pasts(league).items()
    }
    cars = files(site, "cars")
    found = {
        car["id"]: {name: car[name] for name in (*names, "class")}
        | {
            "won_at": {one["track"]["id"]: one["wins"] for one in car["won_at"]},
            "drivers": {one["driver"]["id"]: one["races"] for one in car["drivers"]},
        }
        for car in cars
    }
    wrong = all_wrong(expected, found)
    assert not wrong, first_of(wrong)
    assert len(found) == len(cars)
    for car in cars:
        for counts in ([one["wins"] for one in car["won_at"]], [one["races"] for one in car["drivers"]]):
            assert counts == sorted(counts, reverse=True)


def test_records_and_wins_say_the_names_of_their_day(site, sessions):
    said = []
    for track in files(site, "tracks"):
        said += [(mark["session"], mark["driver"]) for record in track["records"] for mark in record["marks"]]
        said += [(lap["session"], lap["driver"]) for one in track["fastest"] for lap in one["drivers"]]
        said += [
            (race["session"], driver)
            for race in track["races"]
            for winner in race["winners"]
            for driver in winner["drivers"]
        ]
    of_the_day = {
        session: [(driver["id"], driver["name"]) for place in found["classification"] for driver in place["drivers"]]
        for session, found in sessions.items()
    }
    wrong = [(session, driver) for session, driver in said if tuple(driver.values()) not in of_the_day[session]]
    assert not wrong, first_of(wrong)


def test_lists_over_many_sessions_say_the_names_of_today(site, drivers):
    said = [rival["driver"] for one in drivers.values() for rival in one["rivals"]]
    said += [one["driver"] for car in files(site, "cars") for one in car["drivers"]]
    said += [row["driver"] for table in data(site, "records.json")["drivers"].values() for row in table]
    wrong = [driver for driver in said if driver["name"] != drivers[driver["id"]]["name"]]
    assert not wrong, first_of(wrong)


# Teams --------------------------------------------------------------------------------------------------------------


def test_every_number_of_every_team_is_right(site, league):
    found = {}
    for team in files(site, "teams"):
        found[team["name"]] = {
            "wins": team["wins"],
            "podiums": team["podiums"],
            "seasons": {
                (one["championship"], one["class"]): {
                    "position": one["position"],
                    "points": one["points"],
                    "drivers": [(own["driver"]["id"], own["position"], own["points"]) for own in one["drivers"]],
                }
                for one in team["seasons"]
            },
            "races": {one["session"]: one["positions"] for one in team["races"]},
        }
        age = list(league.cars)
        assert [one["session"] for one in team["races"]] == sorted(found[team["name"]]["races"], key=age.index)[::-1]
    wrong = all_wrong(season_oracle.teams(league), found)
    assert not wrong, first_of(wrong)


# The course of a season ---------------------------------------------------------------------------------------------


def lines_of(championship: dict) -> dict[str, list[dict]]:
    return {
        name: [line | {"driver": line["driver"]["id"]} for line in lines]
        for name, lines in championship["progression"].items()
    }


def as_numbers(lines: list[dict]) -> list[dict]:
    """Points of a table can be halves, so they are floats in `data/`; here they are all whole."""
    assert all(points is None or points == int(points) for line in lines for points in line["points"])
    return [
        line | {"points": [points if points is None else int(points) for points in line["points"]]} for line in lines
    ]


@pytest.mark.parametrize("computed", [False, True])
def test_points_and_places_after_every_round_are_right(site, request, league, computed):
    folder = request.getfixturevalue("with_points") if computed else site
    wrong = []
    for championship, standings in league.known.standings.items():
        expected = {
            name: season_oracle.progression(league, championship, name, compute=computed)
            for name in standings["DriverStandings"]
        }
        found = {
            name: as_numbers(lines)
            for name, lines in lines_of(data(folder, f"championships/{championship}.json")).items()
        }
        wrong += [
            f"{championship} {one}" for one in all_wrong({n: lines for n, lines in expected.items() if lines}, found)
        ]
    assert not wrong, first_of(wrong)


def test_the_last_points_without_dropped_rounds_and_penalty_are_those_of_the_standings(site, known):
    compared = 0
    for championship in known.standings:
        found = data(site, f"championships/{championship}.json")
        for name, lines in lines_of(found).items():
            for line, row in zip(lines, found["drivers"][name], strict=True):
                assert line["driver"] == row["driver"]["id"]
                dropped = sum(one["points"] or 0 for one in row["rounds"] if one["dropped"])
                assert (line["points"][-1] or 0) - dropped - row["penalty"] == row["points"]
                compared += 1
    assert compared == 47 + 51


def test_the_points_of_every_round_are_computed_right_where_the_server_does_not_say_them(with_points, league):
    wrong = []
    for championship in OLD_SHAPE:
        for name, rows in data(with_points, f"championships/{championship}.json")["drivers"].items():
            for row in rows:
                slug = row["driver"]["id"]
                expected = season_oracle.computed_points(league, championship, name, slug)
                found = [one["points"] for one in row["rounds"] if one["races"]]
                if expected != found:
                    wrong.append((championship, name, slug, expected, found))
    assert not wrong, first_of(wrong)


def test_every_difference_from_the_servers_points_is_said(with_points, league):
    for championship in league.known.standings:
        found = data(with_points, f"championships/{championship}.json")["differences"]
        expected = season_oracle.point_differences(league, championship)
        assert [one | {"driver": one["driver"]["id"]} for one in found] == expected


def test_the_server_differs_by_the_places_of_five_cars_that_are_not_classified(with_points, league):
    unclassified = {
        championship: season_oracle.points_of_unclassified_cars(league, championship)
        for championship in league.known.standings
    }
    found = data(with_points, f"championships/{MULTICLASS}.json")["differences"]
    paid = {(one["class"], one["driver"]["id"]): one["server"] - one["computed"] for one in found}
    assert paid == unclassified[MULTICLASS]
    assert [name for name, _ in paid] == ["TCX"] * 5
