"""The page of a round: all its sessions, the best of each on top."""

from collections.abc import Iterable, Iterator, Mapping
from typing import ClassVar

import msgspec

from sitegen.dataset.scope_makers import round_context
from sitegen.dataset.scopes import RoundContext, SeasonScope
from sitegen.league.championship.season import Season
from sitegen.league.session.models import Classification, Event
from sitegen.site import addresses
from sitegen.site.formats import counted, moment
from sitegen.site.links import Links
from sitegen.site.pages.base import Band, Figure, Link, Page, Step, Tab
from sitegen.site.pages.championship.after import AfterTable, after_links, after_tables
from sitegen.site.pages.session.band import neighbour_links, round_crumbs
from sitegen.site.pages.session.lists import figures
from sitegen.site.pages.session.rows import Row, podium, rows_of
from sitegen.site.pages.structured import session_event

SHOWN = 10
"""Rows of each session on the page of a round; the session's own page has all."""


class SessionCard(msgspec.Struct, frozen=True):
    """A session in short."""

    name: str
    """`Race`, `Qualifying 2`."""
    url: str
    """The page of the session, from the site's root."""
    facts: tuple[str, ...]
    """Date and time, number of cars, and whether it was dry or wet."""
    is_race: bool
    """It is a race, so that the rows have gaps and not best laps."""
    rows: tuple[Row, ...]
    """The first cars of the classification, ten at most."""
    more: int
    """Rows that only the session's own page shows."""


class RaceReport(msgspec.Struct, frozen=True):
    """A race told."""

    name: str
    """Empty for the only race of a round."""
    figures: tuple[Figure, ...]
    """The key figures of the race."""
    paragraphs: tuple[str, ...]
    """The race in one to three paragraphs of plain text."""


class RoundPage(Page, frozen=True):
    """A round on one page."""

    template: ClassVar[str] = "round.html"
    reports: tuple[RaceReport, ...]
    """A report for every race of which there is something to tell, by date."""
    standings: tuple[AfterTable, ...]
    """As they were after this round; empty where rounds are not known."""
    standings_url: str
    """The page with the whole standings after this round, from the site's root."""
    sessions: tuple[SessionCard, ...]
    """Races first, then all other sessions; of both the newest first."""
    before: Link | None
    """The round before it; none for the first."""
    after: Link | None
    """The round after it; none for the last."""


def round_pages(scope: SeasonScope, links: Links) -> Iterator[RoundPage]:
    """A page for every round."""
    return (round_page(event, scope, links) for event in scope.championship.events)


def round_page(event: Event, scope: SeasonScope, links: Links) -> RoundPage:
    """Everything that the page of a round shows; races first, then the sessions before them."""
    season, classifications = scope.season, scope.classifications
    context = round_context(event, scope.championship)
    crumb, here = round_crumbs(context, links)
    before, after = neighbour_links(context, links)
    title = f"{here.text}, {event.track.name} – {scope.championship.name}"
    others = [session for session in event.sessions if not session.is_race]
    return RoundPage(
        url=links.event_url(event) or "",
        title=title,
        description=f"{event.track.full_name}, {moment(event.date, links.zone)}: all sessions of {here.text.lower()}.",
        band=Band(
            title=event.track.name,
            title_url=links.track_url(event.track),
            crumbs=(crumb, here),
            facts=(moment(event.date, links.zone), counted(len(event.sessions), "session")),
            podium=_podium(event, classifications, links),
            tabs=tuple(_tabs(event, links)),
        ),
        section=addresses.CHAMPIONSHIPS,
        structured=session_event(event.sessions[-1], title),
        reports=tuple(_reports(event, scope, context, links)),
        standings=tuple(_standings(event, season, links)),
        standings_url=_standings_url(event, season, links),
        sessions=tuple(
            _card(classifications[session.id], context, links) for session in [*event.races[::-1], *others[::-1]]
        ),
        before=before,
        after=after,
    )


def _podium(event: Event, classifications: Mapping[str, Classification], links: Links) -> tuple[Step, ...]:
    """That of the last race, which is the main one of a sprint weekend."""
    if not event.races:
        return ()
    return podium(classifications[event.races[-1].id], links)


def _tabs(event: Event, links: Links) -> Iterable[Tab]:
    yield Tab("Round", links.event_url(event) or "", current=True)
    for session in event.sessions:
        yield Tab(links.session_name(session), addresses.session(session.id))


def _reports(event: Event, scope: SeasonScope, context: RoundContext, links: Links) -> Iterable[RaceReport]:
    for race in event.races:
        if race.id in scope.reports:
            classification = scope.classifications[race.id]
            rows = rows_of(classification, links, context=context)
            yield RaceReport(
                name=links.session_name(race) if len(event.races) > 1 else "",
                figures=tuple(figures(classification, rows, links, pole=scope.poles.get(race.id))),
                paragraphs=scope.reports[race.id],
            )


def _standings(event: Event, season: Season, links: Links) -> Iterable[AfterTable]:
    """The first of every class after this round; nothing for a round without a race, after which nothing changed."""
    event_ids = [driven.id for driven in season.rounds]
    if event.id in event_ids:
        for table in after_tables(season, links, index=event_ids.index(event.id)):
            yield msgspec.structs.replace(table, lines=table.lines[:SHOWN])


def _standings_url(event: Event, season: Season, links: Links) -> str:
    """The whole standings after this round: after the last one, those of the championship."""
    link = after_links(season, links).get(event.id or "")
    return link.url if link else links.championship_url(season.championship.id)


def _card(classification: Classification, context: RoundContext, links: Links) -> SessionCard:
    session = classification.session
    rows = rows_of(classification, links, context=context)
    weather = "Wet" if session.wet else "Dry"
    return SessionCard(
        name=links.session_name(session),
        url=addresses.session(session.id),
        facts=(moment(session.date, links.zone), counted(len(rows), "car"), weather),
        is_race=session.is_race,
        rows=tuple(rows[:SHOWN]),
        more=max(0, len(rows) - SHOWN),
    )
