"""A Server Manager, a method per endpoint: each request within the limit, each failure in words."""

import datetime as dt
import email.utils
import time
from collections.abc import Callable
from typing import TypeVar
from urllib.parse import quote, urljoin, urlsplit

import msgspec
import requests
import tenacity

from sitegen import PROJECT_URL, __version__
from sitegen.errors import (
    AccessClosed,
    NotThere,
    NotUnderstood,
    ServerBroken,
    ServerSilent,
    TooFast,
)
from sitegen.server.pacing import Budget, Pacer
from sitegen.server.payloads import ChampionshipList, Health, ListPage

T = TypeVar("T")

TIMEOUT_S = 15
"""For connecting and for every piece of an answer: servers accept connections and then stall."""
WHOLE_ANSWER_S = 120
"""For an answer as a whole, however steadily it drips."""
LARGEST_ANSWER = 64 * 2**20
LONGEST_BACK_OFF_S = 300
HOPS = 3

LIST = "Results - Api List"
DOWNLOAD = "Results - Download"
STANDINGS = "Championships - Api Standings"
"""The permissions of a Server Manager, as its account page calls them."""


class _Refused(AccessClosed):
    """A login page: the limit was passed, or the account may not. Only a second try tells which."""


class Client:
    """Asks one Server Manager; every method raises a `ServerError` that says in one sentence what to do."""

    def __init__(
        self,
        url: str,
        *,
        pacer: Pacer,
        budget: Budget,
        credentials: tuple[str, str] | None = None,
        session: requests.Session | None = None,
    ) -> None:
        """`credentials`: user name and password for the login form, used when the server first asks for them."""
        self._base = f"{url.rstrip('/')}/"
        self._pacer = pacer
        self._budget = budget
        self._credentials = credentials
        self._session = session or requests.Session()
        self._session.headers["User-Agent"] = f"sitegen/{__version__} (+{PROJECT_URL})"

    def results(self, page: int, *, query: str = "") -> ListPage:
        """A page of the list of results, from 0. `query` goes to the server as it is; some versions fail on it."""
        path = f"api/results/list.json?q={quote(query)}&sort=date&page={page}"
        return self._decode(self._ask(path, LIST), ListPage, path)

    def result(self, listed_url: str) -> bytes:
        """The bytes of a result, from the address that its row gives."""
        return self._ask(listed_url, DOWNLOAD)

    def standings(self, championship_id: str) -> bytes:
        """The bytes of a championship's standings."""
        path = f"api/championship/{quote(championship_id, safe='')}/standings.json"
        body = self._ask(path, STANDINGS)
        found = self._decode(body, dict[str, msgspec.Raw], path)
        if "DriverStandings" not in found:
            raise NotUnderstood(
                f"{self._url(path)} gave JSON without DriverStandings; expected a championship's standings."
            )
        return body

    def championships(self) -> ChampionshipList:
        """The championships with their names; `NotThere` on older servers."""
        path = "api/championship/list.json"
        return self._decode(self._ask(path, STANDINGS), ChampionshipList, path)

    def health(self) -> Health:
        """What the server says of itself; needs no permission."""
        return self._decode(self._ask("healthcheck.json", "none"), Health, "healthcheck.json")

    def _decode(self, body: bytes, kind: type[T], path: str) -> T:
        try:
            return msgspec.json.decode(_without_mark(body), type=kind, strict=False)
        except msgspec.DecodeError as error:
            raise NotUnderstood(
                f"{self._url(path)} gave JSON of another shape than expected: {error}. "
                "Is this the address of a Server Manager?"
            ) from None

    def _url(self, address: str) -> str:
        """The address below this server; another origin is refused, whatever a row says."""
        base = urlsplit(self._base)
        path = address if "://" in address else address.removeprefix(base.path).lstrip("/")
        url = urljoin(self._base, path)
        if urlsplit(url)[:2] != base[:2]:
            raise NotUnderstood(f"{self._base} named the address {url}, which is on another server; it was not asked.")
        return url

    def _ask(self, address: str, permission: str) -> bytes:
        """JSON from an address, with further tries where one is worth it; a slot of the limit for each."""
        url = self._url(address)
        retrying = tenacity.Retrying(
            retry=tenacity.retry_if_exception_type((ServerSilent, TooFast, _Refused)),
            stop=self._is_enough,
            wait=self._back_off,
            sleep=self._budget.pause,
            reraise=True,
        )
        try:
            return retrying(self._ask_or_log_in, url)
        except _Refused as refusal:
            hint = (
                "the user name and password are right, but the account may not"
                if self._credentials
                else f'open the permission "{permission}" for Public Access, or set user name and password'
            )
            raise AccessClosed(f"{refusal}: {hint}. Permissions are under Accounts in the Server Manager.") from None

    def _is_enough(self, state: tenacity.RetryCallState) -> bool:
        """A login page is worth one more try, after a full window; anything else two."""
        error = state.outcome.exception() if state.outcome else None
        return state.attempt_number >= (2 if isinstance(error, _Refused) else 3)

    def _back_off(self, state: tenacity.RetryCallState) -> float:
        """Seconds before the next try: what the server asks for, a full window after a refusal, little otherwise."""
        error = state.outcome.exception() if state.outcome else None
        if isinstance(error, TooFast) and error.retry_after_s is not None:
            return min(max(error.retry_after_s, 0.0), LONGEST_BACK_OFF_S)
        if isinstance(error, TooFast | _Refused):
            return self._pacer.limit.per_seconds
        return float(2**state.attempt_number)

    def _ask_or_log_in(self, url: str) -> bytes:
        try:
            return self._ask_once(url)
        except _Refused:
            if self._credentials is None or self._session.cookies:
                raise
            self._log_in(*self._credentials)
            return self._ask_once(url)

    def _ask_once(self, url: str) -> bytes:
        for _ in range(HOPS):
            status, headers, body = self._send("GET", url)
            if status not in (301, 302, 303, 307, 308):
                return _json(url, status, headers, body)
            url = self._redirected(url, headers.get("Location", ""))
        raise NotUnderstood(f"{url} led from one address to the next {HOPS} times; it was given up.")

    def _redirected(self, url: str, location: str) -> str:
        target = urljoin(url, location)
        if urlsplit(target).path.rstrip("/").endswith("/login"):
            raise _Refused(f"{url} sent us to its login page")
        if urlsplit(target).hostname != urlsplit(url).hostname:
            raise NotUnderstood(f"{url} sent us to {target}, which is on another server; it was not followed.")
        return target

    def _log_in(self, username: str, password: str) -> None:
        """Send the login form; the cookie stays in this session and is written nowhere."""
        url = self._url("login")
        status, headers, _ = self._send("POST", url, form={"Username": username, "Password": password})
        if status not in (302, 303) or urlsplit(headers.get("Location", "")).path.endswith("/login"):
            self._session.cookies.clear()
            raise AccessClosed(
                f"{url} did not accept the user name and password in the environment; "
                "check SITEGEN_<NAME>_USERNAME and SITEGEN_<NAME>_PASSWORD."
            )

    def _send(
        self, method: str, url: str, *, form: dict[str, str] | None = None
    ) -> tuple[int, requests.structures.CaseInsensitiveDict[str], bytes]:
        """One request in a slot of its own: status, headers, body."""
        with self._pacer.slot():
            try:
                with self._session.request(
                    method, url, data=form, timeout=TIMEOUT_S, allow_redirects=False, stream=True
                ) as response:
                    return response.status_code, response.headers, _read(response, url)
            except requests.Timeout:
                raise ServerSilent(f"{url} did not answer within {TIMEOUT_S} s; try again later.") from None
            except requests.exceptions.ChunkedEncodingError:
                raise ServerSilent(f"{url} broke off in the middle of its answer; try again later.") from None
            except requests.ConnectionError as error:
                raise ServerSilent(f"{url} could not be reached ({_reason(error)}); is the server running?") from None
            except requests.RequestException as error:
                raise NotUnderstood(f"{url} could not be asked: {type(error).__name__}.") from None


