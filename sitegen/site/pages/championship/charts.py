"""The charts of a championship: points and places, round by round."""

from collections.abc import Iterable, Sequence

import msgspec

from sitegen.league.championship.progression import ProgressionLine
from sitegen.league.championship.season import Season
from sitegen.league.game.people import Person
from sitegen.site.charts.base import CarSign, Chart
from sitegen.site.charts.seasons import PersonSigns, places_chart, points_chart
from sitegen.site.formats import day
from sitegen.site.links import Links
from sitegen.site.pages.championship.standings import class_anchor, person_sign


def season_charts(season: Season, links: Links) -> Iterable[Chart]:
    """Points and places by round; from archived standings by date where rounds are not known."""
    tracks = [event.track.short for event in season.rounds]
    # Without the weekday: there is little room under a chart.
    dates = [day(date, links.zone).split(" ", 1)[1] for date in season.dates]
    for class_season in season.classes:
        lines, heads = class_season.lines, tracks
        if not lines:
            lines, heads = class_season.lines_by_date, dates
        yield from _class_charts(class_season.name, lines, heads, links)


def _class_charts(
    class_name: str, lines: Sequence[ProgressionLine], heads: Sequence[str], links: Links
) -> Iterable[Chart]:
    signs = _person_signs(lines, links)
    for draw in (points_chart, places_chart):
        chart = draw(lines, heads, signs=signs, anchor=class_anchor(class_name))
        if chart is not None:
            title = f"{chart.title}, {class_name}".removesuffix(", ")
            yield msgspec.structs.replace(chart, title=title)


def _person_signs(lines: Sequence[ProgressionLine], links: Links) -> PersonSigns:
    """How the drivers of a class are known in its charts."""
    indexes = {line.person.key: index for index, line in enumerate(lines)}

    def sign(person: Person) -> CarSign:
        return person_sign(links.shown(person), f"h{indexes[person.key]}")

    return sign
