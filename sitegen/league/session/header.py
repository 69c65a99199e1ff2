"""The first look at a file: its text, whether it is a session result at all, and what it is about."""

import codecs
import re

import msgspec

from sitegen.errors import ResultRefused
from sitegen.support.json_errors import misfit


class _Classification(msgspec.Struct, frozen=True):
    lines: list[msgspec.Raw] | msgspec.UnsetType | None = msgspec.field(name="leaderBoardLines", default=msgspec.UNSET)


class Head(msgspec.Struct, frozen=True):
    """What decides where a result belongs."""

    session_file: str | None = msgspec.field(name="SessionFile", default=None)
    date: str | None = msgspec.field(name="Date", default=None)
    meta_data: str | None = msgspec.field(name="metaData", default=None)
    session_result: _Classification | None = msgspec.field(name="sessionResult", default=None)
    laps: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET

    @property
    def championship(self) -> tuple[str | None, str | None]:
        """Ids of championship and event."""
        return championship_of(self.meta_data or "")


def first_look(body: bytes) -> Head:
    """What a result is about; `ResultRefused` says in one sentence why it is none."""
    try:
        head = msgspec.json.decode(decode_text(body), type=Head)
    except msgspec.ValidationError as error:
        raise ResultRefused(f"it is no session result: {misfit(error)}") from None
    except (msgspec.DecodeError, RecursionError) as error:
        raise ResultRefused(f"it is not JSON ({error}); expected a session result") from None
    if head.session_result is None:
        raise ResultRefused("it has no sessionResult; expected a session result of the game or of a Server Manager")
    if head.session_result.lines is msgspec.UNSET and head.laps is msgspec.UNSET:
        raise ResultRefused("it has neither leaderBoardLines nor laps; expected a session result")
    return head


def championship_of(meta: str) -> tuple[str | None, str | None]:
    """`championship:<id>:<event>` joins the sessions of one event to their championship."""
    found = re.fullmatch(r"championship:([\w-]+):([\w-]+)", meta, re.ASCII)
    return (found[1], found[2]) if found else (None, None)


def decode_text(body: bytes) -> str:
    """The text of a result: UTF-8 with or without a byte order mark, or the game's own UTF-16."""
    try:
        if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return body.decode("utf-16")
        if body[1:2] == b"\0":
            return body.decode("utf-16-le")
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        raise ResultRefused(f"it is neither UTF-8 nor UTF-16 text from line {line} on") from None
