"""Arithmetic: the same formulas for one pair of groups as plain numbers, and for many as arrays.

A formula over arrays costs as much for one pair as plain numbers for ten, and next to nothing more for each
further one.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, NamedTuple, TypeAlias

import numpy as np

Number: TypeAlias = Any  # a float, or an array of them; of a condition, a bool or an array of them


class Arithmetic(NamedTuple):
    """What formulas need beside the operators."""

    sqrt: Callable[[Number], Number]
    exp: Callable[[Number], Number]
    log: Callable[[Number], Number]
    log1p: Callable[[Number], Number]
    least: Callable[[Number, Number], Number]
    most: Callable[[Number, Number], Number]
    where: Callable[[Number, Number, Number], Number]


def _where(condition: bool, one: float, other: float) -> float:
    return one if condition else other


ONE = Arithmetic(math.sqrt, math.exp, math.log, math.log1p, min, max, _where)
MANY = Arithmetic(np.sqrt, np.exp, np.log, np.log1p, np.minimum, np.maximum, np.where)
