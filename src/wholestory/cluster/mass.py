"""Mass: the sums of a group of articles from which all its signs are computed.

The signs rest on scalar products, so those of two groups are the products of their sums: an average
over all pairs of members (a quorum, never a single link) at the price of one pair. What a group is besides
stands in a line of numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wholestory.cluster import sparse
from wholestory.cluster.facts import KINDS
from wholestory.cluster.sketch import Array
from wholestory.cluster.told import Told

# Columns of a line: sums over members; sums over dated members; least and greatest of days.
SIZE, VECTORED, NAMED, QUOTING, LENGTH, DATED, MIDDLE, SQUARES, LOW, CEILING, HIGH, FLOOR = range(12)
# Columns of what two groups have in common beside the kinds of what they say: vectors.
DENSE, AROUND = KINDS, KINDS + 1
Lines = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Mass:
    """One article, or the sum of several.

    `line` holds how many members there are, how many with a vector, names, quotations; their words; how many
    with a day, and of these the sum of their times and of its squares, all in days; `LOW` and `HIGH` span
    these. Nobody published before `FLOOR` or after `CEILING` can be all of the group: the latest of its
    members' earliest days and the earliest of their latest, dated or merely bounded. `own` is what the group
    has in common with itself. `dense` is the sum of unit vectors, `around` likewise, each mixed with those of
    its neighbours where `surroundings` has put them.
    """

    line: Lines
    own: Lines
    dense: Array
    told: Told
    around: Array | None = None

    def __getitem__(self, column: int) -> float:
        return float(self.line[column])


def of(line: Lines, told: Told, dense: Array) -> Mass:
    """A group by its line, all that it says, and the sum of its vectors."""
    own = np.zeros(AROUND + 1)
    own[:KINDS] = sparse.squares(told.said)
    own[DENSE] = np.dot(dense, dense)
    return Mass(line, own, dense, told)


def combined(parts: Sequence[Lines | Sequence[float]]) -> Lines:
    """The line of a group from those of its parts."""
    lines = np.array(parts)
    line: Lines = lines.sum(0)
    lines[:, LOW : CEILING + 1].min(0, out=line[LOW : CEILING + 1])
    lines[:, HIGH:].max(0, out=line[HIGH:])
    return line
