"""The archive: every file readable, as it came, in its place, and known to the index."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path, PurePath

from sitegen.archive.checksums import FILE as HASHES
from sitegen.archive.checksums import IMMUTABLE_FILES, Comparison, compare, read_hashes
from sitegen.archive.index import ListIndex
from sitegen.archive.store import Archive, safe_name
from sitegen.check.findings import Finding, Level, first_few
from sitegen.check.indexes import read_only
from sitegen.config import Config
from sitegen.dataset.identities import kind_of
from sitegen.dataset.scopes import settings_of
from sitegen.errors import ArchiveError, ResultRefused
from sitegen.league.championship.standings import parse_standings
from sitegen.league.session.header import read_header
from sitegen.league.session.parse import parse_result
from sitegen.support.files import ABANDONED_S

TABLES = ("drivers.json", "addresses.json")
"""Addresses that were given once; at the archive's root."""

NOTES = ("index.json", "status.json", HASHES)
"""What sitegen notes in a server's folder, beside the files that came from the server."""

RESTORE = "Take it back from a backup or from git"

NOT_AS_IT_CAME = (
    f"{RESTORE}; without one, remove it and run sitegen fetch, which asks the server again. If git changed the line "
    "ends of many files, put the line `archive/** -text` into .gitattributes first."
)


def check_archive(archive: Archive, config: Config) -> Iterator[Finding]:
    """Everything below `archive/`; a server's results are read as a build reads them."""
    if not archive.folder.is_dir():
        yield _finding("note", "There is no archive yet.", "archive/", "Run sitegen fetch or sitegen import.")
        return
    for server in archive.servers():
        yield from _check_server(archive, server, config)
    yield from _check_tables(archive)
    yield from first_few(_strangers(archive))
    yield from first_few(_drafts(archive))


def _finding(level: Level, message: str, where: str, advice: str = "") -> Finding:
    return Finding("archive", level, message, where, advice)


def _check_server(archive: Archive, server: str, config: Config) -> Iterator[Finding]:
    base = f"archive/{server}"
    comparison, findings = _compare(archive, server)
    unreadable = _bad_results(archive, server, config) | _bad_revisions(archive, server)
    unreadable |= _bad_standings(archive, server)
    findings += first_few(_check_bytes(base, comparison, unreadable))
    findings += first_few(_check_names(archive, server, unreadable))
    findings += _check_index(archive, server)
    yield from findings
    if all(finding.level in ("ok", "note") for finding in findings):
        condition = "as far as anybody can tell" if comparison.unnoted else "and as it came"
        yield _finding("ok", f"{len(archive.results(server))} results; every file is readable {condition}.", base)
    if comparison.unnoted:
        message = f"Of {len(comparison.unnoted)} files nobody has noted yet what they were when they came."
        yield _finding("note", message, base, "Nothing: the next sitegen fetch notes it.")


def _compare(archive: Archive, server: str) -> tuple[Comparison, list[Finding]]:
    """A server's files beside their hashes; an empty comparison and a finding when the hashes cannot be read."""
    try:
        return compare(archive, server), []
    except ArchiveError:
        message = "The hashes cannot be read, so nobody can tell whether a file is as it came."
        advice = f"{RESTORE}, or remove it: the next sitegen fetch notes them anew."
        return Comparison(), [_finding("warning", message, f"archive/{server}/{HASHES}", advice)]


def _bad_results(archive: Archive, server: str, config: Config) -> dict[str, str]:
    """Path from the server's folder → why a result cannot be used."""
    bad = {}
    zone = settings_of(config).server_zone(server)
    for name in archive.results(server):
        try:
            parse_result(archive.read_result(server, name), server=server, file=name, zone=zone)
        except (ResultRefused, ArchiveError) as error:
            bad[f"results/{name}.json"] = str(error)
    return bad


def _bad_revisions(archive: Archive, server: str) -> dict[str, str]:
    """Path from the server's folder → why an earlier version of a result cannot be used."""
    return _unusable(archive.folder / server, "revisions", read_header)


def _bad_standings(archive: Archive, server: str) -> dict[str, str]:
    """Path from the server's folder → why standings cannot be used."""
    return _unusable(archive.folder / server, "standings", partial(parse_standings, event_order=[]))


def _unusable(folder: Path, kind: str, read: Callable[[bytes], object]) -> dict[str, str]:
    """Path from a server's folder → why `read` cannot use it, of all files of a kind that are kept by id."""
    bad = {}
    for path in sorted(folder.glob(f"{kind}/*/[!.]*.json")):
        try:
            read(path.read_bytes())
        except (ResultRefused, OSError) as error:
            bad[path.relative_to(folder).as_posix()] = str(error)
    return bad


