import pytest

from sitegen.league.game.people import (
    Person,
    clean_name,
    display_name,
    identify_person,
    player_key,
    split_name,
    with_identity,
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Jane Smith", ("Jane", "Smith")),
        ("Mika Halonen-Virtanen 🦊", ("Mika", "Halonen-Virtanen 🦊")),
        ("xX_Apex_Xx", ("", "xX_Apex_Xx")),
        ("Jane Mary Smith", ("Jane Mary", "Smith")),
        ("健 山田", ("健", "山田")),
        ("🦊", ("", "🦊")),
        ("", ("", "")),
    ],
)
def test_the_surname_begins_with_the_last_word_that_has_a_letter(name, expected):
    assert split_name(name) == expected


@pytest.mark.parametrize(
    ("player_id", "expected"),
    [
        ("S76561190000000001", "S76561190000000001"),
        ("76561190000000001", "S76561190000000001"),
        ("M2535400000000000", "M2535400000000000"),
        ("50", None),
        ("", None),
        (None, None),
    ],
)
def test_the_identity_behind_a_player_id(player_id, expected):
    assert player_key(player_id) == expected


@pytest.mark.parametrize(
    ("first", "last", "initials", "expected"),
    [
        ("Jane", "Smith", False, ("Jane", "Smith")),
        ("Jane", "Smith", True, ("J.", "Smith")),
        ("", "Smith", True, ("", "Smith")),
        ("Jane", "", True, ("", "Jane")),
        ("", "", False, ("", "Unknown driver")),
    ],
)
def test_a_single_name_stands_as_the_last_one_and_is_never_an_initial(first, last, initials, expected):
    assert display_name(first, last, initials=initials) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("  Jane \t Smith ", "Jane Smith"), ("\u202eJane\u0007", "Jane"), ("Zoë\u2003Ñandú", "Zoë Ñandú"), (None, "")],
)
def test_a_clean_name_holds_nothing_that_cannot_be_seen(name, expected):
    assert clean_name(name) == expected


def test_joiners_stay_because_emoji_are_made_with_them():
    assert clean_name("👩\u200d🚀 Smith") == "👩\u200d🚀 Smith"


@pytest.mark.parametrize(("first", "last", "key"), [("Jane", "Smith", "name:jane smith"), ("", "SMITH", "name:smith")])
def test_without_a_usable_id_the_name_is_the_identity(first, last, key):
    assert identify_person("50", first, last).key == key


def test_a_seat_without_id_and_name_is_empty():
    assert identify_person("50", "", None) is None


def test_somebody_who_was_joined_with_another_keeps_the_name_of_the_file():
    jane = Person("S1", "Jane", "Smith", "SMI")
    assert with_identity(jane, {"S1": "S2"}) == Person("S2", "Jane", "Smith", "SMI")
    assert with_identity(jane, {"S3": "S2"}) == jane
