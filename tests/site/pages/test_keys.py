"""What a page decides by: keys of the models, whatever words stand beside them."""

import re

import jinja2
import pytest
from jinja2 import nodes

from sitegen.league.championship.models import Standings
from sitegen.league.championship.points import RacePoints
from sitegen.league.championship.rounds import Round
from sitegen.league.history.personal_bests import personal_bests_of
from sitegen.league.history.records import lap_records
from sitegen.league.session.models import Status
from sitegen.site.pages.championship.cells import cell_of
from sitegen.site.pages.championship.standings import standings_tables
from sitegen.site.pages.record_lines import record_lines
from sitegen.site.pages.session.page import session_page
from sitegen.support.resources import bundled
from tests.league.readings import classified
from tests.payloads import lap, line, penalty, result
from tests.site.pages.small_league import ANN, BOB, computed, links_of, race, row, scope_of, season_of


def page_of(classification):
    return session_page(computed(classification), scope_of(classification), links_of(classification))


def weekend(session_type, **more):
    """A car that counts, one that does not, one that was disqualified."""
    lines = [line(1, laps=10, total=1_000_000, best=100_000), line(2, laps=1), line(3, laps=10, total=1_000_001)]
    return classified(result(session_type, lines=lines, penalties=[penalty(3, "Disqualified")], **more))


def test_the_groups_of_a_race_are_told_apart_by_their_status():
    groups = page_of(weekend("R")).groups
    assert [(group.status, group.title) for group in groups] == [
        (Status.CLASSIFIED, ""),
        (Status.NOT_CLASSIFIED, "Not classified"),
        (Status.DISQUALIFIED, "Disqualified"),
    ]


def test_in_practice_those_who_do_not_count_have_no_time():
    groups = page_of(weekend("FP")).groups
    assert [group.title for group in groups if group.status is Status.NOT_CLASSIFIED] == ["Without a time"]


def title_of(class_name):
    """The key and the title of the standings of a class with one driver."""
    classification = race(ANN, BOB)
    rows = (row(classification.places[0].entry.drivers[0], 25),)
    season = season_of(classification, standings=Standings(drivers={class_name: rows}))
    (table,) = standings_tables(season, links_of(classification), results={})
    return table.class_name, table.title


def test_standings_without_classes_have_no_name_of_a_class_whatever_they_are_called():
    assert [title_of(""), title_of("GT3")] == [("", "Drivers"), ("GT3", "GT3")]


def test_points_are_a_sum_when_they_have_several_parts():
    place = RacePoints("a", 2, Status.CLASSIFIED, for_place=18, pole=0, fastest_lap=0, withheld=0)
    with_pole = RacePoints("a", 2, Status.CLASSIFIED, for_place=18, pole=1, fastest_lap=0, withheld=0)
    cells = [
        cell_of(Round(event=None, points=None, arithmetic=races, dropped=False, races=()))
        for races in ((), (place,), (with_pole,), (place, place))
    ]
    assert [cell.is_sum for cell in cells] == [False, False, True, True]


def test_a_record_has_a_key_for_its_kind_and_its_weather():
    payload = result("Q", lines=[line(1, ANN)], laps=[lap(1, 101_000)], SessionFile="wet")
    payload["sessionResult"]["isWetSession"] = 1
    dry, wet = race(ANN, BOB), classified(payload)
    bests = [*personal_bests_of(dry), *personal_bests_of(wet)]
    lines = record_lines(lap_records(bests), links_of(dry, wet))
    assert [(line.kind_key, line.weather_key, line.kind, line.weather) for line in lines] == [
        ("outright", "any", "Outright", "Any"),
        ("race", "dry", "Race", "Dry"),
        ("qualifying", "wet", "Qualifying", "Wet"),
    ]


def test_a_gap_in_laps_sorts_behind_every_gap_in_time():
    lines = [line(1, laps=10, total=1_000_000), line(2, laps=10, total=87_400_000), line(3, laps=9, total=1_000_001)]
    rows = page_of(classified(result("R", lines=lines))).groups[0].rows
    assert [row.gap_order for row in rows] == [None, 86_400_000, 1_000_000_000]


KEY = re.compile(r"[a-z][a-z0-9_]*|404\.html|:")
"""A key, the address of the page that is shown at any depth, and what tells an address with a scheme."""


@pytest.mark.parametrize("theme", ["default", "night", "paper"])
def test_no_template_decides_by_a_word_for_people(theme):
    folder = bundled("themes") / theme / "templates"
    words = []
    for path in sorted(folder.glob("*.html")):
        for comparison in jinja2.Environment().parse(path.read_text(encoding="utf-8")).find_all(nodes.Compare):
            texts = [constant.value for constant in comparison.find_all(nodes.Const) if isinstance(constant.value, str)]
            words += [(path.name, text) for text in texts if not KEY.fullmatch(text)]
    assert words == []
