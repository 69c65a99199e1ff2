"""Every tag has an address for itself."""

from sitegen.site.content.sources import TagAddresses


def test_a_tag_that_is_there_twice_in_other_letters_is_one():
    assert TagAddresses().usable(["GT3 Cup", "gt3-cup", "News"]) == (("GT3 Cup", "News"), [])


def test_another_page_may_write_a_tag_in_its_own_way():
    addresses = TagAddresses()
    addresses.usable(["GT3 Cup"])
    assert addresses.usable(["gt3 cup"]) == (("gt3 cup",), [])


def test_a_tag_whose_address_another_one_has_is_left_out_with_a_sentence():
    addresses = TagAddresses()
    addresses.usable(["C++"])
    tags, [mistake] = addresses.usable(["C"])
    assert tags == ()
    assert mistake.startswith('the tag "C" would be at the address news/tags/c/, as is the tag "C++", ')


def test_a_tag_without_letter_or_digit_is_left_out_with_a_sentence():
    tags, [mistake] = TagAddresses().usable(["!", "Spa"])
    assert tags == ("Spa",)
    assert mistake.startswith('the tag "!" has neither letter nor digit')
