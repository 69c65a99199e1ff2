"""What a page of the league's own shows of the results, in the place of its shortcodes."""

from collections.abc import Callable, Sequence
from itertools import chain

import msgspec

from sitegen.dataset.scopes import LeagueScope
from sitegen.errors import ContentError
from sitegen.league.championship.season import Season
from sitegen.site import addresses
from sitegen.site.content import Content, Document
from sitegen.site.links import Links, links_of
from sitegen.site.pages.base import Link
from sitegen.site.pages.calendar import calendar_line, rounds_to_come
from sitegen.site.pages.championship.standings import StandingsTable, standings_tables
from sitegen.site.pages.content.pieces import (
    CountdownPiece,
    DriverPiece,
    Piece,
    PodiumPiece,
    StandingsPiece,
    TextPiece,
)
from sitegen.site.pages.content.scope import ContentScope
from sitegen.site.pages.driver.career import form
from sitegen.site.pages.driver.figures import career_figures
from sitegen.site.pages.session.band import session_title
from sitegen.site.pages.session.rows import podium
from sitegen.support.suggestions import suggestion

TOP = 10
"""Rows of a standings table when a page does not say how many."""


def content_scope(league: LeagueScope, content: Content) -> tuple[ContentScope, tuple[ContentError, ...]]:
    """The league's own pages, and an error for everything of which they ask in vain."""
    embeds = Embeds(league, links_of(league))
    pieces: dict[str, tuple[Piece, ...]] = {}
    errors: list[ContentError] = []
    for document in content.documents:
        pieces[document.url], mistakes = embeds.pieces(document)
        errors += mistakes
    return ContentScope(league, content.documents, pieces, content.files), tuple(errors)


class Embeds:
    """Turns what a page asks for into what it shows."""

    def __init__(self, league: LeagueScope, links: Links) -> None:
        """`links`: of the league."""
        self._league = league
        self._links = links
        self._coming = rounds_to_come(chain.from_iterable(league.calendars.values()))
        self._careers = {links.shown(career.person).id or "": career for career in league.histories.careers}
        # The parameters of these functions are the arguments of the shortcodes, checked when a page is read.
        self._makers: dict[str, Callable[..., Piece]] = {
            "standings": self._standings,
            "podium": self._podium,
            "countdown": self._countdown,
            "driver": self._driver,
        }

    def pieces(self, document: Document) -> tuple[tuple[Piece, ...], list[ContentError]]:
        """Everything that a page shows, in order, and an error for everything of which it asks in vain."""
        pieces: list[Piece] = []
        errors: list[ContentError] = []
        for piece in document.pieces:
            if isinstance(piece, str):
                pieces.append(TextPiece(piece))
                continue
            try:
                pieces.append(self._makers[piece.name](**piece.arguments))
            except ContentError as error:
                errors.append(ContentError(f"{piece.where}: {error}"))
        return tuple(pieces), errors

    def _standings(self, championship: str = "", class_name: str = "", top: int = TOP) -> StandingsPiece:
        seasons = [self._season(championship)] if championship else self._league.running
        if not seasons:
            return StandingsPiece(None, ())
        season = seasons[0]
        tables = list(standings_tables(season, self._links, results=self._league.results))
        if class_name:
            tables = [_table_of_class(class_name, tables, season.championship.name)]
        return StandingsPiece(
            championship=Link(season.championship.name, self._links.championship_url(season.championship.id)),
            tables=tuple(msgspec.structs.replace(table, lines=table.lines[:top]) for table in tables),
        )

    def _podium(self, session: str = "") -> PodiumPiece:
        session_id = session.strip("/").removeprefix(addresses.SESSIONS) if session else self._newest_race_id()
        if not session_id:
            return PodiumPiece(None, ())
        classification = self._league.classifications.get(session_id)
        if classification is None:
            raise ContentError(
                f'there is no session "{session}"; expected the end of its address, such as "main/240903_205442_R".'
            )
        return PodiumPiece(
            session=Link(session_title(classification.session, self._links), addresses.session(session_id)),
            steps=podium(classification, self._links),
        )

    def _newest_race_id(self) -> str:
        """Empty in a league without a race."""
        for event in reversed(self._league.events):
            if event.races:
                return event.races[-1].id
        return ""

    def _countdown(self, championship: str = "") -> CountdownPiece:
        championship_id = self._season(championship).championship.id if championship else None
        for calendar_round in self._coming:
            if championship_id in (None, calendar_round.championship.id):
                return CountdownPiece(calendar_line(calendar_round, self._links, self._league.classifications))
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
            driver=self._links.shown(career.person),
            figures=tuple(career_figures(career)),
            form=form(starts, self._links),
        )

    def _season(self, name: str) -> Season:
        """By the last part of its address, its id or its name."""
        seasons: dict[str, Season] = {}
        names: list[str] = []
        for season in self._league.seasons:
            championship = season.championship
            slug = self._links.championship_url(championship.id).rstrip("/").rpartition("/")[2]
            names += [championship.name, slug]
            seasons |= dict.fromkeys((championship.name.casefold(), championship.id, slug), season)
        if name.casefold() not in seasons:
            raise ContentError(
                f'there is no championship "{name}"; expected its name, or the last part of its address'
                f"{suggestion(name, names)}"
            )
        return seasons[name.casefold()]


def _table_of_class(class_name: str, tables: Sequence[StandingsTable], championship_name: str) -> StandingsTable:
    # By the title and not by the key: a league writes what it reads above the table.
    by_title = {table.title.casefold(): table for table in tables}
    if class_name.casefold() not in by_title:
        titles = [table.title for table in tables]
        expected = ", ".join(f'"{title}"' for title in titles)
        raise ContentError(
            f'{championship_name} has no class "{class_name}"; expected {expected}{suggestion(class_name, titles)}'
        )
    return by_title[class_name.casefold()]
