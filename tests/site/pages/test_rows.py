"""The tables of a session, on the pages of the demo."""

from tests.sites import Page, data


def section(html, identifier):
    start = html.index(f'aria-labelledby="{identifier}"')
    return Page(html[start : html.index("</section>", start)])


def test_results_by_class_have_gaps_to_the_leader_of_the_class(demo_once):
    session = data(demo_once, "sessions/main/260517_200331_R.json")
    html = (demo_once / "public/sessions/main/260517_200331_R/index.html").read_text(encoding="utf-8")
    by_class = section(html, "classes").text
    first, second = [place for place in session["classification"] if place["class"] == "GT4"][:2]
    assert first["laps"] == second["laps"]
    gap_ms = second["total_ms"] - first["total_ms"]
    assert f"+{gap_ms // 1000}.{gap_ms % 1000:03}" in by_class


def test_the_line_under_the_table_names_the_fastest_lap(demo_once):
    session = data(demo_once, "sessions/main/260517_200331_R.json")
    html = (demo_once / "public/sessions/main/260517_200331_R/index.html").read_text(encoding="utf-8")
    best = session["best_lap"]
    holder = next(place for place in session["classification"] if place["car_id"] == best["car_id"])
    assert f"Fastest lap: #{holder['number']} " in section(html, "classification").text
    assert f", lap {best['lap']}" in section(html, "classification").text


def test_every_penalty_is_a_footnote(demo_once):
    session = data(demo_once, "sessions/main/260517_200331_R.json")
    html = (demo_once / "public/sessions/main/260517_200331_R/index.html").read_text(encoding="utf-8")
    penalties = [place["penalties"] for place in session["classification"]]
    notes = Page(html[html.index('aria-label="Penalties"') :].partition("</ul>")[0]).text
    missed = notes.count("mandatory pit stop not taken")
    assert notes.count("* #") - missed == sum(map(len, penalties)) > 3
