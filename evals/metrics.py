"""Agreement of a predicted grouping with a gold one, in plain counting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from math import comb

Labels = Sequence[Hashable]


@dataclass(frozen=True)
class Agreement:
    """BCubed and pairwise precision, recall and F1; `across` is pairwise over pairs of two languages."""

    bcubed: tuple[float, float, float]
    pairs: tuple[float, float, float]
    across: tuple[float, float, float]
    stories: int
    largest: int
    purity: float


def agree(gold: Labels, predicted: Labels, languages: Labels) -> Agreement:
    """How far two groupings of the same items agree. `purity` is that of the largest predicted group."""
    largest, size = Counter(predicted).most_common(1)[0]
    inside = Counter(g for g, p in zip(gold, predicted, strict=True) if p == largest)
    return Agreement(
        bcubed=_bcubed(gold, predicted),
        pairs=_pairs(gold, predicted),
        across=_across(gold, predicted, languages),
        stories=len(set(predicted)),
        largest=size,
        purity=inside.most_common(1)[0][1] / size,
    )


def impure(gold: Labels, predicted: Labels, *, least: int, share: float) -> list[tuple[int, float]]:
    """Size and purity of every predicted group of `least` items or more that is less pure than `share`."""
    found = []
    for group, size in Counter(predicted).items():
        if size >= least:
            inside = Counter(g for g, p in zip(gold, predicted, strict=True) if p == group)
            purity = inside.most_common(1)[0][1] / size
            if purity < share:
                found.append((size, purity))
    return sorted(found, reverse=True)


def _bcubed(gold: Labels, predicted: Labels) -> tuple[float, float, float]:
    golds, groups = Counter(gold), Counter(predicted)
    both = Counter(zip(gold, predicted, strict=True))
    precision = sum(n * n / groups[p] for (_, p), n in both.items()) / len(gold)
    recall = sum(n * n / golds[g] for (g, _), n in both.items()) / len(gold)
    return precision, recall, _f1(precision, recall)


def _pairs(gold: Labels, predicted: Labels) -> tuple[float, float, float]:
    return _ratios(
        *(
            sum(comb(n, 2) for n in Counter(labels).values())
            for labels in (list(zip(gold, predicted, strict=True)), predicted, gold)
        )
    )


def _across(gold: Labels, predicted: Labels, languages: Labels) -> tuple[float, float, float]:
    return _ratios(
        *(
            sum(comb(n, 2) for n in Counter(labels).values())
            - sum(comb(n, 2) for n in Counter(zip(labels, languages, strict=True)).values())
            for labels in (list(zip(gold, predicted, strict=True)), predicted, gold)
        )
    )


def _ratios(both: int, predicted: int, gold: int) -> tuple[float, float, float]:
    precision = both / predicted if predicted else 1.0
    recall = both / gold if gold else 1.0
    return precision, recall, _f1(precision, recall)


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
