"""A Server Manager, a method per endpoint: each request within the limit, each failure in words."""

import time
from collections.abc import Callable, Sequence
from typing import TypeVar
from urllib.parse import quote, urlsplit

import msgspec
import requests
import tenacity
import urllib3

from sitegen import PROJECT_URL, __version__
from sitegen.errors import AccessClosed, NotUnderstood, ServerSilent, ServerUnreachable, TooFast
from sitegen.server.payloads import ChampionshipList, Health, ListPage
from sitegen.server.rate_limit import Budget, Pacer
from sitegen.server.responses import (
    REDIRECTS,
    Answer,
    Refused,
    check_status,
    good_json,
    joined,
    leads_to_login,
    redirected,
    without_mark,
)
from sitegen.support.json_errors import misfit

T = TypeVar("T")

LARGEST_ANSWER = 64 * 2**20
LONGEST_BACK_OFF_S = 300
HOPS = 3

LIST = "Results - Api List"
DOWNLOAD = "Results - Download"
STANDINGS = "Championships - Api Standings"
"""The permissions of a Server Manager, as its account page calls them."""


class Patience(msgspec.Struct, frozen=True):
    """How long an answer is waited for."""

    silence_s: float = 15
    """For connecting and for every piece of an answer: servers accept connections and then stall."""
    whole_s: float = 120
    """For an answer as a whole, however steadily it drips."""


