"""What must never be said."""

import pytest

from sitegen.check.secrecy import logins, without_secrets

LOGIN = {"SITEGEN_MAIN_USERNAME": "anna", "SITEGEN_MAIN_PASSWORD": "anna-2026"}


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("The user anna is unknown.", "The user … is unknown."),
        ("The password anna-2026 is wrong.", "The password … is wrong."),
        ("Joanna may stay.", "Joanna may stay."),
        ("Player S76561190000000001 drove.", "Player … drove."),
        ("Player 2535400000000000 drove.", "Player … drove."),
        ("It took 12345678901234 ms.", "It took 12345678901234 ms."),
        ("A\x1b[31m title\nand more", "A\ufffd[31m title\nand more"),
    ],
)
def test_a_sentence_says_no_secret_and_commands_no_terminal(sentence, shown):
    assert without_secrets(sentence, LOGIN) == shown


def test_a_secret_of_three_letters_is_no_reason_to_tear_words_apart():
    assert without_secrets("The car is red.", {"SITEGEN_MAIN_PASSWORD": "red"}) == "The car is red."


def test_logins_are_the_variables_with_a_value():
    environment = LOGIN | {"SITEGEN_OTHER_PASSWORD": "", "SITEGEN_CACHE": "x", "HOME": "/root"}
    assert logins(environment) == LOGIN
