"""The paths of the site that are sitegen's: no page and no file of the league takes their place."""

from pathlib import PurePosixPath

from sitegen.site import addresses

FOLDERS = frozenset(
    {"championships", "sessions", "drivers", "teams", "cars", "tracks", "records", "calendar", "data", "static"}
)
"""Folders of the site that are made from results."""

SUFFIXES = frozenset({".html", ".json", ".csv", ".gz", ".ics", ".css", ".js"})
"""How files end that sitegen writes into these folders; pictures of the league may stand there too."""

FILES = frozenset({"404.html", "feed.xml", "calendar.ics", "sitemap.xml", "robots.txt", "build.json", "index.html"})
"""Files at the site's root that sitegen makes."""


def is_reserved(path: str) -> bool:
    """Whether a file of the site is one that sitegen makes, or may make when a result comes. `path`: from the root."""
    in_folder = _folder(path) in FOLDERS and PurePosixPath(path).suffix.lower() in SUFFIXES
    is_news = path == f"{addresses.NEWS}index.html" or path.startswith(f"{addresses.NEWS}tags/")
    return in_folder or is_news or path in (*FILES, "static/icon.svg")


def is_league_file(path: str) -> bool:
    """Whether a link means a file that the league must have put there: no page, and nothing that sitegen makes."""
    is_page = PurePosixPath(path).suffix == "" or path.endswith("/")
    return not is_page and _folder(path) not in FOLDERS and path not in FILES


def _folder(path: str) -> str:
    """The first part of a path."""
    return path.partition("/")[0]
