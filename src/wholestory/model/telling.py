"""The result of telling a collection: everything a report needs."""

from __future__ import annotations

from dataclasses import dataclass

from wholestory.model.analysis import Analysis
from wholestory.model.article import Article
from wholestory.model.coverage import Coverage
from wholestory.model.edition import Edition
from wholestory.model.failure import Failure
from wholestory.model.span import ArticleId
from wholestory.model.story import Story, Thread


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """Articles in, the whole story out.

    `coverages` holds one per story, then one per thread of two or more stories, each named by its `of`.
    """

    articles: tuple[Article, ...]
    analyses: tuple[Analysis, ...]
    stories: tuple[Story, ...]
    threads: tuple[Thread, ...]
    coverages: tuple[Coverage, ...]
    edition: Edition
    failures: tuple[Failure, ...] = ()

    def article(self, article: ArticleId) -> Article:
        """The article of that id. Raises KeyError."""
        return {a.id: a for a in self.articles}[article]

    def analysis(self, article: ArticleId) -> Analysis:
        """The analysis of that article. Raises KeyError."""
        return {a.article: a for a in self.analyses}[article]
