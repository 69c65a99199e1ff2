"""The ways in which Server Managers and networks fail, as switches."""

import enum

import msgspec

from sitegen.simulator import answers
from sitegen.simulator.answers import Answer
from sitegen.simulator.results import BOM, as_json


class Fault(enum.Enum):
    """One way to fail."""

    TOO_MANY = "429, as over the limit"
    TOO_MANY_RETRY_AFTER = "429 with Retry-After"
    TO_LOGIN = "302 to /login"
    CLOSED = "200 with the HTML login page"
    STALL = "the request is taken and nothing is ever sent"
    TRUNCATE = "fewer bytes than Content-Length says, then the connection closes"
    TRUNCATE_CHUNKED = "half a body without a length, then the connection closes"
    SERVER_ERROR = "500"
    HTML = "200 with an HTML page in place of JSON"
    BOM = "the body begins with a byte order mark"
    SHIFT = "one more result is published before every list page after the first"
    GONE = "the connection closes without a word"
    NOT_A_RESULT = "a download answers JSON that is no result"
    FOREIGN_URL = "list rows point at another origin"
    EMPTY = "list pages say results: null"


FOREIGN_ORIGIN = "https://elsewhere.example"
"""Where list rows point under `FOREIGN_URL`."""

NOT_A_RESULT = b'{"sessionDef": {"sessionType": 10, "round": 1}, "snapShot": {"leaderBoardLines": []}}'

_LIST, _DOWNLOAD = "/api/results/list.json", "/results/download/"
_ONLY_ON_LIST = {Fault.SHIFT, Fault.FOREIGN_URL, Fault.EMPTY}


class Switch(msgspec.Struct):
    """A fault that is on, for which requests, and how often still."""

    fault: Fault
    prefix: str
    times: int | None
    """None: until it is mended."""
    retry_after: str

    def concerns(self, path: str) -> bool:
        """Whether a request for this path, query and all, is to fail."""
        if self.times == 0 or not path.startswith(self.prefix):
            return False
        if self.fault in _ONLY_ON_LIST:
            return path.startswith(_LIST) and (self.fault is not Fault.SHIFT or page_number(path) > 0)
        return self.fault is not Fault.NOT_A_RESULT or _DOWNLOAD in path

    def use(self) -> None:
        """Count one request."""
        if self.times is not None:
            self.times -= 1


def page_number(path: str) -> int:
    """The page that a list request asks for; the first when it does not say."""
    digits = path.partition("page=")[2].partition("&")[0]
    return int(digits) if digits.removeprefix("-").isdecimal() else 0


def spoil(switch: Switch, good: Answer) -> Answer:
    """What is sent in place of a good answer."""
    spoiled = {
        Fault.TOO_MANY: answers.too_many(),
        Fault.TOO_MANY_RETRY_AFTER: answers.too_many(switch.retry_after),
        Fault.TO_LOGIN: answers.to_login(),
        Fault.CLOSED: answers.login_page(),
        Fault.STALL: Answer(status=0, silence="stall"),
        Fault.GONE: Answer(status=0, silence="hang up"),
        Fault.SERVER_ERROR: answers.server_error(),
        Fault.HTML: answers.html_page("Something went wrong"),
        Fault.NOT_A_RESULT: Answer(body=NOT_A_RESULT),
        Fault.EMPTY: Answer(body=as_json({"num_pages": 0, "current_page": 0, "results": None})),
        Fault.TRUNCATE: msgspec.structs.replace(good, missing=len(good.body) // 2),
        Fault.TRUNCATE_CHUNKED: msgspec.structs.replace(good, body=good.body[: len(good.body) // 2], says_length=False),
        Fault.BOM: msgspec.structs.replace(good, body=BOM + good.body.removeprefix(BOM)),
    }
    return spoiled.get(switch.fault, good)
