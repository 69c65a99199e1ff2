"""What of the site is sitegen's own: no page and no file of the league takes its place."""

from pathlib import PurePosixPath

from sitegen.site import addresses

RESERVED = frozenset(
    {"championships", "sessions", "drivers", "teams", "cars", "tracks", "records", "calendar", "data", "static"}
)
"""Folders of the site that are made from results."""

KINDS = frozenset({".html", ".json", ".csv", ".gz", ".ics", ".css", ".js"})
"""What sitegen writes into these folders; pictures of the league may stand there too."""

MADE = frozenset({"404.html", "feed.xml", "calendar.ics", "sitemap.xml", "robots.txt", "build.json", "index.html"})
"""Files at the site's root that sitegen makes."""


def is_made(path: str) -> bool:
    """Whether a file of the site is one that sitegen makes, or may make when a result comes. `path`: from the root."""
    is_reserved = path.partition("/")[0] in RESERVED and PurePosixPath(path).suffix.lower() in KINDS
    is_news = path == f"{addresses.NEWS}index.html" or path.startswith(f"{addresses.NEWS}tags/")
    return is_reserved or is_news or path in (*MADE, "static/icon.svg")


def is_own_file(path: str) -> bool:
    """Whether a link means a file that the league must have put there: no page, and nothing that sitegen makes."""
    return (
        PurePosixPath(path).suffix != ""
        and not path.endswith("/")
        and path.partition("/")[0] not in RESERVED
        and path not in MADE
    )
