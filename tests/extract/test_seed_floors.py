"""The floors of `make eval-seeds`."""

import sys
from pathlib import Path

EVALS = Path(__file__).resolve().parents[2] / "evals"


def test_seeds_are_read_to_their_floors(shared: Path) -> None:
    sys.path.insert(0, str(EVALS))
    try:
        import seeds
    finally:
        sys.path.remove(str(EVALS))
    below = [row for row in seeds.rows(shared) if row.floor is not None and row.value < row.floor]
    assert not below
