"""What a response means: good JSON, or an error that says what to do. No I/O."""

import datetime as dt
import email.utils
from collections.abc import Mapping
from urllib.parse import urljoin, urlsplit

import msgspec

from sitegen.errors import AmbiguousRefusal, NotThere, NotUnderstood, ServerBroken, ServerSilent, TooFast

REDIRECTS = (301, 302, 303, 307, 308)

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class Response(msgspec.Struct, frozen=True):
    """A response as it came, with its whole body."""

    url: str
    """The address that was asked."""
    status: int
    """The HTTP status."""
    headers: Mapping[str, str]
    """Its keys do not mind capitals."""
    body: bytes
    """As served, without the encoding of the transport."""


def json_body(response: Response) -> bytes:
    """The body of a good response that is JSON, as served; every other response is its own error."""
    check_status(response)
    text = strip_byte_order_mark(response.body)
    # A login page comes with status 200 too, in place of a redirect.
    if text[:64].lstrip().startswith(b"<"):
        raise AmbiguousRefusal(f"{response.url} gave a web page instead of JSON")
    try:
        msgspec.json.decode(text, type=msgspec.Raw)
    except (msgspec.DecodeError, RecursionError) as error:
        # A body that breaks off is the connection's fault, and worth another try; other bad JSON is not.
        if "truncated" in str(error):
            raise ServerSilent(
                f"{response.url} gave JSON that breaks off after {len(response.body)} bytes; try again later."
            ) from None
        raise NotUnderstood(f"{response.url} gave something that is not JSON ({error}).") from None
    return response.body


def check_status(response: Response) -> None:
    """Raise what a status other than 200 and the redirects means."""
    url, status = response.url, response.status
    if status == 429:
        raise TooFast(
            f"{url} says that too many requests were made (429); does somebody else ask this server too?",
            retry_after_s=_retry_after(response.headers.get("Retry-After")),
        )
    if status in (401, 403):
        raise AmbiguousRefusal(f"{url} answered {status}")
    if status in (404, 410):
        raise NotThere(f"{url} does not exist on this server ({status}).")
    if status >= 500:
        raise ServerBroken(f"{url} failed on the server's side ({status}); try again later.")
    if status != 200 and status not in REDIRECTS:
        raise NotUnderstood(f"{url} answered {status}; expected 200.")


def redirect_target(response: Response) -> str:
    """Where a redirect leads: to another address of this server, or to the same server's https.

    Newer servers say "too fast" as well as "no permission" by a redirect to their login page.
    """
    location = response.headers.get("Location", "")
    here = urlsplit(response.url)
    target = urlsplit(resolve_url(response.url, location))
    if leads_to_login(response):
        raise AmbiguousRefusal(f"{response.url} sent us to its login page")
    is_same_origin = (target.scheme, target.netloc) == (here.scheme, here.netloc)
    is_same_host_secured = (here.scheme, target.scheme) == ("http", "https") and target.hostname == here.hostname
    if not location or not (is_same_origin or is_same_host_secured):
        raise NotUnderstood(
            f"{response.url} sent us to {location or 'nowhere'}, which is on another server; it was not followed. "
            "If the server has moved, put its new address into sitegen.toml."
        )
    return target.geturl()


def leads_to_login(response: Response) -> bool:
    """Whether a redirect leads to the login page."""
    target = urlsplit(resolve_url(response.url, response.headers.get("Location", "")))
    return response.status in REDIRECTS and target.path.rstrip("/").endswith("/login")


def resolve_url(base: str, address: str) -> str:
    """An address, whole or relative, as seen from another one; `NotUnderstood` when it is none."""
    try:
        return urlsplit(urljoin(base, address)).geturl()
    except ValueError:
        raise NotUnderstood(f"{base} named {address!r}, which is no address; it was not asked.") from None


def strip_byte_order_mark(body: bytes) -> bytes:
    """A body without the byte order mark with which some servers begin theirs."""
    return body.removeprefix(BYTE_ORDER_MARK)


def _retry_after(value: str | None) -> float | None:
    """Seconds from now that `Retry-After` asks for, None when it says nothing usable.

    It is a number of seconds or a date (RFC 9110, 10.2.3).
    """
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        return (email.utils.parsedate_to_datetime(text) - dt.datetime.now(dt.UTC)).total_seconds()
    except (TypeError, ValueError, OverflowError):
        return None
