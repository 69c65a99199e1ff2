"""Programs that tests need beside Python; .github/CONTRIBUTING.md names them all."""

import os
import shutil

import pytest

PROGRAMS = {
    "bash": ("bash",),
    "Chromium": ("chromium", "chromium-browser", "google-chrome"),
    "curl": ("curl",),
    "git": ("git",),
    "rsync": ("rsync",),
}
"""A program → what it is called on different systems."""


def require(program: str) -> str:
    """Where a program is; without it a test is skipped, but fails on CI, where nothing may go untested.

    Every skip comes from the same line with the same reason, so that the summary of pytest says it once.
    """
    for name in PROGRAMS[program]:
        path = shutil.which(name)
        if path is not None:
            return path
    reason = f"there is no {program} on this machine; .github/CONTRIBUTING.md says what the tests need"
    if os.environ.get("CI") == "true":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
