"""The second paragraph: the battles, the closest finish, and who won the other classes."""

from collections.abc import Iterator

from sitegen.league.race.battles import Battle, CloseFinish
from sitegen.league.race.story import ClassWin
from sitegen.league.session.models import Place
from sitegen.site.report.words import as_sentence, listed, nth, often, seconds, stretch
from sitegen.site.report.writer import Sentence, Writer

CLOSE_AFTER_BATTLE_MS = 5000
"""A gap at the finish above this is no outcome of a battle."""

BATTLE_WEIGHTS = (75, 45)
"""The weights of the first and of the second battle; a third is not told."""


def battle_sentences(writer: Writer) -> Iterator[Sentence]:
    """The second paragraph."""
    # Not strict: a race may have fewer battles, and a third one is not told.
    for battle, weight in zip(writer.story.battles, BATTLE_WEIGHTS, strict=False):
        yield Sentence(as_sentence(_battle(writer, battle) + _outcome(writer, battle)), weight)
    yield Sentence(_close_finish(writer), 50)
    yield Sentence(_class_wins(writer), 85)


def _battle(writer: Writer, battle: Battle) -> str:
    front, rear = writer.name_or_winner(battle.front), writer.name_or_winner(battle.rear)
    laps = stretch(battle.first_lap, battle.last_lap, of=writer.story.laps)
    prize = _prize(battle)
    in_fight = f" in a fight{prize}" if prize else ""
    if battle.swaps:
        times = often(battle.swaps)
        return writer.choose(
            "fight",
            f"{front} and {rear} fought{prize} {laps} and swapped places {times}",
            f"{front} and {rear} ran within a second of each other {laps}, the order between them changing {times}",
            f"{laps}, {front} and {rear} fought{prize}, the order at the line changing {times}",
        )
    return writer.choose(
        "chase",
        f"{rear} chased {front}{prize} {laps}, within a second at the end of each",
        f"{front} stayed ahead of {rear}{in_fight} {laps}, never by more than a second at the line",
        f"{laps}, {rear} followed {front} within a second{in_fight}",
    )


def _prize(battle: Battle) -> str:
    """For what the two fought; nothing when it changed."""
    if battle.at_stake is None:
        return ""
    if battle.at_stake == 1:
        return " for the lead"
    return f" for {nth(battle.at_stake)}"


def _outcome(writer: Writer, battle: Battle) -> str:
    """Who finished ahead, unless another sentence says it: that on the margin of the win, or on third place."""
    gap_ms = battle.finish_gap_ms
    ahead = min(battle.front, battle.rear, key=lambda place: place.position)
    if gap_ms is None or gap_ms > CLOSE_AFTER_BATTLE_MS or writer.is_winner(ahead) or _is_third_close(writer, battle):
        return ""
    return f"; {writer.name(ahead)} finished {seconds(gap_ms)} ahead"


def _is_third_close(writer: Writer, battle: Battle) -> bool:
    """Whether the sentence about third place has given the gap between the two."""
    finish, podium = writer.close_finish, writer.story.podium
    if finish is None or len(podium) < 2:
        return False
    pair = {battle.front.car_id, battle.rear.car_id}
    return {podium[1].place.car_id, finish.ahead.car_id, finish.behind.car_id} <= pair


def _close_finish(writer: Writer) -> str:
    finish = writer.close_finish
    if finish is None or _is_told(writer, finish):
        return ""
    ahead, behind, gap = writer.name(finish.ahead), writer.name(finish.behind), seconds(finish.gap_ms)
    place = nth(finish.ahead.position)
    return writer.choose(
        "close",
        f"{ahead} finished {place}, {gap} ahead of {behind}.",
        f"The closest finish in the top ten was for {place}, {ahead} {gap} ahead of {behind}.",
    )


def _is_told(writer: Writer, finish: CloseFinish) -> bool:
    """Whether another sentence has the gap: that on the margin of the win, on third place, or on a battle."""
    cars = {writer.winner.car_id, *(finisher.place.car_id for finisher in writer.story.podium[1:])}
    if not cars.isdisjoint((finish.ahead.car_id, finish.behind.car_id)):
        return True
    told = writer.story.battles[: len(BATTLE_WEIGHTS)]
    return any(battle.finish_gap_ms and _took_part(finish.ahead, battle) for battle in told)


def _took_part(place: Place, battle: Battle) -> bool:
    return place.car_id in (battle.front.car_id, battle.rear.car_id)


def _class_wins(writer: Writer) -> str:
    wins = writer.story.class_wins
    if len(wins) == 1:
        return _class_win(writer, wins[0])
    if not wins:
        return ""
    each = [f"{writer.name(win.place)} in {win.class_name} ({nth(win.place.position)} overall)" for win in wins]
    return f"The other class wins went to {listed(each)}."


def _class_win(writer: Writer, win: ClassWin) -> str:
    name, place = writer.name(win.place), nth(win.place.position)
    return writer.choose(
        "class",
        f"{name} won the {win.class_name} class in {place} place overall.",
        f"The {win.class_name} win went to {name}, {place} overall.",
    )
