"""Where the bundled themes and the starter content lie: in the wheel beside the code, in a checkout above it."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def bundled(name: str) -> Path:
    """The folder `themes` or `content` that came with sitegen."""
    installed = _PACKAGE / name
    return installed if installed.is_dir() else _PACKAGE.parent / name
