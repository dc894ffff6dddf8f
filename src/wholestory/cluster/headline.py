"""Headline: the outlet's own title that tells most of what the others tell too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from wholestory.cluster import terms
from wholestory.cluster.sketch import Sketch
from wholestory.model import Article, ArticleId, Headline

TEASING = "?!…"  # signs of a title that asks or teases instead of telling
TEASE = 0.6
OTHER_LANGUAGE = 0.5
LONGEST = 24  # terms: past this a title is a paragraph


def choose(articles: Sequence[Article], sketches: Mapping[ArticleId, Sketch]) -> Headline | None:
    """The most telling title, in the language of most articles where there is one; None without any."""
    titled = [a for a in articles if a.title]
    if not titled:
        return None
    languages = Counter(sketches[a.id].language for a in articles)
    most = max(languages.values())
    best = max(titled, key=lambda a: (_worth(a, articles, sketches, languages, most), a.id))
    return Headline(best.title or "", best.id)


def _worth(
    article: Article,
    articles: Sequence[Article],
    sketches: Mapping[ArticleId, Sketch],
    languages: Counter[str | None],
    most: int,
) -> float:
    """How many articles carry the title's terms, on average a term, longer titles favoured a little."""
    sketch, title = sketches[article.id], article.title or ""
    found = set(terms.find(title, sketch.language))
    if not found:
        return 0.0
    carried = sum(t in sketches[a.id].words for a in articles for t in found) / len(articles)
    worth = carried / (len(found) + 4) * (1.0 if len(found) <= LONGEST else 0.5)
    worth *= TEASE if any(sign in title for sign in TEASING) or title.isupper() else 1.0
    return worth * (1.0 if languages[sketch.language] == most else OTHER_LANGUAGE)
