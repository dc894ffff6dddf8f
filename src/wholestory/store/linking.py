"""Stories linked to stories, and the threads drawn from the links."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db import connections
from django.db.models import Q

from wholestory.model import KeptArticle, StoryId, Thread, ThreadId
from wholestory.pipeline.linking import Around
from wholestory.store import articles, briefs, coding, inserting, updating
from wholestory.store.models import Actor, Article, Link, Story
from wholestory.store.models import Thread as ThreadRow

LATEST = 150  # stories that are looked at for each name
_ACTORS = Actor._meta.db_table
CLOSEST = 40  # of those, stories with the most of the names in common


def keep_chapters(alias: str, given: Mapping[StoryId, tuple[bytes, Mapping[int, float]]]) -> None:
    """Store what links stories to others, and by which names they are found."""
    rows = list(Story.objects.using(alias).filter(id__in=list(given)).defer(*briefs.LONG))
    for row in rows:
        row.chapter = given[StoryId(row.pk)][0]
    updating.rows(alias, rows, ["chapter"])
    Actor.objects.using(alias).filter(story__in=list(given)).delete()
    acting = [
        Actor(story_id=row.pk, name=name, weight=weight)
        for row in rows
        for name, weight in given[StoryId(row.pk)][1].items()
    ]
    Actor.objects.using(alias).bulk_create(acting, batch_size=inserting.SOME)


def acquainted(alias: str, story: StoryId, names: Mapping[int, float]) -> Mapping[StoryId, bytes]:
    """The chapters of the latest stories with the most in common by these names, and of those linked now."""
    shared = in_common(alias, names)
    closest = sorted(shared, key=lambda other: (-shared[other], other))[:CLOSEST]
    linked = {id for one, other, _ in _of(alias, [story]) for id in (one, other)}
    wanted = {*closest, *linked} - {story}
    found = Story.objects.using(alias).filter(id__in=wanted, into=None, chapter__isnull=False)
    return {StoryId(id): bytes(chapter) for id, chapter in found.values_list("id", "chapter")}


def in_common(alias: str, names: Mapping[int, float]) -> dict[str, float]:
    """How much the latest stories that have any of these names have in common with them."""
    shared: dict[str, float] = defaultdict(float)
    for name, other, weight in _latest(alias, names):
        shared[other] += names[name] * weight
    return shared


def _latest(alias: str, names: Iterable[int]) -> list[tuple[int, str, float]]:
    """The latest stories for each name, asked at once: name, story, weight."""
    wanted = list(names)
    if not wanted:
        return []
    found = f"SELECT name, story_id, weight FROM {_ACTORS} WHERE name = %s ORDER BY id DESC LIMIT {LATEST}"  # noqa: S608
    one = f"SELECT * FROM ({found}) AS latest"  # noqa: S608
    with connections[alias].cursor() as cursor:
        cursor.execute(" UNION ALL ".join([one] * len(wanted)), wanted)
        return list(cursor.fetchall())


def keep_links(alias: str, given: Mapping[StoryId, Mapping[StoryId, float]]) -> None:
    """Store the links of stories, in place of those they had."""
    rows = Link.objects.using(alias)
    for some in inserting.portions(sorted(given)):
        rows.filter(Q(one__in=some) | Q(other__in=some)).delete()
    pairs = {(min(a, b), max(a, b)): firm for a, others in given.items() for b, firm in others.items()}
    made = [Link(one_id=a, other_id=b, firmness=firm) for (a, b), firm in pairs.items()]
    rows.bulk_create(made, batch_size=inserting.SOME)


def around(alias: str, story: StoryId, *, most: int) -> Around:
    """The stories that links lead to from one, step by step, `most` about."""
    found: set[str] = set()
    links: dict[tuple[StoryId, StoryId], float] = {}
    edge: set[str] = {story}
    while edge and len(found) < most:
        found |= edge
        for one, other, firmness in _of(alias, edge):
            links[StoryId(one), StoryId(other)] = firmness
        edge = {str(id) for pair in links for id in pair} - found
    rows = Story.objects.using(alias).filter(id__in=sorted(found)).defer("body", "coverage")
    stood = {StoryId(row.pk): row for row in rows}
    return Around(
        threads={id: row.thread_id and ThreadId(row.thread_id) for id, row in stood.items()},
        newest={id: row.newest_at or row.opened_at for id, row in stood.items()},
        chapters={id: bytes(row.chapter) for id, row in stood.items() if row.chapter},
        links=links,
    )


def _of(alias: str, stories: Iterable[str]) -> Iterable[tuple[str, str, float]]:
    for some in inserting.portions(sorted(stories)):
        linked = Link.objects.using(alias).filter(Q(one__in=some) | Q(other__in=some))
        yield from linked.values_list("one", "other", "firmness")


def first_articles(alias: str, stories: Sequence[StoryId]) -> Mapping[StoryId, KeptArticle]:
    """The first article of each story."""
    found: dict[StoryId, KeptArticle] = {}
    for story in stories:
        row = (
            Article.objects.using(alias).filter(entry__member__story=story).order_by("sort_at", "id").first()
        )
        if row is not None:
            found[story] = articles.kept(row)
    return found


def keep_threads(alias: str, looked: Sequence[StoryId], threads: Sequence[Thread]) -> None:
    """Store the threads that the stories looked at stand in now; what was left without stories goes."""
    stories = Story.objects.using(alias)
    stood = dict(stories.filter(id__in=looked).values_list("id", "thread"))
    had = set(stood.values()) - {None}
    ThreadRow.objects.using(alias).bulk_create(
        [ThreadRow(id=thread.id, body=coding.packed(thread)) for thread in threads],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["body"],
    )
    thread_of = {story: thread.id for thread in threads for story in thread.stories}
    for story in looked:
        if stood.get(story) != thread_of.get(story):
            stories.filter(id=story).update(thread=thread_of.get(story))
    kept = set(stories.filter(thread__in=had).values_list("thread", flat=True))
    ThreadRow.objects.using(alias).filter(id__in=had - kept).delete()
