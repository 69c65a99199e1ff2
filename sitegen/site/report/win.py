"""The first paragraph: how it was won, who else stood on the podium, what became of pole."""

from collections.abc import Iterator

from sitegen.league.race.leads import RoadWinner
from sitegen.league.session.models import Place, Status
from sitegen.site.formats import counted
from sitegen.site.report.lead import who_led
from sitegen.site.report.words import distance, nth, seconds, time_penalty
from sitegen.site.report.writer import Told, Writer


def how_it_was_won(writer: Writer) -> Iterator[Told]:
    """The first paragraph."""
    road = writer.story.road_winner
    yield _opening(writer), 100
    yield _on_the_road(writer, road) if road else who_led(writer), 90
    yield _podium(writer), 60
    yield _pole(writer), 70


def _opening(writer: Writer) -> str:
    winner, laps = writer.name(writer.winner), counted(writer.story.laps, "lap")
    where = f"{'in the wet ' if writer.story.session.wet else ''}at {writer.story.session.track.name}"
    road, second = writer.story.road_winner, next(iter(writer.story.podium), None)
    if writer.winner.position > 1:
        return f"{winner} headed the classified cars after {laps} {where}."
    if road:
        return f"{winner} won {where} after {laps}, although {writer.name(road.place)} took the flag first."
    margin = distance(second.gap_ms, second.laps_down) if second else ""
    if not second or not margin:
        return f"{winner} won {where} after {laps}{f', with {writer.name(second.place)} second' if second else ''}."
    beaten = writer.name(second.place)
    return writer.choose(
        "opening",
        f"{winner} won {where}, {margin} ahead of {beaten} after {laps}.",
        f"{winner} took the win {where} after {laps}, beating {beaten} by {margin}.",
        f"{winner} beat {beaten} by {margin} to win {where} after {laps}.",
        f"After {laps} {where}, {winner} won by {margin} from {beaten}.",
        f"Victory {where} went to {winner}, {margin} clear of {beaten} after {laps}.",
    )


def _on_the_road(writer: Writer, road: RoadWinner) -> str:
    since = writer.story.leads[-1].first_lap
    leader = f"{writer.name(road.place)}, in front {f'since lap {since}' if since > 1 else 'on every lap'},"
    if road.disqualified:
        return f"{leader} lost the win to a disqualification."
    if road.seconds:
        return f"{time_penalty(road.place, road.seconds)} dropped {leader} to {nth(road.place.position)}."
    return f"In the final result {leader} stood {nth(road.place.position)}."


def _podium(writer: Writer) -> str:
    if len(writer.story.podium) < 2:
        return ""
    second, third = writer.story.podium
    name = writer.name(third.place) + (", fastest in qualifying," if third.place is writer.pole_car else "")
    road, behind = writer.story.road_winner, distance(third.gap_ms, third.laps_down)
    if (road and road.place is not second.place) or writer.winner.position > 1:
        back = distance(second.gap_ms, second.laps_down)
        return (
            f"{writer.name(second.place)} came next{f', {back} back' if back else ''}, "
            f"followed by {name.removesuffix(',')}."
        )
    if not behind:
        return f"{name} completed the podium."
    behind += _neighbour(writer, third.place)
    return writer.choose(
        "third",
        f"{name} completed the podium, {behind}.",
        f"{name} finished third, {behind}.",
        f"Third place went to {name.removesuffix(',')}, {behind}.",
    )


def _neighbour(writer: Writer, third: Place) -> str:
    """Behind whom, and what only just failed to change it."""
    close = writer.close
    if close and close.behind is third:
        return f" behind the winner but only {seconds(close.gap_ms)} behind second"
    if close and close.ahead is third:
        return f" behind the winner and {seconds(close.gap_ms)} ahead of {writer.name(close.behind)}"
    return " behind the winner"


def _pole(writer: Writer) -> str:
    place = writer.pole_car
    if writer.story.pole is None or _pole_told(writer):
        return ""
    if place is None:
        return f"{writer.plain_name(writer.story.pole.qualified)}, fastest in qualifying, did not take part."
    if place is writer.winner:
        return "The winner had also been fastest in qualifying."
    if place.status is Status.DISQUALIFIED:
        return f"{writer.name(place)}, fastest in qualifying, ended with a disqualification."
    if place.status is Status.NOT_CLASSIFIED:
        driven = f"only {place.entry.lap_count} of the {writer.story.laps} laps" if place.entry.lap_count else "no lap"
        return f"{writer.name(place)}, fastest in qualifying, completed {driven}."
    return writer.choose(
        "pole",
        f"{writer.name(place)}, fastest in qualifying, finished {nth(place.position)}.",
        f"The fastest in qualifying, {writer.name(place)}, finished {nth(place.position)}.",
        f"{writer.name(place)} had set the pace in qualifying and finished {nth(place.position)}.",
    )


def _pole_told(writer: Writer) -> bool:
    """Whether a sentence before has said who was fastest in qualifying."""
    led_throughout = writer.pole_car is writer.winner and len(writer.story.leads) == 1
    return led_throughout or any(one.place is writer.pole_car for one in writer.story.podium[1:])
