"""The archive: every file readable, as it came, in its place, and known to the index."""

import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from sitegen.archive.checksums import FILE as HASHES
from sitegen.archive.checksums import KEPT, Comparison, compare, read_hashes
from sitegen.archive.store import Archive, safe_name
from sitegen.check.findings import Finding, Level, first_few
from sitegen.check.indexes import read_only
from sitegen.config import Config
from sitegen.errors import ArchiveError, ResultRefused
from sitegen.league.championship.standings import parse_standings
from sitegen.league.session.header import first_look
from sitegen.league.session.parse import parse_result
from sitegen.support.files import ABANDONED_S

TABLES = ("drivers.json", "addresses.json")
"""Addresses that were given once; at the archive's root."""

OWN = ("index.json", "status.json", HASHES)
"""Files of a server's folder beside those that are kept."""

RESTORE = "Take it back from a backup or from git"

NOT_AS_IT_CAME = (
    f"{RESTORE}; without one, remove it and run sitegen fetch, which asks the server again. If git changed the line "
    "ends of many files, put the line `archive/** -text` into .gitattributes first."
)


def check_archive(archive: Archive, config: Config) -> Iterator[Finding]:
    """Everything below `archive/`; a server's results are read as a build reads them."""
    if not archive.folder.is_dir():
        yield _find("note", "There is no archive yet.", "archive/", "Run sitegen fetch or sitegen import.")
        return
    for server in archive.servers():
        yield from _check_server(archive, server, config)
    yield from _check_tables(archive)
    yield from first_few(_strangers(archive))
    yield from first_few(_drafts(archive))


def _find(level: Level, what: str, where: str | None, do: str = "") -> Finding:
    return Finding("archive", level, what, where, do)


def _check_server(archive: Archive, server: str, config: Config) -> Iterator[Finding]:
    base = f"archive/{server}"
    hashes, found = _compared(archive, server)
    unreadable = {**_bad_results(archive, server, config), **_bad_standings(archive, server)}
    found += first_few(_of_bytes(base, hashes, unreadable))
    found += first_few(_of_names(archive, server, unreadable))
    found += _of_index(archive, server)
    yield from found
    if not [one for one in found if one.level in ("warning", "problem")]:
        known = "and as it came" if not hashes.unnoted else "as far as anybody can tell"
        yield _find("ok", f"{len(archive.results(server))} results; every file is readable {known}.", base)
    if hashes.unnoted:
        what = f"Of {len(hashes.unnoted)} files nobody has noted yet what they were when they came."
        yield _find("note", what, base, "Nothing: the next sitegen fetch notes it.")


def _compared(archive: Archive, server: str) -> tuple[Comparison, list[Finding]]:
    """What is not as it came; with the finding that it cannot be told."""
    try:
        return compare(archive, server), []
    except ArchiveError:
        what = "The hashes cannot be read, so nobody can tell whether a file is as it came."
        do = f"{RESTORE}, or remove it: the next sitegen fetch notes them anew."
        return Comparison(), [_find("warning", what, f"archive/{server}/{HASHES}", do)]


def _bad_results(archive: Archive, server: str, config: Config) -> dict[str, str]:
    """Path from the server's folder → why a result, or an earlier version of one, cannot be used."""
    bad = {}
    zone = config.server_zone(server)
    for name in archive.results(server):
        try:
            parse_result(archive.read_result(server, name), server=server, file=name, zone=zone)
        except (ResultRefused, ArchiveError) as error:
            bad[f"results/{name}.json"] = str(error)
    folder = archive.folder / server
    for path in sorted(folder.glob("revisions/*/[!.]*.json")):
        try:
            first_look(path.read_bytes())
        except (ResultRefused, OSError) as error:
            bad[path.relative_to(folder).as_posix()] = str(error)
    return bad


def _bad_standings(archive: Archive, server: str) -> dict[str, str]:
    bad = {}
    folder = archive.folder / server
    for path in sorted(folder.glob("standings/*/[!.]*.json")):
        try:
            parse_standings(path.read_bytes(), event_order=[])
        except (ResultRefused, OSError) as error:
            bad[path.relative_to(folder).as_posix()] = str(error)
    return bad


