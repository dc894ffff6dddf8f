"""The figures of the extraction eval, held. Raise the floors when the figures rise; never lower them."""

import importlib.util
from pathlib import Path

import pytest

EVAL = Path(__file__).resolve().parents[2] / "evals" / "extraction.py"
F1, EXACT = 0.979, 0.58


@pytest.fixture(scope="module")
def extraction():
    spec = importlib.util.spec_from_file_location("extraction_eval", EVAL)
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_equal_text_scores_one_and_nothing_scores_nothing(extraction):
    gold = {"a": "one two three four five", "b": "six"}
    assert extraction.score(gold, gold) == extraction.Score(1, 1, 1)
    assert extraction.score(gold, {}) == extraction.Score(0, 0, 0)


@pytest.mark.shared
def test_our_bodies_beat_the_precision_mode_by_the_bars(extraction, shared):
    folder = shared / "eval" / "extraction" / "scrapinghub"
    gold = extraction.gold_of(folder)
    found = {name: extraction.body(article) for name, article in extraction.ours(folder).items()}
    theirs = {name: extraction.precise(data) for name, data in extraction.bytes_of(folder)}
    mine, bar = extraction.score(gold, found), extraction.score(gold, theirs)
    assert mine.f1 >= max(F1, bar.f1 + 0.003)
    assert mine.exact >= max(EXACT, bar.exact + 0.09)
