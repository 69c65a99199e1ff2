import datetime as dt
import re
from pathlib import Path

import pytest

from sitegen.config import Config, ConfiguredChampionship, Fetch, Privacy, Results, Server, Site, load
from sitegen.errors import ConfigError

WHOLE = """
[site]
title = "Sample League"
url = "https://example.github.io/league/"
language = "en"
timezone = "Europe/Berlin"
theme = "default"

[[server]]
name = "main"
url = "https://accsm.example.com"
timezone = "Europe/London"
requests = 5
per_seconds = 20
session_types = ["FP", "Q", "R"]
since = 2024-01-01
query = ""

[[server]]
name = "second"
url = "http://10.0.0.1:8772/accsm/"

[[championship]]
id = "36a68c73-2ceb-47e3-9c40-bae0c90e4822"
server = "main"
name = "GT3 Team Championship"
running = true

[privacy]
names = "full"
hide = ["jane-doe"]

[fetch]
recheck_days = 3

[results]
classified_share = 0.9
protest_hours = 48
"""

SITE = '[site]\ntitle = "T"\n'
SERVER = '[[server]]\nname = "main"\nurl = "https://x.example"\n'


@pytest.fixture
def read(tmp_path: Path):
    def read(text: str) -> Config:
        (tmp_path / "sitegen.toml").write_text(text, encoding="utf-8")
        return load(tmp_path)

    return read


def test_every_key_of_the_interface_is_read(read):
    assert read(WHOLE) == Config(
        site=Site(title="Sample League", url="https://example.github.io/league/", timezone="Europe/Berlin"),
        server=(
            Server(name="main", url="https://accsm.example.com", timezone="Europe/London", since=dt.date(2024, 1, 1)),
            Server(name="second", url="http://10.0.0.1:8772/accsm/"),
        ),
        championship=(
            ConfiguredChampionship(
                id="36a68c73-2ceb-47e3-9c40-bae0c90e4822", server="main", name="GT3 Team Championship", running=True
            ),
        ),
        privacy=Privacy(hide=("jane-doe",)),
        fetch=Fetch(recheck_days=3),
        results=Results(classified_share=0.9, protest_hours=48),
    )


def test_what_is_not_said_keeps_to_the_vendors_limit_and_shows_everything(read):
    config = read(SITE + SERVER)
    server = config.server[0]
    assert (server.requests, server.per_seconds, server.session_types) == (5, 20, ("FP", "Q", "R"))
    assert (server.since, server.query, server.timezone) == (None, "", None)
    assert (config.fetch.recheck_days, config.results.classified_share, config.privacy.names) == (0, 0.75, "full")


def test_a_byte_order_mark_is_no_mistake(tmp_path):
    (tmp_path / "sitegen.toml").write_bytes(b"\xef\xbb\xbf" + SITE.encode())
    assert load(tmp_path).site.title == "T"


