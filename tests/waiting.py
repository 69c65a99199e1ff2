"""Waiting for what happens, however long a busy machine takes, and Ctrl-C that is heard whoever started the tests."""

import signal
import time
from collections.abc import Callable

LONG_S = 300
"""So long takes only what never comes: it ends a test that would hang, and says nothing of speed."""


def wait_until(happened: Callable[[], object], what: str) -> None:
    """Look again and again until it has happened; `what` ends the sentence when it does not."""
    deadline = time.monotonic() + LONG_S
    while not happened():
        assert time.monotonic() < deadline, f"waited {LONG_S} s in vain until {what}"
        time.sleep(0.005)


def hear_ctrl_c() -> None:
    """Let children hear SIGINT again.

    A shell starts its background jobs with SIGINT ignored, as in `nohup python -m pytest &`. Every child would inherit
    that, and no Ctrl-C that a test presses would reach the program.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
