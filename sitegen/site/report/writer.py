"""Who writes of a race: knows the names, chooses among wordings, remembers what has been written."""

import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from typing import NamedTuple

from sitegen.league.race.battles import CloseFinish
from sitegen.league.race.story import RaceStory
from sitegen.league.session.models import Place

CLOSE_FINISH_MS = 1000
"""A gap at the finish above this is not worth a sentence."""


class Sentence(NamedTuple):
    """A sentence of a report; an empty text is none."""

    text: str
    weight: int
    """Where there are too many sentences, the lightest go."""


class Writer:
    """Writes of one race; `name`: what the drivers of a car are called."""

    def __init__(self, story: RaceStory, name: Callable[[Place], str]) -> None:
        """Nothing has been written yet."""
        self.story = story
        self.winner = story.winner
        self.pole_car = story.pole.finish if story.pole else None
        self.plain_name = name
        """Does not tell cars of one name apart."""
        self._cars_of_name = Counter(name(place) for place in story.field)
        self._last = ""
        """The sentence before."""
        self._used: dict[str, set[int]] = defaultdict(set)
        """Topic → the indexes of the wordings that have had their turn."""

    def name(self, place: Place) -> str:
        """Cars of one name are told apart by their numbers."""
        name = self.plain_name(place)
        if self._cars_of_name[name] > 1:
            return f"#{place.entry.number} {name}"
        return name

    def name_or_winner(self, place: Place) -> str:
        """For sentences after the first: the winner is named only once."""
        if self.is_winner(place):
            return "the winner"
        return self.name(place)

    def is_winner(self, place: Place) -> bool:
        """Whether this is the car that won."""
        return place.car_id == self.winner.car_id

    def is_on_pole(self, place: Place) -> bool:
        """Whether this is the car of who was fastest in qualifying."""
        return self.pole_car is not None and place.car_id == self.pole_car.car_id

    @property
    def close_finish(self) -> CloseFinish | None:
        """The closest finish, where it was close."""
        finish = self.story.closest_finish
        if finish is None or finish.gap_ms > CLOSE_FINISH_MS:
            return None
        return finish

    def write(self, paragraph: Iterable[Sentence]) -> list[Sentence]:
        """The sentences of a paragraph without the empty ones.

        They are made one by one, so that each can look at the one before.
        """
        written = []
        for sentence in paragraph:
            if sentence.text:
                self._last = sentence.text
                written.append(sentence)
        return written

    def choose(self, topic: str, *wordings: str) -> str:
        """One of some wordings, the same whenever this race is written about.

        None twice in a report, and rather one that does not begin with whom or what the sentence before was about.
        """
        # A checksum, not a random number: the same race has to read the same in every build. The topic is part of it,
        # so that not all sentences of a race are the first wordings; to rename a topic changes what old races say.
        first = zlib.crc32(f"{self.story.session.id} {topic}".encode())
        used = self._used[topic]

        def fitness(index: int) -> tuple[bool, bool, int]:
            opening = " ".join(wordings[index].split()[:2]).rstrip(",").casefold()
            return index in used, opening in self._last.casefold(), (index - first) % len(wordings)

        chosen = min(range(len(wordings)), key=fitness)
        used.add(chosen)
        return wordings[chosen]
