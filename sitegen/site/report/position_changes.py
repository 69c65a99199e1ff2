"""The third paragraph: who rose and fell, dropped out or was punished, and the fastest lap."""

from collections.abc import Iterator

from sitegen.league.race.position_changes import Demotion, Exclusion, PositionChange
from sitegen.league.race.story import FastestLap
from sitegen.site.formats import lap_time
from sitegen.site.report.words import capital, in_words, listed, nth, seconds, time_penalty
from sitegen.site.report.writer import Sentence, Writer

FIRST_TEN = 10
"""Places that are worth a sentence."""

FEWEST_GAINED = 3
"""A rise of fewer places is not worth a sentence."""

FEWEST_LOST = 8
"""A fall of fewer places is not worth a sentence."""

MOST_NAMED = 2
"""Cars that a sentence names."""


def change_sentences(writer: Writer) -> Iterator[Sentence]:
    """The third paragraph."""
    yield Sentence(_climb(writer), 65)
    yield Sentence(_recovery(writer), 48)
    yield Sentence(_drop(writer), 30)
    yield Sentence(_retirements(writer), 55)
    yield Sentence(_demotions(writer), 58)
    yield Sentence(_exclusions(writer), 57)
    yield Sentence(_fastest_lap(writer), 72)


def _climb(writer: Writer) -> str:
    climb, recovery = writer.story.climb, writer.story.recovery
    if climb is None or climb.gained < FEWEST_GAINED:
        return ""
    name, start, finish = writer.name(climb.place), nth(climb.start), nth(climb.place.position)
    if writer.is_winner(climb.place):
        return f"No one made up more places than the winner, who had qualified {start}."
    if recovery and recovery.place.car_id == climb.place.car_id and recovery.start > climb.start:
        return f"{name}, {start} in qualifying and {nth(recovery.start)} after lap 1, climbed to {finish}."
    return writer.choose(
        "climb",
        f"No one made up more places than {name}: {start} in qualifying, {finish} at the finish.",
        f"{name} climbed {climb.gained} places, from {start} in qualifying to {finish}.",
        f"{name} qualified {start} and finished {finish}; no one gained more places.",
    )


def _recovery(writer: Writer) -> str:
    recovery = writer.story.recovery
    if recovery is None or recovery.gained < FEWEST_GAINED or _is_overshadowed(recovery, writer.story.climb):
        return ""
    name, start, finish = writer.name(recovery.place), nth(recovery.start), nth(recovery.place.position)
    if writer.is_winner(recovery.place):
        return f"The winner had been {start} after lap 1."
    return writer.choose(
        "recovery",
        f"{name} went from {start} after lap 1 to {finish} at the finish.",
        f"From {start} after lap 1, {name} rose to {finish}.",
        f"{name}, {start} at the end of lap 1, made it up to {finish}.",
    )


def _is_overshadowed(recovery: PositionChange, climb: PositionChange | None) -> bool:
    """Two rises on end are worth telling only when they are of two cars and the second ends at the front."""
    if climb is None or climb.gained < FEWEST_GAINED:
        return False
    return climb.place.car_id == recovery.place.car_id or recovery.place.position > FIRST_TEN


def _drop(writer: Writer) -> str:
    drop = writer.story.drop
    if drop is None or drop.start > FIRST_TEN or -drop.gained < FEWEST_LOST or writer.is_on_pole(drop.place):
        return ""
    return f"{writer.name(drop.place)} fell from {nth(drop.start)} in qualifying to {nth(drop.place.position)}."


def _retirements(writer: Writer) -> str:
    retirements = writer.story.retirements[:MOST_NAMED]
    if not retirements:
        return ""
    each: list[str] = []
    for retirement in retirements:
        where = "the lead" if retirement.position == 1 else f"{nth(retirement.position)} place"
        # The verb stands once, for both: "A dropped out from the lead after lap 3 and B from third place after lap 5."
        verb = "" if each else "dropped out "
        each.append(f"{writer.name(retirement.place)} {verb}from {where} after lap {retirement.lap}")
    return f"{listed(each)}."


def _demotions(writer: Writer) -> str:
    untold = [demotion for demotion in writer.story.demotions if not _is_win_lost_by_penalty(writer, demotion)]
    front = [demotion for demotion in untold if demotion.line_position <= FIRST_TEN][:MOST_NAMED]
    if not front:
        return ""
    each = [
        f"{writer.name(demotion.place)} from {nth(demotion.line_position)} to {nth(demotion.place.position)}"
        for demotion in front
    ]
    subject = "Time penalties"
    if len(front) == 1:
        subject = time_penalty(front[0].place, front[0].penalty_s)
    return f"{subject} dropped {listed(each)}."


def _is_win_lost_by_penalty(writer: Writer, demotion: Demotion) -> bool:
    """Whether the first paragraph has told it."""
    lost_win = writer.story.lost_win
    if lost_win is None or not lost_win.penalty_s:
        return False
    return demotion.place.car_id == lost_win.place.car_id


def _exclusions(writer: Writer) -> str:
    untold = [exclusion for exclusion in writer.story.exclusions if not _is_exclusion_told(writer, exclusion)]
    each = [_lost_place(writer, exclusion) for exclusion in untold]
    front = [clause for clause in each if clause][:MOST_NAMED]
    if len(front) == 1:
        return f"A disqualification cost {front[0]} on the road."
    if front:
        return f"Disqualifications cost {listed(front)} on the road."
    if not untold:
        return ""
    if len(untold) == 1:
        return "One car was disqualified."
    return f"{capital(in_words(len(untold)))} cars were disqualified."


def _is_exclusion_told(writer: Writer, exclusion: Exclusion) -> bool:
    """Whether the first paragraph has told it: of the car on pole, or of the one that was first over the line."""
    lost_win = writer.story.lost_win
    if lost_win is not None and exclusion.place.car_id == lost_win.place.car_id:
        return True
    return writer.is_on_pole(exclusion.place)


def _lost_place(writer: Writer, exclusion: Exclusion) -> str:
    """Who lost which place, empty when it was none at the front."""
    position = exclusion.line_position
    if position is None or position > FIRST_TEN:
        return ""
    return f"{writer.name(exclusion.place)} {nth(position)} place"


def _fastest_lap(writer: Writer) -> str:
    fastest = writer.story.fastest_lap
    if fastest is None:
        return ""
    lap = lap_time(fastest.lap.ms)
    if fastest.lap.number:
        lap += f" on lap {fastest.lap.number}"
    if writer.is_winner(fastest.place):
        return writer.choose(
            "fastest",
            f"The winner also set the fastest lap, {lap}.",
            f"The fastest lap was the winner's too: {lap}.",
        )
    name, quicker = writer.name(fastest.place), _quicker(fastest)
    return writer.choose(
        "fastest",
        f"{name} set the fastest lap, {lap}{quicker}.",
        f"The fastest lap went to {name}: {lap}{quicker}.",
    )


def _quicker(fastest: FastestLap) -> str:
    """By how much it was faster than the winner's best; nothing where the winner has none or one as fast."""
    ahead_ms = (fastest.winner_best_ms or 0) - fastest.lap.ms
    if ahead_ms <= 0:
        return ""
    return f", {seconds(ahead_ms)} quicker than the winner's best"
