"""What an answer means: good JSON, or an error that says what to do. No I/O."""

import datetime as dt
import email.utils
from collections.abc import Mapping
from urllib.parse import urljoin, urlsplit

import msgspec

from sitegen.errors import AccessClosed, NotThere, NotUnderstood, ServerBroken, ServerSilent, TooFast

REDIRECTS = (301, 302, 303, 307, 308)

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class Refused(AccessClosed):
    """A login page: the limit was passed, or the account may not. Only a second try tells which."""


class Answer(msgspec.Struct, frozen=True):
    """An answer as it came."""

    url: str
    status: int
    headers: Mapping[str, str]
    """Its keys do not mind capitals."""
    body: bytes


def good_json(answer: Answer) -> bytes:
    """The body of a good answer that is JSON, as served; every other answer is its own error."""
    check_status(answer)
    text = without_mark(answer.body)
    if text[:64].lstrip().startswith(b"<"):
        raise Refused(f"{answer.url} gave a web page instead of JSON")
    try:
        msgspec.json.decode(text, type=msgspec.Raw)
    except (msgspec.DecodeError, RecursionError) as error:
        if "truncated" in str(error):
            raise ServerSilent(
                f"{answer.url} gave JSON that breaks off after {len(answer.body)} bytes; try again later."
            ) from None
        raise NotUnderstood(f"{answer.url} gave something that is not JSON ({error}).") from None
    return answer.body


def check_status(answer: Answer) -> None:
    """Raise what a status other than 200 and the redirects means."""
    url, status = answer.url, answer.status
    if status == 429:
        raise TooFast(
            f"{url} says that too many requests were made (429); does somebody else ask this server too?",
            retry_after_s=_retry_after(answer.headers.get("Retry-After")),
        )
    if status in (401, 403):
        raise Refused(f"{url} answered {status}")
    if status in (404, 410):
        raise NotThere(f"{url} does not exist on this server ({status}).")
    if status >= 500:
        raise ServerBroken(f"{url} failed on the server's side ({status}); try again later.")
    if status != 200 and status not in REDIRECTS:
        raise NotUnderstood(f"{url} answered {status}; expected 200.")


def redirected(answer: Answer) -> str:
    """Where a redirect leads: to another address of this server, or to the same server's https.

    Newer servers say "too fast" as well as "no permission" by a redirect to their login page.
    """
    location = answer.headers.get("Location", "")
    here, target = urlsplit(answer.url), urlsplit(joined(answer.url, location))
    if leads_to_login(answer):
        raise Refused(f"{answer.url} sent us to its login page")
    secured = here.scheme == "http" and target.scheme == "https" and target.hostname == here.hostname
    if not location or (target[:2] != here[:2] and not secured):
        raise NotUnderstood(
            f"{answer.url} sent us to {location or 'nowhere'}, which is on another server; it was not followed. "
            "If the server has moved, put its new address into sitegen.toml."
        )
    return target.geturl()


def leads_to_login(answer: Answer) -> bool:
    """Whether a redirect leads to the login page."""
    target = urlsplit(joined(answer.url, answer.headers.get("Location", "")))
    return answer.status in REDIRECTS and target.path.rstrip("/").endswith("/login")


def joined(base: str, address: str) -> str:
    """An address as seen from another one; `NotUnderstood` when it is none."""
    try:
        return urlsplit(urljoin(base, address)).geturl()
    except ValueError:
        raise NotUnderstood(f"{base} named {address!r}, which is no address; it was not asked.") from None


def without_mark(body: bytes) -> bytes:
    """Without the byte order mark with which some answers begin."""
    return body.removeprefix(BYTE_ORDER_MARK)


def _retry_after(value: str | None) -> float | None:
    """Seconds from `Retry-After`, which is a number of them or a date."""
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        return (email.utils.parsedate_to_datetime(text) - dt.datetime.now(dt.UTC)).total_seconds()
    except (TypeError, ValueError, OverflowError):
        return None
