"""Stories for a newsroom of invented articles, as rows: what is told of them comes from the sample edition.

Each story holds articles that came one after another. Its coverage and chapter are those of a story of the
sample of about as many articles, so that they are as large as real ones; they name other articles.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.resources import as_file, files
from typing import Any

import wholestory
from newsprint import END
from wholestory.cluster import chapters
from wholestory.cluster.grouping import settle
from wholestory.cluster.history import Event
from wholestory.cluster.sketch import of as sketched
from wholestory.model import ArticleId, StoryId, Telling
from wholestory.newsroom import Newsroom
from wholestory.rank import heat
from wholestory.report import cards

SIZES = [1] * 60 + [2] * 15 + [3] * 8 + [5] * 8 + [8] * 5 + [15] * 3 + [40]  # of stories, as in a week's news


@dataclass(frozen=True)
class Mould:
    """What is told of a story of the sample, packed."""

    size: int
    voices: int
    body: bytes
    coverage: bytes
    chapter: bytes
    names: dict[int, float]
    face: bytes | None


def moulds() -> list[Mould]:
    """The stories of the sample edition, told."""
    from wholestory.store import cards as store_cards
    from wholestory.store import coding

    with as_file(files("wholestory") / "sample" / "articles") as folder:
        telling = wholestory.tell([folder])
    told = {coverage.of: coverage for coverage in telling.coverages}
    faces, found = cards.faces(telling), []
    for story in telling.stories:
        chapter = _chapter(telling, story.id)
        packed = (coding.packed(story), coding.packed(told[story.id]), chapters.packed(chapter))
        face = store_cards.packed(faces[story.id]) if len(story.articles) > 1 else None
        found.append(Mould(len(story.articles), len(story.articles), *packed, chapters.names(chapter), face))
    return sorted(found, key=lambda mould: mould.size)


def _chapter(telling: Telling, id: StoryId) -> chapters.Chapter:
    story = next(story for story in telling.stories if story.id == id)
    articles = [telling.article(article) for article in story.articles]
    analyses = [telling.analysis(article) for article in story.articles]
    window = settle([sketched(a, y) for a, y in zip(articles, analyses, strict=True)])
    return chapters.of(window, next(iter(window.stories)), (articles, analyses))


def shelve(newsroom: Newsroom, *, seed: int = 5) -> int:
    """Put all articles into stories that are told and closed; how many stories."""
    from wholestory.store.models import Article, Member, Story

    alias, drawn, cast = newsroom.store._alias, random.Random(seed), moulds()
    rows = Article.objects.using(alias).filter(placed=False).order_by("sort_at", "id")
    found = rows.values_list("entry", "sort_at", "title", "outlet").iterator(chunk_size=5000)
    stories: list[Story] = []
    members: list[Member] = []
    count = 0
    for group in _groups(found, drawn):
        mould = min(cast, key=lambda mould: abs(mould.size - len(group)))
        stories.append(_story(group, mould))
        members += [
            Member(entry_id=e, story_id=f"s-e{group[0][0]}", number=e, settled=True) for e, *_ in group
        ]
        count += 1
        if len(members) > 5000:
            _keep(newsroom, stories, members, cast)
            stories, members = [], []
    _keep(newsroom, stories, members, cast)
    rows.update(placed=True)
    return count


def _groups(found: Iterator[Any], drawn: random.Random) -> Iterator[list[Any]]:
    group: list[Any] = []
    size = drawn.choice(SIZES)
    for each in found:
        group.append(each)
        if len(group) == size:
            yield group
            group, size = [], drawn.choice(SIZES)
    if group:
        yield group


def _story(group: Sequence[Any], mould: Mould) -> Any:
    from wholestory.store.models import Story

    newest, voices = group[-1][1], min(len(group), mould.voices)
    return Story(
        id=f"s-e{group[0][0]}",
        opened_at=group[0][1],
        changed_at=newest,
        closed=True,
        articles=len(group),
        voices=voices,
        newest_at=newest,
        heat=heat.of(voices, newest),
        headline=group[0][2],
        outlet=group[0][3],
        chapter=mould.chapter,
        body=mould.body,
        coverage=mould.coverage,
    )


def _keep(newsroom: Newsroom, stories: list[Any], members: list[Any], cast: Sequence[Mould]) -> None:
    from wholestory.store import coding
    from wholestory.store.models import Actor, Happening, Member, Story

    alias = newsroom.store._alias
    names = {mould.body: mould.names for mould in cast}
    event = Event("joined", StoryId(""), "", at=END.isoformat(timespec="seconds"))
    happened = [
        Happening(
            story=member.story_id,
            body=coding.packed(
                replace(
                    event,
                    story=StoryId(member.story_id),
                    articles=(ArticleId(f"e{member.entry_id}"),),
                    words=f"e{member.entry_id} joined, 87 % likely the same event; words in common",
                )
            ),
        )
        for member in members
    ]
    acting = [
        Actor(story_id=story.pk, name=name, weight=weight)
        for story in stories
        for name, weight in names[story.body].items()
    ]
    with newsroom.store._writing():
        Story.objects.using(alias).bulk_create(stories, batch_size=50)
        Member.objects.using(alias).bulk_create(members, batch_size=200)
        Happening.objects.using(alias).bulk_create(happened, batch_size=200)
        Actor.objects.using(alias).bulk_create(acting, batch_size=200)
        show(alias, stories, cast)


def show(alias: str, stories: Sequence[Any], cast: Sequence[Mould]) -> None:
    """Give stories their sections, and those of several articles their cards."""
    from wholestory.store import cards as store_cards
    from wholestory.store import sections, updating
    from wholestory.store.models import Card

    faces = {mould.body: mould.face for mould in cast}
    sections.recount(alias, stories)
    store_cards.recount(alias, stories, {story.pk: story.opened_at for story in stories}, END)
    several = [story for story in stories if story.articles > 1]
    rows = [Card(story_id=story.pk, body=faces[bytes(story.body)], pace="") for story in several]
    updating.rows(alias, rows, ["body"])
