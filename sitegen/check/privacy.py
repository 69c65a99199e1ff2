"""No id of a player, no password and no login in what is published, or about to be.

Ids are those of the archive's own files, and whatever has the shape of one. Nothing that is found is repeated.
"""

import gzip
import html
import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from sitegen.archive.checksums import KEPT
from sitegen.archive.store import Archive
from sitegen.check.findings import Finding, Level, first_few
from sitegen.config import FILE_NAME
from sitegen.errors import ResultRefused
from sitegen.league.session.header import decode_text
from sitegen.site.formats import counted

PICTURES = frozenset(
    ".png .jpg .jpeg .webp .gif .avif .ico .woff .woff2 .ttf .otf .mp4 .webm .mp3 .pdf .zip".split()  # noqa: SIM905
)
"""Files without text."""

SHORTEST = 6
"""A password or name with fewer letters would be found everywhere."""

_ID_KEYS = re.compile(r'"(?:playerid|steamid|driverguid|guid)"\s*:\s*"?([^",}\s]+)', re.IGNORECASE)

_SECRET_KEYS = re.compile(
    rb'"(?:playerid|steamid|driverguid|licenseid|adminpassword|password)"\s*:\s*"?[^",}\s]{6,}', re.IGNORECASE
)

_LONG_NUMBER = re.compile(rb"\d{15,}")
"""Fast; what stands around it is looked at afterwards."""

_WORD = re.compile(rb"[0-9A-Za-z_-]{6,}")

_STEAM = re.compile(rb"7656119\d{10}")

_LETTERED = (b"S", b"M", b"P")
"""With which the game writes the ids of Steam, Xbox and PlayStation players."""


class Ids(msgspec.Struct, frozen=True):
    """The ids of all players in the archive."""

    numbers: frozenset[bytes]
    """Without the game's letter, as most of them are."""
    words: frozenset[bytes]
    """Of any other shape."""


def check_privacy(archive: Archive, output: Path, folder: Path, logins: Mapping[str, str]) -> Iterator[Finding]:
    """What must not be in the site, nor in what it is built from. `logins`: variable → value, of the environment."""
    ids = ids_of(archive)
    places = [*_texts(output, output.name), *_texts(folder / "content", "content")]
    if (folder / FILE_NAME).is_file():
        places.append((folder / FILE_NAME, FILE_NAME))
    seekers = [_Seeker(name, value) for name, value in sorted(logins.items()) if len(value) >= SHORTEST]
    found: dict[str, list[Finding]] = {}
    for path, said in places:
        try:
            body = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        except (OSError, EOFError, zlib.error):
            do = "Run sitegen build again."
            found.setdefault("broken", []).append(_find("warning", "The file cannot be unpacked.", said, do))
            continue
        for kind, finding in _of_file(body, said, ids, seekers):
            found.setdefault(kind, []).append(finding)
    for findings in found.values():
        yield from first_few(findings)
    yield from _too_short(logins)
    if not found:
        where = str(output) if output.is_dir() else "content/"
        yield _find("ok", f"No id of a player and no login is in {counted(len(places), 'file')}.", where)


def ids_of(archive: Archive) -> Ids:
    """The ids of all players in the archive's files; what has no digit is none, and would be found everywhere."""
    ids: set[str] = set()
    for server in archive.servers():
        for pattern in KEPT:
            for path in (archive.folder / server).glob(pattern):
                try:
                    ids |= set(_ID_KEYS.findall(decode_text(path.read_bytes())))
                except (ResultRefused, OSError):
                    continue  # which the archive's own check says
    known = [one.encode() for one in ids if len(one) >= SHORTEST and re.search(r"\d", one)]
    shaped = {one: re.fullmatch(rb"[A-Za-z]?(\d{15,})", one) for one in known}
    return Ids(
        numbers=frozenset(found[1] for found in shaped.values() if found),
        words=frozenset(one for one, found in shaped.items() if not found),
    )


def _find(level: Level, what: str, where: str, do: str = "") -> Finding:
    return Finding("privacy", level, what, where, do)


def _of_file(body: bytes, said: str, ids: Ids, seekers: Iterable["_Seeker"]) -> Iterator[tuple[str, Finding]]:
    """What is found in a file, each with its kind."""
    if at := _id_at(body, ids):
        do = "If you wrote it, remove it and build again; if sitegen did, report it, and do not publish this site."
        yield "id", _find("problem", "An id of a player stands here.", _line(body, at, said), do)
    elif hit := _SECRET_KEYS.search(body):
        do = "Remove the file from content/ and build again; results come into the archive with sitegen import."
        yield (
            "key",
            _find("problem", "A key for an id or a password has a value here.", _line(body, hit.start(), said), do),
        )
    for seeker in seekers:
        if (at := seeker.find(body)) is not None:
            yield seeker.name, seeker.finding(_line(body, at, said))


def _id_at(body: bytes, ids: Ids) -> int | None:
    """Where the first id of a player is."""
    for hit in _LONG_NUMBER.finditer(body):
        letter = body[max(0, hit.start() - 1) : hit.start()]
        is_lettered = letter in _LETTERED and _stands_alone(body, hit.start() - 1)
        if is_lettered or hit[0] in ids.numbers or _STEAM.fullmatch(hit[0]):
            return hit.start()
    if ids.words and (named := ids.words.intersection(_WORD.findall(body))):
        return min(body.find(one) for one in named)
    return None


def _stands_alone(body: bytes, at: int) -> bool:
    return not body[max(0, at - 1) : at].isalnum()


def _line(body: bytes, at: int, said: str) -> str:
    number = body.count(b"\n", 0, at) + 1
    return f"{said}, line {number}"


class _Seeker:
    """Looks for the value of a variable, as it is written in text, HTML or JSON."""

    def __init__(self, name: str, value: str) -> None:
        self.name = name
        written = {value, html.escape(value), json.dumps(value)[1:-1], json.dumps(value, ensure_ascii=False)[1:-1]}
        words = b"|".join(re.escape(one.encode()) for one in sorted(written))
        self._pattern = re.compile(rb"(?<![0-9A-Za-z])(?:" + words + rb")(?![0-9A-Za-z])")

    def find(self, body: bytes) -> int | None:
        hit = self._pattern.search(body)
        return hit.start() if hit else None

    def finding(self, where: str) -> Finding:
        """A password is a secret; a user name may be a word like any other."""
        if self.name.endswith("_PASSWORD"):
            do = "Remove it and change the password; if it is a common word, choose a better one."
            return _find("problem", f"The value of {self.name} stands here.", where, do)
        do = "Nothing, if it is a word like any other; else remove it."
        return _find("note", f"The value of {self.name} stands here.", where, do)


def _too_short(logins: Mapping[str, str]) -> Iterator[Finding]:
    for name, value in sorted(logins.items()):
        if name.endswith("_PASSWORD") and len(value) < SHORTEST:
            what = f"The password has fewer than {SHORTEST} letters, so it was not looked for."
            yield _find("warning", what, name, "Choose a longer one, in the Server Manager and in the environment.")


def _texts(folder: Path, said: str) -> Iterator[tuple[Path, str]]:
    """Every file that may hold text, and what it is called."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix.lower() not in PICTURES and not path.name.startswith("."):
            yield path, f"{said}/{path.relative_to(folder).as_posix()}"
