"""Reports of small races as one text, a paragraph a line."""

import re

from sitegen.site.report import report
from tests.league.races import story_of

WINNER, OTHER = "S76561190000000001", "S76561190000000002"


def name(place):
    return " / ".join(driver.name for driver in place.entry.drivers) or f"#{place.entry.number}"


def report_of(payload, **context):
    return "\n".join(report(story_of(payload, **context), name=name))


def every_wording(payload, **context):
    """The same race under many names of its file."""
    return {
        report_of(payload | {"SessionFile": f"24090{day}_2254{second:02}_R"}, **context)
        for day in range(9)
        for second in range(9)
    }


def sentences(text):
    return re.findall(r"[.](?=\s|$)", text)
