"""The HTTP side of the simulator: requests in, responses out, and a close that nothing can delay."""

import http.server
import select
import socket
import threading
from collections.abc import Callable

import msgspec

from sitegen.simulator.responses import SimulatedResponse


class Request(msgspec.Struct, frozen=True):
    """A request as it came in."""

    method: str
    path: str
    """With its query."""
    cookie: str = ""
    form: str = ""
    """The body of a POST."""


class HttpServer:
    """A listening socket on 127.0.0.1 that asks `respond` what to send, each connection in a thread of its own."""

    def __init__(self, respond: Callable[[Request], SimulatedResponse]) -> None:
        """Listen at once, so that the port is known; answer from `start` on."""
        self.closing = threading.Event()
        self.connections = set[socket.socket]()
        # The library makes a handler for every connection by itself, so that what it needs must be part of its class.
        handler = type("Handler", (_Handler,), {"http_server": self, "respond": staticmethod(respond)})
        self._server = _QuietServer(("127.0.0.1", 0), handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)

    @property
    def port(self) -> int:
        """The port that the system gave."""
        return int(self._server.server_address[1])

    def start(self) -> None:
        """Answer from now on."""
        self._thread.start()

    def close(self) -> None:
        """Stop at once: stalled and idle connections are cut, new ones are refused."""
        self.closing.set()
        if self._thread.is_alive():
            self._server.shutdown()
        self._server.server_close()
        for connection in list(self.connections):
            _cut(connection)


class _QuietServer(http.server.ThreadingHTTPServer):
    """Clients that hang up are part of the exercise and no reason for a traceback."""

    request_queue_size = 64
    block_on_close = False  # a stalled connection has a thread that would be waited for

    def handle_error(self, *_: object) -> None:
        """Say nothing."""


class _Handler(http.server.BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    server_version = "SimulatedManager"
    sys_version = ""
    wbufsize = -1
    disable_nagle_algorithm = True
    http_server: HttpServer
    respond: Callable[[Request], SimulatedResponse]

    def setup(self) -> None:
        """Remember the connection, so that closing can cut it."""
        super().setup()
        self.http_server.connections.add(self.connection)

    def finish(self) -> None:
        """Forget the connection."""
        self.http_server.connections.discard(self.connection)
        super().finish()

    def do_GET(self) -> None:
        """Answer a GET."""
        self._answer()

    def do_POST(self) -> None:
        """Answer a POST."""
        self._answer()

    def log_message(self, *_: object) -> None:
        """Print nothing: the manager keeps the log."""

    def _answer(self) -> None:
        form = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode("utf-8", "replace")
        response = self.respond(Request(self.command, self.path, self.headers.get("Cookie", ""), form))
        if response.silence is None:
            self._send(response)
            return
        self.close_connection = True
        if response.silence == "stall":
            self._stall()

    def _send(self, response: SimulatedResponse) -> None:
        self.send_response(response.status)
        self.send_header("Content-Type", response.content_type)
        for name, value in response.headers.items():
            self.send_header(name, value)
        if response.has_length:
            self.send_header("Content-Length", str(len(response.body)))
        if response.unsent or not response.has_length:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(response.body[: len(response.body) - response.unsent])

    def _stall(self) -> None:
        """Wait until the client gives up or the manager closes."""
        while not self.http_server.closing.is_set():
            readable, _, _ = select.select([self.connection], [], [], 0.02)
            if readable and not self.connection.recv(1, socket.MSG_PEEK):
                return


def _cut(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        return
