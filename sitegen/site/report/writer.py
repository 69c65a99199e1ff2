"""Who writes of a race: knows the names, chooses among wordings, remembers what has been said."""

import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator

from sitegen.league.race.battles import Close
from sitegen.league.race.story import RaceStory
from sitegen.league.session.models import Place

CLOSE_FINISH_MS = 1000

Told = tuple[str, int]
"""A sentence and its weight: where there are too many, the lightest go. An empty one says nothing."""


class Writer:
    """Writes of one race; `name`: what the drivers of a car are called."""

    def __init__(self, story: RaceStory, name: Callable[[Place], str]) -> None:
        """Nothing has been said yet."""
        self.story = story
        self.winner = story.winner
        self.pole_car = story.pole.finish if story.pole else None
        self.plain_name = name
        """Does not tell cars of one name apart."""
        self._times_used = Counter(name(place) for place in story.field)
        self._last = ""
        """The sentence before."""
        self._used: dict[str, set[int]] = defaultdict(set)
        """Topic → the wordings that have had their turn."""

    def name(self, place: Place) -> str:
        """Cars of one name are told apart by their numbers."""
        name = self.plain_name(place)
        return f"#{place.entry.number} {name}" if self._times_used[name] > 1 else name

    def who(self, place: Place) -> str:
        """The winner is named only once."""
        return "the winner" if place is self.winner else self.name(place)

    @property
    def close(self) -> Close | None:
        """The closest finish, where it was close."""
        close = self.story.closest
        return close if close and close.gap_ms <= CLOSE_FINISH_MS else None

    def told(self, part: Iterator[Told]) -> list[Told]:
        """What a paragraph says, sentence by sentence, so that each can look at the one before."""
        said = []
        for text, weight in part:
            if text:
                self._last = text
                said.append((text, weight))
        return said

    def choose(self, about: str, *wordings: str) -> str:
        """One of some wordings, the same whenever this race is told.

        None twice in a report, and rather one that does not begin with whom or what the sentence before was about.
        """
        first = zlib.crc32(f"{self.story.session.id} {about}".encode())
        used = self._used[about]

        def fitness(at: int) -> tuple[bool, bool, int]:
            opening = " ".join(wordings[at].split()[:2]).rstrip(",").casefold()
            return at in used, opening in self._last.casefold(), (at - first) % len(wordings)

        chosen = min(range(len(wordings)), key=fitness)
        used.add(chosen)
        return wordings[chosen]
