"""Sentences that could sum a story up, and what speaks for each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import sqrt

from wholestory.compare import readable
from wholestory.compare.alignment import Alignment
from wholestory.compare.lines import Line
from wholestory.model import Analysis, Article, ArticleId, MentionKind, Role, Span
from wholestory.text.words import forms

ENOUGH_OUTLETS = 3
TYPICAL = 12  # words of content in a sentence
DEEPEST = 14  # sentences of a body, the later ones are background
COMFORT = 45  # words
LEAD, SUPPORT, CARRIED, TITLE, FIGURE, NAME = 0.35, 0.3, 0.35, 0.25, 0.05, 0.1  # what speaks for one
GUESS, SPOKEN, UNHEARD, ADDED, LENGTHY = 0.3, 0.15, 0.4, 0.12, 0.1  # and against it


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
class Chorus:
    """All that a sentence is weighed against: who else holds its words, says the same, headlines it.

    `carriers` counts outlets, by language and stem; copies count: they were thought worth printing.
    """

    carriers: Mapping[tuple[str | None, str], set[str]]
    outlets: Mapping[str | None, set[str]]
    whose: Mapping[ArticleId, str]
    titles: Sequence[Line]
    groups: Sequence[Sequence[Span]]
    group_of: Mapping[Span, int]


def chorus(told: Sequence[Line], articles: Sequence[Article], alignment: Alignment) -> Chorus:
    """The chorus of all lines of a story, those of copies among them."""
    whose = {a.id: " ".join(forms(a.outlet)) if a.outlet else a.id for a in articles}
    carriers: dict[tuple[str | None, str], set[str]] = defaultdict(set)
    outlets: dict[str | None, set[str]] = defaultdict(set)
    for line in told:
        outlets[line.language].add(whose[line.span.article])
        for stem in line.stems:
            carriers[line.language, stem].add(whose[line.span.article])
    return Chorus(
        carriers=carriers,
        outlets=outlets,
        whose=whose,
        titles=[line for line in told if line.role is Role.TITLE],
        groups=alignment.common,
        group_of={span: n for n, group in enumerate(alignment.common) for span in group},
    )


def find(own: Sequence[Line], chorus: Chorus, analyses: Sequence[Analysis]) -> list[Candidate]:
    """The candidates among `own` in the language of most outlets; in the next where that one has none."""
    named = {a.article: sorted(m.span for m in a.mentions if m.kind is MentionKind.NAMED) for a in analyses}
    found = [
        _candidate(line, depth, chorus)
        for line, depth in _bodies(own)
        if readable.alone(line, [span for span in named[line.span.article] if span.within(line.span)])
    ]
    for language in sorted(chorus.outlets, key=lambda code: -len(chorus.outlets[code])):
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


def _candidate(line: Line, depth: int, chorus: Chorus) -> Candidate:
    group = chorus.group_of.get(line.span)
    guess = readable.speculative(line)
    others = max(1, len(set(chorus.whose.values())) - 1)
    support = (len(chorus.groups[group]) - 1) / others if group is not None else 0.0
    speaks = LEAD / (1 + depth / 2) + SUPPORT * support + CARRIED * _carried(line, chorus)
    speaks += TITLE * _headlined(line, chorus) + FIGURE * bool(line.numbers) + NAME * bool(line.names)
    against = GUESS * guess + SPOKEN * bool(line.said) + UNHEARD * _unheard(line, chorus)
    against += ADDED * readable.goes_on(line) + LENGTHY * (len(line.words) > COMFORT)
    return Candidate(line, depth, speaks - against, group, guess)


def _carried(line: Line, chorus: Chorus) -> float:
    """How many of the other outlets of its language hold the words of the sentence's content.

    Between the mean, which favours short and general sentences, and the sum, which favours long ones.
    """
    others = len(chorus.outlets[line.language]) - 1
    if others < 1:
        return 0.0
    held = (len(chorus.carriers[line.language, stem]) - 1 for stem in line.stems)
    return sum(held) / (others * sqrt(len(line.stems) * TYPICAL))


def _unheard(line: Line, chorus: Chorus) -> float:
    """The share of its content that its outlet alone has, where enough others tell the story."""
    if len(chorus.outlets[line.language]) < ENOUGH_OUTLETS:
        return 0.0
    return sum(len(chorus.carriers[line.language, stem]) < 2 for stem in line.stems) / len(line.stems)


def _headlined(line: Line, chorus: Chorus) -> float:
    """The mean share of a headline's content, of its language, that stands in the sentence."""
    shares = [
        len(title.stems & line.stems) / len(title.stems)
        for title in chorus.titles
        if title.language == line.language
    ]
    return sum(shares) / len(shares) if shares else 0.0
