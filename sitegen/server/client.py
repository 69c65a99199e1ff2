"""A Server Manager, a method per endpoint: each request within the limit, each failure in words."""

from collections.abc import Sequence
from typing import TypeVar
from urllib.parse import quote, urlsplit

import msgspec
import requests
import tenacity

from sitegen.errors import AccessClosed, AmbiguousRefusal, NotUnderstood, ServerSilent, TooFast
from sitegen.server.budget import Budget
from sitegen.server.payloads import ChampionshipList, Health, ListPage
from sitegen.server.rate_limit import RateLimiter
from sitegen.server.responses import (
    REDIRECTS,
    check_status,
    json_body,
    leads_to_login,
    redirect_target,
    resolve_url,
    strip_byte_order_mark,
)
from sitegen.server.transport import Patience, Transport
from sitegen.support.json_errors import misfit

T = TypeVar("T")

LONGEST_BACK_OFF_S = 300
"""Seconds that are waited at most when the server names a time itself."""
MOST_REDIRECTS = 3
"""Addresses in a row that one request is sent to."""

LIST = "Results - Api List"
DOWNLOAD = "Results - Download"
STANDINGS = "Championships - Api Standings"
"""The permissions of a Server Manager, as its account page calls them; the names of championships need the last."""


class Client:
    """Asks one Server Manager; every method raises a `ServerError` that says in one sentence what to do."""

    def __init__(  # noqa: PLR0913 - what tests pass in
        self,
        url: str,
        *,
        rate_limiter: RateLimiter,
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
        self._window_s = rate_limiter.limit.per_seconds
        self._transport = Transport(rate_limiter, session or requests.Session(), patience)
        self._budget = budget
        self._credentials = credentials
        self._variables = " and ".join(variables)
        # A second login, because the first may have come too fast, which looks like a wrong password.
        self._logins_left = 2
        self._login_refusal: AccessClosed | None = None

    def results(self, page: int, *, query: str = "") -> ListPage:
        """A page of the list of results, from 0. `query` goes to the server as it is; some versions fail on it."""
        path = f"api/results/list.json?sort=date&page={page}"
        if query:
            path += f"&q={quote(query)}"
        return self._decode(self._ask(path, LIST), ListPage, path)

    def result(self, listed_url: str) -> bytes:
        """The bytes of a result, from the address that its row gives."""
        return self._ask(listed_url, DOWNLOAD)

    def standings(self, championship_id: str) -> bytes:
        """The bytes of a championship's standings."""
        path = f"api/championship/{quote(championship_id, safe='')}/standings.json"
        body = self._ask(path, STANDINGS)
        if "DriverStandings" not in self._decode(body, dict[str, msgspec.Raw], path):
            raise NotUnderstood(
                f"{self._url(path)} gave JSON without DriverStandings; expected a championship's standings."
            )
        return body

    def championships(self) -> ChampionshipList:
        """The championships with their names; `NotThere` on older servers."""
        path = "api/championship/list.json"
        return self._decode(self._ask(path, STANDINGS), ChampionshipList, path)

    def health(self) -> Health:
        """What the server says of itself; the address is open on every Server Manager."""
        return self._decode(self._ask("healthcheck.json", None), Health, "healthcheck.json")

    def _decode(self, body: bytes, kind: type[T], path: str) -> T:
        try:
            return msgspec.json.decode(strip_byte_order_mark(body), type=kind, strict=False)
        except (msgspec.DecodeError, RecursionError) as error:
            raise NotUnderstood(
                f"{self._url(path)} gave JSON of another shape than expected: {misfit(error)}. "
                "Is this the address of a Server Manager?"
            ) from None

    def _url(self, address: str) -> str:
        """The address below this server; another origin is refused, whatever a row says."""
        base = urlsplit(self._base)
        path = address
        if "://" not in address:
            # Rows name addresses from the root of the host; a Server Manager may live below a path of it.
            path = address.removeprefix(base.path).lstrip("/")
        url = resolve_url(self._base, path)
        if urlsplit(url)[:2] != base[:2]:
            raise NotUnderstood(f"{self._base} named the address {url}, which is on another server; it was not asked.")
        return url

    def _ask(self, address: str, permission: str | None) -> bytes:
        """JSON from an address, with further tries where one is worth it; a slot of the limit for each."""
        url = self._url(address)
        # Not urllib3's own retries: they would send requests without a slot, and miss bodies that break off.
        retrying = tenacity.Retrying(
            retry=tenacity.retry_if_exception_type((ServerSilent, TooFast, AmbiguousRefusal)),
            stop=self._is_enough,
            wait=self._back_off,
            sleep=self._budget.pause,
            reraise=True,
        )
        try:
            return retrying(self._ask_or_log_in, url)
        except AmbiguousRefusal as refusal:
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
        most_tries = 3
        if isinstance(_error_of(state), AmbiguousRefusal):
            most_tries = 2
        return state.attempt_number >= most_tries

    def _back_off(self, state: tenacity.RetryCallState) -> float:
        """Seconds before the next try: what the server asks for, a full window after a refusal, little otherwise."""
        error = _error_of(state)
        if isinstance(error, TooFast) and error.retry_after_s is not None:
            return min(max(error.retry_after_s, 0.0), LONGEST_BACK_OFF_S)
        if isinstance(error, TooFast | AmbiguousRefusal):
            return self._window_s
        return float(2**state.attempt_number)

    def _ask_or_log_in(self, url: str) -> bytes:
        """JSON from an address; a refusal is answered with a login as long as there is one to try."""
        try:
            return self._ask_once(url)
        except AmbiguousRefusal:
            if self._login_refusal:
                raise self._login_refusal from None
            if self._credentials is None or self._logins_left == 0:
                raise
            self._log_in(*self._credentials)
            return self._ask_once(url)

    def _ask_once(self, url: str) -> bytes:
        """JSON from an address, over redirects within this server; each of them takes a slot too."""
        first_url = url
        for _ in range(MOST_REDIRECTS):
            response = self._transport.send("GET", url)
            if response.status not in REDIRECTS:
                return json_body(response)
            url = redirect_target(response)
            self._move(url)
        raise NotUnderstood(f"{first_url} led from one address to the next {MOST_REDIRECTS} times; it was given up.")

    def _move(self, url: str) -> None:
        """Stay on https once the server has sent us there, so that a redirect is not paid for with every request."""
        target, base = urlsplit(url), urlsplit(self._base)
        self._base = base._replace(scheme=target.scheme, netloc=target.netloc).geturl()

    def _log_in(self, username: str, password: str) -> None:
        """Send the login form; the cookie stays in this session and is written nowhere."""
        self._logins_left -= 1
        response = self._transport.send("POST", self._url("login"), form={"Username": username, "Password": password})
        check_status(response)
        is_redirect = response.status in REDIRECTS
        if is_redirect and not leads_to_login(response):
            self._logins_left = 0
            return
        if is_redirect and self._logins_left:
            # Newer servers answer so when they were asked too fast: not yet the password's fault.
            raise AmbiguousRefusal(f"{response.url} sent us back to itself")
        self._login_refusal = AccessClosed(
            f"{response.url} did not accept the user name and password in the environment; check {self._variables}."
        )
        raise self._login_refusal


def _error_of(state: tenacity.RetryCallState) -> BaseException | None:
    if state.outcome is None:
        return None
    return state.outcome.exception()
