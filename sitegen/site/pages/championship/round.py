"""The page of a round: all its sessions, the best of each on top."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

import msgspec

from sitegen.league.championship.season import Season
from sitegen.league.race.story import RaceStory
from sitegen.league.session.models import Classification, Event
from sitegen.site import addresses
from sitegen.site.driver_names import PublicDriver
from sitegen.site.formats import counted, moment
from sitegen.site.links import Atlas
from sitegen.site.pages.base import Band, Figure, Link, Page, Tab, crew_names, surnames
from sitegen.site.pages.championship.after import AfterTable, State, after_tables
from sitegen.site.pages.championship.page import after_links
from sitegen.site.pages.session.figures import figures
from sitegen.site.pages.session.page import around, event_crumbs
from sitegen.site.pages.session.rows import Row, podium, rows_of
from sitegen.site.pages.structured import session_event
from sitegen.site.report import report

SHOWN = 10
"""Rows of each session on the page of a round; the session's own page has all."""


class SessionCard(msgspec.Struct, frozen=True):
    """A session in short."""

    name: str
    url: str
    facts: tuple[str, ...]
    is_race: bool
    rows: tuple[Row, ...]
    more: int
    """Rows that only the session's own page shows."""


class RaceReport(msgspec.Struct, frozen=True):
    """A race told."""

    name: str
    """Empty for the only race of a round."""
    figures: tuple[Figure, ...]
    paragraphs: tuple[str, ...]


class RoundPage(Page, frozen=True):
    """A round on one page."""

    template: ClassVar[str] = "round.html"
    reports: tuple[RaceReport, ...]
    standings: tuple[AfterTable, ...]
    """As they were after this round; empty where rounds are not known."""
    standings_url: str
    sessions: tuple[SessionCard, ...]
    before: Link | None
    after: Link | None


def round_page(
    event: Event,
    season: Season,
    atlas: Atlas,
    *,
    found: Mapping[str, Classification],
    stories: Mapping[str, RaceStory],
) -> RoundPage:
    """Everything that the page of a round shows; races first, then the sessions before them.

    `found` and `stories`: by session id.
    """
    championship = season.championship
    crumb, here = event_crumbs(event, atlas)
    before, after = around(event, atlas)
    others = [session for session in event.sessions if not session.is_race]
    return RoundPage(
        url=atlas.event_url(event) or "",
        title=f"{here.text}, {event.track.name} – {championship.name}",
        description=f"{event.track.full_name}, {moment(event.date, atlas.zone)}: all sessions of {here.text.lower()}.",
        band=Band(
            title=event.track.name,
            title_url=atlas.track_url(event.track),
            crumbs=(crumb, here),
            facts=(moment(event.date, atlas.zone), counted(len(event.sessions), "session")),
            podium=podium(found[event.races[-1].id], atlas) if event.races else (),
            tabs=(
                Tab("Round", atlas.event_url(event) or "", current=True),
                *(Tab(atlas.session_name(one), addresses.session(one.id)) for one in event.sessions),
            ),
        ),
        section=addresses.CHAMPIONSHIPS,
        structured=session_event(event.sessions[-1], f"{here.text}, {event.track.name} – {championship.name}"),
        reports=tuple(
            _report(found[race.id], stories[race.id], atlas, alone=len(event.races) == 1)
            for race in event.races
            if race.id in stories
        ),
        standings=_standings(event, season, atlas),
        standings_url=_standings_url(event, season, atlas),
        sessions=tuple(_card(found[session.id], atlas) for session in [*event.races[::-1], *others[::-1]]),
        before=before,
        after=after,
    )


def _report(found: Classification, story: RaceStory, atlas: Atlas, *, alone: bool) -> RaceReport:
    rows = rows_of(found, atlas)
    pole = story.pole.qualified if story.pole else None
    return RaceReport(
        name="" if alone else atlas.session_name(found.session),
        figures=tuple(figures(found, rows, atlas, pole=pole)),
        paragraphs=race_report(story, atlas),
    )


def race_report(story: RaceStory, atlas: Atlas) -> tuple[str, ...]:
    """A race in plain sentences, with everybody as the site shows them."""
    names = {place.position: _name(atlas.crew(place.entry)) for place in story.field}
    return report(story, name=lambda place: names[place.position])


def _name(crew: Sequence[PublicDriver]) -> str:
    """Whole names of several people would make long sentences."""
    return crew_names(crew) if len(crew) == 1 else surnames(crew)


def _standings(event: Event, season: Season, atlas: Atlas) -> tuple[AfterTable, ...]:
    """The first of every class after this round."""
    if event not in season.rounds:
        return ()
    at = season.rounds.index(event)
    tables = after_tables(season, State("", "", (), at, is_dated=False), atlas)
    return tuple(msgspec.structs.replace(table, lines=table.lines[:SHOWN]) for table in tables)


def _standings_url(event: Event, season: Season, atlas: Atlas) -> str:
    """The whole standings after this round: after the last one, those of the championship."""
    link = after_links(season, atlas).get(event.id or "")
    return link.url if link else atlas.championship_url(season.championship)


def _card(found: Classification, atlas: Atlas) -> SessionCard:
    session = found.session
    rows = rows_of(found, atlas)
    return SessionCard(
        name=atlas.session_name(session),
        url=addresses.session(session.id),
        facts=(moment(session.date, atlas.zone), counted(len(rows), "car"), "Wet" if session.wet else "Dry"),
        is_race=session.is_race,
        rows=tuple(rows[:SHOWN]),
        more=max(0, len(rows) - SHOWN),
    )