def _read(response: requests.Response, url: str, clock: Callable[[], float] = time.monotonic) -> bytes:
    """The whole body, within its time and size."""
    begun = clock()
    body = bytearray()
    for piece in response.iter_content(2**16):
        body += piece
        if len(body) > LARGEST_ANSWER:
            raise NotUnderstood(f"{url} sent more than {LARGEST_ANSWER // 2**20} MB; it was given up.")
        if clock() - begun > WHOLE_ANSWER_S:
            raise ServerSilent(f"{url} was not done after {WHOLE_ANSWER_S} s; try again later.")
    return bytes(body)


def _json(url: str, status: int, headers: requests.structures.CaseInsensitiveDict[str], body: bytes) -> bytes:
    """The body of a good answer that is JSON; every other answer has its own error."""
    if status == 429:
        raise TooFast(
            f"{url} says that too many requests were made (429); does somebody else ask this server too?",
            retry_after_s=_retry_after(headers.get("Retry-After")),
        )
    if status in (401, 403):
        raise _Refused(f"{url} answered {status}")
    if status == 404:
        raise NotThere(f"{url} does not exist on this server (404).")
    if status >= 500:
        raise ServerBroken(f"{url} failed on the server's side ({status}); try again later.")
    if status != 200:
        raise NotUnderstood(f"{url} answered {status}; expected 200.")
    text = _without_mark(body)
    if text[:64].lstrip().startswith(b"<"):
        raise _Refused(f"{url} gave a web page instead of JSON")
    try:
        msgspec.json.decode(text, type=msgspec.Raw)
    except msgspec.DecodeError:
        raise ServerSilent(f"{url} gave JSON that breaks off after {len(body)} bytes; try again later.") from None
    return body


def _without_mark(body: bytes) -> bytes:
    return body.removeprefix(b"\xef\xbb\xbf")


def _retry_after(value: str | None) -> float | None:
    """Seconds from `Retry-After`, which is a number of them or a date."""
    if value is None:
        return None
    if value.strip().isdigit():
        return float(value)
    try:
        return (email.utils.parsedate_to_datetime(value) - dt.datetime.now(dt.UTC)).total_seconds()
    except (TypeError, ValueError):
        return None


def _reason(error: requests.ConnectionError) -> str:
    """What went wrong with a connection, without the library's own names."""
    text = str(error)
    for sign, words in (
        ("refused", "connection refused"),
        ("resolve", "no such host"),
        ("Name or service", "no such host"),
        ("certificate", "its certificate is not valid"),
        ("timed out", "no answer"),
    ):
        if sign in text:
            return words
    return "the connection broke"
