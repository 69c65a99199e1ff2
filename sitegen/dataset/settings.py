"""What of `sitegen.toml` decides what pages say; a change of anything else leaves every page as it is."""

import zoneinfo

import msgspec

from sitegen.config import Config


class Settings(msgspec.Struct, frozen=True):
    """What of `sitegen.toml` decides what pages say."""

    title: str
    public_url: str
    """Where the site lives, with a slash at the end; empty when the league does not say."""
    timezone: str
    """In which times are shown."""
    server_timezones: dict[str, str]
    """Server → the clock behind the dates of its results, where it is another one."""
    classified_share: float
    """Of the winner's laps, from which a car is classified."""
    initials: bool
    """First names are shown by their initial."""
    hidden: tuple[str, ...]
    """Public ids of those who are shown as hidden."""

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        """In which times are shown."""
        return zoneinfo.ZoneInfo(self.timezone)

    def server_zone(self, server: str) -> zoneinfo.ZoneInfo:
        """The clock behind the dates of a server's results."""
        return zoneinfo.ZoneInfo(self.server_timezones.get(server, self.timezone))


def settings_of(config: Config) -> Settings:
    """What of the configuration decides what pages say."""
    return Settings(
        title=config.site.title,
        public_url=config.site.public_url,
        timezone=config.site.timezone,
        server_timezones={server.name: server.timezone for server in config.server if server.timezone},
        classified_share=config.results.classified_share,
        initials=config.privacy.names == "initial",
        hidden=config.privacy.hide,
    )
