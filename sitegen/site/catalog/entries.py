"""Every kind of page and file, a line each, beside the scope that it sees."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

import msgspec

from sitegen.dataset.scopes import EventScope, LeagueScope, SeasonScope
from sitegen.site import addresses
from sitegen.site.data.calendar import championship_calendar, league_calendar
from sitegen.site.data.car import car_files
from sitegen.site.data.championship import championship_files
from sitegen.site.data.driver import driver_files
from sitegen.site.data.index import index_file, schema_files
from sitegen.site.data.records import records_file
from sitegen.site.data.session import session_files
from sitegen.site.data.team import team_files
from sitegen.site.data.track import track_files
from sitegen.site.links import Links
from sitegen.site.pages.base import Item, Page
from sitegen.site.pages.calendar import CalendarPage, calendar_page
from sitegen.site.pages.car import CarPage, CarsPage, car_pages, cars_page
from sitegen.site.pages.championship.after import AfterPage, after_pages
from sitegen.site.pages.championship.index import ChampionshipsPage, championships_page
from sitegen.site.pages.championship.page import ChampionshipPage, championship_page
from sitegen.site.pages.championship.round import RoundPage, round_pages
from sitegen.site.pages.content.document import (
    DocumentPage,
    MovedPage,
    NotFoundPage,
    content_files,
    document_pages,
    moved_pages,
    not_found_page,
)
from sitegen.site.pages.content.feed import FeedPage, feed_pages
from sitegen.site.pages.content.news import NewsPage, PostPage, news_pages, post_pages, tag_pages
from sitegen.site.pages.content.scope import ContentScope
from sitegen.site.pages.driver.index import DriversPage, drivers_page
from sitegen.site.pages.driver.page import DriverPage, driver_pages
from sitegen.site.pages.home import HomePage, home_page
from sitegen.site.pages.records import RecordsPage, records_page
from sitegen.site.pages.results import ResultsPage, results_pages
from sitegen.site.pages.search_engines import RobotsPage, SearchScope, SitemapPage, robots_pages, sitemap_pages
from sitegen.site.pages.session.laps import LapsPage, laps_pages
from sitegen.site.pages.session.page import SessionPage, session_pages
from sitegen.site.pages.session.side_by_side import SidePage, side_pages
from sitegen.site.pages.team import TeamPage, TeamsPage, team_pages, teams_page
from sitegen.site.pages.track import TrackPage, TracksPage, track_pages, tracks_page

S = TypeVar("S")

Make = Callable[[Any, Links], Iterable[Item]]
"""Makes all pages or files of a kind from a scope; an event's is given computed, with its laps."""


class CatalogEntry(msgspec.Struct, frozen=True):
    """A kind of page or of data file: what it is made from, how, and which part of the site is its own."""

    scope: type
    """What its pages may see."""
    make: Make
    model: type[Page] | None = None
    """What its template is given; None for data files."""
    address: str = ""
    """A folder that ends in `/`, or one file: no page and no file of the league takes its place. Empty: no place of
    its own."""
    menu: str = ""
    """What the menu calls it; empty for what is not in the menu."""
    needs: str = ""
    """Only in the menu of a league that has this: `news` or `teams`."""

    @property
    def url(self) -> str:
        """Where the menu leads."""
        return self.address.removesuffix("index.html")


def single(make: Callable[[S, Links], Item]) -> Callable[[S, Links], Iterator[Item]]:
    """A maker of the one page or file of a kind."""

    def make_all(scope: S, links: Links) -> Iterator[Item]:
        yield make(scope, links)

    return make_all


def _not_found_page(_league: LeagueScope, _links: Links) -> Item:
    """The same in every league."""
    return not_found_page()


_OF_CONTENT = (
    CatalogEntry(ContentScope, single(home_page), HomePage, addresses.HOME_FILE, "Home"),
    CatalogEntry(ContentScope, news_pages, NewsPage, addresses.NEWS_FILE, "News", needs="news"),
    CatalogEntry(ContentScope, tag_pages, NewsPage, addresses.NEWS_TAGS),
    CatalogEntry(ContentScope, post_pages, PostPage),
    CatalogEntry(ContentScope, document_pages, DocumentPage),
    CatalogEntry(ContentScope, feed_pages, FeedPage, addresses.FEED),
    CatalogEntry(ContentScope, content_files),
)

