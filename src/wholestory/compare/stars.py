"""Groups of sentences that say the same: the one that most accounts match, and their best matches."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from wholestory.compare import pairs
from wholestory.compare.lines import Line
from wholestory.compare.pairs import Pair
from wholestory.model import Role
from wholestory.text.words import shingles

SAME_WORDS = 0.6  # of the shorter sentence's runs: one of the two was taken over, and tells nothing new
RUN = 3
WITNESSES = 2  # members that a sentence must match which does not match the centre

Links = Mapping[int, Mapping[int, float]]


def find(told: Sequence[Line], found: Iterable[Pair], whose: Sequence[str]) -> list[list[int]]:
    """Groups of indices into `told`, at most one of an account, those of most accounts first.

    Greedy: the largest star is taken off, then the largest of what is left. `whose` names each line's
    account.
    """
    links = _links(told, found)
    queue = [(*_size(_star(c, links[c], told, whose)[0], links[c]), c) for c in links]
    heapq.heapify(queue)
    groups: list[list[int]] = []
    used: set[int] = set()
    while queue:
        *size, centre = heapq.heappop(queue)
        free = {i: strength for i, strength in links[centre].items() if i not in used}
        if centre in used or not free:
            continue
        star, spent = _star(centre, free, told, whose)
        now = (*_size(star, free), centre)
        if now > (*size, centre):  # others took some of its members: it waits for its new turn
            heapq.heappush(queue, now)
            continue
        star += _joining(star, links, told, whose, used | spent)
        if len(star) > 1:
            groups.append(star)
        used |= spent | set(star)
    return sorted(groups, key=lambda group: -len(group))


def _links(told: Sequence[Line], found: Iterable[Pair]) -> Links:
    links: dict[int, dict[int, float]] = defaultdict(dict)
    for pair in found:
        if told[pair.one].role is told[pair.other].role is Role.PARAGRAPH:
            links[pair.one][pair.other] = links[pair.other][pair.one] = pair.strength
    return links


def _size(star: Sequence[int], strengths: Mapping[int, float]) -> tuple[int, float]:
    """The larger, the lower: first in the queue."""
    return -len(star), -sum(strengths[i] for i in star[1:])


def _star(
    centre: int, strengths: Mapping[int, float], told: Sequence[Line], whose: Sequence[str]
) -> tuple[list[int], set[int]]:
    """The centre with the best match of each other account, and the lines it stands for besides."""
    star, spent, heard = [centre], {centre}, {whose[centre]}
    for i in sorted(strengths, key=lambda i: (-strengths[i], i)):
        if whose[i] in heard or any(pairs.contradict(told[i], told[j]) for j in star):
            continue
        heard.add(whose[i])
        spent.add(i)
        if not any(_taken_over(told[i], told[j]) for j in star):
            star.append(i)
    return star, spent


def _joining(
    star: Sequence[int], links: Links, told: Sequence[Line], whose: Sequence[str], used: Collection[int]
) -> Iterator[int]:
    """Lines of further accounts that match several of the star, though not its centre."""
    matched: dict[int, float] = defaultdict(float)
    witnesses: dict[int, int] = defaultdict(int)
    for member in star:
        for i, strength in links[member].items():
            matched[i] += strength
            witnesses[i] += 1
    members = list(star)
    for i in sorted(matched, key=lambda i: (-matched[i], i)):
        if i in used or witnesses[i] < WITNESSES or whose[i] in {whose[j] for j in members}:
            continue
        if not any(pairs.contradict(told[i], told[j]) or _taken_over(told[i], told[j]) for j in members):
            members.append(i)
            yield i


def _taken_over(one: Line, other: Line) -> bool:
    """Whether the two are, in the main, the same words."""
    mine, theirs = shingles(one.words, RUN), shingles(other.words, RUN)
    return len(mine & theirs) >= SAME_WORDS * min(len(mine), len(theirs))
