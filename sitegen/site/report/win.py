"""The first paragraph: how it was won, who else stood on the podium, what became of pole."""

from collections.abc import Iterator

from sitegen.league.race.line_crossings import LostWin
from sitegen.league.race.story import Finisher
from sitegen.league.session.models import Place, Status
from sitegen.site.formats import counted
from sitegen.site.report.leads import lead_sentence
from sitegen.site.report.words import distance, nth, seconds, time_penalty
from sitegen.site.report.writer import Sentence, Writer


def win_sentences(writer: Writer) -> Iterator[Sentence]:
    """The first paragraph."""
    lost_win = writer.story.lost_win
    yield Sentence(_opening(writer), 100)
    if lost_win:
        yield Sentence(_why_lost(writer, lost_win), 90)
    else:
        yield Sentence(lead_sentence(writer), 90)
    yield Sentence(_podium(writer), 60)
    yield Sentence(_pole(writer), 70)


def _opening(writer: Writer) -> str:
    story, winner, where = writer.story, writer.name(writer.winner), _where(writer)
    laps = counted(story.laps, "lap")
    # Behind a disqualified car nobody is said to have won: the file itself does not put them first.
    if writer.winner.position > 1:
        return f"{winner} headed the classified cars after {laps} {where}."
    if story.lost_win:
        return f"{winner} won {where} after {laps}, although {writer.name(story.lost_win.place)} took the flag first."
    if not story.podium:
        return f"{winner} won {where} after {laps}."
    second = story.podium[0]
    beaten, margin = writer.name(second.place), distance(second.gap_ms, second.laps_down)
    if not margin:
        return f"{winner} won {where} after {laps}, with {beaten} second."
    return writer.choose(
        "opening",
        f"{winner} won {where}, {margin} ahead of {beaten} after {laps}.",
        f"{winner} took the win {where} after {laps}, beating {beaten} by {margin}.",
        f"{winner} beat {beaten} by {margin} to win {where} after {laps}.",
        f"After {laps} {where}, {winner} won by {margin} from {beaten}.",
        f"Victory {where} went to {winner}, {margin} clear of {beaten} after {laps}.",
    )


def _where(writer: Writer) -> str:
    session = writer.story.session
    if session.wet:
        return f"in the wet at {session.track.name}"
    return f"at {session.track.name}"


def _why_lost(writer: Writer, lost_win: LostWin) -> str:
    """What became of the car that was first over the line; without a reason when the file has none."""
    since = writer.story.leads[-1].first_lap
    in_front = f"since lap {since}" if since > 1 else "on every lap"
    leader, finish = f"{writer.name(lost_win.place)}, in front {in_front},", nth(lost_win.place.position)
    if lost_win.disqualified:
        return f"{leader} lost the win to a disqualification."
    if lost_win.penalty_s:
        return f"{time_penalty(lost_win.place, lost_win.penalty_s)} dropped {leader} to {finish}."
    return f"In the final result {leader} stood {finish}."


def _podium(writer: Writer) -> str:
    if len(writer.story.podium) < 2:
        return ""
    second, third = writer.story.podium
    name = subject = writer.name(third.place)
    if writer.is_on_pole(third.place):
        name = f"{name}, fastest in qualifying"
        # Where a verb follows, a comma stands before it.
        subject = f"{name},"
    if _is_second_untold(writer, second.place):
        return f"{writer.name(second.place)} came next{_back(second)}, followed by {name}."
    behind = distance(third.gap_ms, third.laps_down)
    if not behind:
        return f"{subject} completed the podium."
    behind += _neighbour(writer, third.place)
    return writer.choose(
        "third",
        f"{subject} completed the podium, {behind}.",
        f"{subject} finished third, {behind}.",
        f"Third place went to {name}, {behind}.",
    )


def _is_second_untold(writer: Writer, second: Place) -> bool:
    """Whether the opening names somebody else beside the winner."""
    lost_win = writer.story.lost_win
    if lost_win is not None and lost_win.place.car_id != second.car_id:
        return True
    return writer.winner.position > 1


def _back(second: Finisher) -> str:
    """How far the second car was behind."""
    back = distance(second.gap_ms, second.laps_down)
    if not back:
        return ""
    return f", {back} back"


def _neighbour(writer: Writer, third: Place) -> str:
    """Behind whom, and what only just failed to change it."""
    finish = writer.close_finish
    if finish and finish.behind.car_id == third.car_id:
        return f" behind the winner but only {seconds(finish.gap_ms)} behind second"
    if finish and finish.ahead.car_id == third.car_id:
        return f" behind the winner and {seconds(finish.gap_ms)} ahead of {writer.name(finish.behind)}"
    return " behind the winner"


def _pole(writer: Writer) -> str:
    pole = writer.story.pole
    if pole is None:
        return ""
    if pole.finish is None:
        return f"{writer.plain_name(pole.qualified)}, fastest in qualifying, did not take part."
    if _is_pole_told(writer):
        return ""
    if writer.is_on_pole(writer.winner):
        return "The winner had also been fastest in qualifying."
    return _pole_beaten(writer, pole.finish)


def _pole_beaten(writer: Writer, place: Place) -> str:
    """`place`: the row of who was fastest in qualifying and did not win."""
    name = writer.name(place)
    if place.status is Status.DISQUALIFIED:
        return f"{name}, fastest in qualifying, ended with a disqualification."
    if place.status is Status.NOT_CLASSIFIED and not place.entry.lap_count:
        return f"{name}, fastest in qualifying, completed no lap."
    if place.status is Status.NOT_CLASSIFIED:
        laps = f"{place.entry.lap_count} of the {writer.story.laps} laps"
        return f"{name}, fastest in qualifying, completed only {laps}."
    finish = nth(place.position)
    return writer.choose(
        "pole",
        f"{name}, fastest in qualifying, finished {finish}.",
        f"The fastest in qualifying, {name}, finished {finish}.",
        f"{name} had set the pace in qualifying and finished {finish}.",
    )


def _is_pole_told(writer: Writer) -> bool:
    """Whether a sentence before has said who was fastest in qualifying: that on the lead, or on third place."""
    if writer.is_on_pole(writer.winner) and len(writer.story.leads) == 1:
        return True
    return any(writer.is_on_pole(finisher.place) for finisher in writer.story.podium[1:])
