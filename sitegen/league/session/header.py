"""The first look at a file: its text, whether it is a session result at all, and what it is about."""

import codecs
import re

import msgspec

from sitegen.errors import ResultRefused
from sitegen.support.json_errors import misfit


class _SessionResult(msgspec.Struct, frozen=True):
    lines: list[msgspec.Raw] | msgspec.UnsetType | None = msgspec.field(name="leaderBoardLines", default=msgspec.UNSET)


class ResultHeader(msgspec.Struct, frozen=True):
    """What decides where a result belongs; its lines and laps stay unread."""

    session_file: str | None = msgspec.field(name="SessionFile", default=None)
    date: str | None = msgspec.field(name="Date", default=None)
    meta_data: str | None = msgspec.field(name="metaData", default=None)
    session_result: _SessionResult | None = msgspec.field(name="sessionResult", default=None)
    laps: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET

    @property
    def championship(self) -> tuple[str | None, str | None]:
        """Ids of championship and event."""
        return championship_of(self.meta_data or "")


def read_header(body: bytes) -> ResultHeader:
    """What a result is about; `ResultRefused` says in one sentence why it is none."""
    try:
        header = msgspec.json.decode(decode_text(body), type=ResultHeader)
    except msgspec.ValidationError as error:
        raise ResultRefused(f"it is no session result: {misfit(error)}") from None
    except (msgspec.DecodeError, RecursionError) as error:
        raise ResultRefused(f"it is not JSON ({error}); expected a session result") from None
    if header.session_result is None:
        raise ResultRefused("it has no sessionResult; expected a session result of the game or of a Server Manager")
    if header.session_result.lines is msgspec.UNSET and header.laps is msgspec.UNSET:
        raise ResultRefused("it has neither leaderBoardLines nor laps; expected a session result")
    return header


def championship_of(meta_data: str) -> tuple[str | None, str | None]:
    """Ids of championship and event, which `championship:<id>:<event>` names; none for any other `metaData`."""
    match = re.fullmatch(r"championship:([\w-]+):([\w-]+)", meta_data, re.ASCII)
    if match is None:
        return None, None
    return match[1], match[2]


def decode_text(body: bytes) -> str:
    """The text of a result: UTF-8 with or without a byte order mark, or the game's own UTF-16.

    `ResultRefused` says from which line on it is neither.
    """
    try:
        if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return body.decode("utf-16")
        # The game writes UTF-16 without a mark. JSON begins with an ASCII character, whose second byte is 0 then.
        if body[1:2] == b"\0":
            return body.decode("utf-16-le")
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        raise ResultRefused(f"it is neither UTF-8 nor UTF-16 text from line {line} on") from None