@pytest.mark.parametrize(
    ("text", "complaint", "expected", "suggestion"),
    [
        ('[site]\ntitle = "T"\ntitel = "x"\n', "site.titel", "", 'Did you mean "title"?'),
        ("[site]\n", "site.title is missing", "a text in quotes", ""),
        ("", "site is missing", "", ""),
        ('[sites]\ntitle = "T"\n', "sites", "", 'Did you mean "site"?'),
        ("[site]\ntitle = 5\n", "site.title is 5", "a text in quotes", ""),
        ('[site]\ntitle = "T"\ntimezone = "Europe/Berln"\n', '"Europe/Berln"', "a time zone", '"Europe/Berlin"'),
        (SITE + 'language = "xx<"\n', 'site.language is "xx<"', 'a language such as "en"', ""),
        (SITE + 'language = ""\n', 'site.language is ""', 'a language such as "en"', ""),
        (SITE + '[[championship]]\nid = "a"\npoints = [{places = 5}]\n', "places is 5", "list of numbers", ""),
        ('site = "T"\n', "site is", "a table", ""),
        ("[[site]]\n", "site is a list", "a table", ""),
        (SITE + "[server]\n", "server is a table", "double brackets", ""),
        (SITE + '[[server]]\nurl = "https://x.example"\n', "server[1].name is missing", "a text in quotes", ""),
        (SITE + '[[server]]\nname = "main"\n', "server[1].url is missing", "a text in quotes", ""),
        (SITE + SERVER + "request = 5\n", "server[1].request", "", 'Did you mean "requests"?'),
        (SITE + SERVER + 'requests = "5"\n', 'requests is "5"', "a whole number", ""),
        (SITE + SERVER + "requests = 0\n", "requests is 0", "1 or more", ""),
        (SITE + SERVER + "requests = true\n", "requests is true", "a whole number", ""),
        (SITE + SERVER + "per_seconds = 0\n", "per_seconds is 0", "more than 0", ""),
        (SITE + SERVER + "per_seconds = nan\n", "per_seconds is nan", "more than 0", ""),
        (SITE + SERVER + "per_seconds = -1.5\n", "per_seconds is -1.5", "more than 0", ""),
        (SITE + SERVER + 'per_seconds = "20"\n', 'per_seconds is "20"', "a number", ""),
        (SITE + SERVER + 'session_types = "R"\n', 'session_types is "R"', "a list of texts", ""),
        (SITE + SERVER + "session_types = [1]\n", "session_types has 1 in it", '["FP", "Q", "R"]', ""),
        (SITE + SERVER + 'session_types = ["X"]\n', '"X"', '"FP", "Q" or "R"', ""),
        (SITE + SERVER + 'since = "May"\n', 'since is "May"', "a date without quotes", ""),
        (SITE + SERVER + 'since = "2024-01-31"\n', 'since is "2024-01-31"', "a date without quotes", ""),
        (SITE + SERVER + "since = 2024-01-31T12:00:00\n", "since is 2024-01-31", "a date without quotes", ""),
        (SITE + SERVER + "per_seconds = inf\n", "per_seconds is inf", "a day at most", ""),
        (SITE + SERVER + "query = 1\n", "query is 1", "a text in quotes", ""),
        (SITE + SERVER + 'timezone = "Mars/Olympus"\n', '"Mars/Olympus"', "a time zone", ""),
        (SITE + SERVER + 'timezone = ""\n', "timezone", "a time zone", ""),
        (SITE + SERVER + 'timezone = "/etc/passwd"\n', "timezone", "a time zone", ""),
        (SITE + SERVER + 'password = "x"\n', "password must not stand in this file", "environment", ""),
        (SITE + SERVER + SERVER, '"main" is used 2 times', "a name of its own", ""),
        (SITE + '[[server]]\nname = "../x"\nurl = "https://x.example"\n', '"../x"', "small letters", ""),
        (SITE + '[[server]]\nname = "Main"\nurl = "https://x.example"\n', '"Main"', "small letters", ""),
        (SITE + '[[server]]\nname = "m"\nurl = "x.example"\n', '"x.example"', "an address such as", ""),
        (SITE + '[[server]]\nname = "m"\nurl = "ftp://x.example"\n', '"ftp://x.example"', "an address such as", ""),
        (SITE + '[[server]]\nname = "m"\nurl = "http://[::1"\n', '"http://[::1"', "an address such as", ""),
        (SITE + '[[server]]\nname = "m"\nurl = "http://x:999999"\n', "999999", "an address such as", ""),
        (SITE + '[[server]]\nname = "m"\nurl = "https://x.example?a=1"\n', "a=1", "an address such as", ""),
        (SITE + '[[championship]]\nid = ""\n', 'championship[1].id is ""', "the id in its address", ""),
        (SITE + '[[championship]]\nid = "https://x/y"\n', '"https://x/y"', "the id in its address", ""),
        (SITE + '[themes]\ncolour = "red"\n', "themes is not a key", "site, server, championship", ""),
        (SITE + "[[championship]]\n", "championship[1].id is missing", "a text in quotes", ""),
        (SITE + SERVER + '[[championship]]\nid = "a"\nserver = "man"\n', '"man"', "[[server]]", 'Did you mean "main"?'),
        (SITE + '[[championship]]\nid = "a"\nrunning = "yes"\n', 'running is "yes"', "true or false", ""),
        (SITE + '[[championship]]\nid = "a"\n[[championship]]\nid = "a"\n', '"a" is used 2 times', "keep one", ""),
        (SITE + '[privacy]\nnames = "initials"\n', '"initials"', '"full" or "initial"', 'Did you mean "initial"?'),
        (SITE + '[privacy]\nhide = "jane"\n', 'hide is "jane"', "a list of texts", ""),
        (SITE + "[fetch]\nrecheck_days = -1\n", "recheck_days is -1", "0 or more", ""),
        (SITE + "[results]\nclassified_share = 2\n", "classified_share is 2", "from 0 to 1", ""),
        (SITE + "[results]\nprotest_hours = -1\n", "protest_hours is -1", "hours from 0 to", ""),
    ],
)  # fmt: skip
def test_a_mistake_is_answered_with_file_key_what_was_found_and_what_was_expected(
    read, tmp_path, text, complaint, expected, suggestion
):
    with pytest.raises(ConfigError) as raised:
        read(text)
    message = str(raised.value)
    assert message.startswith(str(tmp_path / "sitegen.toml"))
    assert complaint in message
    assert expected in message
    assert suggestion in message
    assert message.endswith((".", "?", '".', '"?'))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("# title\r\n[site]\r\ntitle = 3\r\n", 3),
        (SITE + "theem = 1\n", 3),
        (SITE + 'footer = """\nurl = 3\n"""\nurl = 3\n', 6),
        (SITE + "menu = 1\n" + SERVER, 3),
        (SITE + SERVER + SERVER, 7),
        (SITE + SERVER + '[[server]]\n\nname = "b"\n', 6),
        (SITE + SERVER + 'session_types = [\n  "Q",\n  "X",\n]\n', 6),
        (SITE + '[classes]\nGT = "#123456"\n"GT 3.x" = "red"\n', 5),
        (SITE + '[[championship]]\nid = "a"\n[[championship.points]]\nplaces = [1]\ndrop_worst = -1\n', 7),
    ],
)
def test_a_mistake_is_said_with_the_line_of_its_key_or_of_the_table_that_lacks_it(read, tmp_path, text, line):
    (tmp_path / "sitegen.toml").write_text(text)
    with pytest.raises(ConfigError) as raised:
        read(text)
    assert str(raised.value).startswith(f"{tmp_path / 'sitegen.toml'}, line {line}: ")


