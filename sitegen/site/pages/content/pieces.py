"""The parts of a page that the league wrote: its own text, and what it shows of the results."""

from typing import ClassVar

import msgspec

from sitegen.site.driver_names import PublicDriver
from sitegen.site.pages.base import Figure, Link, Step
from sitegen.site.pages.calendar import CalendarLine
from sitegen.site.pages.championship.standings import StandingsTable
from sitegen.site.pages.driver.career import FormChip


class TextPiece(msgspec.Struct, frozen=True):
    """What the league wrote."""

    kind: ClassVar[str] = "text"
    html: str
    """The text as HTML that is safe to show."""


class StandingsPiece(msgspec.Struct, frozen=True):
    """The head of a championship's standings."""

    kind: ClassVar[str] = "standings"
    championship: Link | None
    """None when there are no standings yet."""
    tables: tuple[StandingsTable, ...]
    """The first rows of every class, or of the class that was asked for."""


class PodiumPiece(msgspec.Struct, frozen=True):
    """The first three of a session."""

    kind: ClassVar[str] = "podium"
    session: Link | None
    """None when there is no race yet."""
    steps: tuple[Step, ...]
    """The first three, the winner first."""


class CountdownPiece(msgspec.Struct, frozen=True):
    """The next round; a script says how long it is until then."""

    kind: ClassVar[str] = "countdown"
    round: CalendarLine | None
    """None when none is announced."""


class DriverPiece(msgspec.Struct, frozen=True):
    """A driver in short."""

    kind: ClassVar[str] = "driver"
    driver: PublicDriver
    """Who it is."""
    figures: tuple[Figure, ...]
    """The key figures of the career."""
    form: tuple[FormChip, ...]
    """The last ten races, the newest last."""


Piece = TextPiece | StandingsPiece | PodiumPiece | CountdownPiece | DriverPiece
"""A part of a page that the league wrote."""
