"""Times and figures do not fall behind what they have reached on other people's cases."""

import importlib.util
import sys
from pathlib import Path

import pytest

PATH = Path(__file__).resolve().parents[2] / "evals" / "dates.py"


@pytest.mark.shared
def test_times_and_figures_hold_their_floors(shared):
    spec = importlib.util.spec_from_file_location("eval_dates", PATH)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["eval_dates"] = module
    spec.loader.exec_module(module)
    for suite, (recall, precision) in module.FLOORS.items():
        whole = module.total(module.measure(suite, shared / "eval" / "dates" / "recognizers"))
        assert whole.recall >= recall, suite
        assert whole.precision >= precision, suite
