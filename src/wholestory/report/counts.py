"""How widely and how independently a story is told, in counts with a word between them."""

from __future__ import annotations

from wholestory.model import ArticleId
from wholestory.report import dates, labels
from wholestory.report.chapters import Chapter
from wholestory.report.witnesses import Witness

FIRSTS = 6  # titles named in the order of telling


def of(chapter: Chapter) -> list[str]:
    """ "23 titles", "31 articles", "10 independent accounts", "6 languages", "2 stand apart"."""
    copies = sum(not w.own for w in chapter.witnesses)
    apart = {w.outlet for w in chapter.witnesses if w.article in chapter.apart}
    articles = len(chapter.witnesses)
    return [
        labels.count(chapter.outlets, "title"),
        *([labels.count(articles, "article")] if articles != chapter.outlets else []),
        labels.count(chapter.voices, "independent account"),
        labels.count(len(chapter.languages), "language"),
        *([f"{copies} {'carries' if copies == 1 else 'carry'} another’s text"] if copies else []),
        *([f"{len(apart)} {'stands' if len(apart) == 1 else 'stand'} apart"] if apart else []),
    ]


def firsts(chapter: Chapter) -> list[tuple[Witness, str]]:
    """Who told it first, and how long after the first the next ones did."""
    first = chapter.first
    if first is None:
        return []
    dated = [w for w in chapter.witnesses if w.published and w.published.value][:FIRSTS]
    gaps = [(w, dates.gap(first.published, w.published) or dates.short(w.published)) for w in dated[1:]]
    return [(first, dates.short(first.published)), *gaps]


def tellers(chapter: Chapter, articles: set[ArticleId]) -> list[Witness]:
    """The witnesses among these articles, in order; a copy only where its original is not among them."""
    return [
        w
        for w in chapter.witnesses
        if w.article in articles and (w.copy_of is None or w.copy_of not in articles)
    ]