def test_what_is_chosen_of_a_theme_is_the_themes_to_judge(read):
    assert read(f"{SITE}[theme]\naccent = 5\n").theme == {"accent": 5}


def test_several_mistakes_are_said_at_once(read):
    with pytest.raises(ConfigError) as raised:
        read('[site]\ntitle = 5\nthem = "x"\n')
    assert len(str(raised.value).splitlines()) == 2


@pytest.mark.parametrize(
    "text",
    [
        SITE + SERVER + 'password = "secret-0"\n',
        SITE + 'password = "secret-0"\n',
        SITE + '[[server]]\nname = "main"\nurl = "https://someone:secret-0@x.example"\n',
    ],
)
def test_a_password_in_the_file_is_never_repeated_and_its_right_place_is_named(read, text):
    with pytest.raises(ConfigError, match=r"SITEGEN_(MAIN|<NAME>)_PASSWORD") as raised:
        read(text)
    assert "secret-0" not in str(raised.value)


@pytest.mark.parametrize("text", ["[site]]", "title = T\n", 'title = "T"\ntitle = "T"\n'])
def test_what_is_not_toml_is_said_with_its_line(read, text):
    with pytest.raises(ConfigError, match=r", line [12]: it is not TOML"):
        read(text)


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("title = T # ours\n", 1, 'a text needs quotes: title = "T".'),
        ('title = "T\n', 1, "the quotes of title are opened and not closed."),
        ('title = "T"\ntitle = "U"\n', 2, "title is there twice; keep one of them."),
        ("[site]\ntitle\n", 2, 'expected something like title = "Rules", with an = between key and value.'),
        ("a = 2026-02-30\n", 1, "there is no day 2026-02-30; expected one without quotes, such as 2026-01-31."),
        ("a = [1,\n", 1, "invalid value."),
    ],
)
def test_why_it_is_not_toml_is_said_in_words_that_fit(read, tmp_path, text, line, why):
    with pytest.raises(ConfigError) as raised:
        read(text)
    assert str(raised.value) == f"{tmp_path / 'sitegen.toml'}, line {line}: it is not TOML: {why}"


def test_a_folder_in_place_of_the_file_is_said(tmp_path):
    (tmp_path / "sitegen.toml").mkdir()
    with pytest.raises(ConfigError) as raised:
        load(tmp_path)
    assert str(raised.value) == f"{tmp_path / 'sitegen.toml'} could not be read: it is a folder; expected a file."


def test_what_is_not_text_is_said(tmp_path):
    (tmp_path / "sitegen.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match="UTF-8"):
        load(tmp_path)


def test_a_folder_without_configuration_says_where_to_go(tmp_path):
    with pytest.raises(ConfigError, match="-C"):
        load(tmp_path)


def test_credentials_come_from_the_environment_by_the_servers_name():
    server = Server(name="my-server_1", url="https://x.example")
    both = {"SITEGEN_MY_SERVER_1_USERNAME": "admin", "SITEGEN_MY_SERVER_1_PASSWORD": "secret"}
    assert server.credentials(both) == ("admin", "secret")
    assert server.credentials({"SITEGEN_MY_SERVER_1_USERNAME": "admin"}) is None
    assert server.credentials({}) is None
    assert server.unset_variables({"SITEGEN_MY_SERVER_1_USERNAME": "admin"}) == ("SITEGEN_MY_SERVER_1_PASSWORD",)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://", "expected an address such as"),
        ("https://a.example/x?y=1#z", "expected an address such as"),
        ("https://a.example/a b/", "expected an address such as"),
        ("//a.example/", "or a path such as"),
        ("/a b/", "or a path such as"),
        ("a.example/x", 'Did you mean "https://a.example/x"?'),
    ],
)
def test_an_address_of_the_site_that_leads_nowhere_is_refused(read, url, expected):
    with pytest.raises(ConfigError, match=re.escape(expected)):
        read(f'[site]\ntitle = "T"\nurl = "{url}"\n')


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("https://example.github.io/league/", "/league/"),
        ("https://example.org", "/"),
        ("https://example.org/", "/"),
        ("/league", "/league/"),
        ("/", "/"),
    ],
)
def test_the_sites_path_has_a_slash_at_both_ends(url, path):
    assert Site(title="T", url=url).base_path == path
