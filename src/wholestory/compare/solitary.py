"""What one account alone says: sentences with something checkable that no other account has."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from wholestory.compare import pairs
from wholestory.compare.lines import Line, Named
from wholestory.compare.pairs import Nearness, Pair
from wholestory.model import ArticleId, EntityType, Role, Span
from wholestory.text.words import romanised

MOST = 3  # an account
HELD = 0.45  # of a sentence's content in one sentence of another account: it is not alone
NEAR = 0.5  # cosine with a sentence of another account from which it may be told there, too
LEAST_WORDS = 6
LEAST_SAID = 3  # words of content in a saying worth showing
TELLING_DIGITS = 2  # a one-digit figure recurs by chance
SPELLED = 24  # figures up to here, hours among them, are spelled out in other languages
SAME_SIZE = 0.1  # a figure this near to another's may be meant for the same: that is a difference, no find
ENOUGH = 2  # of one kind: a list of names tells no more than two
WORTH = {"number": 2.0, "saying": 1.5, "name": 1.0, "day": 0.5}
# What proves a sentence alone among other languages, and how near at most others may then come.
ABROAD = {"name": 0.5, "number": 0.4, "saying": 0.35}
LEAST_SAID_ABROAD = 5
NAMES_ABROAD = {EntityType.PERSON, EntityType.ORGANISATION}  # places and works are translated


def find(
    told: Sequence[Line], found: Iterable[Pair], near: Nearness, whose: Sequence[str]
) -> dict[ArticleId, tuple[Span, ...]]:
    """The sentences that stand alone, by article, at most three each, the most telling first.

    A sentence stands alone if no sentence of another account says the same, comes near it in sense or
    holds half its content, and if it gives someone's words, or a figure, name or day that none of the
    others has. Among accounts of several languages only vectors can show that, and only new names,
    figures that are not spelled out, and longer sayings prove it. `whose` names each line's account.
    """
    if len(set(whose)) < 2:
        return {}
    evidence = _evidence(told, whose)
    out = _repeated(told) | {
        i for pair in found if whose[pair.one] != whose[pair.other] for i in (pair.one, pair.other)
    }
    scores: dict[ArticleId, list[tuple[float, Span]]] = defaultdict(list)
    for i, line in enumerate(told):
        if i in out or line.role is not Role.PARAGRAPH or len(line.words) < LEAST_WORDS:
            continue
        score = sum(WORTH[kind] for kind in _proofs(i, evidence, near))
        if score and not evidence.known(i) and not evidence.held(i):
            scores[line.span.article].append((-score, line.span))
    return {article: tuple(span for _, span in sorted(found)[:MOST]) for article, found in scores.items()}


@dataclass(frozen=True)
class _Evidence:
    """Which accounts hold each word, figure and day; the figures in order; the lines of each stem."""

    told: Sequence[Line]
    whose: Sequence[str]
    carriers: Mapping[str, set[str]]
    figures: Sequence[tuple[float, str]]
    holding: Mapping[tuple[str | None, str], Sequence[int]]
    weights: Mapping[str, float]
    languages: frozenset[str | None]

    def new(self, key: str, account: str) -> bool:
        """Whether that account alone has it."""
        return self.carriers[key] == {account}

    def like(self, number: str, account: str) -> bool:
        """Whether another account has a figure of about that size."""
        value = _value(number)
        first = bisect_left(self.figures, (value * (1 - SAME_SIZE), ""))
        last = bisect_left(self.figures, (value * (1 + SAME_SIZE), "\U0010ffff"))
        return any(other != account for _, other in self.figures[first:last])

    def known(self, i: int) -> bool:
        """Whether another account has one of the line's figures: it may have this one's matter, too."""
        numbers = (n for n in self.told[i].numbers if len(n) >= TELLING_DIGITS)
        return any(not self.new(number, self.whose[i]) for number in numbers)

    def held(self, i: int) -> bool:
        """Whether a line of another account, of the same language, has half the line's content."""
        line, shared = self.told[i], defaultdict[int, float](float)
        for stem in line.stems:
            places = self.holding[line.language, stem]
            for j in places if len(places) <= pairs.FREQUENT else ():
                if self.whose[j] != self.whose[i]:
                    shared[j] += self.weights[stem]
        return max(shared.values(), default=0.0) >= HELD * sum(self.weights[stem] for stem in line.stems)


def _evidence(told: Sequence[Line], whose: Sequence[str]) -> _Evidence:
    carriers: dict[str, set[str]] = defaultdict(set)
    holding: dict[tuple[str | None, str], list[int]] = defaultdict(list)
    for i, (line, account) in enumerate(zip(told, whose, strict=True)):
        for key in (*map(romanised, line.words), *line.anchors):
            carriers[key].add(account)
        for stem in line.stems:
            holding[line.language, stem].append(i)
    figures = {(_value(n), account) for line, account in zip(told, whose, strict=True) for n in line.numbers}
    languages = frozenset(line.language for line in told)
    return _Evidence(told, whose, carriers, sorted(figures), holding, pairs.weigh(told), languages)


def _value(number: str) -> float:
    """The size of a figure; of one with several marks ("1.2.3") that of its beginning."""
    return float(".".join(number.split(".")[:2]))


def _proofs(i: int, evidence: _Evidence, near: Nearness) -> Iterator[str]:
    """What shows that the line stands alone, each kind twice at most."""
    line, account = evidence.told[i], evidence.whose[i]
    foreign = bool(evidence.languages - {line.language})
    nearest = near.nearest.get(i)
    if (foreign and nearest is None) or (nearest or 0.0) >= NEAR:
        return
    for kind, count in _new(line, account, evidence, foreign=foreign).items():
        if not foreign or (kind in ABROAD and (nearest or 0.0) < ABROAD[kind]):
            yield from [kind] * min(count, ENOUGH)


def _new(line: Line, account: str, evidence: _Evidence, *, foreign: bool) -> Mapping[str, int]:
    """How much of each kind the line gives that no other account has."""
    numbers = [n for n in line.numbers if evidence.new(n, account) and not evidence.like(n, account)]
    names = [
        n for n in line.cast if _is_new(n, account, evidence) and (not foreign or n.type in NAMES_ABROAD)
    ]
    return {
        "number": sum(not foreign or _value(n) > SPELLED for n in numbers),
        "saying": int(len(line.said) >= (LEAST_SAID_ABROAD if foreign else LEAST_SAID)),
        "name": len(names),
        "day": sum(evidence.new(day, account) for day in line.days),
    }


def _is_new(named: Named, account: str, evidence: _Evidence) -> bool:
    return bool(named.words) and all(evidence.new(word, account) for word in named.words)


def _repeated(told: Sequence[Line]) -> set[int]:
    """The lines whose very words an earlier one has: an outlet's later version tells them again."""
    seen: set[tuple[str, ...]] = set()
    repeated = set()
    for i, line in enumerate(told):
        if line.words in seen:
            repeated.add(i)
        seen.add(line.words)
    return repeated
