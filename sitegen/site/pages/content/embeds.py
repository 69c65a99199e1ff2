"""What a page of the league's own shows of the results, in the place of its shortcodes."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import ClassVar

import msgspec

from sitegen.errors import ContentError
from sitegen.league.championship.calendar import CalendarRound
from sitegen.league.championship.race_results import RaceResult
from sitegen.league.championship.season import Season
from sitegen.league.history.careers import Career
from sitegen.league.session.models import Classification, Event
from sitegen.site import addresses
from sitegen.site.content import Document, Shortcode
from sitegen.site.driver_names import PublicDriver
from sitegen.site.links import Atlas
from sitegen.site.pages.base import Figure, Link, Step
from sitegen.site.pages.calendar import CalendarLine, calendar_line
from sitegen.site.pages.championship.standings import StandingsTable, standings_tables
from sitegen.site.pages.driver.career import FormChip, form
from sitegen.site.pages.driver.page import figures_of
from sitegen.site.pages.session.page import session_title
from sitegen.site.pages.session.rows import podium
from sitegen.support.toml_tables import suggestion

TOP = 10
"""Rows of a standings table when a page does not say how many."""


class TextPiece(msgspec.Struct, frozen=True):
    """What the league wrote."""

    kind: ClassVar[str] = "text"
    html: str


class StandingsPiece(msgspec.Struct, frozen=True):
    """The head of a championship's standings."""

    kind: ClassVar[str] = "standings"
    championship: Link | None
    """None when there are no standings yet."""
    tables: tuple[StandingsTable, ...]


class PodiumPiece(msgspec.Struct, frozen=True):
    """The first three of a session."""

    kind: ClassVar[str] = "podium"
    session: Link | None
    """None when there is no race yet."""
    steps: tuple[Step, ...]


class CountdownPiece(msgspec.Struct, frozen=True):
    """The next round; a script says how long it is until then."""

    kind: ClassVar[str] = "countdown"
    round: CalendarLine | None
    """None when none is announced."""


class DriverPiece(msgspec.Struct, frozen=True):
    """A driver in short."""

    kind: ClassVar[str] = "driver"
    driver: PublicDriver
    figures: tuple[Figure, ...]
    form: tuple[FormChip, ...]


Piece = TextPiece | StandingsPiece | PodiumPiece | CountdownPiece | DriverPiece
"""A part of a page that the league wrote."""


class Embeds:
    """Turns what a page asks for into what it shows; what cannot be found is left out, and said in `errors`."""

    def __init__(  # noqa: PLR0913 - a page may ask for anything
        self,
        atlas: Atlas,
        *,
        newest: Sequence[Event],
        seasons: Sequence[Season],
        running: Sequence[Season],
        coming: Sequence[CalendarRound],
        careers: Sequence[Career],
        results: Mapping[str, RaceResult],
        found: Mapping[str, Classification],
    ) -> None:
        """`newest`: events, the newest first; `running`: the seasons of the home page; `coming`: the next round first.

        `results` and `found`: by session id.
        """
        self.errors: list[ContentError] = []
        self._atlas = atlas
        self._newest = newest
        self._seasons = seasons
        self._running = running
        self._coming = coming
        self._careers = {atlas.shown(career.person).id or "": career for career in careers}
        self._results = results
        self._found = found
        self._makers: dict[str, Callable[..., Piece]] = {
            "standings": self._standings,
            "podium": self._podium,
            "countdown": self._countdown,
            "driver": self._driver,
        }

    def pieces(self, document: Document) -> tuple[Piece, ...]:
        """Everything that a page shows, in order."""
        return tuple(self._pieces(document.pieces))

    def _pieces(self, pieces: Iterable[str | Shortcode]) -> Iterator[Piece]:
        for piece in pieces:
            if isinstance(piece, str):
                yield TextPiece(piece)
                continue
            try:
                yield self._makers[piece.name](**piece.arguments)
            except ContentError as error:
                self.errors.append(ContentError(f"{piece.where}: {error}"))

    def _standings(self, championship: str = "", class_name: str = "", top: int = TOP) -> StandingsPiece:
        season = self._season(championship) if championship else next(iter(self._running), None)
        if season is None:
            return StandingsPiece(None, ())
        tables = list(standings_tables(season, self._atlas, results=self._results))
        if class_name:
            titles = [table.title for table in tables]
            known = dict(zip(map(str.casefold, titles), tables, strict=True))
            if class_name.casefold() not in known:
                raise ContentError(
                    f'{season.championship.name} has no class "{class_name}"; '
                    f"expected {_listed(titles)}{suggestion(class_name, titles)}"
                )
            tables = [known[class_name.casefold()]]
        return StandingsPiece(
            championship=Link(season.championship.name, self._atlas.championship_url(season.championship)),
            tables=tuple(msgspec.structs.replace(table, lines=table.lines[:top]) for table in tables),
        )

    def _podium(self, session: str = "") -> PodiumPiece:
        if session:
            wanted = session.strip("/").removeprefix(addresses.SESSIONS)
        else:
            races = (race.id for event in self._newest for race in reversed(event.races))
            wanted = next(races, "")
        if not wanted:
            return PodiumPiece(None, ())
        if wanted not in self._found:
            raise ContentError(
                f'there is no session "{session}"; expected the end of its address, such as "main/240903_205442_R".'
            )
        found = self._found[wanted]
        return PodiumPiece(
            session=Link(session_title(found.session, self._atlas), addresses.session(wanted)),
            steps=podium(found, self._atlas),
        )

    def _countdown(self, championship: str = "") -> CountdownPiece:
        wanted = self._season(championship).championship.id if championship else None
        coming = (one for one in self._coming if wanted in (None, one.championship.id))
        following = next(coming, None)
        return CountdownPiece(calendar_line(following, self._atlas, self._found) if following else None)

    def _driver(self, id: str = "") -> DriverPiece:  # noqa: A002 - what the address calls it
        career = self._careers.get(id)
        if career is None:
            raise ContentError(
                f'there is no driver "{id}"; expected the last part of the address of the driver\'s page'
                f"{suggestion(id, self._careers)}"
            )
        started = [one for one in career.appearances if one.started]
        return DriverPiece(
            driver=self._atlas.shown(career.person),
            figures=tuple(figures_of(career)),
            form=form(started, self._atlas),
        )

    def _season(self, wanted: str) -> Season:
        """By the last part of its address, its id or its name."""
        known: dict[str, Season] = {}
        names: list[str] = []
        for season in self._seasons:
            championship = season.championship
            last = self._atlas.championship_url(championship).rstrip("/").rpartition("/")[2]
            names += [championship.name, last]
            for key in (championship.name.casefold(), championship.id, last):
                known[key] = season
        if wanted.casefold() not in known:
            raise ContentError(
                f'there is no championship "{wanted}"; expected its name, or the last part of its address'
                f"{suggestion(wanted, names)}"
            )
        return known[wanted.casefold()]


def _listed(texts: Iterable[str]) -> str:
    return ", ".join(f'"{text}"' for text in texts)
