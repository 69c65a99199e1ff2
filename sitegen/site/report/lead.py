"""The sentence on who led before the winner did."""

from collections.abc import Sequence

from sitegen.league.race.leads import Lead
from sitegen.site.formats import counted
from sitegen.site.report.words import listed, often, own, stretch
from sitegen.site.report.writer import Writer


def who_led(writer: Writer) -> str:
    """A sentence, empty where there is nothing to say or the laps do not tell."""
    leads = writer.story.leads
    if not leads or writer.story.laps == 1 or len(writer.story.field) == 1:
        return ""
    if len(leads) == 1:
        return _led_throughout(writer)
    if len(leads) == 2:
        return _led_from(writer, leads[1].first_lap, writer.name(leads[0].place))
    return _interrupted(writer, leads[1]) if _only_once(writer, leads) else _led_in_turns(writer, leads)


def _only_once(writer: Writer, leads: Sequence[Lead]) -> bool:
    return len(leads) == 3 and leads[0].place is writer.winner


def _led_from(writer: Writer, lap: int, before: str) -> str:
    """`lap`: the first that the winner completed in the lead, after somebody else."""
    if lap == writer.story.laps:
        return f"{before} led until the last lap, on which the winner went in front."
    if lap == 2:
        return writer.choose(
            "lead",
            f"{before} led after lap 1, the winner on every lap that followed.",
            f"{before} completed lap 1 in the lead, but the winner was in front from lap 2.",
        )
    return writer.choose(
        "lead",
        f"{before} led for {counted(lap - 1, 'lap')} before the winner took over on lap {lap}.",
        f"The winner took the lead from {before} on lap {lap} and kept it to the flag.",
        f"{before} stayed in front until lap {lap}, when the winner took the lead for good.",
    )


def _led_throughout(writer: Writer) -> str:
    winner = "Fastest in qualifying as well, the winner" if writer.pole_car is writer.winner else "The winner"
    return writer.choose(
        "lead",
        f"{winner} led at the end of every lap.",
        f"{winner} was first across the line on every lap.",
        f"{winner} led all {writer.story.laps} laps at the line.",
    )


def _interrupted(writer: Writer, other: Lead) -> str:
    name, laps = writer.name(other.place), stretch(other.first_lap, other.last_lap, of=writer.story.laps)
    return writer.choose(
        "lead",
        f"Only {name} interrupted the winner's time in front, {laps}.",
        f"The winner led throughout except {laps}, when {name} took a turn in front.",
    )


def _led_in_turns(writer: Writer, leads: Sequence[Lead]) -> str:
    first, lap, changes = leads[0].place, leads[-1].first_lap, len(leads) - 1
    cars = {lead.place.entry.car_id: lead.place for lead in leads}
    between = [writer.name(place) for place in cars.values() if place is not first and place is not writer.winner]
    also = f", with {listed(between)} also ahead in between" if 0 < len(between) <= 2 else ""
    among = f" among {len(cars)} cars" if len(between) > 2 else ""
    taken = "on the last lap" if lap == writer.story.laps else f"for good on lap {lap}"
    if first is writer.winner:
        return f"The winner led after lap 1 and, after {changes} changes of the lead{among}{also}, took it {taken}."
    name, changed = writer.name(first), f"changed {often(changes)}{among}"
    return writer.choose(
        "lead",
        f"{name} led after lap 1{also}; the lead {changed} and went to the winner {taken}.",
        f"The lead was {own(name)} after lap 1 and {changed}{also}; the winner took it {taken}.",
        f"The winner took the lead {taken}; it had been {own(name)} after lap 1 and {changed}{also}.",
    )
