"""Addresses of pages and files."""

import pytest

from sitegen.site import addresses


def test_the_first_part_of_a_lap_analysis_has_no_number():
    assert addresses.laps("main/1_R") == "sessions/main/1_R/laps/"
    assert addresses.laps("main/1_R", 2) == "sessions/main/1_R/laps/2/"
    assert addresses.laps_side_by_side("main/1_R", 3) == "sessions/main/1_R/laps/all/3/"


def test_the_standings_after_a_round_lie_below_the_championship():
    assert addresses.after(addresses.championship("cup"), "2") == "championships/cup/after/2/"


def test_a_tag_goes_by_its_slug():
    assert addresses.tag("Team News") == "news/tags/team-news/"


@pytest.mark.parametrize(("address", "root"), [("", "./"), ("404.html", "./"), ("drivers/jane/", "../../")])
def test_a_page_knows_its_way_back_to_the_root(address, root):
    assert addresses.root_from(address) == root


def test_the_way_to_the_root_grows_with_the_depth():
    assert [addresses.root_from(url) for url in ("drivers/", "sessions/main/file/laps/")] == ["../", "../../../../"]


def test_data_is_named_as_its_page():
    assert addresses.data_of("teams/red-bulls/") == "data/teams/red-bulls.json"
    assert (addresses.session_data("main/a"), addresses.session_data("main/a", "laps.csv")) == (
        "data/sessions/main/a.json",
        "data/sessions/main/a.laps.csv",
    )
