"""The marks around words that are cut from an article."""

import pytest

from wholestory.report import quoting


@pytest.mark.parametrize(
    ("language", "around"),
    [
        ("en", "“”"),
        ("de", "„“"),
        ("es", "«»"),
        ("ar", "«»"),
        ("fr", "«\u202f\u202f»"),
        ("xx", "“”"),
        (None, "“”"),
        ("de-AT", "„“"),
    ],
)
def test_words_stand_in_the_marks_of_their_language(language, around):
    assert "".join(quoting.marks("Two boats came.", language)) == around


@pytest.mark.parametrize(
    "text",
    [
        "“Two boats,” she said.",
        "She said: «Due barche»",
        "„Zwei“",
        '"Two"',
        "‘Two’ boats",
        "‚Zwei‘",
        "",
        " “Two” ",
    ],
)
def test_words_with_marks_of_their_own_get_none(text):
    assert quoting.marks(text, "en") == ("", "")
