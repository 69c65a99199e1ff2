"""One request over the network: within the limit, within its time and size, each failure in words."""

import time
from collections.abc import Callable

import msgspec
import requests
import urllib3

from sitegen import PROJECT_URL, __version__
from sitegen.errors import NotUnderstood, ServerSilent, ServerUnreachable
from sitegen.server.rate_limit import RateLimiter
from sitegen.server.responses import Response

LARGEST_BODY = 64 * 2**20
"""Bytes of a response before it is given up; far more than any result has."""

REASONS = {
    "refused": "connection refused",
    "resolve": "no such host",
    "Name or service": "no such host",
    "certificate": "its certificate is not valid",
    "timed out": "no answer",
}
"""A part of the library's message → what went wrong, in words; the first that fits counts."""


class Patience(msgspec.Struct, frozen=True):
    """How long an answer is waited for."""

    silence_s: float = 15
    """For connecting and for every piece of an answer: servers accept connections and then stall."""
    whole_s: float = 120
    """For an answer as a whole, however steadily it drips."""


class Transport:
    """Sends requests to one host, each in a slot of its own; cookies stay between them."""

    def __init__(self, rate_limiter: RateLimiter, session: requests.Session, patience: Patience) -> None:
        """`session` says from now on who is asking."""
        self._rate_limiter = rate_limiter
        self._session = session
        self._patience = patience
        self._session.headers["User-Agent"] = f"sitegen/{__version__} (+{PROJECT_URL})"

    def send(self, method: str, url: str, *, form: dict[str, str] | None = None) -> Response:
        """One request in a slot of its own, and its response; redirects are not followed."""
        silence_s = self._patience.silence_s
        with self._rate_limiter.slot() as stamp_answer:
            try:
                with self._session.request(
                    method, url, data=form, timeout=silence_s, allow_redirects=False, stream=True
                ) as answer:
                    stamp_answer()
                    return Response(url, answer.status_code, answer.headers, self._read(answer))
            except (requests.Timeout, urllib3.exceptions.TimeoutError):
                raise ServerSilent(f"{url} did not answer within {silence_s:g} s; try again later.") from None
            except (urllib3.exceptions.HTTPError, requests.exceptions.ChunkedEncodingError):
                raise ServerSilent(f"{url} broke off in the middle of its answer; try again later.") from None
            except requests.ConnectionError as error:
                raise ServerUnreachable(
                    f"{url} could not be reached ({_reason(error)}); is the server running?"
                ) from None
            except (requests.RequestException, ValueError) as error:
                raise NotUnderstood(f"{url} could not be asked: {type(error).__name__}.") from None

    def _read(self, answer: requests.Response, clock: Callable[[], float] = time.monotonic) -> bytes:
        """The whole body, within its time and size."""
        begun = clock()
        body = bytearray()
        while True:
            # `read1` gives what has arrived; `iter_content` would wait for a full piece, as long as that takes.
            piece = answer.raw.read1(2**16, decode_content=True)
            if not piece:
                return bytes(body)
            body += piece
            if len(body) > LARGEST_BODY:
                raise NotUnderstood(f"{answer.url} sent more than {LARGEST_BODY // 2**20} MB; it was given up.")
            if clock() - begun > self._patience.whole_s:
                raise ServerSilent(f"{answer.url} was not done after {self._patience.whole_s:g} s; try again later.")


def _reason(error: requests.ConnectionError) -> str:
    """What went wrong with a connection, without the library's own names."""
    message = str(error)
    for part, reason in REASONS.items():
        if part in message:
            return reason
    return "the connection broke"
