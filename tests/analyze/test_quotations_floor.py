"""The figures of the quotation evals, held. Raise the floors when the figures rise; never lower them."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "evals"))

quotes = pytest.importorskip("quotes")
seeds = pytest.importorskip("seeds_quotations")


@pytest.mark.shared
@pytest.mark.parametrize("corpus", ["polnear", "german"])
def test_figures_on_the_dev_corpora(corpus, shared):
    code, documents = {"polnear": ("en", quotes.polnear), "german": ("de", quotes.german)}[corpus]
    figures = quotes.score(documents("dev"), lambda text: quotes.ours(text, code)).figures()

    assert all(figures[measure] >= floor for measure, floor in quotes.FLOORS[corpus].items())


@pytest.mark.shared
def test_the_seeds_are_read_as_their_gold(shared):
    assert all(row.floor is None or row.value >= row.floor for row in seeds.rows(shared))
