"""Figures are read as each language writes them, with what they are counted in and how exactly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wholestory.analyze import quantities
from wholestory.analyze.quantities import Figure, Kind
from wholestory.text import languages


def only(text: str, language: str) -> Figure:
    (figure,) = quantities.find(text, language)
    return figure


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "1,234.5 litres", "1234.5"),
        ("de", "1.234,5 Liter", "1234.5"),
        ("it", "12.000 persone", "12000"),
        ("fr", "400 000 habitants", "400000"),
        ("pt", "1.150 crianças", "1150"),
        ("en", "two hundred and fourteen people", "214"),
        ("en", "Forty-one boats", "41"),
        ("de", "zweihundertvierzehn Menschen", "214"),
        ("it", "centoquattordici casi", "114"),
        ("es", "cuarenta y dos casos", "42"),
        ("fr", "quatre-vingt-dix cas", "90"),
        ("pt", "trinta e cinco casos", "35"),
        ("en", "١٢٣ people", "123"),
        ("en", "2½ hours", "9000"),
    ],
)
def test_numbers_are_read_as_the_language_writes_them(language, text, value):
    assert only(text, language).value == value


@pytest.mark.parametrize(
    ("language", "text", "kind", "unit", "low", "high"),
    [
        ("en", "$48.2 million", Kind.MONEY, "USD", 48_200_000, 48_200_000),
        ("en", "£3.2m", Kind.MONEY, "GBP", 3_200_000, 3_200_000),
        ("fr", "3,2 millions d’euros", Kind.MONEY, "EUR", 3_200_000, 3_200_000),
        ("de", "rund drei Millionen Euro", Kind.MONEY, "EUR", 2_550_000, 3_450_000),
        ("de", "3,25 Prozent", Kind.PERCENT, "%", 3.25, 3.25),
        ("es", "un 15 %", Kind.PERCENT, "%", 15, 15),
        ("it", "430 chili", Kind.MEASURE, "kilogram", 430, 430),
        ("en", "a 40-minute delay", Kind.MEASURE, "second", 2400, 2400),
        ("en", "at 17:52", Kind.CLOCK, "clock", 1072, 1072),
        ("en", "at 5.30pm", Kind.CLOCK, "clock", 1050, 1050),
        ("de", "um 18.10 Uhr", Kind.CLOCK, "clock", 1090, 1090),
        ("it", "alle 18:10", Kind.CLOCK, "clock", 1090, 1090),
        ("fr", "à 18 h 20", Kind.CLOCK, "clock", 1100, 1100),
        ("pt", "às 18h20", Kind.CLOCK, "clock", 1100, 1100),
    ],
)
def test_units_belong_to_the_figure(language, text, kind, unit, low, high):
    figure = only(text, language)
    assert (figure.kind, figure.unit, figure.low, figure.high) == (kind, unit, low, high)


@pytest.mark.parametrize(
    ("language", "text", "low", "high"),
    [
        ("en", "about 200 people", 170, 230),
        ("it", "circa 200 persone", 170, 230),
        ("en", "more than 1,100 children", 1100, None),
        ("de", "mehr als hundert Stellen", 100, None),
        ("pt", "mais de 200 pessoas", 200, None),
        ("en", "fewer than 50 seats", None, 50),
        ("fr", "près de 2 000 personnes", 1700, 2000),
        ("es", "entre 20 y 30 personas", 20, 30),
        ("en", "20 to 30 people", 20, 30),
        ("it", "una quarantina di barche", 32, 48),
        ("en", "dozens of cars", 24, None),
        ("en", "several houses", 3, 9),
    ],
)
def test_a_figure_said_loosely_is_an_interval(language, text, low, high):
    figure = only(text, language)
    assert (figure.low, figure.high, figure.exact) == (low, high, False)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "They won 2-1."),
        ("en", "Call 0171 234 5678 or +49 30 123456."),
        ("en", "her 43rd birthday"),
        ("en", "the B2B firm and a 4x4"),
        ("en", "1" + "0" * 400),
        ("en", "version 1.2.3.4"),
        ("it", "una nave"),
        ("en", "@user2019 #1"),
    ],
)
def test_what_is_no_quantity_is_left_out(language, text):
    assert quantities.find(text, language) == ()


@given(st.text(alphabet=st.sampled_from("0123456789.,-–%$€ ½١٢ abmnkg:hoetwunde\n"), max_size=80))
def test_any_text_is_read_without_harm_and_figures_slice(text):
    for language in (*languages.CODES, None):
        for figure in quantities.find(text, language):
            assert 0 <= figure.start <= figure.number < figure.end <= len(text)
            assert figure.low is None or figure.high is None or figure.low <= figure.high


def test_a_long_text_of_digits_takes_no_longer_than_its_length():
    assert quantities.find("1 " * 50_000, "en")[0].value == "1"
