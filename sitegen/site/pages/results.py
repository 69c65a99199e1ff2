"""The results: an event in short, and the events of a year."""

from collections.abc import Iterable, Iterator, Mapping
from typing import ClassVar

import msgspec

from sitegen.dataset.scopes import LeagueScope
from sitegen.league.session.models import Classification, Event, Session
from sitegen.site import addresses
from sitegen.site.formats import counted, day
from sitegen.site.links import Links
from sitegen.site.pages.base import Band, Link, Page, Step
from sitegen.site.pages.session.rows import podium


class EventCard(msgspec.Struct, frozen=True):
    """An event in short: where, when, and who was in front."""

    track: str
    """The track's short name."""
    date: str
    """The day of the event, on the league's calendar."""
    series: str
    """Championship and round, or what was driven."""
    url: str
    """The page of its last race, or of its last session when there was no race."""
    podium: tuple[Step, ...]
    """The first three of that session."""
    sessions: tuple[Link, ...]
    """All sessions of the event, by date."""
    facts: tuple[str, ...]
    """Number of cars, and dry or wet."""


class ResultsPage(Page, frozen=True):
    """All events of a year, the newest first."""

    template: ClassVar[str] = "results.html"
    year: str
    """Four digits; `undated` for events without a date, empty in a league without events."""
    years: tuple[Link, ...]
    """The pages of all years, the newest first."""
    events: tuple[EventCard, ...]
    """The events of the year."""


def results_pages(league: LeagueScope, links: Links) -> Iterator[ResultsPage]:
    """A page for every year; the newest one is the front page of the results, which is there without any too."""
    by_year: dict[str, list[Event]] = {}
    for event in reversed(league.events):
        by_year.setdefault(_year(event, links), []).append(event)
    if not by_year:
        yield _results_page(Link("", addresses.SESSIONS), years=(), cards=())
    years = tuple(_year_links(by_year))
    for link, events in zip(years, by_year.values(), strict=True):
        cards = tuple(event_card(event, links, league.classifications) for event in events)
        yield _results_page(link, years=years, cards=cards)


def _year(event: Event, links: Links) -> str:
    if event.date is None:
        return "undated"
    # On the league's clock: in UTC, a race of New Year's Eve may lie in the next year.
    return str(event.date.astimezone(links.zone).year)


def _year_links(years: Iterable[str]) -> Iterable[Link]:
    """The first year, which is the newest, lies at the address of the results themselves."""
    for index, year in enumerate(years):
        folder = f"{year}/" if index else ""
        yield Link(year, addresses.SESSIONS + folder)


def _results_page(link: Link, *, years: tuple[Link, ...], cards: tuple[EventCard, ...]) -> ResultsPage:
    """The page of a year at its link, or that of a league without results, whose link has no text."""
    description = "There are no results yet."
    facts: tuple[str, ...] = ()
    if cards:
        sessions = counted(sum(len(card.sessions) for card in cards), "session")
        description = f"All {sessions} of {link.text}."
        facts = (link.text, counted(len(cards), "event"), sessions)
    return ResultsPage(
        url=link.url,
        title=f"Results {link.text}".strip(),
        description=description,
        band=Band(title="Results", facts=facts),
        section=addresses.SESSIONS,
        year=link.text,
        years=years,
        events=cards,
    )


def event_card(event: Event, links: Links, classifications: Mapping[str, Classification]) -> EventCard:
    """An event in short, shown by its last race, or by its last session when there was none.

    `classifications`: by session id.
    """
    session = (event.races or event.sessions)[-1]
    weather = "wet" if session.wet else "dry"
    return EventCard(
        track=event.track.name,
        date=day(event.date, links.zone),
        series=_series(event, session, links),
        url=addresses.session(session.id),
        podium=podium(classifications[session.id], links),
        sessions=tuple(Link(links.session_name(each), addresses.session(each.id)) for each in event.sessions),
        facts=(counted(len(session.entries), "car"), weather),
    )


def _series(event: Event, session: Session, links: Links) -> str:
    name = links.championship_name(event.championship_id)
    number = links.round_number(event)
    if name and number:
        return f"{name}, round {number}"
    return links.session_name(session)
