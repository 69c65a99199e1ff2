"""Findings: the first few of a kind, and how many there are of every level."""

import msgspec

from sitegen.check.findings import Finding, counts, first_few


def problems(number):
    return [Finding("links", "problem", f"Problem {index}.", advice="Mend it.") for index in range(number)]


def test_a_few_findings_are_all_listed():
    assert list(first_few(problems(3), most=3)) == problems(3)


def test_of_many_findings_the_others_are_counted_under_the_same_advice():
    rest = Finding("links", "problem", "There are 2 more like this.", advice="Mend it.")
    assert list(first_few(problems(5), most=3)) == [*problems(3), rest]


def test_no_finding_is_none():
    assert list(first_few([])) == []


def test_every_level_is_counted_also_when_it_has_none():
    findings = [*problems(2), Finding("links", "ok", "Well.")]
    assert counts(findings) == {"ok": 1, "note": 0, "warning": 0, "problem": 2}


def test_programs_read_a_finding_under_the_names_that_were_published():
    finding = Finding("links", "note", "Odd.", "a.html", "Look.")
    assert msgspec.to_builtins(finding) == {
        "area": "links",
        "level": "note",
        "what": "Odd.",
        "where": "a.html",
        "do": "Look.",
    }
