"""The pages and files of a championship."""

from collections.abc import Iterator

from sitegen.dataset.scopes import SeasonScope
from sitegen.site import addresses
from sitegen.site.catalog.kinds import Kind, single
from sitegen.site.data.calendar import calendar_file, round_urls
from sitegen.site.data.championship import championship_files
from sitegen.site.links import Links
from sitegen.site.pages.base import Item
from sitegen.site.pages.championship.after import AfterPage, after_pages
from sitegen.site.pages.championship.page import ChampionshipPage, championship_page
from sitegen.site.pages.championship.round import RoundPage, round_page


def _after_pages(scope: SeasonScope, links: Links) -> Iterator[Item]:
    yield from after_pages(scope.season, links)


def _round_pages(scope: SeasonScope, links: Links) -> Iterator[Item]:
    for event in scope.championship.events:
        yield round_page(event, scope, links)


def _championship_files(scope: SeasonScope, links: Links) -> Iterator[Item]:
    yield from championship_files(scope.season, links, results=scope.results, calendar=scope.calendar)


def _calendar_file(scope: SeasonScope, links: Links) -> Item:
    return calendar_file(
        f"{links.championship_url(scope.championship.id)}{addresses.CALENDAR_FILE}",
        scope.championship.name,
        scope.calendar,
        zone=links.zone,
        url_of=round_urls(links, scope.settings.public_url),
    )


KINDS = (
    Kind(SeasonScope, single(championship_page), ChampionshipPage, addresses.CHAMPIONSHIPS),
    Kind(SeasonScope, _after_pages, AfterPage, addresses.CHAMPIONSHIPS),
    Kind(SeasonScope, _round_pages, RoundPage, addresses.CHAMPIONSHIPS),
    Kind(SeasonScope, _championship_files, address=addresses.DATA),
    Kind(SeasonScope, single(_calendar_file), address=addresses.CHAMPIONSHIPS),
)
