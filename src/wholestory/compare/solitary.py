"""What one account alone says: sentences with something checkable that no other account has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from wholestory.compare import pairs
from wholestory.compare.lines import Line
from wholestory.compare.pairs import Nearness, Pair
from wholestory.model import ArticleId, Role, Span
from wholestory.text.words import romanised

MOST = 3  # an account
HELD = 0.45  # of a sentence's content in one sentence of another account: it is not alone
LEAST_WORDS = 6
LEAST_SAID = 3  # words of content in a saying worth showing
WORTH = {"number": 2.0, "saying": 1.5, "name": 1.0, "day": 0.5}
TELLING_DIGITS = 2  # a one-digit figure recurs by chance
ENOUGH = 2  # of one kind: a list of names tells no more than two

Accounts = Mapping[ArticleId, str]


def find(
    told: Sequence[Line], found: Iterable[Pair], near: Nearness, accounts: Accounts
) -> dict[ArticleId, tuple[Span, ...]]:
    """The sentences that stand alone, by article, at most three each, the most telling first.

    A sentence stands alone if no sentence of another account says the same, comes near it in sense or
    holds half its content, and if it gives someone's words, or a figure, name or day that none of the
    others has. Across languages only vectors can show that; without them a new figure must.
    """
    whose = [accounts[line.span.article] for line in told]
    if len(set(whose)) < 2:
        return {}
    repeated = _repeated(told)
    joined = _joined((*((p.one, p.other) for p in found), *near.cosines), whose)
    carriers, held = _carriers(told, whose), _Held(told, whose)
    foreign = len({line.language for line in told}) > 1
    scores: dict[ArticleId, list[tuple[float, Span]]] = defaultdict(list)
    for i, line in enumerate(told):
        if i in joined or i in repeated or line.role is not Role.PARAGRAPH or len(line.words) < LEAST_WORDS:
            continue
        kinds = ("number",) if foreign and i not in near.compared else tuple(WORTH)
        score = sum(WORTH[kind] for kind in _new(line, whose[i], carriers) if kind in kinds)
        if score and not _known(line, whose[i], carriers) and not held.elsewhere(i):
            scores[line.span.article].append((-score, line.span))
    return {article: tuple(span for _, span in sorted(found)[:MOST]) for article, found in scores.items()}


def _joined(links: Iterable[tuple[int, int]], whose: Sequence[str]) -> set[int]:
    """The lines that some line of another account is linked with."""
    return {i for link in links if whose[link[0]] != whose[link[1]] for i in link}


def _repeated(told: Sequence[Line]) -> set[int]:
    """The lines whose very words an earlier one has: an outlet's later version tells them again."""
    seen: set[tuple[str, ...]] = set()
    repeated = set()
    for i, line in enumerate(told):
        if line.words in seen:
            repeated.add(i)
        seen.add(line.words)
    return repeated


def _known(line: Line, account: str, carriers: Mapping[str, set[str]]) -> bool:
    """Whether some other account has one of its figures: it may have this one's matter, too."""
    return any(carriers[n] != {account} for n in line.numbers if len(n) >= TELLING_DIGITS)


def _carriers(told: Sequence[Line], whose: Sequence[str]) -> Mapping[str, set[str]]:
    """Which accounts hold each word (romanised), figure and day anywhere."""
    carriers: dict[str, set[str]] = defaultdict(set)
    for line, account in zip(told, whose, strict=True):
        for key in (*map(romanised, line.words), *line.anchors):
            carriers[key].add(account)
    return carriers


def _new(line: Line, account: str, carriers: Mapping[str, set[str]]) -> Iterator[str]:
    """The kinds of what the line gives and no other account has, each kind twice at most."""
    if len(line.said) >= LEAST_SAID:
        yield "saying"
    for kind, keys in (("number", line.numbers), ("name", line.names), ("day", line.days)):
        fresh = sum(carriers[key] == {account} for key in keys)
        yield from [kind] * min(fresh, ENOUGH)


class _Held:
    """How much of a line's content stands in one line of another account, of the same language."""

    def __init__(self, told: Sequence[Line], whose: Sequence[str]) -> None:
        self._told, self._whose = told, whose
        self._weights = pairs.weigh(told)
        self._holding: dict[tuple[str | None, str], list[int]] = defaultdict(list)
        for i, line in enumerate(told):
            for stem in line.stems:
                self._holding[line.language, stem].append(i)

    def elsewhere(self, i: int) -> bool:
        """Whether half the content of line `i` does."""
        line, shared = self._told[i], defaultdict[int, float](float)
        for stem in line.stems:
            places = self._holding[line.language, stem]
            for j in places if len(places) <= pairs.FREQUENT else ():
                if self._whose[j] != self._whose[i]:
                    shared[j] += self._weights[stem]
        whole = sum(self._weights[stem] for stem in line.stems)
        return max(shared.values(), default=0.0) >= HELD * whole
