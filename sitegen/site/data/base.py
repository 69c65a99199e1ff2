"""What the files of `data/` have in common, as JSON and as tables for spreadsheets.

The numbers are defined in content/docs/numbers.md. Times are integer milliseconds; what is not known is null.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Annotated

import msgspec

from sitegen.league.game.reference import CarModel, Track
from sitegen.league.session.models import Event, Session
from sitegen.site.driver_names import PublicDriver

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class Exported(msgspec.Struct, frozen=True, kw_only=True):
    """A JSON object of `data/`."""


def means(description: str) -> msgspec.Meta:
    """What a field says, with its unit, for the JSON schema of its file."""
    return msgspec.Meta(description=description)


class TrackData(Exported, frozen=True):
    """A circuit."""

    id: Annotated[str, means("The game's id of the track without a year, such as `spa`.")]
    name: Annotated[str, means("The name that people use, such as `Spa-Francorchamps`.")]


class CarData(Exported, frozen=True):
    """A car model."""

    id: Annotated[int | None, means("The game's number of the car model; null when the file has none.")]
    name: Annotated[str, means("Full name of the car model, such as `Ferrari 296 GT3`.")]


class NamedDriver(Exported, frozen=True):
    """A driver in the standings; `id` is null for somebody who is hidden."""

    id: Annotated[
        str | None,
        means(
            "Public id of the driver, the name of their file below `data/drivers/`; null for somebody who is hidden."
        ),
    ]
    name: Annotated[
        str, means("First and last name as the site shows them; `Hidden driver` for somebody who is hidden.")
    ]


class SessionHead(Exported, frozen=True):
    """Which session it is: the fields with which its own file begins, and its line in the index."""

    id: Annotated[str, means("Id of the session, `<server>/<SessionFile>`.")]
    type: Annotated[str, means("Type of the session as the file says it: FP, Q, Q2, R, R1 and so on.")]
    track: Annotated[TrackData, means("Where it was driven.")]
    date: Annotated[
        str | None,
        means("When it ended, as ISO 8601 with the offset of the server's clock; null when the file has no date."),
    ]
    championship: Annotated[str | None, means("The server's id of the championship; null outside of any.")]
    event: Annotated[str | None, means("The server's id of the event; null outside of championships.")]


def to_json(data: msgspec.Struct) -> bytes:
    """Compact JSON that ends in a line feed."""
    return msgspec.json.encode(data) + b"\n"


def track_data(track: Track) -> TrackData:
    """A circuit as every file says it."""
    return TrackData(id=track.id, name=track.name)


def car_data(car: CarModel) -> CarData:
    """A car model as every file says it."""
    return CarData(id=car.id, name=car.name)


def named_driver(driver: PublicDriver) -> NamedDriver:
    """A driver as every file says one outside a car."""
    return NamedDriver(id=driver.id, name=driver.name)


def date_text(ended: Session | Event) -> str | None:
    """When a session, or the last race of an event, ended: ISO 8601 with the offset of its server's clock."""
    return ended.date.isoformat(timespec="seconds") if ended.date else None


def to_csv(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """CSV in UTF-8; text that a spreadsheet would take for a formula gets an apostrophe in front."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(heads)
    for row in rows:
        writer.writerow([_harmless(cell) for cell in row])
    return file.getvalue().encode()


def _harmless(cell: object) -> object:
    # A spreadsheet runs a formula as soon as the file is opened, and names are the text of strangers.
    if isinstance(cell, str) and cell.startswith(FORMULA_STARTS):
        return f"'{cell}"
    if isinstance(cell, bool):
        return str(cell).lower()
    return cell
