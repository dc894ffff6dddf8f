"""Sentences of different articles that say the same, in other words or in another language.

Same language: weighted overlap of content stems, and sentence vectors where there are any. Other
languages: sentence vectors, or figures and names alone where there are none. Never two that give
different figures or days.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from math import log, sqrt

from wholestory.compare.lines import Line
from wholestory.compare.scope import Embed
from wholestory.model import ArticleId, EntityType, Quantity

FREQUENT = 200  # sentences: a stem in more than these proposes no pair
MOST_EMBEDDED = 1_500  # sentences, the first ones of each article: bounds time on large stories
MOST_NEAR = 100_000  # pairs by vector, the nearest
EMBEDDED_LENGTH = 600  # characters
LEAST_WORDS = 4  # of a sentence that a vector is made of
SHARED_STEMS = 3
SHARED_BEYOND_NAMES = 2
CORE = 0.4  # of the shorter one's content beyond names
RATIO = 0.45  # in words, of a sentence to its longer counterpart in another language
REWORDED_BEYOND_NAMES = 4
REWORDED_WORDS = 8  # of the shorter sentence: a bare fact is no rewording of another
LEAST_SAID = 2
SAID = 0.4  # of the words of a quotation: a speaker in common is not a saying in common
ALIKE = 0.55  # overlap of content from which two sentences of one language say the same
REWORDED = 0.57  # … and one is plainly the other reworded
FAINT = 0.3  # overlap that two of one language must have, however near their vectors
NEAR = 0.72  # cosine, one language
ABROAD = 0.64  # cosine, two languages, with a name, figure or day in common
LONG = 16  # words of the shorter sentence, from which it may well say more than the other …
LONG_ABROAD = 0.7  # … so that its vector must be nearer
BARE = 0.75  # … without one
TRANSLATED = 0.74  # … and one is plainly the other translated
ANCHORED = 3  # names and figures in common that stand in for vectors, at least one a figure


@dataclass(frozen=True, slots=True)
class Pair:
    """Indices of two lines of different articles; the greater `strength`, the surer.

    `close`: plainly one sentence reworded or translated, not only two that say the same.
    """

    one: int
    other: int
    strength: float
    close: bool


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near the vectors of lines are.

    `nearest` holds each line that was compared and its greatest cosine with a line told by someone else,
    `cosines` the pairs of different articles that may say the same.
    """

    nearest: Mapping[int, float] = field(default_factory=dict)
    cosines: Mapping[tuple[int, int], float] = field(default_factory=dict)


def find(lines: Sequence[Line], near: Nearness) -> list[Pair]:
    """All pairs of lines that say the same, the strongest first."""
    weights, cosines = weigh(lines), near.cosines
    found = []
    for one, other in {**_candidates(lines, abroad=not near.nearest), **cosines}:
        if at_odds(lines[one], lines[other]):
            continue
        if lines[one].language == lines[other].language:
            pair = _at_home(one, other, lines, _overlap(one, other, lines, weights), cosines)
        else:
            pair = _abroad(one, other, lines, cosines)
        if pair:
            found.append(pair)
    return sorted(found, key=lambda p: (-p.strength, p.one, p.other))


def mutual(found: Iterable[Pair], lines: Sequence[Line]) -> Iterator[Pair]:
    """Of pairs given the strongest first, those whose lines are each other's best in the other article."""
    taken: set[tuple[int, ArticleId]] = set()
    for pair in found:
        sides = {
            (pair.one, lines[pair.other].span.article),
            (pair.other, lines[pair.one].span.article),
        }
        if not sides & taken:
            yield pair
        taken |= sides


def at_odds(one: Line, other: Line) -> bool:
    """Whether two sentences cannot say the same, however near they look."""
    return contradict(one, other) or _said_otherwise(one, other) or _reversed(one, other)


