"""Evidence: what the facts of two groups add to or take from the odds that they tell of one event.

The learned odds know how like two groups are, and look-alikes are very like; what tells them apart are
numbers, names, days and results. Every share is an average over all pairs of members that both speak
of the matter (`facts`), so one article's odd figure neither joins nor parts groups. The weights are set by
hand, rounded, after what the sets of `make eval-stories` and invented pairs of ours show.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from wholestory.cluster.facts import BITS, KINDS, Kind
from wholestory.cluster.mass import Mass

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


def weigh(a: Mass, b: Mass, words: float) -> float:
    """The log odds to add for two groups; `words` is how alike their words are (mean cosine).

    They are minus infinity where most pairs say what cannot both be: day 2 and 3, A sues B and B sues A.
    """
    if not a.facts or not b.facts:
        return 0.0
    shares = common(a, b)
    if any(apart(shares, slot) > MAJORITY for slot in FIRM):
        return -math.inf
    numbers = min(MOST_NUMBERS, shares[Kind.NUMBER])
    others = apart(shares, Kind.FIGURE_IN)
    odds = NUMBERS * numbers + others * (OTHER_NUMBERS + ALIKE_NUMBERS * words)
    odds += OTHER_ISSUE * min(1.0, shares[Kind.TITLE]) * _missing(shares)
    odds += _names(a, b, shares, words, others)
    odds += sum(weight * apart(shares, slot) for slot, weight in APART.items())
    odds += SAME_SCORE * min(1.0, shares[Kind.SCORE]) + SAME_MEASURE * min(MEASURES, shares[Kind.MEASURE])
    return odds + OTHER_MEASURE * min(MEASURES, max(0.0, shares[Kind.MEASURE_IN] - 2 * shares[Kind.MEASURE]))


def common(a: Mass, b: Mass) -> list[float]:
    """For each kind of fact what two groups have in common, averaged over all pairs of their members."""
    sums = [0.0] * KINDS
    few, many = (a.facts, b.facts) if len(a.facts) < len(b.facts) else (b.facts, a.facts)
    for fact, weight in few.items():
        other = many.get(fact)
        if other is not None:
            sums[fact & KINDS - 1] += weight * other
    pairs = a.size * b.size
    return [value / pairs for value in sums]


def apart(shares: Sequence[float], slot: Kind) -> float:
    """The share of pairs that fill a slot differently."""
    return min(1.0, max(0.0, shares[slot] - shares[slot + 1]))


def _missing(shares: Sequence[float]) -> float:
    """How far both give numbers and few are the same; one on either side tells half as much as many."""
    both = shares[Kind.FIGURE_IN]
    if not both:
        return 0.0
    count = math.sqrt(shares[Kind.FIGURES] / both)
    return both * max(0.0, 1 - shares[Kind.FIGURE] / both / count / MOSTLY) * (1 - math.pow(0.5, count))


def _names(a: Mass, b: Mass, shares: Sequence[float], words: float, others: float) -> float:
    """What it tells that both name somebody or something, and nothing or little in common."""
    if not shares[Kind.NAME_IN]:
        return 0.0
    met = max(_met(a, b), _met(b, a))
    if met:
        fewest = math.sqrt(shares[Kind.NAMES] / shares[Kind.NAME_IN])
        return OTHER_BOTH * others * max(0.0, 1 - met / fewest)
    described = max(0.0, 1 - 2 * words) * min(1.0, shares[Kind.NUMBER] / DESCRIBED)
    typed = min(1.0, shares[Kind.PLACE_IN] + shares[Kind.PERSON_IN])
    return (1 - described) * (shares[Kind.NAME_IN] * (OTHER_NAMES + ALIKE * words) + TYPED * typed)


def _met(a: Mass, b: Mass) -> float:
    """How many names of `a` stand in `b` too, as names found or as words written like names."""
    names = (fact for fact in a.facts if fact & KINDS - 1 == Kind.NAME)
    return sum(fact in b.facts or fact >> BITS in b.names for fact in names)
