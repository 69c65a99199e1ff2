"""Addresses of pages and files, from the slugs that the dataset gives once and keeps.

An address is relative to the site's root, without a leading slash, and ends in `/` for a page.
"""

from sitegen.support.slug import slug_of

HOME = ""
CHAMPIONSHIPS = "championships/"
DRIVERS = "drivers/"
SESSIONS = "sessions/"
TEAMS = "teams/"
CARS = "cars/"
TRACKS = "tracks/"
RECORDS = "records/"
CALENDAR = "calendar/"
NEWS = "news/"
NEWS_TAGS = "news/tags/"
DATA = "data/"
STATIC = "static/"
"""The files of the theme."""

HOME_FILE = "index.html"
NEWS_FILE = "news/index.html"
CALENDAR_FILE = "calendar.ics"
"""All rounds here; those of a championship beside its page."""
FEED = "feed.xml"
SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
NOT_FOUND = "404.html"
"""What a host shows for an address that does not exist."""

DATA_INDEX = f"{DATA}index.json"
RECORDS_DATA = f"{DATA}records.json"


def championship(slug: str) -> str:
    """The page of a championship."""
    return f"{CHAMPIONSHIPS}{slug}/"


def event(championship_slug: str, slug: str) -> str:
    """The page of a round."""
    return f"{CHAMPIONSHIPS}{championship_slug}/{slug}/"


def after(championship_url: str, state: str) -> str:
    """The standings of a championship after a round, or as of a date."""
    return f"{championship_url}after/{state}/"


def session(session_id: str) -> str:
    """The page of a session, from its public id."""
    return f"{SESSIONS}{session_id}/"


def laps(session_id: str, part: int = 1) -> str:
    """The lap analysis of a session; a long one has several parts."""
    return f"{SESSIONS}{session_id}/laps/{_part(part)}"


def laps_side_by_side(session_id: str, part: int = 1) -> str:
    """All cars of a session lap by lap; a long one has several parts."""
    return f"{SESSIONS}{session_id}/laps/all/{_part(part)}"


def _part(part: int) -> str:
    """The first part keeps the address that it had when it was the only one."""
    return f"{part}/" if part > 1 else ""


def driver(slug: str) -> str:
    """The page of a driver."""
    return f"{DRIVERS}{slug}/"


def team(slug: str) -> str:
    """The page of a team."""
    return f"{TEAMS}{slug}/"


def car(slug: str) -> str:
    """The page of a car model."""
    return f"{CARS}{slug}/"


def track(slug: str) -> str:
    """The page of a circuit."""
    return f"{TRACKS}{slug}/"


def tag(name: str) -> str:
    """The page of all news with a tag."""
    return f"{NEWS_TAGS}{slug_of(name)}/"


def championship_calendar(championship_url: str) -> str:
    """The rounds of a championship for calendars."""
    return f"{championship_url}{CALENDAR_FILE}"


def data_of(page_url: str) -> str:
    """The data of a driver, team, car or track, named as its page: `data/drivers/jane.json`."""
    return f"{DATA}{page_url.removesuffix('/')}.json"


def session_data(session_id: str, ending: str = "json") -> str:
    """The data of a session; `ending`: of one of its other files, such as `laps.csv`."""
    return f"{DATA}{SESSIONS}{session_id}.{ending}"


def championship_data(championship_id: str, ending: str = "json") -> str:
    """The data of a championship; `ending`: of one of its other files, such as `teams.csv`."""
    return f"{DATA}{CHAMPIONSHIPS}{championship_id}.{ending}"


def schema(name: str) -> str:
    """What the fields of a kind of file mean."""
    return f"{DATA}schema/{name}.schema.json"


def root_from(address: str) -> str:
    """The way from a page back to the site's root: `../../` from `drivers/jane/`, `./` from the home page."""
    return "../" * address.count("/") or "./"
