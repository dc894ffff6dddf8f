"""How well the seeds are read, against their hand-made gold: `make eval-seeds`.

Each part of the house adds one function to `PARTS` that gives its rows.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

import seeds_extraction
import seeds_quotations
from seeds_rows import Row

SHARED = Path(__file__).resolve().parents[2] / "shared"
PARTS: tuple[Callable[[Path], Sequence[Row]], ...] = (seeds_extraction.rows, seeds_quotations.rows)


def rows(shared: Path) -> list[Row]:
    """The rows of all parts."""
    return [row for part in PARTS for row in part(shared)]


def table(measured: Sequence[Row]) -> Table:
    shown = Table("part", "measure", "value", "floor", "of", title="Seeds against gold (000, 002, 004)")
    for row in measured:
        mark = "" if row.floor is None or row.value >= row.floor else " below"
        shown.add_row(row.part, row.measure, f"{row.value:.3f}{mark}", f"{row.floor or 0:.2f}", str(row.of))
    return shown


def main() -> int:
    if not (SHARED / "gold").is_dir():
        print("needs the evaluation material in ../shared: nothing measured")
        return 0
    measured = rows(SHARED)
    Console().print(table(measured))
    return int(any(row.floor is not None and row.value < row.floor for row in measured))


if __name__ == "__main__":
    sys.exit(main())
