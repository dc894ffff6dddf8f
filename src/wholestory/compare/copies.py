"""Which articles carry another one near verbatim."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from wholestory.compare import sequence
from wholestory.model import Analysis, Article, ArticleId, Role
from wholestory.text.words import forms

RUN = 4  # tokens of a shingle
CARRIED = 0.8  # of the body's shingles stand in the other
LEAST = 12  # shingles below which only an exact double counts

Body = frozenset[int]


def find(articles: Sequence[Article], analyses: Sequence[Analysis]) -> Mapping[ArticleId, ArticleId]:
    """Each copy with the article it carries; that one is never itself a copy.

    A copy's body stands to four fifths in one that appeared before it, or in one whose outlet it names
    as its agency. Linear in the number of copies: each is compared with originals only.
    """
    bodies = {article.id: _shingles(article) for article in articles}
    rank = sequence.ranks(analyses)
    agencies = _agencies(articles, analyses)
    copies: dict[ArticleId, ArticleId] = {}
    index: dict[int, list[ArticleId]] = defaultdict(list)
    named_first = {agency for named in agencies.values() for agency in named}
    for article in sorted(bodies, key=lambda a: (a not in named_first, rank.get(a, 0))):
        body = bodies[article]
        shared = Counter(original for run in body for original in index.get(run, ()))
        allowed = {o: n for o, n in shared.items() if rank[o] < rank[article] or o in agencies[article]}
        original = max(allowed, key=lambda o: (allowed[o], -rank[o]), default=None)
        if original is not None and _carries(body, bodies[original], allowed[original]):
            copies[article] = original
            continue
        for run in body:
            index[run].append(article)
    return copies


def _carries(body: Body, original: Body, shared: int) -> bool:
    return body == original or (len(body) >= LEAST and shared >= CARRIED * len(body))


def _shingles(article: Article) -> Body:
    """The hashed shingles of the article's paragraphs; of all its text where it has no blocks."""
    paragraphs = [b for b in article.blocks if b.role is Role.PARAGRAPH]
    pieces = [article.text[b.start : b.end] for b in paragraphs] if article.blocks else [article.text]
    tokens = [form for piece in pieces for form in forms(piece)]
    if len(tokens) <= RUN:
        return frozenset({hash(tuple(tokens))}) if tokens else frozenset()
    return frozenset(hash(tuple(tokens[i : i + RUN])) for i in range(len(tokens) - RUN + 1))


def _agencies(
    articles: Sequence[Article], analyses: Sequence[Analysis]
) -> Mapping[ArticleId, frozenset[ArticleId]]:
    """For each article those of the outlet it names as its agency."""
    outlets: dict[tuple[str, ...], set[ArticleId]] = defaultdict(set)
    for article in articles:
        if article.outlet:
            outlets[tuple(forms(article.outlet))].add(article.id)
    named = {a.article: tuple(forms(a.origin.agency or "")) for a in analyses}
    return {
        article: frozenset(outlets.get(agency, set()) - {article} if agency else ())
        for article, agency in named.items()
    }
