"""Odds: what speaks for and against two groups telling of one event, in one number."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from wholestory.cluster import evidence, kernel, vetoes
from wholestory.cluster.arithmetic import Number
from wholestory.cluster.mass import Lines
from wholestory.cluster.table import Held, Pairs
from wholestory.cluster.told import WORDS
from wholestory.cluster.weights import Model

FEW = 12  # pairs that are weighed sooner one by one
Signs: TypeAlias = Callable[[Held], tuple[Number, ...]]


def of(given: Pairs, model: Model, signs: Signs) -> Lines:
    """The log odds for each pair: what was learned, facts, doubt; minus infinity where time forbids it."""
    speaking = bool(given.common[:, :WORDS].any())
    met = evidence.met(given)
    if len(met) > FEW:
        held = given.held()
        learned, other = model.all_odds(np.array(signs(held)).T), _other(held, met, speaking)
    else:
        each = list(given.each())
        learned = model.all_odds([signs(one) for one in each])
        other = np.array([_other(one, m, speaking) for one, m in zip(each, met.tolist(), strict=True)])
    found: Lines = learned + other
    return found


def _other(given: Held, met: Number, speaking: bool) -> Number:
    """The odds beside those learned; without any facts less is to be looked at."""
    odds = -kernel.doubt(given)
    if speaking:
        odds = odds + evidence.weigh(given, given.common[WORDS] / given.count, met)
    return given.x.where(vetoes.far_in_time(given), -math.inf, odds)
