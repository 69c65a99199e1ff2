"""Runs the steps of a workflow's job one after the other, as the runner of GitHub would, on this machine.

Steps with `run` are run by bash as they stand in the file; those with `uses` are other people's programs, and what they
do is done by `Host`: it gives a checkout, says where the site lives, and publishes what is handed over.
"""

import functools
import http.server
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import yaml


class Host:
    """A host with one repository, `league/site`, and the site that was published from it."""

    def __init__(self, folder: Path, site_url: str) -> None:
        self.folder = folder
        self.published = folder / "published"
        self.published.mkdir(parents=True)
        self.site_url = site_url
        self.repository = folder / "git" / "league" / "site.git"
        self.runs = 0
        self.git("init", "-q", "--bare", "-b", "main", str(self.repository), at=folder)

    def git(self, *words: str, at: Path | None = None) -> str:
        """What git says, in the repository when no folder is named."""
        person = ["-c", "user.name=Anna", "-c", "user.email=anna@a.example", "-c", "safe.directory=*"]
        said = subprocess.run(
            ["git", *person, *words], cwd=at or self.repository, check=True, capture_output=True, text=True
        )
        return said.stdout.strip()

    def push(self, league: Path) -> None:
        """What an admin does with a new league."""
        self.git("init", "-q", "-b", "main", at=league)
        self.git("add", ".", at=league)
        self.git("commit", "-q", "-m", "Our league", at=league)
        self.git("push", "-q", str(self.repository), "main", at=league)

    def commits(self) -> list[str]:
        """The subjects of the archive's commits, the newest first; empty when there is no archive."""
        if "archive" not in self.git("branch", "--list", "archive"):
            return []
        return self.git("log", "--format=%s", "archive").splitlines()


class Run:
    """One run of the job `build`: whether it went well, and what it said and did."""

    def __init__(self, host: Host, *, event: str = "schedule", workflow: str = "site", **replaced: str) -> None:
        """`replaced`: words of the steps, and what stands in their place, such as a shorter budget."""
        host.runs += 1
        self.host, self.event = host, event
        self.work = host.folder / f"run{host.runs}"
        self.temp = host.folder / f"temp{host.runs}"
        self.temp.mkdir()
        self.said = ""
        self.failed = self.deployed = False
        self._outputs: dict[str, dict[str, str]] = {}
        self._outcomes: dict[str, str] = {}
        host.git("clone", "-q", str(host.repository), str(self.work), at=host.folder)
        text = (self.work / f".github/workflows/{workflow}.yml").read_text(encoding="utf-8")
        for word, other in replaced.items():
            text = text.replace(word.lstrip("_"), other)
        for step in yaml.safe_load(text)["jobs"]["build"]["steps"]:
            self._take(step)

    @property
    def summary(self) -> str:
        """What the run's page says."""
        path = self.temp / "summary.md"
        return path.read_text(encoding="utf-8") if path.exists() else ""

    def _take(self, step: dict) -> None:
        name = step.get("id", "")
        if not self._is_due(step.get("if")):
            self._outcomes[name] = "skipped"
            return
        if "run" in step:
            status = 0 if step["name"] == "Install sitegen" else self._bash(step)
            self.failed = self.failed or status != 0
            self._outcomes[name] = "failure" if status else "success"
        elif "configure-pages" in step["uses"]:
            self._outputs[name] = {"base_url": self.host.site_url}
        elif "actions/cache/" in step["uses"]:
            kept = self.host.folder / "cache"
            here, there = (kept, self.work) if "restore" in step["uses"] else (self.work, kept)
            for name in step["with"]["path"].split():
                if (here / name).is_dir():
                    shutil.rmtree(there / name, ignore_errors=True)
                    shutil.copytree(here / name, there / name)
        elif "upload-pages-artifact" in step["uses"]:
            shutil.rmtree(self.host.published)
            shutil.copytree(self.work / step["with"]["path"], self.host.published)
            self.deployed = True

    def _is_due(self, condition: str | None) -> bool:
        if self.failed and "always()" not in (condition or ""):
            return False
        python = self._filled(condition or "true", quoted=True).replace("&&", "and").replace("always()", "True")
        return bool(eval(python.replace("true", "True") if python == "true" else python))

    def _filled(self, text: str, *, quoted: bool = False) -> str:
        """A text with what earlier steps said in the place of `steps.…`, `github.…`, `runner.…` and `secrets.…`."""
        known = {"github.token": "secret-token", "runner.temp": str(self.temp), "github.event_name": self.event}

        def value(found: re.Match) -> str:
            path = found[0].split(".")
            if path[0] == "secrets":
                said = os.environ.get(path[1], "")
            elif path[0] == "steps":
                said = self._outcomes[path[1]] if path[2] == "outcome" else self._outputs[path[1]][path[3]]
            else:
                said = known[found[0]]
            return repr(said) if quoted else said

        return re.sub(r"\b(?:steps|github|runner|secrets)(?:\.\w+)+", value, text)

    def _bash(self, step: dict) -> int:
        output = self.temp / f"output-{step.get('id')}"
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("SITEGEN_MAIN")},
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "HOME": str(self.temp),
            "GITHUB_SERVER_URL": f"file://{self.host.folder / 'git'}",
            "GITHUB_REPOSITORY": "league/site",
            "GITHUB_RUN_ID": str(self.host.runs),
            "GITHUB_OUTPUT": str(output),
            "GITHUB_STEP_SUMMARY": str(self.temp / "summary.md"),
        }
        for name, text in step.get("env", {}).items():
            environment[name] = re.sub(r"\$\{\{ (.*?) \}\}", lambda found: self._filled(found[1]), text)
        script = self.temp / "step.sh"
        script.write_text(step["run"], encoding="utf-8")
        done = subprocess.run(
            ["bash", "-e", str(script)], cwd=self.work, env=environment, capture_output=True, text=True, check=False
        )
        self.said += done.stdout + done.stderr
        if step.get("id") and output.exists():
            self._outputs[step["id"]] = dict(line.split("=", 1) for line in output.read_text().splitlines())
        return done.returncode


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address at which a folder can be asked for, as a host of pages serves it."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
