from hypothesis import given
from hypothesis import strategies as st

from sitegen.dataset.identities import Identities, assign, give_driver_ids, give_slugs, kind_of, round_key, team_key
from sitegen.league.game.people import Person
from tests.dataset.leagues import ANN, BOB, CUP


def person(key, first, last):
    return Person(key=key, first=first, last=last, short=last[:3].upper())


def test_an_id_that_was_given_stays_when_the_name_changes(tmp_path):
    from sitegen.archive.store import Archive

    archive = Archive(tmp_path)
    first = give_driver_ids(archive, [person("k", "Ann", "Arbor")], initials=False)
    later = give_driver_ids(archive, [person("k", "Ann", "Bloom")], initials=False)
    assert first == later == {"k": "ann-arbor"}


def test_an_id_is_made_from_what_the_site_shows(tmp_path):
    from sitegen.archive.store import Archive

    assert give_driver_ids(Archive(tmp_path), [person("k", "Ann", "Arbor")], initials=True) == {"k": "a-arbor"}


def test_narrowed_identities_name_nobody_else():
    identities = Identities(
        driver_ids={"a": "ann", "b": "bob"},
        main_keys={"x": "a", "y": "b"},
        chosen_names={"ann": "Annie", "bob": "Bobby"},
        slugs={"track:spa": "spa", "track:monza": "monza"},
    )
    assert identities.narrowed({"a", "stranger"}, slugs={"track:spa", "track:nowhere"}) == Identities(
        driver_ids={"a": "ann"}, main_keys={"x": "a"}, chosen_names={"ann": "Annie"}, slugs={"track:spa": "spa"}
    )


def test_one_person_under_two_identities_is_one_in_results_and_in_standings(league):
    (league.folder / "content").mkdir()
    (league.folder / "content/drivers.toml").write_text('[[driver]]\nid = "ann-arbor"\nalso = ["bob-bell"]\n')
    index = league.index()
    drivers = {driver.key for entry in index.sessions[1].entries for driver in entry.drivers}
    rows = {row.driver.key for row in index.championships[0].standings.drivers[""]}
    assert drivers == rows == {ANN["playerId"].removeprefix("S")} or drivers == rows
    assert len(drivers) == 1
    assert index.moved == {"bob-bell": "ann-arbor"}
    assert index.identities.driver_ids[BOB["playerId"]] == "ann-arbor"


def test_a_key_says_among_which_things_its_slug_is_unique():
    keys = ["cup", round_key("cup", "e1"), "track:spa", "car:Audi R8", team_key("A/B")]
    assert [kind_of(key) for key in keys] == ["", "cup/", "track:", "car:", "team:"]


def test_everything_that_has_a_page_has_a_slug_among_its_like(league):
    index = league.index()
    assert give_slugs(league.archive, index.championships, index.sessions) == index.identities.slugs
    slugs = {key: slug for key, slug in index.identities.slugs.items() if not key.startswith("car:")}
    assert slugs == {
        CUP: "championship-jan-2026",
        round_key(CUP, "e1"): "spa-francorchamps",
        round_key(CUP, "e2"): "monza",
        "track:spa": "spa",
        "track:monza": "monza",
        "team:Team": "team",
    }


def test_a_name_becomes_a_readable_slug_whatever_its_script():
    wanted = [("a", "Björn Ångström"), ("b", "健 山田"), ("c", "🦊"), ("d", "<b>O'Dowd</b>")]
    assert assign({}, wanted, fallback="driver") == {
        "a": "bjorn-angstrom",
        "b": "jian-shan-tian",
        "c": "driver",
        "d": "b-o-dowd-b",
    }


def test_people_of_one_name_get_a_number():
    assert assign({}, [("a", "Jane"), ("b", "Jane"), ("c", "Jane")], fallback="x") == {
        "a": "jane",
        "b": "jane-2",
        "c": "jane-3",
    }


def test_a_slug_is_never_taken_back_or_given_twice():
    known = {"a": "jane", "gone": "john"}
    assert assign(known, [("a", "Renamed"), ("b", "John")], fallback="x") == known | {"b": "john-2"}


@given(
    st.lists(st.tuples(st.text(max_size=3), st.text(max_size=8)), max_size=8),
    st.lists(st.tuples(st.text(max_size=3), st.text(max_size=8)), max_size=8),
)
def test_slugs_are_unique_and_stay(first, second):
    before = assign({}, first, fallback="x")
    after = assign(before, second, fallback="x")
    assert len(set(after.values())) == len(after)
    assert {key: after[key] for key in before} == before
