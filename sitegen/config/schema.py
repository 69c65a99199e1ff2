"""The tables of `sitegen.toml`, a field for every key."""

import datetime as dt
import os
import re
import zoneinfo
from collections.abc import Mapping
from typing import Any, Literal

import msgspec

from sitegen.league.championship.points import TEMPLATES, PointsTable
from sitegen.support.toml_tables import Table, login_prefix

FILE_NAME = "sitegen.toml"

SERVER_NAME = r"[a-z0-9][a-z0-9_-]*"
"""What a server may be called: the name is a folder of the archive and a part of addresses."""

COLOUR = r"#(?:[0-9a-fA-F]{3}){1,2}"
"""A colour as style sheets know it, `#d9261c` or `#d21`."""


class Site(Table, frozen=True):
    """`[site]`: what the site is called and where it will live."""

    title: str
    """Stands on every page and in every browser tab."""
    url: str = "/"
    """Where the site will live; a path is fine. Feeds, link previews and 404.html need the whole address."""
    language: str = "en"
    """The language of the pages, as in HTML's `lang`."""
    timezone: str = "UTC"
    """The zone in which times are shown."""
    theme: str = "default"
    """A bundled theme, or a folder."""
    logo: str = ""
    """A picture in `content/`, for the bar on top of every page."""
    icon: str = ""
    """A picture in `content/`, for the browser's tab."""
    image: str = ""
    """A picture in `content/`, for link previews of pages that have none of their own."""
    footer: str = ""
    """Markdown, at the foot of every page."""

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        """The zone in which times are shown, as a value to calculate with."""
        return zoneinfo.ZoneInfo(self.timezone)

    @property
    def public_url(self) -> str:
        """The whole address with a slash at the end; empty when only a path is said."""
        if not re.match(r"https?://", self.url):
            return ""
        return f"{self.url.rstrip('/')}/"

    @property
    def base_path(self) -> str:
        """The path at which the site's root lies, with a slash at both ends."""
        path = re.sub(r"^https?://[^/]*", "", self.url).strip("/")
        if not path:
            return "/"
        return f"/{path}/"


class MenuEntry(Table, frozen=True):
    """`[[menu]]`: an entry of the menu."""

    text: str
    """What it says."""
    url: str
    """A page of the site, such as `championships/`, or a whole address."""


class Server(Table, frozen=True):
    """`[[server]]`: one Server Manager."""

    name: str
    """Part of the archive's paths and of session addresses: small letters, digits, `-` and `_`."""
    url: str
    """The address of the Server Manager, as in a browser."""
    timezone: str | None = None
    """The clock behind the dates of its results; the site's zone when not said."""
    requests: int = 5
    """At most this many requests …"""
    per_seconds: float = 20
    """… in any window of this length."""
    session_types: tuple[str, ...] = ("FP", "Q", "R")
    """What is fetched. R stands for R, R1, R2 …, Q for Q, Q1, Q2 …"""
    since: dt.date | None = None
    """Only results from this day on are fetched."""
    query: str = ""
    """Sent to the server as `q`; the filters above work on every server, `q` does not."""

    def credentials(self, environment: Mapping[str, str] = os.environ) -> tuple[str, str] | None:
        """User name and password from `SITEGEN_<NAME>_USERNAME` and `_PASSWORD`, or None when not both are set."""
        username, password = map(environment.get, self.login_variables)
        if not username or not password:
            return None
        return username, password

    @property
    def login_variables(self) -> tuple[str, str]:
        """The variables of the environment from which user name and password come."""
        prefix = login_prefix(self.name)
        return f"{prefix}_USERNAME", f"{prefix}_PASSWORD"

    def unset_variables(self, environment: Mapping[str, str] = os.environ) -> tuple[str, ...]:
        """Those of them that are not set."""
        return tuple(name for name in self.login_variables if not environment.get(name))


