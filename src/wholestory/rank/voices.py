"""Independent voices: articles that are one and the same telling counted as one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wholestory.model import Analysis, Article, ArticleId, OriginKind


def of(told: Sequence[tuple[Article, Analysis]]) -> list[list[ArticleId]]:
    """The articles in groups, one a voice, in the order they were given.

    Two belong together where they carry the same agency's text, are of the same outlet, or hold the same
    words; and so do all that are linked by such pairs.
    """
    group_of: dict[str, int] = {}
    groups: list[list[ArticleId]] = []
    for article, analysis in told:
        keys = list(_keys(article, analysis))
        hits = sorted({group_of[key] for key in keys if key in group_of})
        home = hits[0] if hits else len(groups)
        groups += [] if hits else [[]]
        for other in hits[1:]:
            groups[home] += groups[other]
            groups[other] = []
            group_of.update({key: home for key, place in group_of.items() if place == other})
        groups[home].append(article.id)
        group_of.update(dict.fromkeys(keys, home))
    return [group for group in groups if group]


def _keys(article: Article, analysis: Analysis) -> Iterator[str]:
    """What makes it the same voice as another article; an agency and its own outlet share a key."""
    yield "words " + " ".join(article.text.casefold().split())
    if analysis.origin.kind is OriginKind.WIRE and analysis.origin.agency:
        yield "outlet " + analysis.origin.agency.casefold()
    elif article.outlet:
        yield "outlet " + article.outlet.casefold()
