import itertools

from sitegen.league.championship.progression import ProgressionLine
from sitegen.league.game.people import Person
from sitegen.site.charts.base import CarSign
from sitegen.site.charts.seasons import MOST, places_chart, points_chart


def sign(person):
    return CarSign(person.key, "", person.name, person.short)


def line(name, *points, places=None, final=None):
    person = Person(name, "", name, name[:3].upper())
    places = tuple(places or [None if after_round is None else 1 for after_round in points])
    return ProgressionLine(person, tuple(points), places, points[-1] or 0, final or 1)


HEADS = ("SPA", "MON", "SUZ")


def test_more_points_are_drawn_higher_and_everybody_is_in_the_numbers():
    chart = points_chart([line("Ann", 10, 20, 30), line("Bob", 6, None, 12)], HEADS, signs=sign, anchor="a")
    ends = {trace.sign.key: trace.end.y for trace in chart.traces}
    assert ends["Ann"] < ends["Bob"]
    assert [tick.text for tick in chart.x_ticks] == ["SPA", "MON", "SUZ"]
    assert {row.sign.key: row.cells for row in chart.numbers.rows} == {
        "Ann": ("10", "20", "30"),
        "Bob": ("6", "", "12"),
    }


def test_the_first_place_is_on_top():
    lines = [line("Ann", 1, 1, 1, places=(2, 1, 1)), line("Bob", 1, 1, 1, places=(1, 2, 2), final=2)]
    chart = places_chart(lines, HEADS, signs=sign, anchor="a")
    assert {trace.sign.key: (trace.end.text, trace.title) for trace in chart.traces} == {
        "Ann": ("1 · ANN", "Ann: place 1"),
        "Bob": ("2 · BOB", "Bob: place 2"),
    }


def test_one_round_or_one_driver_has_no_chart():
    for draw in (points_chart, places_chart):
        assert draw([line("Ann", 1, 2, 3)], HEADS, signs=sign, anchor="a") is None
        assert draw([line("Ann", 1), line("Bob", 1)], ("SPA",), signs=sign, anchor="a") is None


def test_labels_of_many_drivers_never_overlap():
    lines = [line(f"D{at:02}", 1, 1, 1, places=(1, 1, 1), final=at + 1) for at in range(40)]
    for draw in (points_chart, places_chart):
        chart = draw(lines, HEADS, signs=sign, anchor="a")
        ends = sorted(trace.end.y for trace in chart.traces)
        assert len(ends) == MOST
        assert all(after - before >= 12.9 for before, after in itertools.pairwise(ends))
        assert len(chart.numbers.rows) == 40
