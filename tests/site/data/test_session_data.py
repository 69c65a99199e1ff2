"""What the files of a session say, from races small enough to know all their numbers."""

import csv
import io
import json

from sitegen.site.data.session import session_files
from tests.league.readings import classified
from tests.payloads import driver, lap, line, penalty, result, unfinished_lap
from tests.site.pages.small_league import ANN, BOB, event_of, links_of, race

RACE = race(ANN, BOB)
PATH = "data/sessions/main/260501_200000_R"


def files(classification, **privacy):
    return dict(session_files(event_of(classification), links_of(classification, **privacy)))


def table(body):
    return list(csv.DictReader(io.StringIO(body.decode())))


def test_a_session_has_its_tables_beside_its_data():
    assert list(files(RACE)) == [f"{PATH}.json", f"{PATH}.csv", f"{PATH}.laps.csv", f"{PATH}.raw.json.gz"]


def test_a_row_of_the_classification_has_gaps_and_bests():
    first, second = json.loads(files(RACE)[f"{PATH}.json"])["classification"]
    assert [driver["id"] for driver in first["drivers"] + second["drivers"]] == ["ann", "bob"]
    assert (first["gap_ms"], first["interval_ms"], first["laps_led"]) == (0, None, 3)
    assert (second["gap_ms"], second["interval_ms"], second["laps_led"]) == (3, 3, 0)
    assert (second["best_ms"], second["best_lap"], second["class"]) == (100_002, 1, "GT3")


def test_the_best_lap_of_a_session_names_the_car():
    assert json.loads(files(RACE)[f"{PATH}.json"])["best_lap"] == {"car_id": 1, "lap": 1, "ms": 100_001}


def test_a_session_without_a_valid_lap_has_no_best_lap():
    laps = [unfinished_lap(1)]
    silent = classified(result("FP", lines=[line(1, ANN)], laps=laps, SessionFile="260501_200000_FP"))
    data = json.loads(files(silent)["data/sessions/main/260501_200000_FP.json"])
    assert (data["best_lap"], data["laps"][0]["ms"], data["classification"][0]["total_ms"]) == (None, None, None)


def test_who_is_hidden_has_a_lap_without_an_id():
    data = json.loads(files(RACE, hidden=["bob"])[f"{PATH}.json"])
    assert [lap["driver"] for lap in data["laps"]] == ["ann"] * 3 + [None] * 3
    assert data["classification"][1]["drivers"] == [{"id": None, "name": "Hidden driver", "short": ""}]


def test_a_crew_and_its_penalties_have_one_field_each_in_a_spreadsheet():
    crew = classified(
        result(
            lines=[line(1, ANN, BOB, laps=1, total=105_000), line(2, driver("Cy Three", "S3"), laps=1, total=106_000)],
            laps=[lap(1, 100_000), lap(2, 101_000)],
            penalties=[penalty(1, "PostRaceTime", value=5, lap=1)],
            SessionFile="260501_200000_R",
        )
    )
    first, second = table(files(crew)[f"{PATH}.csv"])
    assert (first["drivers"], first["penalties"]) == ("Ann One / Bob Two", "PostRaceTime Cutting")
    assert (first["car"], first["status"], second["penalties"]) == ("Ferrari 296 GT3", "classified", "")


def test_laps_of_a_spreadsheet_end_with_their_sectors():
    first = table(files(RACE)[f"{PATH}.laps.csv"])[0]
    assert list(first)[-3:] == ["sector_1", "sector_2", "sector_3"]
    assert (first["driver"], first["lap"], first["sector_3"], first["valid"]) == ("ann", "1", "33335", "true")
