"""Groups of sentences that say the same: the one that most accounts match, and their best matches."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from wholestory.compare import pairs
from wholestory.compare.lines import Line
from wholestory.compare.pairs import Pair
from wholestory.model import Role
from wholestory.text.words import shingles

SAME_WORDS = 0.6  # of the shorter sentence's runs: one of the two was taken over, and tells nothing new
RUN = 3
WITNESSES = 2  # members that a sentence must match which does not match the centre

MOST_LINKS = 40  # matches of a centre that are looked at, the best ones

Links = Mapping[int, Mapping[int, float]]


@dataclass(frozen=True, slots=True)
class _Field:
    """All lines, the account of each, and its runs of words."""

    told: Sequence[Line]
    whose: Sequence[str]
    runs: Sequence[set[tuple[str, ...]]]

    def fits(self, i: int, members: Iterable[int]) -> bool:
        """Whether line `i` is at odds with none of the members."""
        return not any(pairs.at_odds(self.told[i], self.told[j]) for j in members)

    def fresh(self, i: int, members: Iterable[int]) -> bool:
        """Whether line `i` is not, in the main, the words of one of the members."""
        mine = self.runs[i]
        return not any(
            len(mine & self.runs[j]) >= SAME_WORDS * min(len(mine), len(self.runs[j])) for j in members
        )


def find(told: Sequence[Line], found: Iterable[Pair], whose: Sequence[str]) -> list[list[int]]:
    """Groups of indices into `told`, at most one of an account, those of most accounts first.

    Greedy: the largest star is taken off, then the largest of what is left. `whose` names each line's
    account.
    """
    links = _links(told, found)
    runs = [shingles(line.words, RUN) if i in links else set() for i, line in enumerate(told)]
    field = _Field(told, whose, runs)
    # Until a star is made, its size can only be guessed too high: it is made when it comes first.
    queue = [(-1 - len({whose[i] for i in links[c]}), -sum(links[c].values()), c) for c in links]
    heapq.heapify(queue)
    groups: list[list[int]] = []
    used: set[int] = set()
    while queue:
        *size, centre = heapq.heappop(queue)
        free = {i: strength for i, strength in links[centre].items() if i not in used}
        if centre in used or not free:
            continue
        star, spent = _star(centre, free, field)
        now = (*_size(star, free), centre)
        if now > (*size, centre):
            heapq.heappush(queue, now)
            continue
        star += _joining(star, links, field, used | spent)
        if len(star) > 1:
            groups.append(star)
        used |= spent | set(star)
    return sorted(groups, key=lambda group: -len(group))


def _links(told: Sequence[Line], found: Iterable[Pair]) -> Links:
    links: dict[int, dict[int, float]] = defaultdict(dict)
    for pair in found:
        if _tells(told[pair.one]) and _tells(told[pair.other]):
            links[pair.one][pair.other] = links[pair.other][pair.one] = pair.strength
    return links


def _tells(line: Line) -> bool:
    """Whether it is a sentence of the body and not, in the main, digits: a stray date line."""
    digits = sum(word[0].isdigit() for word in line.words)
    return line.role is Role.PARAGRAPH and 2 * digits < len(line.words)


def _size(star: Sequence[int], strengths: Mapping[int, float]) -> tuple[int, float]:
    """The larger, the lower: first in the queue."""
    return -len(star), -sum(strengths[i] for i in star[1:])


def _star(centre: int, strengths: Mapping[int, float], field: _Field) -> tuple[list[int], set[int]]:
    """The centre with the best match of each other account, and the lines it stands for besides."""
    star, spent, heard = [centre], {centre}, {field.whose[centre]}
    for i in sorted(strengths, key=lambda i: (-strengths[i], i))[:MOST_LINKS]:
        if field.whose[i] in heard or not field.fits(i, star):
            continue
        heard.add(field.whose[i])
        spent.add(i)
        if field.fresh(i, star):
            star.append(i)
    return star, spent


def _joining(star: Sequence[int], links: Links, field: _Field, used: Collection[int]) -> Iterator[int]:
    """Lines of further accounts that match several of the star, though not its centre."""
    matched: dict[int, list[float]] = defaultdict(list)
    for member in star:
        for i, strength in links[member].items():
            matched[i].append(strength)
    members, heard = list(star), {field.whose[i] for i in star}
    for i in sorted(matched, key=lambda i: (-sum(matched[i]), i)):
        if i in used or len(matched[i]) < WITNESSES or field.whose[i] in heard:
            continue
        if field.fits(i, members) and field.fresh(i, members):
            members.append(i)
            heard.add(field.whose[i])
            yield i
