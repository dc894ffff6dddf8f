"""For you beats recency and prominence for readers whose tastes are drawn from what no ranker sees."""

import importlib.util
import sys
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def evaluation():
    path = Path(__file__).resolve().parents[2] / "evals" / "taste.py"
    spec = importlib.util.spec_from_file_location("taste_evaluation", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


def test_for_you_is_better_than_the_best_of_recency_and_prominence(evaluation):
    found = [evaluation.measured(seed, readers=8) for seed in range(3)]
    means = {name: sum(each[name] for each in found) / len(found) for name in evaluation.RANKERS}
    assert means["for you"] >= max(means["recency"], means["prominence"]) + evaluation.BAR


def test_a_reader_of_whom_nothing_is_learned_gains_nothing_by_it(evaluation):
    found = evaluation.measured(0, readers=4, days=0)
    assert abs(found["for you"] - found["prominence"]) < evaluation.BAR
