"""Stories in the order they are shown: by how many outlets tell them in their own words, then the newest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wholestory.model import (
    Analysis,
    Article,
    ArticleId,
    Edition,
    Pick,
    Published,
    Reason,
    Story,
)
from wholestory.rank import front, heat, prominence, taste, voices
from wholestory.rank.choosing import for_you
from wholestory.rank.wording import words

__all__ = ["edition", "for_you", "front", "heat", "prominence", "taste", "voices", "words"]


def edition(stories: Sequence[Story], articles: Sequence[Article], analyses: Sequence[Analysis]) -> Edition:
    """The stories, those of most outlets first, of equals the newest first, undated ones last.

    Copies count once: articles that carry one agency's text are one voice, as are those of one outlet and
    those whose words are the same. The order does not depend on that of the input.
    """
    told = {article.id: article for article in articles}
    understood = {analysis.article: analysis for analysis in analyses}
    picks = [_pick(story, told, understood) for story in stories]
    by_id = sorted(picks, key=lambda pick: pick[1].story)
    ordered = sorted(by_id, key=lambda pick: pick[0], reverse=True)
    return Edition(tuple(pick for _, pick in ordered))


def _pick(
    story: Story, told: Mapping[ArticleId, Article], understood: Mapping[ArticleId, Analysis]
) -> tuple[tuple[int, str], Pick]:
    groups = voices.of([(told[id], understood[id]) for id in story.articles])
    newest = max(((_day(understood[id].published), id) for id in story.articles), default=("", ""))
    reasons = [Reason("independent accounts", (), tuple(group[0] for group in groups))]
    if copies := [id for group in groups for id in group[1:]]:
        reasons.append(Reason("copies counted once", (), tuple(copies)))
    if newest[0]:
        reasons.append(Reason("newest", (), (newest[1],)))
    return (len(groups), newest[0]), Pick(story.id, tuple(reasons))


def _day(published: Published | None) -> str:
    """The latest it may have appeared, as text that sorts; empty where nothing is known."""
    if published is None:
        return ""
    return published.value or published.latest or published.earliest or ""
