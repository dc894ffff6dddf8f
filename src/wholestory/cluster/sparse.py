"""Sparse vectors: as mappings, and as arrays that hold all that articles say.

In arrays a key carries its kind in the lowest bits (as facts do), so that what two groups have in common, of
every kind, is one look a key; and many pairs of groups are looked through at once.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from wholestory.cluster.facts import BITS, KINDS

Key = TypeVar("Key", bound=Hashable)
Whole = TypeVar("Whole", bound=np.integer[Any])
Keys = NDArray[np.uint64]
Values = NDArray[np.float64]
KEY = np.uint64(32 + BITS)  # bits of a key; above them stands, while many are read at once, whose it is
OWN = np.uint64((1 << 32 + BITS) - 1)
SHIFT, KIND = np.uint64(BITS), np.uint64(KINDS - 1)


class Sparse(NamedTuple):
    """Keys, ascending and each once, with their values."""

    keys: Keys
    values: Values


def summed(keys: NDArray[Whole], values: Values) -> tuple[NDArray[Whole], Values]:
    """Entries in order of their keys, those of one key added up."""
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    first = np.ones(len(keys), np.bool_)
    np.not_equal(keys[1:], keys[:-1], out=first[1:])
    if first.all():
        return keys, values[order]
    starts = np.flatnonzero(first)
    return keys[starts], np.add.reduceat(values[order], starts)


def together(vectors: Sequence[Sparse]) -> Sparse:
    """The sum of one or more sparse vectors."""
    if len(vectors) == 1:
        return vectors[0]
    keys, values = np.concatenate([v.keys for v in vectors]), np.concatenate([v.values for v in vectors])
    return Sparse(*summed(keys, values))


def squares(vector: Sparse) -> Values:
    """For each kind the scalar product of a vector with itself."""
    kinds = (vector.keys & KIND).astype(np.intp)
    return np.bincount(kinds, vector.values * vector.values, KINDS).astype(float, copy=False)


def owned(keys: Keys, owners: Sequence[int], counts: Sequence[int]) -> Keys:
    """Keys under the numbers of those whose they are, of each so many."""
    found: Keys = keys | np.repeat(np.array(owners, np.uint64) << KEY, counts)
    return found


def apart(vector: Sparse, count: int) -> list[Sparse]:
    """The vector of each of so many owners."""
    if count == 1:
        return [vector]
    ends = np.searchsorted(vector.keys, np.arange(count + 1, dtype=np.uint64) << KEY).tolist()
    keys = vector.keys & OWN
    return [Sparse(keys[start:end], vector.values[start:end]) for start, end in pairwise(ends)]


def products(left: Sequence[Sparse], right: Sequence[Sparse]) -> Values:
    """For each pair, a line, and each kind the scalar product; vectors on the left are best few."""
    places: dict[int, int] = {}
    at = [places.setdefault(id(one), len(places)) for one in left]
    known = list({id(one): one for one in left}.values())
    keys, values = _all(known, range(len(known)))
    asked, worth = _all(right, at)
    if not len(keys) or not len(asked):
        return np.zeros((len(left), KINDS))
    found = np.searchsorted(keys, asked)
    found[found == len(keys)] = 0
    hits = np.flatnonzero(keys[found] == asked)
    lines = np.repeat(np.arange(0, KINDS * len(right), KINDS), [len(r.keys) for r in right])[hits]
    lines |= (asked[hits] & KIND).astype(np.int64)
    sums = np.bincount(lines, worth[hits] * values[found[hits]], KINDS * len(right))
    return sums.reshape(-1, KINDS).astype(float, copy=False)


def _all(vectors: Sequence[Sparse], owners: Sequence[int]) -> tuple[Keys, Values]:
    """All entries one after the other."""
    keys = owned(np.concatenate([v.keys for v in vectors]), owners, [len(v.keys) for v in vectors])
    return keys, np.concatenate([v.values for v in vectors])


def product(a: Mapping[Key, float], b: Mapping[Key, float]) -> float:
    """The scalar product of two mappings."""
    if len(a) > len(b):
        a, b = b, a
    return sum([v * b[k] for k, v in a.items() if k in b])


def unit(counts: Mapping[Key, float]) -> dict[Key, float]:
    """`counts` scaled to length one."""
    length = math.sqrt(sum([v * v for v in counts.values()]))
    return {k: v / length for k, v in counts.items()} if length else {}
