"""The third paragraph: who rose and fell, dropped out or was punished, and the fastest lap."""

from collections.abc import Iterator

from sitegen.league.race.position_changes import Move
from sitegen.site.formats import lap_time
from sitegen.site.report.words import capital, in_words, listed, nth, seconds, time_penalty
from sitegen.site.report.writer import Told, Writer

FIRST_TEN = 10
"""Places that are worth a sentence."""

FEWEST_GAINED = 3
FEWEST_LOST = 8


def what_else_happened(writer: Writer) -> Iterator[Told]:
    """The third paragraph."""
    yield _climb(writer), 65
    yield _recovery(writer), 48
    yield _drop(writer), 30
    yield _retirements(writer), 55
    yield _demotions(writer), 58
    yield _exclusions(writer), 57
    yield _fastest(writer), 72


def _climb(writer: Writer) -> str:
    climb, recovery = writer.story.climb, writer.story.recovery
    if climb is None or climb.gained < FEWEST_GAINED:
        return ""
    name, start, finish = writer.who(climb.place), nth(climb.start), nth(climb.place.position)
    if climb.place is writer.winner:
        return f"No one made up more places than the winner, who had qualified {start}."
    if recovery and recovery.place is climb.place and recovery.start > climb.start:
        return f"{name}, {start} in qualifying and {nth(recovery.start)} after lap 1, climbed to {finish}."
    return writer.choose(
        "climb",
        f"No one made up more places than {name}: {start} in qualifying, {finish} at the finish.",
        f"{name} climbed {climb.gained} places, from {start} in qualifying to {finish}.",
        f"{name} qualified {start} and finished {finish}; no one gained more places.",
    )


def _recovery(writer: Writer) -> str:
    recovery, climb = writer.story.recovery, writer.story.climb
    if recovery is None or recovery.gained < FEWEST_GAINED:
        return ""
    if climb and climb.gained >= FEWEST_GAINED and _overshadows(climb, recovery):
        return ""
    name, start, finish = writer.name(recovery.place), nth(recovery.start), nth(recovery.place.position)
    if recovery.place is writer.winner:
        return f"The winner had been {start} after lap 1."
    return writer.choose(
        "recovery",
        f"{name} went from {start} after lap 1 to {finish} at the finish.",
        f"From {start} after lap 1, {name} rose to {finish}.",
        f"{name}, {start} at the end of lap 1, made it up to {finish}.",
    )


def _overshadows(climb: Move, recovery: Move) -> bool:
    """Two rises on end are worth telling only when the second ends at the front."""
    return climb.place is recovery.place or recovery.place.position > FIRST_TEN


def _drop(writer: Writer) -> str:
    drop = writer.story.drop
    if drop is None or drop.start > FIRST_TEN or -drop.gained < FEWEST_LOST or drop.place is writer.pole_car:
        return ""
    return f"{writer.name(drop.place)} fell from {nth(drop.start)} in qualifying to {nth(drop.place.position)}."


def _retirements(writer: Writer) -> str:
    gone = [
        (writer.name(one.place), "the lead" if one.position == 1 else f"{nth(one.position)} place", one.lap)
        for one in writer.story.retirements[:2]
    ]
    each = [
        f"{name} {'' if at else 'dropped out '}from {where} after lap {lap}"
        for at, (name, where, lap) in enumerate(gone)
    ]
    return f"{listed(each)}." if each else ""


def _demotions(writer: Writer) -> str:
    road = writer.story.road_winner
    lost = [
        one
        for one in writer.story.demotions
        if one.on_road <= FIRST_TEN and not (road and road.seconds and one.place is road.place)
    ][:2]
    each = [f"{writer.name(one.place)} from {nth(one.on_road)} to {nth(one.place.position)}" for one in lost]
    if len(lost) != 1:
        return f"Time penalties dropped {listed(each)}." if each else ""
    return f"{time_penalty(lost[0].place, lost[0].seconds)} dropped {each[0]}."


def _exclusions(writer: Writer) -> str:
    told = (writer.pole_car, writer.story.road_winner.place if writer.story.road_winner else None)
    left = [one for one in writer.story.exclusions if not any(one.place is place for place in told)]
    front = [one for one in left if one.position is not None and one.position <= FIRST_TEN]
    each = [f"{writer.name(one.place)} {nth(one.position)} place" for one in front[:2] if one.position]
    if each:
        cost = "A disqualification cost" if len(each) == 1 else "Disqualifications cost"
        return f"{cost} {listed(each)} on the road."
    if not left:
        return ""
    return "One car was disqualified." if len(left) == 1 else f"{capital(in_words(len(left)))} cars were disqualified."


def _fastest(writer: Writer) -> str:
    fastest = writer.story.fastest
    if fastest is None:
        return ""
    lap = lap_time(fastest.lap.ms) + (f" on lap {fastest.lap.number}" if fastest.lap.number else "")
    if fastest.place is writer.winner:
        return writer.choose(
            "fastest",
            f"The winner also set the fastest lap, {lap}.",
            f"The fastest lap was the winner's too: {lap}.",
        )
    name, ahead_ms = writer.name(fastest.place), (fastest.winner_best_ms or 0) - fastest.lap.ms
    quicker = f", {seconds(ahead_ms)} quicker than the winner's best" if ahead_ms > 0 else ""
    return writer.choose(
        "fastest",
        f"{name} set the fastest lap, {lap}{quicker}.",
        f"The fastest lap went to {name}: {lap}{quicker}.",
    )
