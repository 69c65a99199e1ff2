"""The second paragraph: who fought whom, the closest finish, and who won the other classes."""

from collections.abc import Iterator

from sitegen.league.race.battles import Fight
from sitegen.site.report.words import listed, nth, often, seconds, sentence, stretch
from sitegen.site.report.writer import Told, Writer

CLOSE_AFTER_FIGHT_MS = 5000


def who_fought_whom(writer: Writer) -> Iterator[Told]:
    """The second paragraph."""
    for fight, weight in zip(writer.story.fights, (75, 45), strict=False):
        yield sentence(f"{_fight(writer, fight)}{_outcome(writer, fight)}"), weight
    yield _close_finish(writer), 50
    yield _class_wins(writer), 85


def _fight(writer: Writer, fight: Fight) -> str:
    front, rear, times = writer.who(fight.front), writer.who(fight.rear), often(fight.swaps)
    laps = stretch(fight.first_lap, fight.last_lap, of=writer.story.laps)
    place = f" for {'the lead' if fight.at_stake == 1 else nth(fight.at_stake)}" if fight.at_stake else ""
    in_fight = f" in a fight{place}" if place else ""
    if fight.swaps:
        return writer.choose(
            "fight",
            f"{front} and {rear} fought{place} {laps} and swapped places {times}",
            f"{front} and {rear} ran within a second of each other {laps}, the order between them changing {times}",
            f"{laps}, {front} and {rear} fought{place}, the order at the line changing {times}",
        )
    return writer.choose(
        "chase",
        f"{rear} chased {front}{place} {laps}, within a second at the end of each",
        f"{front} stayed ahead of {rear}{in_fight} {laps}, never by more than a second at the line",
        f"{laps}, {rear} followed {front} within a second{in_fight}",
    )


def _outcome(writer: Writer, fight: Fight) -> str:
    """Who finished ahead, unless the margin of the win has said it."""
    gap_ms, ahead = fight.finish_gap_ms, min(fight.front, fight.rear, key=lambda place: place.position)
    if gap_ms is None or gap_ms > CLOSE_AFTER_FIGHT_MS or ahead is writer.winner or _is_third_close(writer, fight):
        return ""
    return f"; {writer.name(ahead)} finished {seconds(gap_ms)} ahead"


def _is_third_close(writer: Writer, fight: Fight) -> bool:
    """Whether the sentence about third place has given the gap between the two."""
    close, third = writer.close, writer.story.podium[1:]
    pair = (fight.front, fight.rear)
    return bool(close and third and third[0].place in pair and close.ahead in pair and close.behind in pair)


def _close_finish(writer: Writer) -> str:
    close = writer.close
    told = [writer.winner, *(one.place for one in writer.story.podium[1:])]
    if close is None or any(close.ahead is place or close.behind is place for place in told):
        return ""
    if any(close.ahead in (fight.front, fight.rear) and fight.finish_gap_ms for fight in writer.story.fights[:2]):
        return ""
    ahead, behind, gap = writer.name(close.ahead), writer.name(close.behind), seconds(close.gap_ms)
    return writer.choose(
        "close",
        f"{ahead} finished {nth(close.ahead.position)}, {gap} ahead of {behind}.",
        f"The closest finish in the top ten was for {nth(close.ahead.position)}, {ahead} {gap} ahead of {behind}.",
    )


def _class_wins(writer: Writer) -> str:
    wins = [(writer.name(win.place), win.class_name, nth(win.place.position)) for win in writer.story.class_wins]
    if len(wins) != 1:
        each = listed([f"{name} in {class_name} ({place} overall)" for name, class_name, place in wins])
        return f"The other class wins went to {each}." if wins else ""
    name, class_name, place = wins[0]
    return writer.choose(
        "class",
        f"{name} won the {class_name} class in {place} place overall.",
        f"The {class_name} win went to {name}, {place} overall.",
    )
