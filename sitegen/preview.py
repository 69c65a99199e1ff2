"""A local look at a built site; the browser reloads when it is built again."""

from pathlib import Path

from livereload import Server
from livereload.handlers import LiveReloadHandler

from sitegen.site.output import REPORT


def serve(folder: Path, *, port: int) -> None:
    """Serve a built site on this machine until Ctrl-C."""
    LiveReloadHandler.DEFAULT_RELOAD_TIME = 0  # the library waits three seconds for slow file systems
    server = Server()
    server.watch(str(folder / REPORT))
    server.serve(root=str(folder), port=port, host="127.0.0.1")
