import datetime as dt

import pytest

from sitegen.archive.index import IndexRow, ListIndex, ResultSubject
from sitegen.fetch.list_rows import address_of, day_of, free_name, link_to_archive, stem_of, type_in

RACE = "/results/download/260517_205456_R.json"
SAME_ON_SERVER_1 = "/server/1/results/download/260517_205456_R.json"


@pytest.mark.parametrize(
    ("url", "address"),
    [
        (RACE, RACE),
        (f"https://league.example{RACE}", RACE),
        (f"http://LEAGUE.example{RACE}", RACE),
        (f"https://elsewhere.example{RACE}", f"https://elsewhere.example{RACE}"),
        ("ftp://league.example/a.json", "ftp://league.example/a.json"),
        ("https://[broken/a.json", "https://[broken/a.json"),
    ],
)
def test_an_address_has_no_name_of_our_server_so_that_it_may_move(url, address):
    assert address_of(url, "https://league.example") == address


@pytest.mark.parametrize(
    ("address", "stem"), [(RACE, "260517_205456_R"), ("/a/b.json?x=1#y", "b"), ("/a/b", "b"), ("", "")]
)
def test_a_stem_is_the_name_of_the_file_without_its_ending(address, stem):
    assert stem_of(address) == stem


@pytest.mark.parametrize(
    ("name", "session_type"),
    [
        ("260517_205456_R", "R"),
        ("260517_205456_R2", "R2"),
        ("260517_205456_FP-s1", "FP"),
        ("260517_205456_Race", ""),
        ("copy of a race", ""),
    ],
)
def test_the_type_of_a_session_stands_in_the_name_of_its_file(name, session_type):
    assert type_in(name) == session_type


@pytest.mark.parametrize(
    ("date", "day"),
    [
        ("2026-05-17T20:54:56Z", dt.date(2026, 5, 17)),
        ("2026-05-17", dt.date(2026, 5, 17)),
        ("17 May", None),
        ("", None),
        (None, None),
    ],
)
def test_a_day_is_read_as_far_as_there_is_one(date, day):
    assert day_of(date) == day


def test_a_result_is_named_as_it_names_itself_and_like_its_address_when_it_does_not():
    assert free_name(ListIndex(), RACE, "my race") == "my-race-fa537fc6"
    assert free_name(ListIndex(), RACE, None) == "260517_205456_R"


def test_two_game_servers_with_one_name_are_told_apart_by_their_number():
    index = ListIndex(rows={RACE: IndexRow(file="260517_205456_R")})
    assert free_name(index, SAME_ON_SERVER_1, "260517_205456_r") == "260517_205456_r-s1"


def test_a_name_that_is_taken_in_every_form_is_made_from_the_whole_address():
    index = ListIndex(rows={"/a": IndexRow(file="x"), "/b": IndexRow(file="x-s1")})
    name = free_name(index, "/server/1/x.json", "x")
    assert name.startswith("x--server-1-x.json-")


def test_what_came_by_import_is_linked_to_its_row_once():
    index = ListIndex(
        rows={RACE: IndexRow(), SAME_ON_SERVER_1: IndexRow(), "/gone.json": IndexRow(refused="It is gone.")},
        files={"260517_205456_R": ResultSubject(), "gone": ResultSubject()},
    )
    link_to_archive(index, index.rows)
    assert [row.file for row in index.rows.values()] == ["260517_205456_R", None, None]
