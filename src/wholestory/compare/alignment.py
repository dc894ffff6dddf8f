"""What several accounts say, each in its own words, and what one alone says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wholestory.compare import copies, lines, pairs, sequence, solitary, stars
from wholestory.compare.scope import Embed
from wholestory.model import Analysis, Article, ArticleId, Span
from wholestory.text.words import forms


@dataclass(frozen=True, slots=True)
class Alignment:
    """`common`: sentences that say the same, one an account, groups of most accounts first.

    `alone`: for each article at most three sentences whose content no other account has, the most
    telling first; articles without any are left out.
    """

    common: tuple[tuple[Span, ...], ...]
    alone: Mapping[ArticleId, tuple[Span, ...]]


def align(
    articles: Sequence[Article], analyses: Sequence[Analysis], *, embed: Embed | None = None
) -> Alignment:
    """The sentences of a story's accounts, aligned.

    An account is all that one outlet tells; copies count with the article they carry. The first
    sentence of a group of `common` is the one that most others match; no two of a group are the same
    words. With `embed` languages are bridged by vectors, else by figures and names.
    """
    copied = copies.find(articles, analyses)
    rank = sequence.ranks(analyses)
    own = [pair for pair in zip(articles, analyses, strict=True) if pair[0].id not in copied]
    own.sort(key=lambda pair: rank[pair[0].id])
    told = lines.read([article for article, _ in own], [analysis for _, analysis in own])
    accounts = _accounts([article for article, _ in own])
    whose = [accounts[line.span.article] for line in told]
    near = pairs.nearness(told, whose, embed)
    found = pairs.find(told, near)
    groups = stars.find(told, found, whose)
    return Alignment(
        common=tuple(tuple(told[i].span for i in group) for group in groups),
        alone=solitary.find(told, found, near, whose),
    )


def _accounts(articles: Sequence[Article]) -> Mapping[ArticleId, str]:
    """Whose account each article belongs to: its outlet's, or its own where no outlet is named."""
    return {a.id: " ".join(forms(a.outlet)) if a.outlet else f"\0{a.id}" for a in articles}
