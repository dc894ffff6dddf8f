"""The lines of stages: *read* takes one input to its analysis, *tell* one thread to its coverages."""

from __future__ import annotations

from collections.abc import Sequence

from wholestory import analyze, compare, extract
from wholestory.extract.worker import ReadPage
from wholestory.model import Analysis, Article, Coverage, Story, Thread
from wholestory.pipeline.inputs import Form, Input, bounded, record
from wholestory.pipeline.stage import Stage


def extracted(*, input: Input, read_page: ReadPage) -> Article:
    """The article an input holds. Raises errors.Unreadable."""
    match input.form:
        case Form.TEXT:
            text = bounded(extract.decode(input.data))
            return input.known.complete(extract.scraped(text, id=input.id, path=input.path))
        case Form.PAGE:
            article = read_page(input.data, id=input.id, path=input.path, url=input.url)
        case Form.RECORD:
            article = extract.record(record(input.data), id=input.id, path=input.path)
    bounded(article.text)
    return input.known.complete(article)


READ = (
    Stage("extract", 1, ("input", "read_page"), "article", extracted),
    Stage("analyze", 1, ("article", "languages"), "analysis", analyze.article),
)


def compared(
    *,
    stories: Sequence[Story],
    thread: Thread | None,
    articles: Sequence[Article],
    analyses: Sequence[Analysis],
    embed: compare.Embed,
) -> tuple[Coverage, ...]:
    """The coverages of a thread's stories, then of the thread; of a lone story where there is none."""
    return compare.coverages(stories, thread, articles, analyses, embed=embed)


TELL = (Stage("compare", 1, ("stories", "thread", "articles", "analyses", "embed"), "coverages", compared),)
