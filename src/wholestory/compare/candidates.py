"""Sentences that could sum a story up, and what speaks for each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import sqrt

from wholestory.compare import readable
from wholestory.compare.alignment import Alignment
from wholestory.compare.lines import Line
from wholestory.model import Analysis, ArticleId, MentionKind, Role, Span

TYPICAL = 12  # words of content in a sentence
DEEPEST = 14  # sentences of a body, the later ones are background
LEAD, SUPPORT, CARRIED, TITLE, FIGURE, NAME = 0.35, 0.3, 0.35, 0.25, 0.05, 0.1  # what speaks for one
GUESS, SPOKEN = 0.3, 0.15  # and against it


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that stands by itself; `depth` is its place in its article's body, from 0.

    `group` numbers the group of `Alignment.common` it belongs to.
    """

    line: Line
    depth: int
    score: float
    group: int | None
    speculative: bool


@dataclass(frozen=True)
class _Chorus:
    """All that a sentence is weighed against: who else holds its words, says the same, headlines it."""

    carriers: defaultdict[tuple[str | None, str], set[ArticleId]]
    articles: Counter[str | None]  # by language
    titles: Sequence[Line]
    groups: Sequence[Sequence[Span]]
    group_of: dict[Span, int]


def find(told: Sequence[Line], analyses: Sequence[Analysis], alignment: Alignment) -> list[Candidate]:
    """The candidates in the language of most articles; in another one where that has none."""
    chorus = _chorus(told, analyses, alignment)
    named = {a.article: sorted(m.span for m in a.mentions if m.kind is MentionKind.NAMED) for a in analyses}
    found = [
        _candidate(line, depth, chorus)
        for line, depth in _bodies(told)
        if readable.alone(line, [span for span in named[line.span.article] if span.within(line.span)])
    ]
    for language, _ in chorus.articles.most_common():
        of_language = [c for c in found if c.line.language == language]
        if of_language:
            return of_language
    return []


def _bodies(told: Sequence[Line]) -> Iterator[tuple[Line, int]]:
    """The first sentences of each body, with their place."""
    body = (line for line in told if line.role is Role.PARAGRAPH)
    for _, sentences in groupby(body, key=lambda line: line.span.article):
        for depth, line in zip(range(DEEPEST), sentences, strict=False):
            yield line, depth


def _chorus(told: Sequence[Line], analyses: Sequence[Analysis], alignment: Alignment) -> _Chorus:
    carriers: defaultdict[tuple[str | None, str], set[ArticleId]] = defaultdict(set)
    for line in told:
        for stem in line.stems:
            carriers[line.language, stem].add(line.span.article)
    return _Chorus(
        carriers=carriers,
        articles=Counter(a.language for a in analyses),
        titles=[line for line in told if line.role is Role.TITLE],
        groups=alignment.common,
        group_of={span: n for n, group in enumerate(alignment.common) for span in group},
    )


def _candidate(line: Line, depth: int, chorus: _Chorus) -> Candidate:
    group = chorus.group_of.get(line.span)
    guess = readable.speculative(line)
    others = max(1, sum(chorus.articles.values()) - 1)
    support = (len(chorus.groups[group]) - 1) / others if group is not None else 0.0
    speaks = LEAD / (1 + depth) + SUPPORT * support + CARRIED * _carried(line, chorus)
    speaks += TITLE * _headlined(line, chorus) + FIGURE * bool(line.numbers) + NAME * bool(line.names)
    return Candidate(line, depth, speaks - GUESS * guess - SPOKEN * bool(line.said), group, guess)


def _carried(line: Line, chorus: _Chorus) -> float:
    """How many of the other articles of its language hold the words of the sentence's content.

    Between the mean, which favours short and general sentences, and the sum, which favours long ones.
    """
    others = chorus.articles[line.language] - 1
    if others < 1:
        return 0.0
    held = (len(chorus.carriers[line.language, stem]) - 1 for stem in line.stems)
    return sum(held) / (others * sqrt(len(line.stems) * TYPICAL))


def _headlined(line: Line, chorus: _Chorus) -> float:
    """The mean share of a headline's content, of its language, that stands in the sentence."""
    shares = [
        len(title.stems & line.stems) / len(title.stems)
        for title in chorus.titles
        if title.language == line.language
    ]
    return sum(shares) / len(shares) if shares else 0.0
