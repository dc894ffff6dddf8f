import re
from dataclasses import replace
from io import StringIO

import pytest
from rich.cells import cell_len
from rich.console import Console

from wholestory.model import Edition, Telling
from wholestory.report import terminal

EMPTY = Telling(articles=(), analyses=(), stories=(), threads=(), coverages=(), edition=Edition(()))


def shown(telling, *, width=100, colour=False, **options):
    out = StringIO()
    console = Console(
        file=out, width=width, force_terminal=colour, color_system="standard" if colour else None
    )
    terminal.show(telling, console, **options)
    return out.getvalue()


def unwrapped(text):
    return " ".join(text.split())


@pytest.mark.parametrize("width", [40, 80, 89, 90, 100, 120, 200])
def test_it_is_never_wider_than_the_terminal(telling, width):
    assert max(cell_len(line) for line in shown(telling, width=width).splitlines()) <= min(width, 120)


def test_without_colour_nothing_but_text_is_sent(telling):
    text = shown(telling)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", text)
    assert "␛[31m" in text


def test_in_colour_no_escape_of_an_outlet_is_sent(telling):
    text = shown(telling, colour=True)
    assert "\x1b[" in text
    assert "\x1b[31m" not in text


def test_marks_that_steer_direction_never_reach_the_terminal_but_our_balanced_isolates(telling):
    for line in shown(telling).splitlines():
        assert not re.search("[\u202a-\u202e]", line)
        assert line.count("\u2068") == line.count("\u2069")


def test_words_from_right_to_left_stand_in_isolates(telling):
    assert "\u2068العبّارة بنيت عام 1989.\u2069" in shown(telling, width=120)


def test_the_edition_comes_first_then_its_first_story_then_what_could_not_be_read(telling):
    text = shown(telling)
    order = ["2 stories", " 2  Check", "All say", "The thread", "2 files could not be read"]
    assert [text.index(words) for words in order] == sorted(text.index(words) for words in order)
    assert "not_text: Binary data." in text


def test_one_story_alone_can_be_asked_for(telling):
    text = shown(telling, story=2)
    assert "2 stories" not in text.splitlines()[0]
    assert "b3.txt" in text
    with pytest.raises(IndexError):
        shown(telling, story=3)


def test_the_parts_stand_in_their_order(telling):
    text = shown(telling, width=80)
    parts = [
        "All say",
        "They differ",
        "Only one says",
        "Facts",
        "Accounts",
        "Quotations",
        "Timeline",
        "Copies",
    ]
    places = [re.search(rf"^{part}\b", text, re.M).start() for part in parts]
    assert places == sorted(places)


def test_a_value_that_differs_says_so_without_colour(telling):
    assert "≠ Nine people were hurt LO" in unwrapped(shown(telling, width=120))


def test_an_anonymous_source_stands_in_the_outlets_own_words(telling):
    assert "un membre d’équipage qui n’a pas voulu être nommé not named" in unwrapped(shown(telling))


def test_a_speaker_of_whom_several_fit_is_not_named(telling):
    assert "several people fit" in shown(telling)


def test_marks_in_a_headline_are_not_counted_as_a_quotation(telling):
    assert "Not counted: marks in a headline" in shown(telling)


def test_ascii_draws_with_ascii_and_keeps_the_outlets_letters(telling):
    text = shown(telling, ascii=True)
    drawn = set(re.findall(r"[^\x00-\x7f]", text))
    assert not drawn & set("┃│┻┳≠─═█“”’…·→–∴×╷␛")
    assert "è" in text
    assert "!= Nine people were hurt" in unwrapped(shown(telling, ascii=True, width=120))


def test_links_are_web_addresses_and_only_sent_to_a_terminal(telling):
    from wholestory.model import ArticleId

    linked = replace(
        telling,
        articles=tuple(
            replace(a, url="https://courier.example/ferry") if a.id == ArticleId("a1") else a
            for a in telling.articles
        ),
    )
    assert "https://courier.example/ferry" in shown(linked, colour=True)
    assert "]8;" not in shown(linked)
    assert "javascript:" not in shown(linked, colour=True, story=2)


def test_a_story_with_one_title_has_nothing_to_compare(telling):
    story = replace(telling.stories[1], articles=telling.stories[1].articles[:1])
    coverage = replace(telling.coverages[1], accounts=telling.coverages[1].accounts[:1], utterances=())
    alone = replace(telling, stories=(story,), threads=(), coverages=(coverage,), edition=Edition(()))
    assert "One title so far. Nothing to compare yet." in shown(alone)


def test_an_empty_telling_is_shown_too():
    assert "0 stories" in shown(EMPTY)
