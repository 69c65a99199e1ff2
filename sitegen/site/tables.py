"""The tables of `data/` as CSV, for spreadsheets."""

import csv
import io
from collections.abc import Iterable, Sequence

from sitegen.site.shapes import ChampionshipData, LapData, PlaceData


def classification_csv(places: Sequence[PlaceData]) -> bytes:
    """A row per car; drivers and penalties in one field each."""
    flat = ("car", "drivers", "penalties")
    names = [name for name in PlaceData.__struct_encode_fields__ if name not in flat]
    rows = [
        [
            *(getattr(place, field) for field in PlaceData.__struct_fields__ if field not in flat),
            place.car.name,
            " / ".join(driver.name for driver in place.drivers),
            "; ".join(f"{one.penalty} {one.reason}" for one in place.penalties),
        ]
        for place in places
    ]
    return to_csv([*names, *flat], rows)


def laps_csv(laps: Sequence[LapData]) -> bytes:
    """A row per lap."""
    names = [name for name in LapData.__struct_fields__ if name != "sectors"]
    rows = [[*(getattr(lap, name) for name in names), *lap.sectors] for lap in laps]
    return to_csv([*names, "sector_1", "sector_2", "sector_3"], rows)


def standings_csv(data: ChampionshipData) -> bytes:
    """A row per driver; the rounds' points as columns named after their number and track."""
    fields = ("class", "position", "driver", "car", "team", "points", "penalty", "gap", "interval")
    rows = [
        [
            name, row.position, row.driver.name if row.driver else "", row.car, row.team, row.points, row.penalty,
            row.gap, row.interval, *(one.points for one in row.rounds),
        ]
        for name, table in data.drivers.items()
        for row in table
    ]  # fmt: skip
    return to_csv([*fields, *(f"R{number} {event.name}" for number, event in enumerate(data.events, start=1))], rows)


def teams_csv(data: ChampionshipData) -> bytes:
    """A row per team."""
    rows = [
        [name, row.position, row.team, row.points, row.penalty] for name, table in data.teams.items() for row in table
    ]
    return to_csv(["class", "position", "team", "points", "penalty"], rows)


def to_csv(names: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """CSV in UTF-8; text that a spreadsheet would take for a formula gets an apostrophe in front."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([_harmless(value) for value in row] for row in rows)
    return text.getvalue().encode()


def _harmless(value: object) -> object:
    if isinstance(value, bool):
        return str(value).lower()
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value
