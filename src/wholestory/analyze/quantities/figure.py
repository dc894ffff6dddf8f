"""One figure of a text, as an interval."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What sort of figure it is."""

    NUMBER = "number"
    MONEY = "money"
    PERCENT = "percent"
    MEASURE = "measure"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class Figure:
    """`text[start:end]` says a number between `low` and `high` (None an open end), counted in `unit`.

    `number` is where the number itself begins, after any "about" and currency sign; `value` how it reads
    ("3200000", "20-30", "17:52"). A clock time counts minutes since midnight. A `bare` one ("2-4", "several")
    is a quantity only where it counts something known.
    """

    start: int
    end: int
    number: int
    kind: Kind
    low: float | None
    high: float | None
    value: str
    unit: str | None = None
    exact: bool = True
    bare: bool = False
