"""The story in a few of the articles' own sentences."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from wholestory.compare import candidates, copies, lines, pairs, sequence
from wholestory.compare.alignment import Alignment
from wholestory.compare.candidates import Candidate
from wholestory.compare.lines import Line
from wholestory.model import Analysis, Article, Role, Span

MOST, LEAST = 5, 2
FREE = 3  # sentences that need not reach ENOUGH
OPENING = 2  # the first sentence told is one of the first so many of its article, where there is one
ALIKE = 0.7  # weight of what was already told
SAME_ACCOUNT = 0.08  # what speaks against another sentence of one account
ENOUGH = 0.3  # of the best sentence's score: what tells less is left out
COVERED = 0.5  # of a sentence's content, names left out, that one already chosen has …
COVERED_WITH_NAMES = 0.55  # … or names counted


def extract(
    articles: Sequence[Article], analyses: Sequence[Analysis], alignment: Alignment
) -> tuple[Span, ...]:
    """Two to five whole sentences, the opening one first, then in the order in which articles tell them.

    Sentences that stand by themselves are scored by place (lead bias), by how many accounts say the same
    and hold the same words, and by the headlines' words; each next one by what it adds (maximal marginal
    relevance, Carbonell and Goldstein 1998). In the language of most accounts, as long as it has any.
    Fewer where an article has fewer; empty where there is no sentence at all.
    """
    rank = sequence.ranks(analyses)
    ordered = sorted(zip(articles, analyses, strict=True), key=lambda pair: rank[pair[0].id])
    told = lines.read([article for article, _ in ordered], [analysis for _, analysis in ordered])
    copied = copies.find(articles, analyses)
    own = [line for line in told if line.span.article not in copied]
    found = candidates.find(own, candidates.chorus(told, articles, alignment), analyses)
    chosen = _chosen(found, LEAST + min(MOST - LEAST, len(articles) - len(copied)))
    later = sorted(chosen[1:], key=lambda c: (c.depth, rank[c.line.span.article]))
    return _completed([candidate.line for candidate in (*chosen[:1], *later)], own)


def _chosen(found: Sequence[Candidate], most: int) -> list[Candidate]:
    """The best opening, then again and again the sentence that adds most."""
    firm = [c for c in found if not c.speculative]
    opening = [c for c in firm if c.depth < OPENING] or firm or found
    if not opening:
        return []
    chosen = [max(opening, key=lambda c: c.score)]
    while len(chosen) < most:
        worth = [(_added(c, chosen), c) for c in found if not any(_told(c, known) for known in chosen)]
        value, best = max(worth, key=lambda pair: pair[0], default=(0.0, chosen[0]))
        if not worth or value <= 0 or (len(chosen) >= FREE and value < ENOUGH * chosen[0].score):
            break
        chosen.append(best)
    return chosen


def _told(candidate: Candidate, known: Candidate) -> bool:
    """Whether one already chosen says the same, or something that does not fit."""
    same_group = candidate.group is not None and candidate.group == known.group
    if same_group or pairs.clash(candidate.line, known.line):
        return True
    if _overlap(candidate.line, known.line) >= COVERED:
        return True
    mine, theirs = candidate.line.stems, known.line.stems
    return len(mine & theirs) >= COVERED_WITH_NAMES * min(len(mine), len(theirs))


def _added(candidate: Candidate, chosen: Sequence[Candidate]) -> float:
    told = max(_overlap(candidate.line, known.line) for known in chosen)
    account = candidate.line.span.article
    again = sum(known.line.span.article == account for known in chosen)
    return candidate.score - ALIKE * told * candidate.score - SAME_ACCOUNT * again


def _overlap(one: Line, other: Line) -> float:
    """The share of the shorter one's content in common; whom they speak of does not count."""
    mine, theirs = one.stems - one.named, other.stems - other.named
    return len(mine & theirs) / max(1, min(len(mine), len(theirs)))


def _completed(chosen: Sequence[Line], told: Sequence[Line]) -> tuple[Span, ...]:
    """At least two sentences where there are: the second is the one that follows the first."""
    body = [line for line in told if line.role is Role.PARAGRAPH]
    if len(chosen) >= LEAST or not body:
        return tuple(line.span for line in chosen)
    first = chosen[0] if chosen else body[0]
    rest = (b for a, b in pairwise(body) if a is first)
    follows = [b.span for b in rest if b.span.article == first.span.article]
    return (first.span, *follows[: LEAST - 1])
