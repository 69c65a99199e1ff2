"""What many tests need: the demo's league, fetched once, and pages as trees."""

import os
import shutil
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from sitegen.cli import main
from sitegen.demo import demo
from sitegen.support.progress import Silence
from tests.browsers import browser
from tests.programs import require
from tests.waiting import hear_ctrl_c

# A busy machine is no failure: speed is measured elsewhere.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


def pytest_configure():
    hear_ctrl_c()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """Before any fixture, which may use what a test needs."""
    for marker in item.iter_markers("needs"):
        for program in marker.args:
            require(program)


def pytest_addoption(parser):
    parser.addoption("--accept", action="store_true", help="take the site as it is now for the golden one")


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory):
    """The limit's state of a test is nobody else's."""
    os.environ["SITEGEN_CACHE"] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session")
def demo_once(tmp_path_factory, own_cache) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    demo(folder, progress=Silence())
    return folder


@pytest.fixture(scope="module")
def chrome():
    """A browser, closed after the tests of a module."""
    with browser() as opened:
        yield opened


@pytest.fixture
def league(demo_once, tmp_path) -> Path:
    """A league of one's own: the demo's configuration, archive and content, not yet built."""
    for name in ("archive", "content"):
        shutil.copytree(demo_once / name, tmp_path / name)
    shutil.copy(demo_once / "sitegen.toml", tmp_path / "sitegen.toml")
    return tmp_path


@pytest.fixture
def run(monkeypatch, capsys, tmp_path_factory):
    """Exit status, standard output and standard error of a command."""
    monkeypatch.setenv("SITEGEN_CACHE", str(tmp_path_factory.mktemp("cache")))

    def call(*words):
        monkeypatch.setattr(sys, "argv", ["sitegen", *map(str, words)])
        status = 0
        try:
            main()
        except SystemExit as ending:
            status = ending.code
        return status, *capsys.readouterr()

    return call
