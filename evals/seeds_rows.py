"""One line of the seeds' table, and counting that its parts share."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Row:
    """A measure between 0 and 1, its floor if it has one, and how many gold items it is over."""

    part: str
    measure: str
    value: float
    floor: float | None
    of: int


def golds(shared: Path) -> Iterator[tuple[dict[str, Any], Path]]:
    """Each gold record with its seed's path."""
    for path in sorted((shared / "gold").glob("[0-9][0-9][0-9].json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        yield gold, next((shared / "seeds").glob(f"{path.stem}_*.txt"))


def f1(gold: Iterable[Hashable], predicted: Iterable[Hashable]) -> float:
    """F1 of two multisets; 1 where both are empty."""
    wanted, found = Counter(gold), Counter(predicted)
    hits = sum((wanted & found).values())
    return 2 * hits / (wanted.total() + found.total()) if wanted or found else 1.0
