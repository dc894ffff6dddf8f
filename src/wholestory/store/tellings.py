"""What is told of stories: which are due, and how each is kept and read again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from wholestory.cluster.history import Event
from wholestory.model import (
    Beside,
    Coverage,
    KeptArticle,
    Picture,
    Story,
    StoryId,
    Thread,
    ThreadId,
    Told,
    Untold,
    WholeStory,
    WholeThread,
)
from wholestory.rank import heat
from wholestory.store import articles, briefs, cards, coding, inserting, sections, updating
from wholestory.store.models import Article, Entry, Happening
from wholestory.store.models import Story as Row
from wholestory.store.models import Thread as ThreadRow

FIRST, LATEST = 50, 100  # articles of a large story that are compared: who began it, and how it stands


def again(alias: str, stories: Sequence[StoryId]) -> dict[StoryId, Untold]:
    """Stories, each with those of its articles that are compared."""
    found = briefs.named(alias, stories)
    return {StoryId(row.pk): _untold(alias, row) for row in found if row.into_id is None}


def _untold(alias: str, row: Row) -> Untold:
    found = _compared(alias, row.pk)
    return Untold(StoryId(row.pk), row.turn, found, _beside(alias, found))


def _beside(alias: str, found: Sequence[KeptArticle]) -> tuple[Beside, ...]:
    """What came with articles, in their order."""
    given: dict[int, Beside] = {}
    for some in inserting.portions([kept.entry for kept in found]):
        rows = Entry.objects.using(alias).filter(pk__in=some).values_list("pk", "feed__url", "body")
        given |= {number: beside(url, bytes(body)) for number, url, body in rows}
    return tuple(given[kept.entry] for kept in found)


def beside(url: str, body: bytes) -> Beside:
    """What came in an entry beside its words; `url` is its feed's."""
    entry = coding.read(body)
    images = [
        {"url": each["url"], "caption": each["title"]}
        for each in entry["enclosures"]
        if (each["type"] or "").startswith("image/")
    ]
    pictures = [coding.structured(each, Picture) for each in (*entry["pictures"], *images)]
    return Beside(url, tuple(each["label"] or each["term"] for each in entry["categories"]), tuple(pictures))


def threads(alias: str, stories: Sequence[StoryId]) -> dict[StoryId, Thread]:
    """The thread of each story that stands in one."""
    found = Row.objects.using(alias).filter(id__in=stories, thread__isnull=False).select_related("thread")
    bodies = {row.thread_id: bytes(row.thread.body) for row in found}
    known = {id: coding.unpacked(body, Thread) for id, body in bodies.items()}
    return {StoryId(row.pk): known[row.thread_id] for row in found}


def keep_sagas(alias: str, told: Sequence[Coverage]) -> None:
    """Store the coverage of threads, of those that are there still."""
    for coverage in told:
        ThreadRow.objects.using(alias).filter(id=coverage.of).update(coverage=coding.packed(coverage))


def due(alias: str, *, most: int) -> tuple[StoryId, ...]:
    """The ids of stories that are due, the hottest first."""
    found = Row.objects.using(alias).filter(due_at__isnull=False).order_by("-heat")
    return tuple(map(StoryId, found.values_list("id", flat=True)[:most]))


def count_untold(alias: str) -> int:
    """How many are due."""
    return int(Row.objects.using(alias).filter(due_at__isnull=False).count())


def _compared(alias: str, story: str) -> tuple[KeptArticle, ...]:
    found = Article.objects.using(alias).filter(entry__member__story=story).order_by("sort_at", "id")
    if found.count() <= FIRST + LATEST:
        return tuple(map(articles.kept, found))
    latest = list(found.reverse()[:LATEST])
    return tuple(map(articles.kept, [*found[:FIRST], *reversed(latest)]))


def keep(alias: str, told: Sequence[Told]) -> None:
    """Store what is told, in the transaction of the caller; what changed meanwhile stays due."""
    rows = Row.objects.using(alias).in_bulk([each.story.id for each in told])
    found = [(rows[each.story.id], each) for each in told if each.story.id in rows]
    current = [(row, each) for row, each in found if row.turn == each.turn]
    for row, each in current:
        _write(row, each)
    names = ["headline", "outlet", "voices", "heat", "body", "coverage", "due_at"]
    updating.rows(alias, [row for row, _ in current], names)
    sections.keep(alias, {row: each.topics for row, each in current})
    cards.keep(alias, [each for _, each in current])


def _write(row: Row, told: Told) -> None:
    row.headline = told.story.headline.text if told.story.headline else None
    row.outlet, row.voices, row.due_at = told.outlet, told.voices, None
    row.heat = heat.of(row.voices, row.newest_at)
    row.body = coding.packed(told.story)
    row.coverage = coding.packed(told.coverage) if told.coverage else None


def whole(alias: str, story: StoryId) -> WholeStory | None:
    """A story with all that is told of it; None where there is none of that id, or of what it became."""
    row = followed(Row.objects.using(alias).select_related("thread"), story)
    if row is None:
        return None
    found = Article.objects.using(alias).filter(entry__member__story=row.pk).order_by("sort_at", "id")
    members = {kept.article.id: kept for kept in map(articles.kept, found)}
    told = coding.unpacked(bytes(row.body), Story) if row.body else _bare(row, members.values())
    order = [
        *(id for id in told.articles if id in members),
        *(id for id in members if id not in told.articles),
    ]
    return WholeStory(
        brief=briefs.brief(row),
        story=told,
        articles=tuple(members[id] for id in order),
        coverage=coding.unpacked(bytes(row.coverage), Coverage) if row.coverage else None,
        thread=coding.unpacked(bytes(row.thread.body), Thread) if row.thread else None,
    )


def current(alias: str, story: StoryId) -> StoryId | None:
    """The id that one leads to."""
    row = followed(Row.objects.using(alias).only("into"), story)
    return None if row is None else StoryId(row.pk)


def thread(alias: str, thread: ThreadId) -> WholeThread | None:
    """A thread with its stories as lists show them."""
    row = ThreadRow.objects.using(alias).filter(pk=thread).first()
    if row is None:
        return None
    told = coding.unpacked(bytes(row.body), Thread)
    stories = {s.pk: s for s in Row.objects.using(alias).filter(thread=row, into=None).defer(*briefs.LONG)}
    return WholeThread(
        thread=told,
        stories=tuple(briefs.brief(stories[id]) for id in told.stories if id in stories),
        coverage=coding.unpacked(bytes(row.coverage), Coverage) if row.coverage else None,
    )


def followed(stories: Any, story: StoryId) -> Row | None:
    """The row of `stories`, a query, that an id leads to."""
    row: Row | None = stories.filter(pk=story).first()
    while row is not None and row.into_id is not None:
        row = stories.filter(pk=row.into_id).first()
    return row


def _bare(row: Row, members: Iterable[KeptArticle]) -> Story:
    """A story that has not been told yet: nothing is known but its articles."""
    return Story(StoryId(row.pk), tuple(kept.article.id for kept in members), None, None)


def history(alias: str, story: StoryId) -> tuple[Event, ...]:
    """What happened to a story, in order, under its own id."""
    found = Happening.objects.using(alias).filter(story=story).order_by("id")
    return tuple(coding.unpacked(bytes(body), Event) for body in found.values_list("body", flat=True))
