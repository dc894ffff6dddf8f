"""Articles in, the whole story out: the house's stages run in memory, with no database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from wholestory import cluster, rank
from wholestory.cluster import Grouping
from wholestory.model import Coverage, Published, Telling, Thread
from wholestory.pipeline import inputs
from wholestory.pipeline.batch import Progress, Read, read_all, silent, tell_all


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
    return of(read_all(inputs.read(paths), languages=languages, progress=progress), progress=progress)


def of(read: Read, *, progress: Progress = silent) -> Telling:
    """The telling of articles that are read and analysed already."""
    grouping = cluster.group(read.articles, read.analyses)
    coverages = tell_all(grouping, read, progress=progress)
    return Telling(
        articles=read.articles,
        analyses=read.analyses,
        stories=grouping.stories,
        threads=_in_order(grouping, read, coverages),
        coverages=coverages,
        edition=rank.edition(grouping.stories, read.articles, read.analyses),
        failures=read.failures,
    )


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