class ConfiguredPoints(Table, frozen=True):
    """`[[championship.points]]`: what places are worth, in all classes or in one."""

    class_name: str | None = None
    """The class it is for; all that have no table of their own when not said."""
    template: str | None = None
    """A table of a well-known series, on which the keys below build."""
    places: tuple[float, ...] | None = None
    """Points for class place 1, 2 …"""
    sprint: tuple[float, ...] | None = None
    """The same for every race of a round but its last; as `places` when not said."""
    pole: float | None = None
    """For the pole of the class, once a round."""
    fastest_lap: float | None = None
    """For the fastest lap of the class, in every race."""
    drop_worst: int | None = None
    """So many of a driver's worst rounds do not count."""
    score_unclassified: bool | None = None
    """Cars that are not classified score too."""

    @property
    def table(self) -> PointsTable:
        """The template with what is said besides."""
        table = PointsTable(places=())
        if self.template is not None:
            table = TEMPLATES[self.template]
        # The keys are called as the fields of a points table, so that what is said replaces what the template has.
        keys = {name: getattr(self, name) for name in PointsTable.__struct_fields__}
        said_besides = {name: points for name, points in keys.items() if points is not None}
        return msgspec.structs.replace(table, **said_besides)


class ConfiguredRound(Table, frozen=True):
    """`[[championship.round]]`: a round of the calendar."""

    date: dt.date
    """The day."""
    track: str
    """The game's name of the circuit (`spa`), or any other."""
    time: dt.time | None = None
    """When it begins on the site's clock, where that is known."""
    name: str = ""
    """What the round is called, when it has a name."""
    laps: int | None = None
    """Length of the race."""
    minutes: int | None = None
    """Length of the race."""
    races: int = 1
    """How many races it has."""


class ConfiguredChampionship(Table, frozen=True):
    """`[[championship]]`: what cannot be seen in the results; championships are found in them by themselves."""

    id: str
    """The id in the Server Manager's address of the championship."""
    server: str | None = None
    """The `[[server]]` that knows its standings; the one with its results when not said."""
    name: str | None = None
    """What it is called on the site."""
    running: bool | None = None
    """Its standings are asked on every run, and the site shows it as running; not said: until 30 days after its last
    result."""
    points: tuple[ConfiguredPoints, ...] = ()
    """What places are worth; compared with the server's standings, which stay the authority."""
    round: tuple[ConfiguredRound, ...] = ()
    """The calendar: rounds to come, and past ones."""


class Privacy(Table, frozen=True):
    """`[privacy]`: who is shown, and how."""

    names: Literal["full", "initial"] = "full"
    """`initial` shows "J. Smith"."""
    hide: tuple[str, ...] = ()
    """Public driver ids (the last part of a driver page's address), shown as "Hidden driver"."""


class Fetch(Table, frozen=True):
    """`[fetch]`: what is asked again."""

    recheck_days: int = 0
    """Results of the last so many days are asked again on every run, to notice edits."""


class Results(Table, frozen=True):
    """`[results]`: how results are read."""

    classified_share: float = 0.75
    """A car is classified with at least this share of the winner's laps."""
    protest_hours: float | None = None
    """A result is marked provisional for so many hours, official then; not said: neither."""


class Config(Table, frozen=True):
    """All of `sitegen.toml`."""

    site: Site
    server: tuple[Server, ...] = ()
    championship: tuple[ConfiguredChampionship, ...] = ()
    privacy: Privacy = Privacy()
    fetch: Fetch = Fetch()
    results: Results = Results()
    menu: tuple[MenuEntry, ...] = ()
    """The whole menu, in place of the one that sitegen makes."""
    theme: dict[str, Any] = {}  # noqa: RUF012 - frozen, and msgspec copies it
    """What is chosen of the theme's options; the theme knows which there are."""
    classes: dict[str, str] = {}  # noqa: RUF012
    """Name of a class → its colour."""

    def with_theme(self, name: str) -> "Config":
        """The same with another theme, of which nothing is chosen."""
        if name == self.site.theme:
            return self
        site = msgspec.structs.replace(self.site, theme=name)
        # Each theme has options of its own: what is chosen of one may be a mistake in another.
        return msgspec.structs.replace(self, site=site, theme={})
