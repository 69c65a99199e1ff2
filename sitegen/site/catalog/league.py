"""The pages and files that are made from all sessions together, in the order of the menu."""

from collections.abc import Iterator
from itertools import chain

from sitegen.dataset.scopes import LeagueScope
from sitegen.league.championship.calendar import CalendarRound
from sitegen.site import addresses
from sitegen.site.catalog.kinds import Kind, single
from sitegen.site.data.calendar import calendar_file, round_urls
from sitegen.site.data.car import car_file
from sitegen.site.data.driver import driver_file
from sitegen.site.data.index import index_file, schema_files
from sitegen.site.data.records import records_file
from sitegen.site.data.team import team_file
from sitegen.site.data.track import track_file
from sitegen.site.links import Links
from sitegen.site.pages.base import Item, Link
from sitegen.site.pages.calendar import CalendarPage, calendar_page
from sitegen.site.pages.car import CarPage, CarsPage, car_page, cars_page
from sitegen.site.pages.championship.index import ChampionshipsPage, championships_page
from sitegen.site.pages.content.document import MovedPage, NotFoundPage, moved_page, not_found_page
from sitegen.site.pages.driver.index import DriversPage, drivers_page
from sitegen.site.pages.driver.page import DriverPage, driver_page, former_names
from sitegen.site.pages.records import RecordsPage, records_page
from sitegen.site.pages.results import ResultsPage, results_pages
from sitegen.site.pages.team import TeamPage, TeamsPage, team_page, teams_page
from sitegen.site.pages.track import TrackPage, TracksPage, track_page, tracks_page

# Championships, results and calendar


def _championships_page(league: LeagueScope, links: Links) -> Item:
    return championships_page([season.championship for season in league.seasons], links)


def _results_pages(league: LeagueScope, links: Links) -> Iterator[Item]:
    yield from results_pages(reversed(league.events), links, league.classifications)


def _all_rounds(league: LeagueScope) -> list[CalendarRound]:
    rounds = chain.from_iterable(league.calendars.values())
    return sorted(rounds, key=lambda calendar_round: (calendar_round.day, calendar_round.uid))


def _calendar_page(league: LeagueScope, links: Links) -> Item:
    return calendar_page(_all_rounds(league), links, classifications=league.classifications)


def _calendar_file(league: LeagueScope, links: Links) -> Item:
    return calendar_file(
        addresses.CALENDAR_FILE,
        league.settings.title,
        _all_rounds(league),
        zone=links.zone,
        url_of=round_urls(links, league.settings.public_url),
    )


# Drivers


def _driver_pages(league: LeagueScope, links: Links) -> Iterator[Item]:
    histories = league.histories
    for career in histories.careers:
        yield driver_page(
            career,
            links,
            bests=histories.personal_bests.get(career.person.key, ()),
            rivals=histories.rivals.get(career.person.key, ()),
            championships=league.championships,
        )


def _driver_files(league: LeagueScope, links: Links) -> Iterator[Item]:
    """A file for every driver, and the same under every id that the driver had before."""
    histories = league.histories
    for career in histories.careers:
        path, body = driver_file(
            career,
            links,
            former_names=former_names(career, links),
            bests=histories.personal_bests.get(career.person.key, ()),
            rivals=histories.rivals.get(career.person.key, ()),
        )
        yield path, body
        for former_id in _former_ids(league, links.shown(career.person).id):
            yield addresses.driver_data(former_id), body


def _moved_pages(league: LeagueScope, links: Links) -> Iterator[Item]:
    for career in league.histories.careers:
        driver = links.shown(career.person)
        for former_id in _former_ids(league, driver.id):
            yield moved_page(addresses.driver(former_id), Link(driver.name, addresses.driver(driver.id or "")))


def _former_ids(league: LeagueScope, public_id: str | None) -> list[str]:
    return sorted(former for former, present in league.moved.items() if present == public_id)


def _drivers_page(league: LeagueScope, links: Links) -> Item:
    return drivers_page(league.histories.careers, links)


