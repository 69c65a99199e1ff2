import contextlib
import http.server
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sitegen.server.budget import Budget
from sitegen.server.client import Client
from sitegen.server.rate_limit import Limit, RateLimiter
from sitegen.simulator import SimulatedManager, SimulatedSeason, make_season

WINDOW_S = 20.0

SHARED_API = Path(__file__).parents[3] / "shared/data/api"


@pytest.fixture(scope="session")
def season() -> SimulatedSeason:
    return make_season(rounds=6)


@pytest.fixture
def manage(season: SimulatedSeason) -> Iterator[Callable[..., SimulatedManager]]:
    """Start simulated managers without a limit."""
    with contextlib.ExitStack() as stack:
        yield lambda generation="new", **options: stack.enter_context(
            SimulatedManager(season, generation, **{"requests": None, **options})
        )


@pytest.fixture
def waits() -> list[float]:
    """Seconds that were to be waited, in order."""
    return []


@pytest.fixture
def client(tmp_path: Path, waits: list[float]) -> Callable[..., Client]:
    """A client whose back-offs take no time and are noted in `waits`; its limit is never reached."""

    def make(url: str, **options) -> Client:
        budget = Budget(sleep=waits.append)
        rate_limiter = RateLimiter("test", Limit(1000, WINDOW_S), budget=budget, folder=tmp_path / "cache")
        return Client(url, rate_limiter=rate_limiter, budget=budget, **options)

    return make


class Asked:
    """A request that reached a scripted server."""

    def __init__(self, handler: http.server.BaseHTTPRequestHandler) -> None:
        self.method, self.path, self.headers = handler.command, handler.path, handler.headers
        self.form = handler.rfile.read(int(handler.headers.get("Content-Length") or 0)).decode()


class ScriptedServer:
    """Answers with whatever the test says: `(status, headers, body)`, the body whole or in pieces."""

    def __init__(self, answer: Callable[[Asked], tuple]) -> None:
        self.asked: list[Asked] = []
        script = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked = Asked(self)
                script.asked.append(asked)
                status, headers, body = answer(asked)
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                with contextlib.suppress(OSError):
                    for piece in [body] if isinstance(body, bytes) else body:
                        self.wfile.write(piece)
                        self.wfile.flush()

            do_POST = do_GET  # noqa: N815 - the library's name

            def log_message(self, *_: object) -> None:
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._server.block_on_close = False
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def script() -> Iterator[Callable[[Callable[[Asked], tuple]], ScriptedServer]]:
    """Start scripted servers."""
    with contextlib.ExitStack() as stack:

        def start(answer: Callable[[Asked], tuple]) -> ScriptedServer:
            server = ScriptedServer(answer)
            stack.callback(server.close)
            return server

        yield start
