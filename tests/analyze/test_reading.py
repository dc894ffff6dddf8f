import numpy as np
import pytest

from making import article
from wholestory.analyze import reading, vectors

FERRY = "The ferry ran aground on a sandbank in the harbour of Lindholm and 140 passengers were taken off."


def passages(read):
    return [np.frombuffer(p, "<f4") for p in read.passages]


def test_the_whole_is_read_as_the_encoder_itself_embeds_it():
    found = reading.of(article(FERRY, title="Ferry aground"))
    (expected,) = vectors.bundled().encode([f"Ferry aground\n{FERRY}"])
    assert float(passages(found)[3] @ np.frombuffer(expected, "<f4")) == pytest.approx(1, abs=1e-4)


def test_passages_are_unit_vectors_and_pieces_have_a_row_each():
    found = reading.of(article(FERRY, title="Ferry aground"))
    assert [float(np.linalg.norm(p)) for p in passages(found)] == pytest.approx([1] * 5, abs=1e-4)
    count = len(np.frombuffer(found.surprises, "<f4"))
    assert np.frombuffer(found.pieces, "<f2").reshape(count, -1).any(axis=1).all()
    assert 0 < found.title < count


def test_rare_pieces_surprise_more():
    read = [np.frombuffer(reading.of(article(text)).surprises, "<f4") for text in ("and the", "zygote quark")]
    assert read[0][1:-1].max() < read[1][1:-1].max()


@pytest.mark.parametrize("text", ["", " \n ", "… — !", "\u200b"])
def test_nothing_is_read_where_there_are_no_words(text):
    assert reading.of(article(text) if text else article()) is None


def test_a_long_article_is_read_at_its_beginning_only():
    read = reading.of(article(*["word " * 2000] * 50, title="A title"))
    assert len(np.frombuffer(read.surprises, "<f4")) <= reading.PIECES


def test_without_a_title_the_first_letters_stand_for_it():
    assert reading.opening(article("x" * 300))[0] == "x" * reading.UNTITLED
