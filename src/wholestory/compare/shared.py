"""The passages and quotations that two articles share word for word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from wholestory.compare import passages, tokens
from wholestory.compare.passages import Match, Passage
from wholestory.compare.tokens import Tokens
from wholestory.model import Analysis, Article, MentionKind, QuotationKind, Reuse, ReuseKind, Span
from wholestory.text.words import stopwords

LEAST_VERBATIM = 8  # tokens in common outside quotations
SURE = 12  # tokens from which a passage speaks for itself; a shorter one needs content beyond names
LEAST_CONTENT = 3
LEAST_QUOTED = 5  # tokens of a third that both carry
SCRAP = 4  # fewer tokens of a sentence than these, at either end of a passage, are left off


@dataclass(frozen=True, slots=True)
class Side:
    """One article as it is matched, in tokens.

    `sentence[i]` and `part[i]` number the sentence and the quotation part that token i lies in, -1 for
    none; `plain[i]` whether it is a word of content and no name.
    """

    tokens: Tokens
    sentences: tuple[Span, ...]
    sentence: Sequence[int]
    part: Sequence[int]
    plain: Sequence[bool]


def side(article: Article, analysis: Analysis) -> Side:
    """The article made ready to be matched."""
    text = tokens.read(article)
    sentences = tuple(s.span for s in analysis.sentences)
    spoken = (q for q in analysis.quotations if q.kind is not QuotationKind.INDIRECT)
    parts = [part for quotation in spoken for part in quotation.parts]
    named = tokens.marked(text, (m.span for m in analysis.mentions if m.kind is MentionKind.NAMED))
    empty = stopwords(analysis.language)
    return Side(
        tokens=text,
        sentences=sentences,
        sentence=tokens.marked(text, sentences),
        part=tokens.marked(text, parts),
        plain=[name < 0 and form not in empty for name, form in zip(named, text.forms, strict=True)],
    )


def find(earlier: Side, later: Side) -> Iterator[Reuse]:
    """The verbatim passages and shared quotations of two articles."""
    swap = len(earlier.tokens.runs) > len(later.tokens.runs)
    one, other = (later, earlier) if swap else (earlier, later)
    for passage in passages.find(one.tokens, other.tokens):
        for kind, first, second in _kinds(_trimmed(passage, one, other), one, other):
            yield Reuse(kind, second, first) if swap else Reuse(kind, first, second)


def _kinds(passage: Passage, one: Side, other: Side) -> Iterator[tuple[ReuseKind, Span, Span]]:
    """The whole passage where the outlets' own words are shared; else the quotations it runs through."""
    quoted: dict[tuple[int, int], list[Match]] = defaultdict(list)
    outside: list[Match] = []
    for match in passage:
        for (mine, theirs), part in _by_quotation(match, one, other):
            if mine < 0 or theirs < 0:
                outside.append(part)
            else:
                quoted[mine, theirs].append(part)
    if _says_something(outside, one):
        yield ReuseKind.VERBATIM, *_limits(passage, one, other)
        return
    for parts in quoted.values():
        if passages.size(parts) >= LEAST_QUOTED:
            yield ReuseKind.QUOTATION, _slice(parts, one), _slice(parts, other, second=True)


def _says_something(matches: Sequence[Match], one: Side) -> bool:
    """Long enough, and more than a name with its office."""
    size = passages.size(matches)
    content = sum(one.plain[i] for match in matches for i in range(match.one, match.one + match.size))
    return size >= LEAST_VERBATIM and (size >= SURE or content >= LEAST_CONTENT)


def _by_quotation(match: Match, one: Side, other: Side) -> Iterator[tuple[tuple[int, int], Match]]:
    """The match cut where either side enters or leaves a quotation."""

    def marks(k: int) -> tuple[int, int]:
        return one.part[match.one + k], other.part[match.other + k]

    for mark, run in groupby(range(match.size), key=marks):
        steps = list(run)
        yield mark, match.slice(steps[0], len(steps))


def _trimmed(passage: Passage, one: Side, other: Side) -> Passage:
    """Without the scrap of a sentence at either end: the last words of one, the first of another."""
    head, tail = passage[0], passage[-1]
    opens = [
        k
        for k in range(1, min(SCRAP, head.size))
        if _turns(one, head.one + k) or _turns(other, head.other + k)
    ]
    if opens and not (_turns(one, head.one) and _turns(other, head.other)):
        passage = (head.slice(opens[-1], head.size - opens[-1]), *passage[1:])
        tail = passage[-1]
    closes = [
        k
        for k in range(1, min(SCRAP, tail.size))
        if _turns(one, tail.one + tail.size - k) or _turns(other, tail.other + tail.size - k)
    ]
    if closes and not (_turns(one, tail.one + tail.size) and _turns(other, tail.other + tail.size)):
        passage = (*passage[:-1], tail.slice(0, tail.size - closes[-1]))
    return passage


def _turns(side: Side, token: int) -> bool:
    """Whether a sentence begins with this token."""
    if token in (0, len(side.sentence)):
        return True
    return side.sentence[token] != side.sentence[token - 1]


def _slice(matches: Sequence[Match], side: Side, *, second: bool = False) -> Span:
    first, last = matches[0], matches[-1]
    start, end = (first.other, last.other) if second else (first.one, last.one)
    return side.tokens.span(start, end + last.size - 1)


def _limits(passage: Passage, one: Side, other: Side) -> tuple[Span, Span]:
    """The passage on both sides; with the marks around its sentences where both begin, or end, there."""
    mine, theirs = _slice(passage, one), _slice(passage, other, second=True)
    first, last = passage[0], passage[-1]
    ends = (last.one + last.size, last.other + last.size)
    opening = (one.sentence[first.one], other.sentence[first.other])
    closing = (one.sentence[ends[0] - 1], other.sentence[ends[1] - 1])
    if min(opening) >= 0 and _turns(one, first.one) and _turns(other, first.other):
        mine = Span(mine.article, one.sentences[opening[0]].start, mine.end)
        theirs = Span(theirs.article, other.sentences[opening[1]].start, theirs.end)
    if min(closing) >= 0 and _turns(one, ends[0]) and _turns(other, ends[1]):
        mine = Span(mine.article, mine.start, one.sentences[closing[0]].end)
        theirs = Span(theirs.article, theirs.start, other.sentences[closing[1]].end)
    return mine, theirs
