"""Passages that two articles share: word for word, inside quotations, reworded, translated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from wholestory.compare import copies, lines, pairs, sequence, shared
from wholestory.compare.lines import Line
from wholestory.compare.scope import Embed
from wholestory.compare.shared import Side
from wholestory.model import Analysis, Article, ArticleId, Reuse, ReuseKind, Span

COMMON = 24  # articles: a run in more than these is compared with the first of them only
COVERED = 0.5  # of a sentence that is shared word for word: it is no rewording

Shared = Mapping[tuple[ArticleId, ArticleId], Sequence[Span]]


def find(
    articles: Sequence[Article], analyses: Sequence[Analysis], *, embed: Embed | None = None
) -> tuple[Reuse, ...]:
    """The passages in common, by pair of articles in order of appearance, then by place.

    VERBATIM: at least eight tokens, joined over small edits. QUOTATION: at least five, inside quotation
    marks on both sides. REWRITTEN: sentences of one language with most of their content in common.
    TRANSLATED: sentences of two languages whose vectors, names and figures agree; only with `embed`.
    A copy is compared with the article it carries and with no other.
    """
    copied = copies.find(articles, analyses)
    rank = sequence.ranks(analyses)
    sides = {a.id: shared.side(a, b) for a, b in zip(articles, analyses, strict=True)}
    related = sorted(_related(sides, copied, rank), key=lambda pair: (rank[pair[0]], rank[pair[1]]))
    literal = [reuse for one, other in related for reuse in shared.find(sides[one], sides[other])]
    own = [(a, b) for a, b in zip(articles, analyses, strict=True) if a.id not in copied]
    told = lines.read([article for article, _ in own], [analysis for _, analysis in own])
    found = literal + list(_in_sense(told, rank, literal, embed))
    return tuple(sorted(found, key=lambda r: (rank[r.earlier.article], rank[r.later.article], r.earlier)))


def _related(
    sides: Mapping[ArticleId, Side], copied: Mapping[ArticleId, ArticleId], rank: Mapping[ArticleId, int]
) -> set[tuple[ArticleId, ArticleId]]:
    """Pairs with a run in common, the earlier one first; of the copies only those with their original."""
    carriers: dict[int, list[ArticleId]] = defaultdict(list)
    for article in sorted(sides.keys() - copied.keys(), key=rank.__getitem__):
        for run in sides[article].tokens.runs:
            carriers[run].append(article)
    related: set[tuple[ArticleId, ArticleId]] = set()
    for group in {tuple(group) for group in carriers.values() if len(group) > 1}:
        related.update(combinations(group, 2) if len(group) <= COMMON else ((group[0], g) for g in group[1:]))
    for copy, original in copied.items():
        related.add((original, copy) if rank[original] < rank[copy] else (copy, original))
    return related


def _in_sense(
    told: Sequence[Line], rank: Mapping[ArticleId, int], literal: Sequence[Reuse], embed: Embed | None
) -> Iterator[Reuse]:
    """Sentence pairs that say the same in other words or another language, each the other's best."""
    between, taken = _spans(literal)
    own = [line for line in told if not _covered(line.span, taken.get(line.span.article, ()))]
    near = pairs.nearness(own, [line.span.article for line in own], embed)
    for pair in pairs.mutual(pairs.find(own, near), own):
        one, other = sorted((own[pair.one], own[pair.other]), key=lambda line: rank[line.span.article])
        if pair.close and not _literal(one.span, other.span, between):
            kind = ReuseKind.REWRITTEN if one.language == other.language else ReuseKind.TRANSLATED
            yield Reuse(kind, one.span, other.span)


def _spans(literal: Sequence[Reuse]) -> tuple[Shared, Mapping[ArticleId, Sequence[Span]]]:
    """What each article shares with each other one, and what it has taken verbatim from earlier ones."""
    between: dict[tuple[ArticleId, ArticleId], list[Span]] = defaultdict(list)
    taken: dict[ArticleId, list[Span]] = defaultdict(list)
    for reuse in literal:
        between[reuse.earlier.article, reuse.later.article].append(reuse.earlier)
        between[reuse.later.article, reuse.earlier.article].append(reuse.later)
        if reuse.kind is ReuseKind.VERBATIM:
            taken[reuse.later.article].append(reuse.later)
    return between, taken


def _literal(one: Span, other: Span, between: Shared) -> bool:
    """Whether one of the two is mostly shared with the other's article word for word."""
    return _covered(one, between.get((one.article, other.article), ())) or _covered(
        other, between.get((other.article, one.article), ())
    )


def _covered(sentence: Span, spans: Sequence[Span]) -> bool:
    shared = (min(s.end, sentence.end) - max(s.start, sentence.start) for s in spans)
    return sum(n for n in shared if n > 0) >= COVERED * (sentence.end - sentence.start)
