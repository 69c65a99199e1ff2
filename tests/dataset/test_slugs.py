from hypothesis import given
from hypothesis import strategies as st

from sitegen.dataset.slugs import assign


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
