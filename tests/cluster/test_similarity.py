"""How alike two articles are: its bounds, and an order that anyone would agree with."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from making import article
from wholestory.analyze import reading, vectors
from wholestory.cluster import likeness, portrait, similarity
from wholestory.model import Analysis, Vector

FIRE = (
    "Fire destroys grain market in Halden",
    "A fire destroyed the old grain market of Halden on Tuesday night. Eleven stalls burned down and two "
    "firefighters were slightly hurt, mayor Ingrid Solberg said. The cause is not yet known.",
)
FIRE_TOO = (
    "Two hurt as Halden's historic market burns",
    "Halden's historic grain market burned down late on Tuesday. Two members of the fire brigade "
    "suffered minor injuries, according to mayor Ingrid Solberg, and eleven traders lost their stalls.",
)
FIRE_GERMAN = (
    "Feuer zerstört Getreidemarkt in Halden",
    "Ein Feuer hat am Dienstagabend den alten Getreidemarkt von Halden zerstört. Elf Stände brannten ab, "
    "zwei Feuerwehrleute wurden leicht verletzt, sagte Bürgermeisterin Ingrid Solberg.",
)
FIRE_CHINESE = (
    "哈尔登粮食市场被大火烧毁",
    "周二晚间,一场大火烧毁了哈尔登的旧粮食市场。十一个摊位被烧毁,两名消防员受轻伤。",
)
CHESS = (
    "Teenager wins chess title in Porto",
    "Sixteen-year-old Marta Quintela won the national chess championship in Porto after a long endgame on "
    "Sunday. She is the youngest champion the federation has had.",
)
CHESS_GERMAN = (
    "Schülerin gewinnt Schachmeisterschaft in Porto",
    "Die sechzehnjährige Marta Quintela hat in Porto die nationale Schachmeisterschaft gewonnen. Sie ist die "
    "jüngste Meisterin in der Geschichte des Verbands.",
)


def portrayed(told, language="en", *, read=True, vector=False):
    made = article(told[1], title=told[0])
    placed = vectors.embed(made, vectors.bundled()) if vector else None
    analysis = Analysis(article=made.id, language=language, published=None, vector=placed)
    return portrait.of(made, analysis, reading.of(made) if read else None)


HOW = {"read": {"read": True}, "placed": {"read": False, "vector": True}, "worded": {"read": False}}


@pytest.mark.parametrize("how", HOW.values(), ids=HOW)
def test_the_same_text_is_near_one_and_the_order_is_as_anyone_would_say(how):
    fire, too, chess = (portrayed(t, **how) for t in (FIRE, FIRE_TOO, CHESS))
    assert similarity.of(fire, fire) > 0.9
    assert similarity.of(fire, fire) > similarity.of(fire, too) > similarity.of(fire, chess) + 0.3
    assert similarity.of(fire, chess) < 0.2


def test_the_same_event_in_two_languages_is_told_from_another_event():
    fire, german, chinese = portrayed(FIRE), portrayed(FIRE_GERMAN, "de"), portrayed(FIRE_CHINESE, "zh")
    chess, schach = portrayed(CHESS), portrayed(CHESS_GERMAN, "de")
    same = [(fire, german), (fire, chinese), (german, chinese), (chess, schach)]
    other = [(a, b) for a in (fire, german, chinese) for b in (chess, schach)]
    assert min(similarity.of(*p) for p in same) > max(similarity.of(*p) for p in other) + 0.2


@pytest.mark.parametrize("how", HOW.values(), ids=HOW)
def test_it_is_symmetric_and_stays_between_its_bounds(how):
    told = [
        portrayed(t, **how) for t in (FIRE, FIRE_TOO, FIRE_GERMAN, CHESS, CHESS_GERMAN, ("", "1"), ("Hm", ""))
    ]
    for a, b in combinations(told, 2):
        assert similarity.of(a, b) == pytest.approx(similarity.of(b, a), abs=1e-5)
        assert 0 <= similarity.of(a, b) <= 1


@pytest.mark.parametrize("title", ["", " ", "…"])
def test_an_article_without_words_is_like_nothing(title):
    empty = portrayed((title, ""))
    assert similarity.of(empty, portrayed(FIRE)) == similarity.of(portrayed(FIRE), empty) == 0
    assert similarity.of(empty, empty) == 0


def test_where_one_side_has_no_reading_what_both_have_decides():
    bare, full = portrayed(FIRE_TOO, read=False), portrayed(FIRE)
    assert likeness.read(bare, full) is None
    assert likeness.placed(bare, full) is None
    assert similarity.of(bare, full) == similarity.of(bare, portrayed(FIRE, read=False))


def test_vectors_of_another_encoder_count_as_missing():
    made = article(FIRE[1], title=FIRE[0])
    foreign = Analysis(article=made.id, language="en", published=None, vector=Vector("other", b"\0" * 12))
    assert portrait.of(made, foreign).lead is None


def test_each_rater_knows_the_signs_that_are_made_today():
    found = {part: len(rater.mean) for part, rater in similarity.raters().items()}
    assert found == {part: len(getattr(likeness, part.upper())) for part in similarity.PARTS}


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300), st.text(max_size=300), st.sampled_from(["en", "zh", "xx", None]))
def test_any_text_in_any_language_is_rated(one, other, language):
    a, b = portrayed(("", one), language), portrayed((other, ""), None)
    assert 0 <= similarity.of(a, b) <= 1
    assert similarity.of(a, b) == pytest.approx(similarity.of(b, a), abs=1e-5)


def test_only_the_beginning_of_a_huge_article_is_looked_at():
    huge = portrayed((FIRE[0], f"{FIRE[1]} " * 10_000))
    assert len(huge.pieces.rows) <= reading.PIECES
    assert huge.letters <= portrait.WHOLE
    assert similarity.of(huge, portrayed(FIRE_TOO)) > similarity.of(huge, portrayed(CHESS)) + 0.3
