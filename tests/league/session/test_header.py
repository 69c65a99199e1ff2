import codecs
import json

import pytest

from sitegen.errors import ResultRefused
from sitegen.league.session.header import championship_of, decode_text, read_header
from tests.payloads import body, line, result


def test_a_header_says_what_a_result_is_about():
    header = read_header(body(result(lines=[line(1)], metaData="championship:cup:monza")))
    assert (header.session_file, header.date) == ("240903_225442_R", "2024-09-03T22:54:42Z")
    assert header.championship == ("cup", "monza")


@pytest.mark.parametrize("meta_data", ["", "custom_race:36a68c73", "championship:cup", "championship:a:../b"])
def test_other_meta_data_names_no_championship(meta_data):
    assert championship_of(meta_data) == (None, None)


def test_lines_and_laps_are_not_looked_at():
    header = read_header(b'{"SessionFile": "x", "laps": "nonsense", "sessionResult": {"leaderBoardLines": [1, "a"]}}')
    assert header.session_file == "x"


@pytest.mark.parametrize(
    "content", ['{"sessionResult": {}, "laps": []}', '{"sessionResult": {"leaderBoardLines": null}}']
)
def test_laps_or_lines_are_enough_to_be_a_result(content):
    assert read_header(content.encode()).session_file is None


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("<html>", "it is not JSON"),
        ("[]", "it is no session result"),
        ("{}", "it has no sessionResult"),
        ('{"sessionResult": {}}', "it has neither leaderBoardLines nor laps"),
        ('{"laps": ' + "[" * 100_000, "it is not JSON"),
    ],
)
def test_what_is_no_result_is_refused_with_the_reason(content, reason):
    with pytest.raises(ResultRefused, match=reason):
        read_header(content.encode())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_every_encoding_that_servers_and_the_game_write_is_decoded(encoding):
    text = json.dumps({"trackName": "Nürburgring"}, ensure_ascii=False)
    assert decode_text(text.encode(encoding)) == text


def test_bytes_that_are_no_text_are_refused_with_their_line():
    with pytest.raises(ResultRefused, match="from line 2 on"):
        decode_text(b"{}\n\xff")


def test_half_a_character_of_the_games_text_is_refused():
    with pytest.raises(ResultRefused, match="neither UTF-8 nor UTF-16"):
        decode_text(codecs.BOM_UTF16_LE + b"\x00\xd8")
