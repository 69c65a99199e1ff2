"""Whom a run tells how far it is."""

from typing import Protocol


class Progress(Protocol):
    """Where a run says how far it is; called from several threads."""

    def stage(self, server: str, activity: str) -> None:
        """Something begins: a sentence without a full stop."""

    def step(self, server: str, *, left: int) -> None:
        """A result has been asked; so many are known to be left on this server."""
