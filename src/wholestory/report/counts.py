"""How widely and how independently a story is told, in counts with a word between them."""

from __future__ import annotations

from dataclasses import dataclass

from wholestory.model import ArticleId
from wholestory.report import dates, labels
from wholestory.report.chapters import Chapter
from wholestory.report.witnesses import Witness

FIRSTS = 6  # titles named in the order of telling


@dataclass(frozen=True, slots=True)
class Count:
    """A number with the words for one and for many, into which it is put; `apart` where accounts differ."""

    number: int
    one: str
    many: str
    apart: bool = False

    def __str__(self) -> str:
        return (self.one if self.number == 1 else self.many) % {"num": self.number}


def of(chapter: Chapter) -> list[str]:
    """ "23 titles", "31 articles", "10 independent accounts", "6 languages", "2 stand apart"."""
    return [str(count) for count in all_of(chapter)]


def all_of(chapter: Chapter) -> list[Count]:
    """The same as numbers and words."""
    copies = sum(not w.own for w in chapter.witnesses)
    apart = {w.outlet for w in chapter.witnesses if w.article in chapter.apart}
    articles = len(chapter.witnesses)
    return [
        Count(chapter.outlets, *labels.N_TITLES),
        *([Count(articles, *labels.N_ARTICLES)] if articles != chapter.outlets else []),
        Count(chapter.voices, *labels.N_ACCOUNTS),
        Count(len(chapter.languages), *labels.N_LANGUAGES),
        *([Count(copies, *labels.N_COPIES)] if copies else []),
        *([Count(len(apart), *labels.N_APART, apart=True)] if apart else []),
    ]


def firsts(chapter: Chapter) -> list[tuple[Witness, str]]:
    """Who told it first, and how long after the first the next ones did."""
    first = chapter.first
    if first is None:
        return []
    dated = [w for w in chapter.witnesses if w.published and w.published.value][:FIRSTS]
    gaps = [(w, dates.since(first.published, w.published)) for w in dated[1:]]
    return [(first, dates.short(first.published)), *gaps]


def tellers(chapter: Chapter, articles: set[ArticleId]) -> list[Witness]:
    """The witnesses among these articles, in order; a copy only where its original is not among them."""
    return [
        w
        for w in chapter.witnesses
        if w.article in articles and (w.copy_of is None or w.copy_of not in articles)
    ]