def _check_bytes(base: str, comparison: Comparison, unreadable: Mapping[str, str]) -> Iterator[Finding]:
    """Files that are altered, unusable or gone, each once. `unreadable`: path → why."""
    for path in comparison.altered:
        why = f", and cannot be used any more: {unreadable[path]}" if path in unreadable else ""
        message = f"The file is not what the server gave: its bytes were changed in the archive{why}."
        yield _finding("problem", message, f"{base}/{path}", NOT_AS_IT_CAME)
    for path in sorted(set(unreadable) - set(comparison.altered)):
        message = f"The file cannot be used, so it is not on the site: {unreadable[path]}."
        yield _finding("problem", message, f"{base}/{path}", f"{RESTORE}, or remove it and run sitegen fetch.")
    for path in comparison.missing:
        advice = f"{RESTORE}; a result that its server still has comes back with the next sitegen fetch."
        yield _finding("warning", "The file was here once and is gone.", f"{base}/{path}", advice)


def _check_names(archive: Archive, server: str, unreadable: Iterable[str]) -> Iterator[Finding]:
    """Results whose name is another session's; a copy may add to the name of its original."""
    for name in archive.results(server):
        if f"results/{name}.json" in unreadable:
            continue
        session_file = read_header(archive.read_result(server, name)).session_file
        if session_file and not name.startswith(safe_name(session_file)):
            message = f"The file calls itself {safe_name(session_file)}."
            advice = "Nothing, if you gave it this name; else compare both, and import the file under its own name."
            yield _finding("note", message, f"archive/{server}/results/{name}.json", advice)


def _check_index(archive: Archive, server: str) -> Iterator[Finding]:
    index = read_only(archive, server)
    path = f"archive/{server}/index.json"
    if index is None:
        advice = f"{RESTORE}; without one, the next sitegen fetch reads the whole list again, and no result is lost."
        yield _finding("warning", "The index cannot be read.", path, advice)
        return
    advice = f"{RESTORE}; what its server still has comes back with the next sitegen fetch."
    yield from first_few(
        _finding("warning", f"The index names the result {safe_name(name)}, which is not there.", path, advice)
        for name in _lost_results(archive, server, index)
    )


def _lost_results(archive: Archive, server: str, index: ListIndex) -> list[str]:
    """Results that the index names and that are not there, but for those that the hashes give away already."""
    named = {row.file for row in index.rows.values() if row.file} | set(index.files)
    hashed = _hashed(archive, server)
    return sorted(name for name in named - set(archive.results(server)) if f"results/{name}.json" not in hashed)


def _hashed(archive: Archive, server: str) -> set[str]:
    """The files whose hash is noted; when one of them is gone, `_check_bytes` says it."""
    try:
        return set(read_hashes(archive, server))
    except ArchiveError:
        return set()


def _check_tables(archive: Archive) -> Iterator[Finding]:
    for name in TABLES:
        try:
            table = archive.read_json(name)
        except ArchiveError as error:
            advice = f"{RESTORE}: without it, pages of drivers and championships may get new addresses."
            yield _finding("problem", f"The addresses in it cannot be read: {error}", f"archive/{name}", advice)
        else:
            yield from first_few(_shared_addresses(table, f"archive/{name}"))


def _shared_addresses(table: Mapping[str, str], where: str) -> Iterator[Finding]:
    """Addresses that two things of one kind have. `table`: key of a thing → its address."""
    uses = Counter((kind_of(key), slug) for key, slug in table.items())
    for (_, slug), times in uses.items():
        if times > 1:
            yield _finding(
                "problem",
                f'The address "{safe_name(slug)}" is given {times} times, so that pages take each other\'s place.',
                where,
                f"{RESTORE}: sitegen gives every address once, so somebody has edited the file.",
            )


def _strangers(archive: Archive) -> Iterator[Finding]:
    """Files that sitegen did not write; hidden ones are nobody's business."""
    known = _known_files(archive)
    advice = "Move it elsewhere; result files come into the archive with sitegen import."
    for path in sorted(archive.folder.rglob("*")):
        if path in known or not path.is_file() or _is_hidden(path.relative_to(archive.folder)):
            continue
        message = "The file does not belong here; sitegen does not read it."
        yield _finding("note", message, _shown(archive, path), advice)


def _known_files(archive: Archive) -> set[Path]:
    known = {archive.folder / name for name in TABLES}
    for server in archive.servers():
        folder = archive.folder / server
        known |= {folder / name for name in NOTES}
        for pattern in IMMUTABLE_FILES:
            known.update(folder.glob(pattern))
    return known


def _is_hidden(path: PurePath) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _drafts(archive: Archive) -> Iterator[Finding]:
    for path in sorted(archive.folder.rglob(".*.new")):
        # A younger draft may belong to a fetch that is running at this moment.
        if time.time() - path.stat().st_mtime > ABANDONED_S:
            message = "A run that was killed left a half-written file."
            advice = "Nothing: the next sitegen fetch removes it."
            yield _finding("note", message, _shown(archive, path), advice)


def _shown(archive: Archive, path: Path) -> str:
    """A path as messages show it, from the league's folder."""
    return f"archive/{path.relative_to(archive.folder).as_posix()}"
