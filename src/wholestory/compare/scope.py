"""What is compared: the articles of one story or thread, each with its analysis."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from wholestory.model import Analysis, Article, ArticleId, Published, Span, StoryId, ThreadId

Embed = Callable[[Sequence[str]], Any]  # texts -> array (n × d) of unit vectors


@dataclass(frozen=True)
class Scope:
    """The accounts of `of`, in the order they were given; articles and analyses run parallel.

    `story_of` says which story each article belongs to; `narrowed` holds publication times that were
    learned from other articles of the thread.
    """

    of: StoryId | ThreadId
    articles: tuple[Article, ...]
    analyses: tuple[Analysis, ...]
    story_of: Mapping[ArticleId, StoryId]
    narrowed: Mapping[ArticleId, Published] = field(default_factory=dict)

    @cached_property
    def by_id(self) -> Mapping[ArticleId, Article]:
        """The articles by their ids."""
        return {article.id: article for article in self.articles}

    @cached_property
    def places(self) -> Mapping[ArticleId, int]:
        """Where each article stands among them."""
        return {article.id: place for place, article in enumerate(self.articles)}

    def pairs(self) -> Iterator[tuple[Article, Analysis]]:
        """Each article with its analysis."""
        return zip(self.articles, self.analyses, strict=True)

    def quote(self, span: Span) -> str:
        """The words of `span`."""
        return self.by_id[span.article].quote(span)

    def published(self, analysis: Analysis) -> Published | None:
        """When the article appeared, as far as the whole thread tells."""
        return self.narrowed.get(analysis.article, analysis.published)
