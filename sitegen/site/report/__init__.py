"""A race in a few sentences of plain text, each of them proved by a fact.

Where several wordings say the same, the session's id chooses: a race always reads the same, two races do not. A name
may stand for a crew ("Smith / Weber"), so verbs fit one and several.
"""

from collections.abc import Callable, Container, Iterable

from sitegen.league.race.story import RaceStory
from sitegen.league.session.models import Place
from sitegen.site.report.battles import battle_sentences
from sitegen.site.report.position_changes import change_sentences
from sitegen.site.report.win import win_sentences
from sitegen.site.report.writer import Sentence, Writer

MOST_SENTENCES = 9

FEWEST_IN_PARAGRAPH = 2
"""Sentences below which a paragraph is joined with its neighbour."""


def report(story: RaceStory, *, name: Callable[[Place], str]) -> tuple[str, ...]:
    """One to three paragraphs of plain text; `name`: what the drivers of a car are called."""
    writer = Writer(story, name)
    # In the order in which they are read: a writer remembers what has been written before.
    win = writer.write(win_sentences(writer))
    battles = writer.write(battle_sentences(writer))
    changes = writer.write(change_sentences(writer))
    by_weight = sorted([*win, *battles, *changes], key=lambda sentence: -sentence.weight)
    heaviest = by_weight[:MOST_SENTENCES]
    return _paragraphs(_texts(win, heaviest), _texts(battles, heaviest), _texts(changes, heaviest))


def _texts(sentences: Iterable[Sentence], heaviest: Container[Sentence]) -> list[str]:
    return [sentence.text for sentence in sentences if sentence in heaviest]


def _paragraphs(win: list[str], battles: list[str], changes: list[str]) -> tuple[str, ...]:
    """Those with enough sentences; too short ones are joined, with the first one if need be."""
    if len(battles) < FEWEST_IN_PARAGRAPH or len(changes) < FEWEST_IN_PARAGRAPH:
        battles, changes = [], [*battles, *changes]
    if len(changes) < FEWEST_IN_PARAGRAPH:
        win, changes = [*win, *changes], []
    return tuple(" ".join(texts) for texts in (win, battles, changes) if texts)
