"""Closeup: what the page of one article, and the rest of a story's page, ask of the store."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from wholestory.model import (
    ArticleId,
    Brief,
    KeptArticle,
    OriginKind,
    PlainText,
    StoryId,
    StoryState,
    ThreadId,
    WholeArticle,
)
from wholestory.store import articles, briefs, coding, linking, opening, tellings
from wholestory.store.models import Actor, Article, Happening, Member, Story

NAMES = 12  # of a story's actors, the heaviest, by which others are found


@dataclass(frozen=True, slots=True)
class Titled:
    """An article by its name, for a list of many."""

    article: ArticleId
    title: PlainText | None
    outlet: PlainText | None
    language: str | None


class Closeup:
    """One newsroom's articles, each on its own. Raises as `Store` does."""

    def __init__(self, alias: str, path: Path) -> None:
        self._alias, self._path = alias, path

    def article(self, article: ArticleId) -> WholeArticle | None:
        """An article with its story in brief, its earlier texts and its pictures; three queries."""
        number = _number(article)
        if number is None:
            return None
        with opening.spoken_plainly(self._path):
            return _whole(self._alias, number)

    def kept(self, wanted: Iterable[ArticleId]) -> tuple[KeptArticle, ...]:
        """Articles without what stands around them, those that are there in the order given; one query."""
        numbers = [number for each in wanted if (number := _number(each)) is not None]
        with opening.spoken_plainly(self._path):
            rows = Article.objects.using(self._alias).filter(entry__in=numbers)
            found = {row.entry_id: articles.kept(row) for row in rows}
        return tuple(found[number] for number in numbers if number in found)

    def titled(self, wanted: Iterable[ArticleId]) -> tuple[Titled, ...]:
        """Articles by their names alone, those that are there, in no order; one query, no text is read."""
        numbers = [number for each in wanted if (number := _number(each)) is not None]
        with opening.spoken_plainly(self._path):
            rows = Article.objects.using(self._alias).filter(entry__in=numbers)
            told = list(rows.values_list("entry", "title", "outlet", "language"))
        return tuple(
            Titled(ArticleId(f"e{number}"), _plain(title), _plain(outlet), language)
            for number, title, outlet, language in told
        )

    def origins(self, wanted: Iterable[ArticleId]) -> tuple[OriginKind, ...]:
        """Whose reporting articles are, of those that are there, in no order; one query."""
        numbers = [number for each in wanted if (number := _number(each)) is not None]
        with opening.spoken_plainly(self._path):
            rows = Article.objects.using(self._alias).filter(entry__in=numbers)
            told = [coding.read(bytes(body)) for body in rows.values_list("analysis", flat=True)]
        return tuple(OriginKind(each["origin"]["kind"]) for each in told)

    def state(self, story: StoryId) -> StoryState | None:
        """How the story stands that an id leads to; None for one that was never given; two queries."""
        with opening.spoken_plainly(self._path):
            return _state(self._alias, story)

    def briefs(self, wanted: Iterable[StoryId]) -> tuple[Brief, ...]:
        """Stories as lists show them, in the order given, without merged and unknown ones; one query."""
        ids = list(dict.fromkeys(wanted))
        with opening.spoken_plainly(self._path):
            found = {row.pk: row for row in briefs.named(self._alias, ids) if row.into_id is None}
        return tuple(briefs.brief(found[id]) for id in ids if id in found)

    def related(self, story: StoryId, *, most: int) -> tuple[StoryId, ...]:
        """Stories in which the same people and bodies act, those with most in common first."""
        with opening.spoken_plainly(self._path):
            return _related(self._alias, story, most)


def _plain(given: str | None) -> PlainText | None:
    return None if given is None else PlainText(given)


def _number(article: ArticleId) -> int | None:
    """The number of the entry that an id names; None for one that names none."""
    digits = article.removeprefix("e")
    is_one = article.startswith("e") and digits.isascii() and digits.isdecimal() and len(digits) <= 18
    return int(digits) if is_one else None


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


def _state(alias: str, story: StoryId) -> StoryState | None:
    stories = Story.objects.using(alias).only("into", "newest_at", "turn", "due_at", "thread")
    row = tellings.followed(stories, story)
    if row is None:
        return None
    events = Happening.objects.using(alias).filter(story=row.pk).order_by("-id").values_list("id", flat=True)
    return StoryState(
        id=StoryId(row.pk),
        newest_at=row.newest_at,
        turn=row.turn,
        is_due=row.due_at is not None,
        event=events.first() or 0,
        thread=ThreadId(row.thread_id) if row.thread_id else None,
    )


def _related(alias: str, story: StoryId, most: int) -> tuple[StoryId, ...]:
    heaviest = Actor.objects.using(alias).filter(story=story).order_by("-weight", "name")
    names = dict(heaviest.values_list("name", "weight")[:NAMES])
    shared = linking.in_common(alias, names)
    shared.pop(story, None)
    closest = sorted(shared, key=lambda other: (-shared[other], other))[: 2 * most]
    there = set(Story.objects.using(alias).filter(id__in=closest, into=None).values_list("id", flat=True))
    return tuple(StoryId(other) for other in closest if other in there)[:most]
