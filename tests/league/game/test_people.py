import pytest

from sitegen.league.game.people import player_key, split_name


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