# Teams, cars and tracks


def _team_pages(league: LeagueScope, links: Links) -> Iterator[Item]:
    return (team_page(history, links) for history in league.histories.teams)


def _team_files(league: LeagueScope, links: Links) -> Iterator[Item]:
    return (team_file(history, links) for history in league.histories.teams)


def _teams_page(league: LeagueScope, links: Links) -> Item:
    return teams_page(league.histories.teams, links)


def _car_pages(league: LeagueScope, links: Links) -> Iterator[Item]:
    return (car_page(history, links, records=league.histories.records) for history in league.histories.cars)


def _car_files(league: LeagueScope, links: Links) -> Iterator[Item]:
    return (car_file(history, links) for history in league.histories.cars)


def _cars_page(league: LeagueScope, links: Links) -> Item:
    return cars_page(league.histories.cars, links)


def _track_pages(league: LeagueScope, links: Links) -> Iterator[Item]:
    for history in league.histories.tracks:
        yield track_page(history, links, classifications=league.classifications)


def _track_files(league: LeagueScope, links: Links) -> Iterator[Item]:
    return (track_file(history, links) for history in league.histories.tracks)


def _tracks_page(league: LeagueScope, links: Links) -> Item:
    return tracks_page(league.histories.tracks, links)


# Records and what stands alone


def _records_page(league: LeagueScope, links: Links) -> Item:
    histories = league.histories
    return records_page(histories.records, histories.all_time_tables, histories.race_records, links)


def _records_file(league: LeagueScope, links: Links) -> Item:
    histories = league.histories
    return records_file(histories.records, histories.all_time_tables, histories.race_records, links)


def _schema_files(league: LeagueScope, links: Links) -> Iterator[Item]:  # noqa: ARG001 - the same for every league
    yield from schema_files()


def _not_found_page(league: LeagueScope, links: Links) -> Item:  # noqa: ARG001 - the same for every league
    return not_found_page()


KINDS = (
    Kind(LeagueScope, single(_championships_page), ChampionshipsPage, addresses.CHAMPIONSHIPS, "Championships"),
    Kind(LeagueScope, _results_pages, ResultsPage, addresses.SESSIONS, "Results"),
    Kind(LeagueScope, single(_calendar_page), CalendarPage, addresses.CALENDAR, "Calendar"),
    Kind(LeagueScope, single(_calendar_file), address=addresses.CALENDAR_FILE),
    Kind(LeagueScope, single(_drivers_page), DriversPage, addresses.DRIVERS, "Drivers"),
    Kind(LeagueScope, _driver_pages, DriverPage, addresses.DRIVERS),
    Kind(LeagueScope, _moved_pages, MovedPage, addresses.DRIVERS),
    Kind(LeagueScope, _driver_files, address=addresses.DATA),
    Kind(LeagueScope, single(_teams_page), TeamsPage, addresses.TEAMS, "Teams", needs="teams"),
    Kind(LeagueScope, _team_pages, TeamPage, addresses.TEAMS),
    Kind(LeagueScope, _team_files, address=addresses.DATA),
    Kind(LeagueScope, single(_cars_page), CarsPage, addresses.CARS, "Cars"),
    Kind(LeagueScope, _car_pages, CarPage, addresses.CARS),
    Kind(LeagueScope, _car_files, address=addresses.DATA),
    Kind(LeagueScope, single(_tracks_page), TracksPage, addresses.TRACKS, "Tracks"),
    Kind(LeagueScope, _track_pages, TrackPage, addresses.TRACKS),
    Kind(LeagueScope, _track_files, address=addresses.DATA),
    Kind(LeagueScope, single(_records_page), RecordsPage, addresses.RECORDS, "Records"),
    Kind(LeagueScope, single(_records_file), address=addresses.DATA),
    Kind(LeagueScope, single(index_file), address=addresses.DATA),
    Kind(LeagueScope, _schema_files, address=addresses.DATA),
    Kind(LeagueScope, single(_not_found_page), NotFoundPage, addresses.NOT_FOUND),
)
