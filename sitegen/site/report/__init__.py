"""A race in a few sentences of plain text, each of them proved by a fact.

Where several wordings say the same, the session's id chooses: a race always reads the same, two races do not. A name
may stand for a crew ("Smith / Weber"), so verbs fit one and several.
"""

from collections.abc import Callable

from sitegen.league.race.story import RaceStory
from sitegen.league.session.models import Place
from sitegen.site.report.fights import who_fought_whom
from sitegen.site.report.others import what_else_happened
from sitegen.site.report.win import how_it_was_won
from sitegen.site.report.writer import Writer

MOST_SENTENCES = 9


def report(story: RaceStory, *, name: Callable[[Place], str]) -> tuple[str, ...]:
    """One to three paragraphs of plain text; `name`: what the drivers of a car are called."""
    writer = Writer(story, name)
    paragraphs = (how_it_was_won(writer), who_fought_whom(writer), what_else_happened(writer))
    parts = [writer.told(part) for part in paragraphs]
    heaviest = sorted((one for part in parts for one in part), key=lambda one: -one[1])[:MOST_SENTENCES]
    win, fights, others = ([one[0] for one in part if one in heaviest] for part in parts)
    if len(fights) < 2 or len(others) < 2:
        fights, others = [], [*fights, *others]
    if len(others) < 2:
        win, others = [*win, *others], []
    return tuple(" ".join(texts) for texts in (win, fights, others) if texts)
