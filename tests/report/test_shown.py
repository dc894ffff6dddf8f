import pytest
from hypothesis import given
from hypothesis import strategies as st

from wholestory.report import shown


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\x07", "\x7f", "\x9b", "\u202e", "\u2066", "\u2069"])
def test_a_character_that_steers_is_shown(character):
    assert shown.safe(f"a{character}b") == "a␛b"


@given(st.text(), st.integers(min_value=4, max_value=60))
def test_a_clipped_text_fits_and_begins_as_the_text_does(text, width):
    cut = shown.clipped(text, width)
    assert len(cut) <= width
    assert shown.line(text).startswith(cut.removesuffix("…"))


@given(st.text(min_size=1, max_size=300), st.data())
def test_what_stands_around_a_place_is_cut_from_the_text(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    cut = shown.around(text, start, end, width=80)
    assert cut.strip("…").strip() in shown.line(text)


@pytest.mark.parametrize("url", ["https://a.example/x?y=1", "http://a.example"])
def test_web_addresses_are_links(url):
    assert shown.link(url) == url


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "JaVaScRiPt://a.example/%0Aalert(1)",
        "data:text/html,x",
        "ftp://a.example",
        "https://",
        "//a.example",
        "https://a.example/\x1b]8;;",
        "https://a.example/ x",
        "http://[::1",
    ],
)
def test_anything_else_is_no_link(url):
    assert shown.link(url) is None


def test_direction_is_that_of_the_first_letter_that_has_one():
    assert shown.direction("198 شخصًا") == "rtl"
    assert shown.direction("« 12 » Le") == "ltr"
    assert shown.direction("12:30") == "ltr"
