"""Articles in, the whole story out: the house's stages run in memory, with no database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from wholestory import cluster, rank
from wholestory.cluster import Grouping
from wholestory.model import (
    Coverage,
    Edition,
    KeptArticle,
    Published,
    Telling,
    Thread,
    WholeStory,
    WholeThread,
)
from wholestory.pipeline import inputs
from wholestory.pipeline.batch import Progress, Read, read_all, silent, tell_all
from wholestory.pipeline.processes import Workers


def tell(
    paths: Iterable[str | Path],
    *,
    languages: Sequence[str] | None = None,
    progress: Progress = silent,
) -> Telling:
    """Tell the articles in `paths` (files and folders of what `folders.SUFFIXES` names).

    `languages` (ISO 639-1) limits what language detection may answer. `progress` is called with a
    label, the number done and the total. Inputs that cannot be read become `failures`; nothing is
    raised for them.
    """
    with Workers() as workers:
        read = read_all(inputs.read(paths), languages=languages, progress=progress, workers=workers)
        grouping = cluster.group(read.articles, read.analyses)
        return _telling(read, grouping, tell_all(grouping, read, progress=progress, workers=workers))


def _telling(read: Read, grouping: Grouping, coverages: tuple[Coverage, ...]) -> Telling:
    return Telling(
        articles=read.articles,
        analyses=read.analyses,
        stories=grouping.stories,
        threads=_in_order(grouping, read, coverages),
        coverages=coverages,
        edition=rank.edition(grouping.stories, read.articles, read.analyses),
        failures=read.failures,
    )


def kept(stories: Iterable[WholeStory], threads: Iterable[WholeThread] = ()) -> Telling:
    """The telling of stories as they are kept, in the order given, without those that are not compared, or
    not since an article went elsewhere.

    Of `threads` those remain of which all stories are there.
    """
    found = {each.brief.id: each for each in stories if _stands(each)}
    whole = [each for each in threads if each.coverage and found.keys() >= set(each.thread.stories)]
    told = [kept for each in found.values() for kept in _compared(each)]
    articles, analyses = tuple(each.article for each in told), tuple(each.analysis for each in told)
    picks = rank.edition([each.story for each in found.values()], articles, analyses).picks
    coverages = [*(each.coverage for each in found.values()), *(each.coverage for each in whole)]
    return Telling(
        articles=articles,
        analyses=analyses,
        stories=tuple(each.story for each in found.values()),
        threads=tuple(each.thread for each in whole),
        coverages=tuple(coverage for coverage in coverages if coverage),
        edition=Edition(tuple(sorted(picks, key=lambda pick: list(found).index(pick.story)))),
    )


def _stands(story: WholeStory) -> bool:
    """Whether its accounts are compared, and all that are told of are in it still."""
    held = {kept.article.id for kept in story.articles}
    return story.coverage is not None and {*story.story.articles} <= held


def _compared(story: WholeStory) -> list[KeptArticle]:
    """The articles that its coverage tells of."""
    members = {kept.article.id: kept for kept in story.articles}
    return [members[id] for id in story.story.articles if id in members]


def _in_order(grouping: Grouping, read: Read, coverages: Sequence[Coverage]) -> tuple[Thread, ...]:
    """The threads, their stories by the day of the first article, days learned from others included."""
    days = {a.article: a.published for a in read.analyses}
    days |= {dated.article: dated.published for coverage in coverages for dated in coverage.dated}
    begins = {s.id: min(_begins(days[article]) for article in s.articles) for s in grouping.stories}
    return tuple(
        replace(t, stories=tuple(sorted(t.stories, key=begins.__getitem__))) for t in grouping.threads
    )


def _begins(published: Published | None) -> str:
    """The first day it may have appeared; after all others where only that bound is known."""
    bounded = published and published.earliest and published.latest
    return (published.earliest or "") if published and bounded else "9999"