def contradict(one: Line, other: Line) -> bool:
    """Whether the two give no figure, or no day, in common where both give some; or differ on a count."""
    if one.numbers and other.numbers and not one.numbers & other.numbers:
        return True
    if one.days and other.days and not one.days & other.days:
        return True
    return clash(one, other)


def clash(one: Line, other: Line) -> bool:
    """Whether the two give figures for one attribute of which no two fit."""
    if not one.statements or not other.statements:
        return False
    mine, theirs = _quantities(one), _quantities(other)
    return any(
        not any(_fit(a, b) for a in mine[attribute] for b in theirs[attribute])
        for attribute in mine.keys() & theirs.keys()
    )


def _quantities(line: Line) -> Mapping[str, list[Quantity]]:
    quantities: dict[str, list[Quantity]] = defaultdict(list)
    for statement in line.statements:
        quantities[statement.attribute].append(statement.quantity)
    return quantities


def _fit(one: Quantity, other: Quantity) -> bool:
    below = one.high is not None and other.low is not None and one.high < other.low
    above = other.high is not None and one.low is not None and other.high < one.low
    return not below and not above


def weigh(lines: Sequence[Line]) -> Mapping[str, float]:
    """Weight of each stem: less the more sentences of one article hold it, however many articles do.

    What every account says once weighs as much as what one alone says; plain inverse document
    frequency would make light of just what is common.
    """
    holding = Counter(stem for line in lines for stem in line.stems)
    within = {(stem, line.span.article) for line in lines for stem in line.stems}
    carriers = Counter(stem for stem, _ in within)
    length = len(lines) / max(1, len({line.span.article for line in lines}))
    return {stem: log(1 + length * carriers[stem] / count) for stem, count in holding.items()}


def _said_otherwise(one: Line, other: Line) -> bool:
    """Whether the words one of them quotes are not to be found in the other, of one language."""
    if one.language != other.language:
        return False
    return any(
        len(a.said & b.stems) < max(min(len(a.said), LEAST_SAID), SAID * len(a.said))
        for a, b in ((one, other), (other, one))
    )


def _reversed(one: Line, other: Line) -> bool:
    """Whether the first two people in common stand in the other order: who acts on whom differs."""
    mine, theirs = _people(one), _people(other)
    shared = [name for name in mine if name in theirs][:2]
    return len(shared) == 2 and theirs.index(shared[0]) > theirs.index(shared[1])


def _people(line: Line) -> list[str]:
    """The last names of the people in a sentence, each once."""
    people = (named for named in line.cast if named.type is EntityType.PERSON and named.words)
    return list(dict.fromkeys(named.words[-1] for named in people))


def _overlap(one: int, other: int, lines: Sequence[Line], weights: Mapping[str, float]) -> float:
    """Geometric mean of Dice's coefficient and the share of the shorter that is in common."""
    mine, theirs = lines[one].stems, lines[other].stems
    common, first, second = (sum(weights[s] for s in stems) for stems in (mine & theirs, mine, theirs))
    return common * sqrt(2 / ((first + second) * min(first, second)))


def _at_home(
    one: int, other: int, lines: Sequence[Line], overlap: float, cosines: Mapping[tuple[int, int], float]
) -> Pair | None:
    """The pair as two sentences of one language."""
    first, second = lines[one], lines[other]
    mine, theirs = first.stems - first.named, second.stems - second.named
    beyond = len(mine & theirs)
    cosine = cosines.get((one, other), 0.0)
    if beyond < max(SHARED_BEYOND_NAMES, CORE * min(len(mine), len(theirs))):
        return None
    if overlap < ALIKE and (cosine < NEAR or overlap < FAINT):
        return None
    close = overlap >= REWORDED and beyond >= REWORDED_BEYOND_NAMES and _long(first, second)
    return Pair(one, other, max(overlap / ALIKE, cosine / NEAR), close)


