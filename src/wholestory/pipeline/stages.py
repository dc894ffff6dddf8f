"""The lines of stages: *read* takes one input to its analysis, *tell* one story to its coverage."""

from __future__ import annotations

from typing import Protocol

from wholestory import analyze, compare, extract
from wholestory.model import Article, ArticleId
from wholestory.pipeline.inputs import Form, Input, record
from wholestory.pipeline.stage import Stage


class ReadPage(Protocol):
    """Reads a saved page in a worker that it may not outgrow."""

    def __call__(self, data: bytes, *, id: ArticleId, path: str | None = None) -> Article:
        """The page's article. Raises errors.Unreadable."""
        ...


def extracted(*, input: Input, read_page: ReadPage) -> Article:
    """The article an input holds. Raises errors.Unreadable."""
    match input.form:
        case Form.TEXT:
            return extract.scraped(extract.decode(input.data), id=input.id, path=input.path)
        case Form.PAGE:
            return read_page(input.data, id=input.id, path=input.path)
        case Form.RECORD:
            return extract.record(record(input.data), id=input.id, path=input.path)


READ = (
    Stage("extract", 1, ("input", "read_page"), "article", extracted),
    Stage("analyze", 1, ("article", "languages"), "analysis", analyze.article),
)
TELL = (Stage("compare", 1, ("of", "articles", "analyses"), "coverage", compare.coverage),)
