"""Evidence: what the facts of two groups add to or take from the odds that they tell of one event.

The learned odds know how like two groups are, and look-alikes are very like; what tells them apart are
numbers, names, days and results. Every share is an average over all pairs of members that both speak
of the matter (`facts`), so one article's odd figure neither joins nor parts groups. The weights are set by
hand, rounded, after what the sets of `make eval-stories` and invented pairs of ours show.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from wholestory.cluster.arithmetic import Arithmetic, Number
from wholestory.cluster.facts import Kind
from wholestory.cluster.mass import Lines
from wholestory.cluster.table import Held, Pairs
from wholestory.cluster.told import WORDS

NUMBERS, MOST_NUMBERS = 0.6, 8.0  # of the log odds that rare numbers in common give, and where they end
OTHER_NUMBERS = -1.2
ALIKE_NUMBERS = -1.5  # more in like words: who rewrites an article keeps its numbers
OTHER_ISSUE = -7.5  # the same title above other numbers: a column or a table that returns
MOSTLY = 0.7  # of the numbers in common leave no contradiction in the others
OTHER_NAMES = -3.0
OTHER_BOTH = -2.25  # other numbers and partly other names
ALIKE = -1.5  # likewise of names
TYPED = -0.75  # more where both name a place, or both a person
DESCRIBED = 4.0  # numbers in common after which other names, in other words, are but other descriptions
SAME_SCORE, SAME_MEASURE = 0.5, 0.5
APART = {Kind.SCORE_IN: -2.25, Kind.DAY_IN: -3.0, Kind.ORDER_IN: -1.05, Kind.CONTRAST_IN: -2.25}
OTHER_MEASURE, MEASURES = -1.8, 2.0
FIRM = (Kind.SERIES_IN, Kind.DEED_IN)  # what no likeness outweighs
MAJORITY = 0.5
TINY = 1e-12


def weigh(given: Held, words: Number, met: Number) -> Number:
    """The log odds to add; `words` is how alike the words are (mean cosine), `met` how many names (`met`).

    They are minus infinity where most pairs say what cannot both be: day 2 and 3, A sues B and B sues A.
    """
    x = given.x
    shares = [common / given.count for common in given.common[:WORDS]]
    others = apart(x, shares, Kind.FIGURE_IN)
    odds = NUMBERS * x.least(MOST_NUMBERS, shares[Kind.NUMBER])
    odds += others * (OTHER_NUMBERS + ALIKE_NUMBERS * words)
    odds += OTHER_ISSUE * x.least(1.0, shares[Kind.TITLE]) * _missing(x, shares)
    odds += _names(x, shares, words, others, met)
    for slot, weight in APART.items():
        odds += weight * apart(x, shares, slot)
    odds += SAME_SCORE * x.least(1.0, shares[Kind.SCORE]) + SAME_MEASURE * x.least(
        MEASURES, shares[Kind.MEASURE]
    )
    other = x.most(0.0, shares[Kind.MEASURE_IN] - 2 * shares[Kind.MEASURE])
    odds += OTHER_MEASURE * x.least(MEASURES, other)
    firm = x.most(*(apart(x, shares, slot) for slot in FIRM))
    return x.where(firm > MAJORITY, -math.inf, odds)


def apart(x: Arithmetic, shares: Sequence[Number], slot: Kind) -> Number:
    """The share of pairs that fill a slot differently."""
    return x.least(1.0, x.most(0.0, shares[slot] - shares[slot + 1]))


def met(given: Pairs) -> Lines:
    """How many names stand on both sides, as names found or as words written like names; the more of both."""
    found = np.zeros(len(given))
    for place in np.flatnonzero(given.common[:, Kind.NAME_IN]).tolist():
        a, b = given.table.told[given.left[place]], given.table.told[given.right[place]]
        found[place] = max(len(a.named & b.known), len(b.named & a.known))
    return found


def _missing(x: Arithmetic, shares: Sequence[Number]) -> Number:
    """How far both give numbers and few are the same; one on either side tells half as much as many."""
    both = shares[Kind.FIGURE_IN]
    given = x.where(both > 0, both, 1.0)
    count = x.sqrt(x.most(shares[Kind.FIGURES] / given, TINY))
    return both * x.most(0.0, 1 - shares[Kind.FIGURE] / given / count / MOSTLY) * (1 - 0.5**count)


def _names(x: Arithmetic, shares: Sequence[Number], words: Number, others: Number, met: Number) -> Number:
    """What it tells that both name somebody or something, and nothing or little in common."""
    naming = shares[Kind.NAME_IN]
    fewest = x.sqrt(x.most(shares[Kind.NAMES], TINY) / x.where(naming > 0, naming, 1.0))
    partly = OTHER_BOTH * others * x.most(0.0, 1 - met / fewest)
    described = x.most(0.0, 1 - 2 * words) * x.least(1.0, shares[Kind.NUMBER] / DESCRIBED)
    typed = x.least(1.0, shares[Kind.PLACE_IN] + shares[Kind.PERSON_IN])
    none = (1 - described) * (naming * (OTHER_NAMES + ALIKE * words) + TYPED * typed)
    return x.where(naming > 0, x.where(met > 0, partly, none), 0.0)
