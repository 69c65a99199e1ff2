"""No id of a player, no password and no login in what is published, or about to be.

Ids are those of the archive's own files, and whatever has the shape of one. A finding never repeats an id or a secret.
"""

import gzip
import html
import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from sitegen.archive.checksums import IMMUTABLE_FILES
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
"""A password or an id with fewer letters would be found everywhere."""

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
    seekers = [_Seeker(name, value) for name, value in sorted(logins.items()) if len(value) >= SHORTEST]
    files = _files(output, folder)
    findings: dict[str, list[Finding]] = {}
    for path, label in files:
        for kind, finding in _check_file(path, label, ids, seekers):
            findings.setdefault(kind, []).append(finding)
    for of_a_kind in findings.values():
        yield from first_few(of_a_kind)
    yield from _too_short(logins)
    if not findings:
        where = str(output) if output.is_dir() else "content/"
        yield _finding("ok", f"No id of a player and no login is in {counted(len(files), 'file')}.", where)


def _files(output: Path, folder: Path) -> list[tuple[Path, str]]:
    """Everything that is looked through, and how messages call it."""
    files = [*_texts(output, output.name), *_texts(folder / "content", "content")]
    if (folder / FILE_NAME).is_file():
        files.append((folder / FILE_NAME, FILE_NAME))
    return files


def _texts(folder: Path, label: str) -> Iterator[tuple[Path, str]]:
    """Every file of a folder that may hold text. `label`: how messages call the folder."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix.lower() not in PICTURES and not path.name.startswith("."):
            yield path, f"{label}/{path.relative_to(folder).as_posix()}"


def ids_of(archive: Archive) -> Ids:
    """The ids of all players in the archive's files; what has no digit is none, and would be found everywhere."""
    numbers, words = set(), set()
    for id_ in _values_of_id_keys(archive):
        if len(id_) < SHORTEST or not re.search(r"\d", id_):
            continue
        match = re.fullmatch(r"[A-Za-z]?(\d{15,})", id_, re.ASCII)
        if match:
            numbers.add(match[1].encode())
        else:
            words.add(id_.encode())
    return Ids(frozenset(numbers), frozenset(words))


def _values_of_id_keys(archive: Archive) -> set[str]:
    ids: set[str] = set()
    for path in _archived_files(archive):
        try:
            ids.update(_ID_KEYS.findall(decode_text(path.read_bytes())))
        except (ResultRefused, OSError):
            continue  # the check of the archive says so
    return ids


def _archived_files(archive: Archive) -> Iterator[Path]:
    for server in archive.servers():
        for pattern in IMMUTABLE_FILES:
            yield from (archive.folder / server).glob(pattern)


def _finding(level: Level, message: str, where: str, advice: str = "") -> Finding:
    return Finding("privacy", level, message, where, advice)


def _check_file(path: Path, label: str, ids: Ids, seekers: Iterable["_Seeker"]) -> Iterator[tuple[str, Finding]]:
    """What is wrong with a file, each with its kind. `label`: how messages call the file."""
    try:
        body = path.read_bytes()
        if path.suffix == ".gz":
            body = gzip.decompress(body)
    except (OSError, EOFError, zlib.error):
        yield "broken", _finding("warning", "The file cannot be unpacked.", label, "Run sitegen build again.")
        return
    yield from _check_ids(body, label, ids)
    for seeker in seekers:
        position = seeker.find(body)
        if position is not None:
            yield seeker.name, seeker.finding(_line(body, position, label))


def _check_ids(body: bytes, label: str, ids: Ids) -> Iterator[tuple[str, Finding]]:
    """An id of a player, or else a key under which the game writes one."""
    position = _id_at(body, ids)
    if position is not None:
        advice = "If you wrote it, remove it and build again; if sitegen did, report it, and do not publish this site."
        yield "id", _finding("problem", "An id of a player stands here.", _line(body, position, label), advice)
        return
    match = _SECRET_KEYS.search(body)
    if match:
        advice = "Remove the file from content/ and build again; results come into the archive with sitegen import."
        message = "A key for an id or a password has a value here."
        yield "key", _finding("problem", message, _line(body, match.start(), label), advice)


def _id_at(body: bytes, ids: Ids) -> int | None:
    """Where the first id of a player is."""
    for match in _LONG_NUMBER.finditer(body):
        letter = body[max(0, match.start() - 1) : match.start()]
        is_lettered = letter in _LETTERED and _stands_alone(body, match.start() - 1)
        if is_lettered or match[0] in ids.numbers or _STEAM.fullmatch(match[0]):
            return match.start()
    # Ids that are no long numbers are rare, and all words of a page are many.
    words = ids.words.intersection(_WORD.findall(body)) if ids.words else ()
    return min((body.find(word) for word in words), default=None)


def _stands_alone(body: bytes, position: int) -> bool:
    return not body[max(0, position - 1) : position].isalnum()


def _line(body: bytes, position: int, label: str) -> str:
    number = body.count(b"\n", 0, position) + 1
    return f"{label}, line {number}"


class _Seeker:
    """Looks for the value of a variable, as it is written in text, HTML or JSON."""

    def __init__(self, name: str, value: str) -> None:
        self.name = name
        spellings = {value, html.escape(value), json.dumps(value)[1:-1], json.dumps(value, ensure_ascii=False)[1:-1]}
        any_of_them = b"|".join(re.escape(spelling.encode()) for spelling in sorted(spellings))
        self._pattern = re.compile(rb"(?<![0-9A-Za-z])(?:" + any_of_them + rb")(?![0-9A-Za-z])")

    def find(self, body: bytes) -> int | None:
        match = self._pattern.search(body)
        return match.start() if match else None

    def finding(self, where: str) -> Finding:
        """A password is a secret; a user name may be a word like any other."""
        message = f"The value of {self.name} stands here."
        if self.name.endswith("_PASSWORD"):
            advice = "Remove it and change the password; if it is a common word, choose a better one."
            return _finding("problem", message, where, advice)
        return _finding("note", message, where, "Nothing, if it is a word like any other; else remove it.")


def _too_short(logins: Mapping[str, str]) -> Iterator[Finding]:
    for name, value in sorted(logins.items()):
        if name.endswith("_PASSWORD") and len(value) < SHORTEST:
            message = f"The password has fewer than {SHORTEST} letters, so it was not looked for."
            advice = "Choose a longer one, in the Server Manager and in the environment."
            yield _finding("warning", message, name, advice)