_OF_THE_LEAGUE = (
    CatalogEntry(LeagueScope, single(championships_page), ChampionshipsPage, addresses.CHAMPIONSHIPS, "Championships"),
    CatalogEntry(LeagueScope, results_pages, ResultsPage, addresses.SESSIONS, "Results"),
    CatalogEntry(LeagueScope, single(calendar_page), CalendarPage, addresses.CALENDAR, "Calendar"),
    CatalogEntry(LeagueScope, single(league_calendar), address=addresses.CALENDAR_FILE),
    CatalogEntry(LeagueScope, single(drivers_page), DriversPage, addresses.DRIVERS, "Drivers"),
    CatalogEntry(LeagueScope, driver_pages, DriverPage, addresses.DRIVERS),
    CatalogEntry(LeagueScope, moved_pages, MovedPage, addresses.DRIVERS),
    CatalogEntry(LeagueScope, driver_files, address=addresses.DATA),
    CatalogEntry(LeagueScope, single(teams_page), TeamsPage, addresses.TEAMS, "Teams", needs="teams"),
    CatalogEntry(LeagueScope, team_pages, TeamPage, addresses.TEAMS),
    CatalogEntry(LeagueScope, team_files, address=addresses.DATA),
    CatalogEntry(LeagueScope, single(cars_page), CarsPage, addresses.CARS, "Cars"),
    CatalogEntry(LeagueScope, car_pages, CarPage, addresses.CARS),
    CatalogEntry(LeagueScope, car_files, address=addresses.DATA),
    CatalogEntry(LeagueScope, single(tracks_page), TracksPage, addresses.TRACKS, "Tracks"),
    CatalogEntry(LeagueScope, track_pages, TrackPage, addresses.TRACKS),
    CatalogEntry(LeagueScope, track_files, address=addresses.DATA),
    CatalogEntry(LeagueScope, single(records_page), RecordsPage, addresses.RECORDS, "Records"),
    CatalogEntry(LeagueScope, single(records_file), address=addresses.DATA),
    CatalogEntry(LeagueScope, single(index_file), address=addresses.DATA),
    CatalogEntry(LeagueScope, schema_files, address=addresses.DATA),
    CatalogEntry(LeagueScope, single(_not_found_page), NotFoundPage, addresses.NOT_FOUND),
)

_OF_A_CHAMPIONSHIP = (
    CatalogEntry(SeasonScope, single(championship_page), ChampionshipPage, addresses.CHAMPIONSHIPS),
    CatalogEntry(SeasonScope, after_pages, AfterPage, addresses.CHAMPIONSHIPS),
    CatalogEntry(SeasonScope, round_pages, RoundPage, addresses.CHAMPIONSHIPS),
    CatalogEntry(SeasonScope, championship_files, address=addresses.DATA),
    CatalogEntry(SeasonScope, single(championship_calendar), address=addresses.CHAMPIONSHIPS),
)

_OF_AN_EVENT = (
    CatalogEntry(EventScope, session_pages, SessionPage, addresses.SESSIONS),
    CatalogEntry(EventScope, laps_pages, LapsPage, addresses.SESSIONS),
    CatalogEntry(EventScope, side_pages, SidePage, addresses.SESSIONS),
    CatalogEntry(EventScope, session_files, address=addresses.DATA),
)

_FOR_SEARCH_ENGINES = (
    CatalogEntry(SearchScope, sitemap_pages, SitemapPage, addresses.SITEMAP),
    CatalogEntry(SearchScope, robots_pages, RobotsPage, addresses.ROBOTS),
)

ENTRIES = (*_OF_CONTENT, *_OF_THE_LEAGUE, *_OF_A_CHAMPIONSHIP, *_OF_AN_EVENT, *_FOR_SEARCH_ENGINES)
"""All of them, those of the menu in its order."""
