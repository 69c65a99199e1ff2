"""The ways in which Server Managers and networks fail, as switches."""

import enum

import msgspec

from sitegen.simulator import responses
from sitegen.simulator.responses import SimulatedResponse
from sitegen.simulator.result_files import BOM, as_json


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


class Switch(msgspec.Struct):
    """A fault that is on, for which requests, and how often still."""

    fault: Fault
    prefix: str
    """How the paths of the requests begin that fail."""
    times: int | None
    """None: until it is mended."""
    retry_after: str
    """The header, where the fault has one."""

    def concerns(self, path: str) -> bool:
        """Whether a request for this path, query and all, is to fail."""
        if self.times == 0 or not path.startswith(self.prefix):
            return False
        match self.fault:
            case Fault.SHIFT:
                return path.startswith(_LIST) and page_number(path) > 0
            case Fault.FOREIGN_URL | Fault.EMPTY:
                return path.startswith(_LIST)
            case Fault.NOT_A_RESULT:
                return _DOWNLOAD in path
            case _:
                return True

    def use(self) -> None:
        """Count one request."""
        if self.times is not None:
            self.times -= 1


def page_number(path: str) -> int:
    """The page that a list request asks for; the first when it does not say."""
    digits = path.partition("page=")[2].partition("&")[0]
    if not digits.removeprefix("-").isdecimal():
        return 0
    return int(digits)


def spoil(switch: Switch, good: SimulatedResponse) -> SimulatedResponse:
    """What is sent in place of a good response."""
    half = len(good.body) // 2
    spoiled = {
        Fault.TOO_MANY: responses.too_many_requests(),
        Fault.TOO_MANY_RETRY_AFTER: responses.too_many_requests(switch.retry_after),
        Fault.TO_LOGIN: responses.redirect_to_login(),
        Fault.CLOSED: responses.login_page(),
        Fault.STALL: SimulatedResponse(status=0, silence="stall"),
        Fault.GONE: SimulatedResponse(status=0, silence="hang up"),
        Fault.SERVER_ERROR: responses.server_error(),
        Fault.HTML: responses.html_page("Something went wrong"),
        Fault.NOT_A_RESULT: SimulatedResponse(body=NOT_A_RESULT),
        Fault.EMPTY: SimulatedResponse(body=as_json({"num_pages": 0, "current_page": 0, "results": None})),
        Fault.TRUNCATE: msgspec.structs.replace(good, unsent=half),
        Fault.TRUNCATE_CHUNKED: msgspec.structs.replace(good, body=good.body[:half], has_length=False),
        Fault.BOM: msgspec.structs.replace(good, body=BOM + good.body.removeprefix(BOM)),
    }
    return spoiled.get(switch.fault, good)
