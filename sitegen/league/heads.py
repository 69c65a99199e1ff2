"""The first look at a file: its text, whether it is a session result at all, and what it is about."""

import codecs

from sitegen.errors import ResultRefused


def decode_text(body: bytes) -> str:
    """The text of a result: UTF-8 with or without a byte order mark, or the game's own UTF-16."""
    try:
        if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return body.decode("utf-16")
        if body[1:2] == b"\0":
            return body.decode("utf-16-le")
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ResultRefused(f"it is neither UTF-8 nor UTF-16 text ({error})") from None
