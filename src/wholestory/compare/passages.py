"""What two texts have in common word for word: maximal runs, joined over small gaps and edits.

Method: shingles of four tokens as seeds on diagonals (as in BLAST and text-reuse aligners such as
passim), the longest runs kept so that no token is used twice, neighbours chained.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from wholestory.compare.tokens import RUN, Tokens

GAP = 8  # tokens two runs may lie apart, on either side, and still be one passage
NEAR = 3  # chains that a run may still join: a stray one must not break the passage around it
DENSITY = 0.7  # of the longer side of a passage is matched


@dataclass(frozen=True, slots=True)
class Match:
    """`size` equal tokens, from `one` in the first text and from `other` in the second."""

    one: int
    other: int
    size: int

    def slice(self, offset: int, size: int) -> Match:
        """A part of it."""
        return Match(self.one + offset, self.other + offset, size)


Passage = tuple[Match, ...]


def size(passage: Sequence[Match]) -> int:
    """How many tokens are matched."""
    return sum(match.size for match in passage)


def find(one: Tokens, other: Tokens) -> list[Passage]:
    """The passages in common, in the order of `one`; the texts are best given the shorter first."""
    return _chained(_disjoint(_grown(_runs(_seeds(one, other)), one, other)))


def _seeds(one: Tokens, other: Tokens) -> list[tuple[int, int]]:
    """Places of equal shingles."""
    return [
        (i, j)
        for run, places in one.runs.items()
        for j in other.runs.get(run, ())
        for i in places
        if one.forms[i : i + RUN] == other.forms[j : j + RUN]
    ]


def _runs(seeds: list[tuple[int, int]]) -> list[Match]:
    """Seeds that follow one another on a diagonal, joined."""
    ordered = sorted(seeds, key=lambda seed: (seed[1] - seed[0], seed[0]))
    numbered = enumerate(ordered)
    found = []
    for _, group in groupby(numbered, key=lambda n: (n[1][1] - n[1][0], n[1][0] - n[0])):
        steps = list(group)
        i, j = steps[0][1]
        found.append(Match(i, j, len(steps) + RUN - 1))
    return found


def _grown(matches: Iterable[Match], one: Tokens, other: Tokens) -> list[Match]:
    """Each run extended over equal tokens that no seed covers, a few at either end."""
    return [_grow(match, one.forms, other.forms) for match in matches]


def _grow(match: Match, one: tuple[str, ...], other: tuple[str, ...]) -> Match:
    i, j = match.one, match.other
    end, stop = i + match.size, j + match.size
    for _ in range(GAP):
        if i == 0 or j == 0 or one[i - 1] != other[j - 1]:
            break
        i, j = i - 1, j - 1
    for _ in range(GAP):
        if end == len(one) or stop == len(other) or one[end] != other[stop]:
            break
        end, stop = end + 1, stop + 1
    return Match(i, j, end - i)


def _disjoint(matches: list[Match]) -> list[Match]:
    """The longest runs first; of a later one, what is left at its ends."""
    used: tuple[set[int], set[int]] = (set(), set())
    kept = []
    for match in sorted(matches, key=lambda m: (-m.size, m.one, m.other)):
        free = [match.one + k not in used[0] and match.other + k not in used[1] for k in range(match.size)]
        first = next((k for k, is_free in enumerate(free) if is_free), match.size)
        length = next((k for k, is_free in enumerate(free[first:]) if not is_free), match.size - first)
        if length < RUN:
            continue
        part = match.slice(first, length)
        used[0].update(range(part.one, part.one + length))
        used[1].update(range(part.other, part.other + length))
        kept.append(part)
    return sorted(kept, key=lambda m: (m.one, m.other))


def _chained(matches: list[Match]) -> list[Passage]:
    """Runs joined where little lies between them on both sides and most words are still matched."""
    chains: list[list[Match]] = []
    for match in matches:
        chain = next((c for c in reversed(chains[-NEAR:]) if _follows(c, match)), None)
        if chain is None:
            chains.append([match])
        else:
            chain.append(match)
    return [tuple(chain) for chain in chains]


def _follows(chain: list[Match], match: Match) -> bool:
    last, first = chain[-1], chain[0]
    gaps = (match.one - last.one - last.size, match.other - last.other - last.size)
    if min(gaps) < 0 or max(gaps) > GAP:
        return False
    longer = max(match.one - first.one, match.other - first.other) + match.size
    return sum(m.size for m in chain) + match.size >= DENSITY * longer
