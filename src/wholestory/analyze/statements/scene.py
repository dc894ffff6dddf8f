"""One article as its figures are read: the sentence, the people named in it, what is quoted, when."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from wholestory.analyze.names import Names
from wholestory.analyze.statements import rules
from wholestory.analyze.statements.rules import Rules
from wholestory.model import (
    Article,
    EntityType,
    Mention,
    MentionKind,
    Quotation,
    Role,
    Sentence,
    Span,
    Status,
    Timing,
)

_CROWD = 40  # mentions: in a stretch with more of them nobody is told apart
_FAR = 400  # code points from a figure to the "he said" that covers it


@dataclass(frozen=True, slots=True)
class Scene:
    """What the readers of figures look things up in.

    `starts` and `times` are where sentences and timings begin.
    """

    article: Article
    language: str | None
    rules: Rules
    sentences: Sequence[Sentence]
    starts: Sequence[int]
    names: Names
    mentions: Sequence[Mention]
    quoted: Sequence[tuple[int, int]]
    timings: Sequence[Timing]
    times: Sequence[int]

    def sentence(self, at: int) -> Sentence | None:
        """The sentence that holds a place."""
        index = bisect_right(self.starts, at) - 1
        found = self.sentences[index] if index >= 0 else None
        return found if found and at < found.span.end else None

    def previous(self, sentence: Sentence) -> Sentence | None:
        """The sentence before it, if it stands in the text itself."""
        index = bisect_left(self.starts, sentence.span.start) - 1
        found = self.sentences[index] if index >= 0 else None
        return found if found and found.role is Role.PARAGRAPH else None

    def people(self, start: int, end: int) -> list[Mention]:
        """The mentions of people that lie in a stretch, in order."""
        return [m for m in self.within(start, end) if self.is_person(m)]

    def within(self, start: int, end: int) -> list[Mention]:
        """The mentions that lie in a stretch, in order."""
        first = bisect_left(self.mentions, start, key=lambda m: m.span.start)
        found: list[Mention] = []
        for index in range(first, len(self.mentions)):
            mention = self.mentions[index]
            if mention.span.start >= end or len(found) == _CROWD:
                break
            if mention.span.end <= end:
                found.append(mention)
        return found

    def is_person(self, mention: Mention) -> bool:
        """Whether a mention may mean a person; of a full name of no known type that is assumed."""
        meant = [mention.referent] if mention.referent is not None else list(mention.candidates)
        return bool(meant) and all(self.may_be_person(i) for i in meant)

    def may_be_person(self, referent: int) -> bool:
        """Whether a name is a person's, or several words of no known type."""
        named = self.names.referents[referent]
        return named.type is EntityType.PERSON or (named.type is EntityType.OTHER and " " in named.name)

    def status(self, start: int, end: int, sentence: Sentence, *, cited: bool = True) -> Status:
        """Who stands behind words at that place; `cited`: whether "he said" in the sentence covers them."""
        if sentence.role is Role.CAPTION:
            return Status.CAPTION
        index = bisect_right(self.quoted, (start, len(self.article.text) + 1)) - 1
        if index >= 0 and start < self.quoted[index][1]:
            return Status.ATTRIBUTED
        text = self.article.text
        if cited and self.rules.speculation.search(text, max(sentence.span.start, start - 40), end + 12):
            return Status.SPECULATED
        first, last = max(sentence.span.start, start - _FAR), min(sentence.span.end, end + _FAR)
        if cited and self.rules.reporting.search(text, first, last):
            return Status.ATTRIBUTED
        return Status.ASSERTED

    def at(self, place: int, sentence: Sentence) -> int | None:
        """The time expression of the sentence that stands nearest to a place."""
        first = bisect_left(self.times, sentence.span.start)
        last = bisect_left(self.times, sentence.span.end)
        here = bisect_left(self.times, place, first, last)
        near = [(abs(self.times[i] - place), i) for i in (here - 1, here) if first <= i < last]
        return min(near)[1] if near else None

    def words_before(self, at: int, sentence: Sentence, count: int) -> list[re.Match[str]]:
        """The last words of the sentence before a place, nearest last."""
        start = max(sentence.span.start, at - 24 * count)
        return list(_WORD.finditer(self.article.text, start, at))[-count:]


_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


def of(
    article: Article,
    language: str | None,
    sentences: Sequence[Sentence],
    names: Names,
    quotations: Sequence[Quotation],
    timings: Sequence[Timing],
) -> Scene:
    """The scene of an article."""
    quoted = sorted((p.start, p.end) for q in quotations for p in q.parts)
    return Scene(
        article=article,
        language=language,
        rules=rules.of(language),
        sentences=sentences,
        starts=[s.span.start for s in sentences],
        names=names,
        mentions=sorted(
            (m for m in names.mentions if m.kind is not MentionKind.PRONOUN), key=lambda m: m.span.start
        ),
        quoted=_merged(quoted),
        timings=timings,
        times=[t.span.start for t in timings],
    )


def _merged(ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges without those inside others."""
    merged: list[tuple[int, int]] = []
    for start, end in ranges:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def span(scene: Scene, start: int, end: int) -> Span:
    """That stretch of the article."""
    return Span(scene.article.id, start, end)
