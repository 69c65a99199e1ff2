"""The paths of the site that are sitegen's: no page and no file of the league takes their place."""

from pathlib import PurePosixPath

import msgspec

SUFFIXES = frozenset({".html", ".json", ".csv", ".gz", ".ics", ".css", ".js"})
"""How files end that sitegen writes into its folders; pictures of the league may stand there too."""


class Reserved(msgspec.Struct, frozen=True):
    """What sitegen makes, or may make when a result comes; paths from the site's root."""

    folders: tuple[str, ...] = ()
    """Each ends in `/`; everything below is sitegen's."""
    files: frozenset[str] = frozenset()

    def has_page(self, url: str) -> bool:
        """Whether a page of the league would take the place of one of sitegen's. `url`: its address."""
        return url.startswith(self.folders) or f"{url}index.html" in self.files

    def has_file(self, path: str) -> bool:
        """Whether a file of the league would take the place of one of sitegen's."""
        in_folder = path.startswith(self.folders) and PurePosixPath(path).suffix.lower() in SUFFIXES
        return in_folder or path in self.files

    def is_league_file(self, path: str) -> bool:
        """Whether a link means a file that the league must have put there: no page, and nothing of sitegen's."""
        is_page = PurePosixPath(path).suffix == "" or path.endswith("/")
        return not is_page and not path.startswith(self.folders) and path not in self.files
