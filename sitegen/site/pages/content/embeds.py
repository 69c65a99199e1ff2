"""What a page of the league's own shows of the results, in the place of its shortcodes."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import msgspec

from sitegen.errors import ContentError
from sitegen.league.championship.calendar import CalendarRound
from sitegen.league.championship.race_results import RaceResult
from sitegen.league.championship.season import Season
from sitegen.league.history.careers import Career
from sitegen.league.session.models import Classification, Event
from sitegen.site import addresses
from sitegen.site.content import Document, Shortcode
from sitegen.site.links import Atlas
from sitegen.site.pages.base import Link
from sitegen.site.pages.calendar import calendar_line
from sitegen.site.pages.championship.standings import StandingsTable, standings_tables
from sitegen.site.pages.content.pieces import (
    CountdownPiece,
    DriverPiece,
    Piece,
    PodiumPiece,
    StandingsPiece,
    TextPiece,
)
from sitegen.site.pages.driver.career import form
from sitegen.site.pages.driver.figures import career_figures
from sitegen.site.pages.session.band import session_title
from sitegen.site.pages.session.rows import podium
from sitegen.support.suggestions import suggestion

TOP = 10
"""Rows of a standings table when a page does not say how many."""


class Embeds:
    """Turns what a page asks for into what it shows; what does not exist is left out, and said in `errors`."""

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
        classifications: Mapping[str, Classification],
    ) -> None:
        """`newest`: events, the newest first; `running`: the seasons of the home page; `coming`: the next round first.

        `results` and `classifications`: by session id.
        """
        self.errors: list[ContentError] = []
        self._atlas = atlas
        self._newest = newest
        self._seasons = seasons
        self._running = running
        self._coming = coming
        self._careers = {atlas.shown(career.person).id or "": career for career in careers}
        self._results = results
        self._classifications = classifications
        # The parameters of these functions are the arguments of the shortcodes, checked when a page is read.
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
        seasons = [self._season(championship)] if championship else self._running
        if not seasons:
            return StandingsPiece(None, ())
        season = seasons[0]
        tables = list(standings_tables(season, self._atlas, results=self._results))
        if class_name:
            tables = [_table_of_class(class_name, tables, season.championship.name)]
        return StandingsPiece(
            championship=Link(season.championship.name, self._atlas.championship_url(season.championship)),
            tables=tuple(msgspec.structs.replace(table, lines=table.lines[:top]) for table in tables),
        )

    def _podium(self, session: str = "") -> PodiumPiece:
        session_id = session.strip("/").removeprefix(addresses.SESSIONS) if session else self._newest_race_id()
        if not session_id:
            return PodiumPiece(None, ())
        classification = self._classifications.get(session_id)
        if classification is None:
            raise ContentError(
                f'there is no session "{session}"; expected the end of its address, such as "main/240903_205442_R".'
            )
        return PodiumPiece(
            session=Link(session_title(classification.session, self._atlas), addresses.session(session_id)),
            steps=podium(classification, self._atlas),
        )

    def _newest_race_id(self) -> str:
        """Empty in a league without a race."""
        for event in self._newest:
            if event.races:
                return event.races[-1].id
        return ""

    def _countdown(self, championship: str = "") -> CountdownPiece:
        championship_id = self._season(championship).championship.id if championship else None
        for calendar_round in self._coming:
            if championship_id in (None, calendar_round.championship.id):
                return CountdownPiece(calendar_line(calendar_round, self._atlas, self._classifications))
        return CountdownPiece(None)

    def _driver(self, id: str = "") -> DriverPiece:  # noqa: A002 - what the address calls it
        career = self._careers.get(id)
        if career is None:
            raise ContentError(
                f'there is no driver "{id}"; expected the last part of the address of the driver\'s page'
                f"{suggestion(id, self._careers)}"
            )
        starts = [appearance for appearance in career.appearances if appearance.started]
        return DriverPiece(
            driver=self._atlas.shown(career.person),
            figures=tuple(career_figures(career)),
            form=form(starts, self._atlas),
        )

    def _season(self, name: str) -> Season:
        """By the last part of its address, its id or its name."""
        seasons: dict[str, Season] = {}
        names: list[str] = []
        for season in self._seasons:
            championship = season.championship
            slug = self._atlas.championship_url(championship).rstrip("/").rpartition("/")[2]
            names += [championship.name, slug]
            seasons |= dict.fromkeys((championship.name.casefold(), championship.id, slug), season)
        if name.casefold() not in seasons:
            raise ContentError(
                f'there is no championship "{name}"; expected its name, or the last part of its address'
                f"{suggestion(name, names)}"
            )
        return seasons[name.casefold()]


def _table_of_class(class_name: str, tables: Sequence[StandingsTable], championship_name: str) -> StandingsTable:
    by_title = {table.title.casefold(): table for table in tables}
    if class_name.casefold() not in by_title:
        titles = [table.title for table in tables]
        expected = ", ".join(f'"{title}"' for title in titles)
        raise ContentError(
            f'{championship_name} has no class "{class_name}"; expected {expected}{suggestion(class_name, titles)}'
        )
    return by_title[class_name.casefold()]
