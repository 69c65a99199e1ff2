"""The sentence on who led before the winner did."""

from collections.abc import Sequence

from sitegen.league.race.line_crossings import Lead
from sitegen.league.session.models import Place
from sitegen.site.formats import counted
from sitegen.site.report.words import listed, often, possessive, stretch
from sitegen.site.report.writer import Writer

MOST_LEADERS_NAMED = 2
"""Leaders between the first and the winner who are named; more are only counted."""


def lead_sentence(writer: Writer) -> str:
    """A sentence, empty where there is nothing to say or the laps do not tell."""
    leads = writer.story.leads
    if not leads or writer.story.laps == 1 or len(writer.story.field) == 1:
        return ""
    if len(leads) == 1:
        return _led_throughout(writer)
    if len(leads) == 2:
        return _took_over(writer, leads[1].first_lap, writer.name(leads[0].place))
    # The lead went away from the winner and came back: told as one interruption, not as two changes.
    if len(leads) == 3 and writer.is_winner(leads[0].place):
        return _interrupted(writer, leads[1])
    return _changed_often(writer, leads)


def _led_throughout(writer: Writer) -> str:
    winner = "Fastest in qualifying as well, the winner" if writer.is_on_pole(writer.winner) else "The winner"
    return writer.choose(
        "lead",
        f"{winner} led at the end of every lap.",
        f"{winner} was first across the line on every lap.",
        f"{winner} led all {writer.story.laps} laps at the line.",
    )


def _took_over(writer: Writer, lap: int, before: str) -> str:
    """`lap`: the first that the winner completed in the lead. `before`: the name of who had led until then."""
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


def _interrupted(writer: Writer, lead: Lead) -> str:
    """`lead`: the only one of somebody else."""
    name, laps = writer.name(lead.place), stretch(lead.first_lap, lead.last_lap, of=writer.story.laps)
    return writer.choose(
        "lead",
        f"Only {name} interrupted the winner's time in front, {laps}.",
        f"The winner led throughout except {laps}, when {name} took a turn in front.",
    )


def _changed_often(writer: Writer, leads: Sequence[Lead]) -> str:
    first = leads[0].place
    changes = len(leads) - 1
    taken = _when_taken(writer, leads[-1].first_lap)
    among, also = _other_leaders(writer, leads)
    if writer.is_winner(first):
        return f"The winner led after lap 1 and, after {changes} changes of the lead{among}{also}, took it {taken}."
    name, changed = writer.name(first), f"changed {often(changes)}{among}"
    return writer.choose(
        "lead",
        f"{name} led after lap 1{also}; the lead {changed} and went to the winner {taken}.",
        f"The lead was {possessive(name)} after lap 1 and {changed}{also}; the winner took it {taken}.",
        f"The winner took the lead {taken}; it had been {possessive(name)} after lap 1 and {changed}{also}.",
    )


def _when_taken(writer: Writer, lap: int) -> str:
    if lap == writer.story.laps:
        return "on the last lap"
    return f"for good on lap {lap}"


def _other_leaders(writer: Writer, leads: Sequence[Lead]) -> tuple[str, str]:
    """Two clauses of which one at least is empty: how many cars led, and who did between the first and the winner."""
    cars: dict[int | None, Place] = {lead.place.car_id: lead.place for lead in leads}
    ends = (leads[0].place.car_id, writer.winner.car_id)
    between = [writer.name(place) for car_id, place in cars.items() if car_id not in ends]
    if not between:
        return "", ""
    if len(between) > MOST_LEADERS_NAMED:
        return f" among {len(cars)} cars", ""
    return "", f", with {listed(between)} also ahead in between"
