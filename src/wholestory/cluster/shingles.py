"""Shingles: short runs of words, hashed, by which the same words are found again in other articles."""

from __future__ import annotations

import math
from collections.abc import Iterable
from zlib import crc32

from wholestory.cluster import terms

QUOTE_RUN = 3
TEXT_RUN = 4
KEPT = 48
READ = 6000  # characters of body that decide whether two texts are one


def quoted(texts: Iterable[tuple[str, float]]) -> dict[int, float]:
    """Hashes of all runs of three words within each of `texts`, given with its weight.

    However long a text is, its runs together weigh (as a vector) what it does.
    """
    found: dict[int, float] = {}
    for text, weight in texts:
        hashes = set(runs(text))
        for run in hashes:
            found[run] = max(found.get(run, 0.0), weight / math.sqrt(len(hashes)))
    return found


def runs(text: str) -> list[int]:
    """Hashes of the runs of three words in `text`, in order."""
    return _runs(_plain(text), QUOTE_RUN)


def smallest(text: str) -> tuple[int, ...]:
    """The smallest hashes of runs of four words (a bottom-k sketch, Broder 1997), ascending."""
    return tuple(sorted(set(_runs(_plain(text[:READ]), TEXT_RUN)))[:KEPT])


def resemblance(a: tuple[int, ...], b: tuple[int, ...]) -> float:
    """The estimated share of runs that two texts have in common (Jaccard), 0 to 1."""
    if not a or not b:
        return 0.0
    union = sorted({*a, *b})[:KEPT]
    both = set(a) & set(b)
    return sum(h in both for h in union) / len(union)


def _plain(text: str) -> list[str]:
    return [w.lower() for w in terms.words(text)]


def _runs(words: list[str], size: int) -> list[int]:
    return [crc32(" ".join(words[i : i + size]).encode()) for i in range(len(words) - size + 1)]
