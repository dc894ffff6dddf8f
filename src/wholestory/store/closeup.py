"""Closeup: what the page of one article, and the rest of a story's page, ask of the store."""

from __future__ import annotations

from pathlib import Path

from wholestory.model import ArticleId, StoryId, WholeArticle
from wholestory.store import articles, briefs, linking, opening, tellings
from wholestory.store.models import Actor, Article, Member, Story

NAMES = 12  # of a story's actors, the heaviest, by which others are found


class Closeup:
    """One newsroom's articles, each on its own. Raises as `Store` does."""

    def __init__(self, alias: str, path: Path) -> None:
        self._alias, self._path = alias, path

    def article(self, article: ArticleId) -> WholeArticle | None:
        """An article with its story in brief, its earlier texts and its pictures; three queries."""
        digits = article.removeprefix("e")
        if not article.startswith("e") or not (digits.isascii() and digits.isdecimal()) or len(digits) > 18:
            return None
        with opening.spoken_plainly(self._path):
            return _whole(self._alias, int(digits))

    def related(self, story: StoryId, *, most: int) -> tuple[StoryId, ...]:
        """Stories in which the same people and bodies act, those with most in common first."""
        with opening.spoken_plainly(self._path):
            return _related(self._alias, story, most)


def _whole(alias: str, entry: int) -> WholeArticle | None:
    row = Article.objects.using(alias).select_related("entry").filter(entry=entry).first()
    if row is None:
        return None
    found = Member.objects.using(alias).filter(entry=entry).select_related("story")
    member = found.defer("kept", *(f"story__{name}" for name in briefs.LONG)).first()
    return WholeArticle(
        kept=articles.kept(row),
        story=briefs.brief(member.story) if member else None,
        versions=articles.earlier(alias, row.pk),
        pictures=tellings.beside("", bytes(row.entry.body)).pictures,
    )


def _related(alias: str, story: StoryId, most: int) -> tuple[StoryId, ...]:
    heaviest = Actor.objects.using(alias).filter(story=story).order_by("-weight", "name")
    names = dict(heaviest.values_list("name", "weight")[:NAMES])
    shared = linking.in_common(alias, names)
    shared.pop(story, None)
    closest = sorted(shared, key=lambda other: (-shared[other], other))[: 2 * most]
    there = set(Story.objects.using(alias).filter(id__in=closest, into=None).values_list("id", flat=True))
    return tuple(StoryId(other) for other in closest if other in there)[:most]
