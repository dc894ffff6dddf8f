"""The floors of `make eval-reuse`."""

import sys
from pathlib import Path

EVALS = Path(__file__).resolve().parents[2] / "evals"


def test_reuse_is_told_to_its_floors():
    sys.path.insert(0, str(EVALS))
    try:
        import reuse
    finally:
        sys.path.remove(str(EVALS))
    below = [row for row in reuse.rows() if row.floor is not None and row.value < row.floor]
    assert not below
