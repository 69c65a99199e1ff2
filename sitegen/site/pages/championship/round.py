"""The page of a round: all its sessions, the best of each on top."""

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

import msgspec

from sitegen.league.championship.season import Season
from sitegen.league.race.story import RaceStory
from sitegen.league.session.models import Classification, Event
from sitegen.site import addresses
from sitegen.site.driver_names import PublicDriver
from sitegen.site.formats import counted, moment
from sitegen.site.links import Atlas
from sitegen.site.pages.base import Band, Figure, Link, Page, Step, Tab, crew_names, surnames
from sitegen.site.pages.championship.after import AfterTable, after_links, after_tables
from sitegen.site.pages.session.band import event_crumbs, neighbour_links
from sitegen.site.pages.session.figures import figures
from sitegen.site.pages.session.rows import Row, podium, rows_of
from sitegen.site.pages.structured import session_event
from sitegen.site.report import report

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


def round_page(
    event: Event,
    season: Season,
    atlas: Atlas,
    *,
    classifications: Mapping[str, Classification],
    stories: Mapping[str, RaceStory],
) -> RoundPage:
    """Everything that the page of a round shows; races first, then the sessions before them.

    `classifications` and `stories`: by session id.
    """
    crumb, here = event_crumbs(event, atlas)
    before, after = neighbour_links(event, atlas)
    title = f"{here.text}, {event.track.name} – {season.championship.name}"
    others = [session for session in event.sessions if not session.is_race]
    return RoundPage(
        url=atlas.event_url(event) or "",
        title=title,
        description=f"{event.track.full_name}, {moment(event.date, atlas.zone)}: all sessions of {here.text.lower()}.",
        band=Band(
            title=event.track.name,
            title_url=atlas.track_url(event.track),
            crumbs=(crumb, here),
            facts=(moment(event.date, atlas.zone), counted(len(event.sessions), "session")),
            podium=_podium(event, classifications, atlas),
            tabs=tuple(_tabs(event, atlas)),
        ),
        section=addresses.CHAMPIONSHIPS,
        structured=session_event(event.sessions[-1], title),
        reports=tuple(_reports(event, classifications, stories, atlas)),
        standings=tuple(_standings(event, season, atlas)),
        standings_url=_standings_url(event, season, atlas),
        sessions=tuple(_card(classifications[session.id], atlas) for session in [*event.races[::-1], *others[::-1]]),
        before=before,
        after=after,
    )


def _podium(event: Event, classifications: Mapping[str, Classification], atlas: Atlas) -> tuple[Step, ...]:
    """That of the last race, which is the main one of a sprint weekend."""
    if not event.races:
        return ()
    return podium(classifications[event.races[-1].id], atlas)


def _tabs(event: Event, atlas: Atlas) -> Iterable[Tab]:
    yield Tab("Round", atlas.event_url(event) or "", current=True)
    for session in event.sessions:
        yield Tab(atlas.session_name(session), addresses.session(session.id))


def _reports(
    event: Event, classifications: Mapping[str, Classification], stories: Mapping[str, RaceStory], atlas: Atlas
) -> Iterable[RaceReport]:
    for race in event.races:
        # A race in which nobody is classified has no story.
        if race.id in stories:
            name = atlas.session_name(race) if len(event.races) > 1 else ""
            yield _report(name, classifications[race.id], stories[race.id], atlas)


def _report(name: str, classification: Classification, story: RaceStory, atlas: Atlas) -> RaceReport:
    rows = rows_of(classification, atlas)
    pole = story.pole.qualified if story.pole else None
    return RaceReport(
        name=name,
        figures=tuple(figures(classification, rows, atlas, pole=pole)),
        paragraphs=race_report(story, atlas),
    )


def race_report(story: RaceStory, atlas: Atlas) -> tuple[str, ...]:
    """A race in plain sentences, with everybody as the site shows them."""
    names = {place.position: _name(atlas.crew(place.entry)) for place in story.field}
    return report(story, name=lambda place: names[place.position])


def _name(crew: Sequence[PublicDriver]) -> str:
    """Whole names of several people would make long sentences."""
    return crew_names(crew) if len(crew) == 1 else surnames(crew)


def _standings(event: Event, season: Season, atlas: Atlas) -> Iterable[AfterTable]:
    """The first of every class after this round; nothing for a round without a race, after which nothing changed."""
    event_ids = [driven.id for driven in season.rounds]
    if event.id in event_ids:
        for table in after_tables(season, atlas, index=event_ids.index(event.id)):
            yield msgspec.structs.replace(table, lines=table.lines[:SHOWN])


def _standings_url(event: Event, season: Season, atlas: Atlas) -> str:
    """The whole standings after this round: after the last one, those of the championship."""
    link = after_links(season, atlas).get(event.id or "")
    return link.url if link else atlas.championship_url(season.championship)


def _card(classification: Classification, atlas: Atlas) -> SessionCard:
    session = classification.session
    rows = rows_of(classification, atlas)
    weather = "Wet" if session.wet else "Dry"
    return SessionCard(
        name=atlas.session_name(session),
        url=addresses.session(session.id),
        facts=(moment(session.date, atlas.zone), counted(len(rows), "car"), weather),
        is_race=session.is_race,
        rows=tuple(rows[:SHOWN]),
        more=max(0, len(rows) - SHOWN),
    )
