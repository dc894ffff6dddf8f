"""What outlets altered: the words that went, the words that came."""

from datetime import UTC, datetime
from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from wholestory.model import Article, ArticleId, Block, EarlierText, Role
from wholestory.web import changes

NOW = datetime(2025, 11, 22, tzinfo=UTC)


def article(title, *paragraphs):
    blocks, text = [Block(Role.TITLE, 0, len(title))], title
    for paragraph in paragraphs:
        blocks.append(Block(Role.PARAGRAPH, len(text) + 2, len(text) + 2 + len(paragraph)))
        text += "\n\n" + paragraph
    return Article(id=ArticleId("e1"), text=text, blocks=tuple(blocks), path="a.txt")


def found(now, *before):
    kept = SimpleNamespace(article=now)
    return changes.of(kept, [EarlierText(NOW, each) for each in before])


def words(change, *kinds):
    return "".join(piece.text for piece in change.pieces if piece.kind in kinds)


def test_a_headline_shows_what_went_and_what_came():
    (change,) = found(article("Ferry adrift in Kell Strait"), article("Ferry feared lost in Kell Strait"))
    assert change.headline
    assert words(change, "gone").strip() == "feared lost"
    assert words(change, "came").strip() == "adrift"


def test_each_text_is_held_against_the_next():
    told = found(article("Three"), article("One"), article("Two"))
    assert [(words(c, "gone"), words(c, "came")) for c in told] == [("One", "Two"), ("Two", "Three")]


def test_a_new_paragraph_came_and_a_lost_one_went():
    (change,) = found(article("A", "It sails.", "It sank."), article("A", "It sails."))
    assert words(change, "came") == "It sank."
    (change,) = found(article("A", "It sails."), article("A", "It sails.", "It sank."))
    assert words(change, "gone") == "It sank."


def test_of_a_long_paragraph_only_what_stands_beside_the_change_is_shown():
    old = " ".join(["word"] * 100 + ["198"] + ["word"] * 100)
    (change,) = found(article("A", old.replace("198", "214")), article("A", old))
    assert words(change, "gone").strip() == "198"
    assert len(words(change, "same").split()) < 40


def test_nothing_changed_is_no_change():
    assert found(article("A", "It sails."), article("A", "It sails.")) == []


@given(st.text(max_size=80), st.text(max_size=80))
def test_the_older_and_the_newer_headline_can_be_read_from_a_change(old, new):
    told = found(article(new), article(old))
    if old == new:
        assert told == []
    else:
        assert words(told[0], "same", "gone") == old
        assert words(told[0], "same", "came") == new


def test_a_very_long_text_is_compared_in_bounded_time():
    long = [" ".join(f"w{n}x{i}" for n in range(3000)) for i in range(3)]
    other = [" ".join(f"v{n}x{i}" for n in range(3000)) for i in range(3)]
    assert len(found(article("A", *long), article("A", *other))) <= changes.MOST