def _of_bytes(base: str, hashes: Comparison, unreadable: Mapping[str, str]) -> Iterator[Finding]:
    """Files that are altered, unusable or gone, each once."""
    for path in hashes.altered:
        why = f", and cannot be used any more: {unreadable[path]}" if path in unreadable else ""
        what = f"The file is not what the server gave: its bytes were changed in the archive{why}."
        yield _find("problem", what, f"{base}/{path}", f"{NOT_AS_IT_CAME}")
    for path in sorted(set(unreadable) - set(hashes.altered)):
        what = f"The file cannot be used, so it is not on the site: {unreadable[path]}."
        yield _find("problem", what, f"{base}/{path}", f"{RESTORE}, or remove it and run sitegen fetch.")
    for path in hashes.missing:
        do = f"{RESTORE}; a result that its server still has comes back with the next sitegen fetch."
        yield _find("warning", "The file was here once and is gone.", f"{base}/{path}", do)


def _of_names(archive: Archive, server: str, unreadable: Iterable[str]) -> Iterator[Finding]:
    """Results whose name is another session's; a copy may add to the name of its original."""
    for name in archive.results(server):
        if f"results/{name}.json" in unreadable:
            continue
        said = first_look(archive.read_result(server, name)).session_file
        if said and not name.startswith(safe_name(said)):
            what = f"The file calls itself {safe_name(said)}."
            do = "Nothing, if you gave it this name; else compare both, and import the file under its own name."
            yield _find("note", what, f"archive/{server}/results/{name}.json", do)


def _of_index(archive: Archive, server: str) -> Iterator[Finding]:
    index = read_only(archive, server)
    path = f"archive/{server}/index.json"
    if index is None:
        do = f"{RESTORE}; without one, the next sitegen fetch reads the whole list again, and no result is lost."
        yield _find("warning", "The index cannot be read.", path, do)
        return
    there = set(archive.results(server))
    noted = {f"results/{name}.json" for name in there} | set(_noted(archive, server))
    named = {row.file for row in index.rows.values() if row.file} | set(index.files)
    lost = sorted(name for name in named - there if f"results/{name}.json" not in noted)
    yield from first_few(
        _find(
            "warning",
            f"The index names the result {safe_name(name)}, which is not there.",
            path,
            f"{RESTORE}; what its server still has comes back with the next sitegen fetch.",
        )
        for name in lost
    )


def _noted(archive: Archive, server: str) -> Iterable[str]:
    """What `_of_bytes` says to be gone is not said again."""
    try:
        return read_hashes(archive, server)
    except ArchiveError:
        return ()


def _check_tables(archive: Archive) -> Iterator[Finding]:
    for name in TABLES:
        try:
            table = archive.read_json(name)
        except ArchiveError as error:
            do = f"{RESTORE}: without it, pages of drivers and championships may get new addresses."
            yield _find("problem", f"The addresses in it cannot be read: {error}", f"archive/{name}", do)
            continue
        yield from first_few(
            _find(
                "problem",
                f'The address "{safe_name(slug)}" is given {times} times, so that pages take each other\'s place.',
                f"archive/{name}",
                f"{RESTORE}: sitegen gives every address once, so somebody has edited the file.",
            )
            for slug, times in _given_twice(table)
        )


def _given_twice(table: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    """Addresses that two of a kind have: rounds of one championship, tracks, cars, teams, and all the others."""
    given: dict[tuple[str, str], int] = {}
    for key, slug in table.items():
        kind, found = next(((key.partition(mark)[0], mark) for mark in "/:" if mark in key), ("", ""))
        of_a_kind = kind + found if found == "/" or kind in ("track", "car", "team") else ""
        given[of_a_kind, slug] = given.get((of_a_kind, slug), 0) + 1
    for (_, slug), times in given.items():
        if times > 1:
            yield slug, times


def _strangers(archive: Archive) -> Iterator[Finding]:
    """Files that sitegen did not write; hidden ones are nobody's business."""
    known = {archive.folder / name for name in TABLES}
    for server in archive.servers():
        folder = archive.folder / server
        known |= {folder / name for name in OWN}
        known |= {path for pattern in KEPT for path in folder.glob(pattern)}
    for path in sorted(archive.folder.rglob("*")):
        parts = path.relative_to(archive.folder).parts
        if path.is_file() and path not in known and not any(part.startswith(".") for part in parts):
            do = "Move it elsewhere; result files come into the archive with sitegen import."
            yield _find("note", "The file does not belong here; sitegen does not read it.", _said(archive, path), do)


def _drafts(archive: Archive) -> Iterator[Finding]:
    for path in sorted(archive.folder.rglob(".*.new")):
        if time.time() - path.stat().st_mtime > ABANDONED_S:
            what = "A run that was killed left a half-written file."
            yield _find("note", what, _said(archive, path), "Nothing: the next sitegen fetch removes it.")


def _said(archive: Archive, path: Path) -> str:
    return f"archive/{path.relative_to(archive.folder).as_posix()}"
