"""How the values of a claim compare: intervals that meet or do not, and the one that stands apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from wholestory.model import ClaimValue, Outcome, Status


@dataclass(frozen=True, slots=True)
class Measured:
    """A value with the interval it is compared by; an open end bounds nothing."""

    value: ClaimValue
    low: float | None
    high: float | None

    @property
    def known(self) -> bool:
        """Whether it can be compared at all."""
        return self.low is not None and self.high is not None

    @property
    def bounded(self) -> bool:
        """Whether at least one end stands."""
        return self.low is not None or self.high is not None


def clash(one: Measured, other: Measured) -> bool:
    """Whether both cannot be right; what is only speculated contradicts nobody."""
    if Status.SPECULATED in (one.value.status, other.value.status):
        return False
    above = one.low is not None and other.high is not None and one.low > other.high
    below = one.high is not None and other.low is not None and one.high < other.low
    return above or below


def outlier(values: Sequence[Measured]) -> int | None:
    """The one value that all others contradict while they, two or more, fit each other."""
    for i, one in enumerate(values):
        rest = [v for j, v in enumerate(values) if j != i]
        several = len({v.value.article for v in rest}) > 1
        at_one = not any(clash(a, b) for a, b in combinations(rest, 2))
        if several and at_one and all(clash(one, v) for v in rest):
            return i
    return None


def outcome(values: Sequence[Measured], *, inferred: bool = False) -> Outcome:
    """The outcome of values that can all be compared; `inferred` where arithmetic stands between."""
    if len({v.value.article for v in values}) < 2:
        return Outcome.ALONE
    clashes = [pair for pair in combinations(values, 2) if clash(*pair)]
    if clashes:
        cited = all(v.value.status is Status.ATTRIBUTED for pair in clashes for v in pair)
        return Outcome.DISPUTED if cited else Outcome.DIFFER
    if len({(v.value.quantity.value, v.value.quantity.exact) for v in values}) == 1:
        return Outcome.AGREE
    return Outcome.COMPATIBLE if inferred else Outcome.PRECISION
