import csv
import io
import json

import pytest

from sitegen.site.data.base import to_csv


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx"])
def test_text_that_a_spreadsheet_would_run_is_made_harmless(text):
    assert to_csv(["name"], [[text]]).decode().splitlines()[1].lstrip('"').startswith("'")


def test_numbers_stay_numbers_and_nothing_stays_empty():
    assert to_csv(["a", "b"], [[-5, None]]) == b"a,b\n-5,\n"


def test_the_tables_say_the_same_as_the_json(demo_once):
    folder = demo_once / "public" / "data" / "sessions" / "main"
    for path in sorted(folder.glob("*.json")):
        session = json.loads(path.read_bytes())
        rows = list(csv.DictReader(io.StringIO(path.with_suffix(".csv").read_text(encoding="utf-8"))))
        laps = list(csv.DictReader(io.StringIO((folder / f"{path.stem}.laps.csv").read_text(encoding="utf-8"))))
        assert [(row["position"], row["best_ms"], row["class"]) for row in rows] == [
            (str(place["position"]), str(place["best_ms"] or ""), place["class"] or "")
            for place in session["classification"]
        ]
        assert [(row["lap"], row["ms"], row["sector_3"]) for row in laps] == [
            (str(lap["lap"]), str(lap["ms"] or ""), str(lap["sectors"][2] or "")) for lap in session["laps"]
        ]