def _abroad(
    one: int, other: int, lines: Sequence[Line], cosines: Mapping[tuple[int, int], float]
) -> Pair | None:
    """The pair as two sentences of different languages."""
    first, second = lines[one], lines[other]
    shared = first.anchors & second.anchors
    cosine = cosines.get((one, other))
    if cosine is None:
        figures = first.numbers & second.numbers
        enough = figures and len(shared) >= ANCHORED
        return Pair(one, other, len(shared) / ANCHORED, False) if enough else None
    shorter, longer = sorted((len(first.words), len(second.words)))
    if shorter < RATIO * longer:
        return None
    long = shorter > LONG
    if cosine < (BARE if not shared else LONG_ABROAD if long else ABROAD):
        return None
    agreeing = 2 * len(first.numbers & second.numbers) >= len(first.numbers | second.numbers)
    close = bool(shared) and agreeing and cosine >= TRANSLATED and _long(first, second)
    return Pair(one, other, cosine / ABROAD, close)


def _long(one: Line, other: Line) -> bool:
    return min(len(one.words), len(other.words)) >= REWORDED_WORDS


def _candidates(lines: Sequence[Line], *, abroad: bool) -> dict[tuple[int, int], None]:
    """Pairs of different articles that share enough stems, or figures and names across languages."""
    holding: dict[tuple[str | None, str], list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        for stem in line.stems:
            holding[line.language, stem].append(i)
    shared: Counter[tuple[int, int]] = Counter()
    for places in holding.values():
        if 1 < len(places) <= FREQUENT:
            shared.update(_across(places, lines))
    found = {
        (one, other): None
        for (one, other), count in shared.items()
        if count >= min(SHARED_STEMS, len(lines[one].stems), len(lines[other].stems))
    }
    return found | _by_figures(lines) if abroad else found


def _by_figures(lines: Sequence[Line]) -> dict[tuple[int, int], None]:
    holding: dict[str, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        for number in line.numbers:
            holding[number].append(i)
    return {
        pair: None
        for places in holding.values()
        if len(places) <= FREQUENT
        for pair in _across(places, lines)
        if lines[pair[0]].language != lines[pair[1]].language
    }


def _across(places: Sequence[int], lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Pairs of places of different articles."""
    return (
        (one, other)
        for one, other in combinations(places, 2)
        if lines[one].span.article != lines[other].span.article
    )


def nearness(lines: Sequence[Line], whose: Sequence[str], embed: Embed | None) -> Nearness:
    """The vectors of the lines compared, where `embed` is given; `whose` says who tells each line."""
    chosen = _first_lines(lines)
    if embed is None or len({whose[i] for i in chosen}) < 2:
        return Nearness()
    import numpy as np  # here: whoever makes vectors has settled how many threads it may use

    vectors = np.asarray(embed([lines[i].text[:EMBEDDED_LENGTH] for i in chosen]), dtype=np.float32)
    products = vectors @ vectors.T
    tellers = np.unique([whose[i] for i in chosen], return_inverse=True)[1]
    apart = np.where(tellers[:, None] != tellers[None, :], products, -1.0)
    near = np.argwhere(np.triu(products, 1) >= ABROAD)
    if len(near) > MOST_NEAR:
        near = near[np.argsort(-products[near[:, 0], near[:, 1]], kind="stable")[:MOST_NEAR]]
    cosines = {}
    for row, column in near.tolist():
        one, other = sorted((chosen[row], chosen[column]))
        if lines[one].span.article != lines[other].span.article:
            cosines[one, other] = float(products[row, column])
    return Nearness(dict(zip(chosen, apart.max(axis=1).tolist(), strict=True)), cosines)


def _first_lines(lines: Sequence[Line]) -> list[int]:
    """The lines that get a vector: the first of each article before the second of any."""
    place: Counter[ArticleId] = Counter()
    ordered = []
    for i, line in enumerate(lines):
        if len(line.words) >= LEAST_WORDS:
            ordered.append((place[line.span.article], i))
            place[line.span.article] += 1
    return [i for _, i in sorted(ordered)[:MOST_EMBEDDED]]