class Client:
    """Asks one Server Manager; every method raises a `ServerError` that says in one sentence what to do."""

    def __init__(  # noqa: PLR0913 - what tests pass in
        self,
        url: str,
        *,
        pacer: Pacer,
        budget: Budget,
        credentials: tuple[str, str] | None = None,
        variables: Sequence[str] = ("SITEGEN_<NAME>_USERNAME", "SITEGEN_<NAME>_PASSWORD"),
        session: requests.Session | None = None,
        patience: Patience = Patience(),  # noqa: B008 - frozen
    ) -> None:
        """`credentials`: user name and password for the login form, used once, when the server first asks for them.

        Not before: most servers are open, and a login costs a request. `variables`: what to set in the environment for
        one, or to correct.
        """
        self._base = f"{url.rstrip('/')}/"
        self._pacer = pacer
        self._budget = budget
        self._credentials = credentials
        self._variables = " and ".join(variables)
        self._session = session or requests.Session()
        self._patience = patience
        self._logins_left = 2 if credentials else 0
        self._login_refused: AccessClosed | None = None
        self._session.headers["User-Agent"] = f"sitegen/{__version__} (+{PROJECT_URL})"

    def results(self, page: int, *, query: str = "") -> ListPage:
        """A page of the list of results, from 0. `query` goes to the server as it is; some versions fail on it."""
        path = f"api/results/list.json?sort=date&page={page}" + (f"&q={quote(query)}" if query else "")
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
        return self._decode(self._ask("healthcheck.json", None), Health, "healthcheck.json")

    def _decode(self, body: bytes, kind: type[T], path: str) -> T:
        try:
            return msgspec.json.decode(without_mark(body), type=kind, strict=False)
        except (msgspec.DecodeError, RecursionError) as error:
            raise NotUnderstood(
                f"{self._url(path)} gave JSON of another shape than expected: {misfit(error)}. "
                "Is this the address of a Server Manager?"
            ) from None

    def _url(self, address: str) -> str:
        """The address below this server; another origin is refused, whatever a row says."""
        base = urlsplit(self._base)
        path = address if "://" in address else address.removeprefix(base.path).lstrip("/")
        url = joined(self._base, path)
        if urlsplit(url)[:2] != base[:2]:
            raise NotUnderstood(f"{self._base} named the address {url}, which is on another server; it was not asked.")
        return url

    def _ask(self, address: str, permission: str | None) -> bytes:
        """JSON from an address, with further tries where one is worth it; a slot of the limit for each."""
        url = self._url(address)
        retrying = tenacity.Retrying(
            retry=tenacity.retry_if_exception_type((ServerSilent, TooFast, Refused)),
            stop=self._is_enough,
            wait=self._back_off,
            sleep=self._budget.pause,
            reraise=True,
        )
        try:
            return retrying(self._ask_or_log_in, url)
        except Refused as refusal:
            raise AccessClosed(f"{refusal}: {self._hint(permission)}.") from None

    def _hint(self, permission: str | None) -> str:
        """What opens an address that stayed closed for a full window."""
        if permission is None:
            return "it is open on every Server Manager, so this seems to be none; check the url in sitegen.toml"
        if self._credentials is not None:
            return f'the login was accepted, but its account needs the permission "{permission}"'
        return (
            f'in the Server Manager, give the permission "{permission}" to Public Access, or set '
            f"{self._variables} in the environment"
        )

    def _is_enough(self, state: tenacity.RetryCallState) -> bool:
        """A login page is worth one more try, after a full window; anything else two."""
        error = state.outcome.exception() if state.outcome else None
        return state.attempt_number >= (2 if isinstance(error, Refused) else 3)

    def _back_off(self, state: tenacity.RetryCallState) -> float:
        """Seconds before the next try: what the server asks for, a full window after a refusal, little otherwise."""
        error = state.outcome.exception() if state.outcome else None
        if isinstance(error, TooFast) and error.retry_after_s is not None:
            return min(max(error.retry_after_s, 0.0), LONGEST_BACK_OFF_S)
        if isinstance(error, TooFast | Refused):
            return self._pacer.limit.per_seconds
        return float(2**state.attempt_number)

    def _ask_or_log_in(self, url: str) -> bytes:
        try:
            return self._ask_once(url)
        except Refused:
            if self._login_refused:
                raise self._login_refused from None
            if self._credentials is None or not self._logins_left:
                raise
            self._log_in(*self._credentials)
            return self._ask_once(url)

    def _ask_once(self, url: str) -> bytes:
        begun = url
        for _ in range(HOPS):
            answer = self._send("GET", url)
            if answer.status not in REDIRECTS:
                return good_json(answer)
            url = redirected(answer)
            self._move(url)
        raise NotUnderstood(f"{begun} led from one address to the next {HOPS} times; it was given up.")

    def _move(self, url: str) -> None:
        """Stay on https once the server has sent us there, so that a redirect is not paid for with every request."""
        target, base = urlsplit(url), urlsplit(self._base)
        self._base = base._replace(scheme=target.scheme, netloc=target.netloc).geturl()

    def _log_in(self, username: str, password: str) -> None:
        """Send the login form; the cookie stays in this session and is written nowhere."""
        self._logins_left -= 1
        answer = self._send("POST", self._url("login"), form={"Username": username, "Password": password})
        check_status(answer)
        if answer.status in REDIRECTS and not leads_to_login(answer):
            self._logins_left = 0
        elif answer.status in REDIRECTS and self._logins_left:
            raise Refused(f"{answer.url} sent us back to itself")  # as it does when it was asked too fast
        else:
            self._login_refused = AccessClosed(
                f"{answer.url} did not accept the user name and password in the environment; check {self._variables}."
            )
            raise self._login_refused

    def _send(self, method: str, url: str, *, form: dict[str, str] | None = None) -> Answer:
        """One request in a slot of its own, and its answer."""
        silence_s = self._patience.silence_s
        with self._pacer.slot() as seen:
            try:
                with self._session.request(
                    method, url, data=form, timeout=silence_s, allow_redirects=False, stream=True
                ) as response:
                    seen()
                    return Answer(url, response.status_code, response.headers, self._read(response))
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

    def _read(self, response: requests.Response, clock: Callable[[], float] = time.monotonic) -> bytes:
        """The whole body, within its time and size.

        `read1` gives what has arrived; `iter_content` would wait for a full piece, as long as that takes.
        """
        begun = clock()
        body = bytearray()
        while piece := response.raw.read1(2**16, decode_content=True):
            body += piece
            if len(body) > LARGEST_ANSWER:
                raise NotUnderstood(f"{response.url} sent more than {LARGEST_ANSWER // 2**20} MB; it was given up.")
            if clock() - begun > self._patience.whole_s:
                raise ServerSilent(f"{response.url} was not done after {self._patience.whole_s:g} s; try again later.")
        return bytes(body)


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
