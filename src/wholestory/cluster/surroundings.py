"""Surroundings: each article's vector mixed with those of the few articles most like it.

Two reports of one event in other words or another language often share no likeness but that to a third
report. Mixing in the neighbours (query expansion, Chum et al. 2007; Radenović et al. 2018) lets them meet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

import numpy as np

from wholestory.cluster import kernel, table
from wholestory.cluster.arithmetic import Number
from wholestory.cluster.mass import AROUND, DENSE, SIZE, Mass
from wholestory.cluster.sketch import Array
from wholestory.cluster.table import Held, Table
from wholestory.cluster.told import WORDS

Key = TypeVar("Key", bound=Hashable)
FEW = 4  # neighbours mixed in: with ten, stories of two or three articles drown
WEIGHT = 0.3  # what likeness of words counts beside that of vectors
DAYS = 0.05  # what the log of the days between takes off
CHUNK = 4096  # pairs held together at once


def put(masses: Mapping[Key, Mass], near: Iterable[tuple[Key, Key]]) -> dict[Key, Mass]:
    """Single articles with their neighbours mixed in (`Mass.around`).

    `near` are the pairs worth holding together, in any order. An article without neighbours stays as it is.
    """
    order = {key: place for place, key in enumerate(masses)}
    likeness: dict[Key, dict[Key, float]] = defaultdict(dict)
    side = Table(list(masses.values()))
    met = dict.fromkeys((min(order[a], order[b]), max(order[a], order[b])) for a, b in near if a != b)
    keys, pairs = list(masses), list(met)
    for start in range(0, len(pairs), CHUNK):
        left, right = np.array(pairs[start : start + CHUNK]).T
        alike = _likeness(table.pairs(side, left, right).held())
        for a, b, value in zip(left.tolist(), right.tolist(), alike.tolist(), strict=True):
            likeness[keys[a]][keys[b]] = likeness[keys[b]][keys[a]] = value
    found = {}
    for key, one in masses.items():
        ranked = sorted(likeness.get(key, {}).items(), key=lambda item: (-item[1], order[item[0]]))
        found[key] = _put(one, [(masses[other].dense, weight) for other, weight in ranked[:FEW]])
    return found


def _likeness(given: Held) -> Number:
    found = (given.common[DENSE] + WEIGHT * given.common[WORDS]) / (1 + WEIGHT)
    return found - DAYS * given.x.log1p(kernel.apart(given))


def _put(one: Mass, neighbours: Iterable[tuple[Array, float]]) -> Mass:
    mixed = one.dense.copy()
    for dense, weight in neighbours:
        mixed += max(0.0, weight) * dense
    mixed *= one[SIZE] / max(float(np.linalg.norm(mixed)), 1e-6)
    own = one.own.copy()
    own[AROUND] = np.dot(mixed, mixed)
    return replace(one, around=mixed, own=own)
