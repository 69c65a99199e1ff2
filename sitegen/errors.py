"""Everything that can go wrong for a user, as one tree; `cli.main` turns it into an exit status in one place.

    SitegenError                      it could not be done; the message is one sentence that says why
    ├── TomlError                     a TOML file has mistakes, a sentence each
    ├── ConfigError                   sitegen.toml is missing or says something that cannot be used
    ├── ArchiveError                  the archive could not be read or written
    ├── ResultRefused                 a file is no session result
    ├── ContentError                  a page in content/ cannot be used
    ├── ThemeError                    a theme is missing or one of its templates fails
    ├── BudgetSpent                   --max-requests or --time-budget is used up: no failure, a clean stop
    └── ServerError                   a Server Manager did not give what was asked
        ├── ServerSilent              no connection, a stall, or a body that broke off: worth another try
        │   ├── ServerUnreachable     no connection could be made
        │   └── ServerBroken          the server answered that it failed (5xx)
        ├── TooFast                   the server said that the limit was passed: another try after a full window
        ├── AccessClosed              the server wants a login or a permission
        │   └── AmbiguousRefusal      a login page, which newer servers also give to those who ask too fast
        ├── NotThere                  404: the address does not exist on this server
        └── NotUnderstood             an answer that is not what this address gives

A message names the file or URL, what was found, what was expected, and what to do now.
"""


class SitegenError(Exception):
    """It could not be done; `str(error)` is one sentence for the user, and the exit status is 1."""


class TomlError(SitegenError):
    """A TOML file has mistakes; `str(error)` has a line for every one."""

    def __init__(self, *mistakes: str) -> None:
        """`mistakes`: a sentence each, with file, line and key."""
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes


class ConfigError(SitegenError):
    """`sitegen.toml` is missing or says something that cannot be used."""


class ArchiveError(SitegenError):
    """The archive could not be read or written."""


class ResultRefused(SitegenError):
    """A file is no session result; the message ends a sentence, such as "it has no sessionResult; expected …"."""


class ContentError(SitegenError):
    """A page in `content/` cannot be used; the sentence names file and line."""


class ThemeError(SitegenError):
    """A theme is missing, or one of its templates fails; the sentence names file and line."""


class BudgetSpent(SitegenError):
    """`--max-requests` or `--time-budget` is used up, or the user wants to stop: a clean stop, not a failure."""


class ServerError(SitegenError):
    """A Server Manager did not give what was asked."""


class ServerSilent(ServerError):
    """No connection, a stall past the time-out, or a body that broke off: worth another try."""


class ServerUnreachable(ServerSilent):
    """No connection could be made: the server is down, or the address is another."""


class ServerBroken(ServerSilent):
    """The server is there and answered that it failed (5xx): another address may well work."""


class TooFast(ServerError):
    """The server said that its limit was passed: worth another try after a full window."""

    def __init__(self, message: str, *, retry_after_s: float | None = None) -> None:
        """`retry_after_s`: how many seconds the server itself asks to wait (`Retry-After`), None when it does not."""
        super().__init__(message)
        self.retry_after_s = retry_after_s


class AccessClosed(ServerError):
    """The server wants a login or a permission that this account does not have."""


class AmbiguousRefusal(AccessClosed):
    """A login page: the limit was passed, or the account may not. Only another try after a full window tells which."""


class NotThere(ServerError):
    """The address does not exist on this server (404)."""


class NotUnderstood(ServerError):
    """The answer is not what this address gives."""
