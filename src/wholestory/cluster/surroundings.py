"""Surroundings: each article's vector mixed with those of the few articles most like it.

Two reports of one event in other words or another language often share no likeness but that to a third
report. Mixing in the neighbours (query expansion, Chum et al. 2007; Radenović et al. 2018) lets them meet.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

import numpy as np

from wholestory.cluster import mass
from wholestory.cluster.kernel import SAME_DAY
from wholestory.cluster.mass import Mass
from wholestory.cluster.sketch import Array

Key = TypeVar("Key", bound=Hashable)
FEW = 4  # neighbours mixed in: with ten, stories of two or three articles drown
WORDS = 0.3  # what likeness of words counts beside that of vectors
DAYS = 0.05  # what the log of the days between takes off


def put(masses: Mapping[Key, Mass], near: Iterable[tuple[Key, Key]]) -> dict[Key, Mass]:
    """Single articles with their neighbours mixed in (`Mass.around`), and their times squared.

    `near` are the pairs worth holding together, in any order. An article without neighbours stays as it is.
    """
    likeness: dict[Key, dict[Key, float]] = defaultdict(dict)
    for a, b in near:
        if a != b and b not in likeness[a]:
            likeness[a][b] = likeness[b][a] = _likeness(masses[a], masses[b])
    order = {key: place for place, key in enumerate(masses)}
    found = {}
    for key, one in masses.items():
        ranked = sorted(likeness.get(key, {}).items(), key=lambda item: (-item[1], order[item[0]]))
        found[key] = _put(one, [(masses[other].dense, weight) for other, weight in ranked[:FEW]])
    return found


def _likeness(a: Mass, b: Mass) -> float:
    found = (float(np.dot(a.dense, b.dense)) + WORDS * mass.product(a.words, b.words)) / (1 + WORDS)
    if a.dated and b.dated:
        found -= DAYS * math.log1p(max(0.0, abs(a.middle - b.middle) - SAME_DAY))
    return found


def _put(one: Mass, neighbours: Iterable[tuple[Array, float]]) -> Mass:
    mixed = one.dense.copy()
    for dense, weight in neighbours:
        mixed += max(0.0, weight) * dense
    mixed *= one.size / max(float(np.linalg.norm(mixed)), 1e-6)
    own = one.own._replace(around=float(np.dot(mixed, mixed)))
    return replace(one, around=mixed, own=own, squares=one.middle**2)
