import pytest

from sitegen.support.slug import slug_of


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Björn Ångström", "bjorn-angstrom"),
        ("健 山田", "jian-shan-tian"),
        ("🦊", ""),
        ("a" * 40 + " " + "b" * 40, "a" * 40),
    ],
)
def test_a_slug_has_small_letters_digits_and_hyphens_and_is_not_long(name, slug):
    assert slug_of(name) == slug
