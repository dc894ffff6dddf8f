"""Stories as lists show them: counted anew when their articles change, and found newest or hottest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Count, Max

from wholestory.model import Brief, StoryId, ThreadId
from wholestory.rank import heat
from wholestory.store import inserting, updating
from wholestory.store.models import Member, Story

LONG = ("body", "coverage", "chapter")  # what no list shows


def sizes(alias: str, stories: Iterable[str]) -> Mapping[str, int]:
    """How many articles each story holds."""
    members = Member.objects.using(alias).filter(story__in=list(stories))
    return dict(members.values_list("story").annotate(size=Count("entry")).values_list("story", "size"))


def recount(alias: str, changed: Sequence[StoryId], at: datetime) -> None:
    """Bring what lists show of changed stories up to date; what is told of them is due anew.

    Until a story is told it is listed under its first article's title, its outlets counted by their names.
    """
    for some in inserting.portions(changed):
        _recount(alias, some, at)


def _recount(alias: str, changed: Sequence[StoryId], at: datetime) -> None:
    counted = (
        Member.objects.using(alias)
        .filter(story__in=changed)
        .values("story")
        .annotate(
            size=Count("entry"),
            newest=Max("entry__article__sort_at"),
            outlets=Count("entry__article__outlet", distinct=True),
        )
    )
    found = {each["story"]: each for each in counted}
    rows = list(Story.objects.using(alias).filter(id__in=list(found), into=None).defer(*LONG))
    first = _first(alias, [row.pk for row in rows if row.headline is None])
    for row in rows:
        now = found[row.pk]
        row.articles, row.newest_at = now["size"], now["newest"]
        row.voices = min(max(1, now["outlets"]), row.articles)
        row.heat = heat.of(row.voices, row.newest_at)
        row.headline, row.outlet = first.get(row.pk, (row.headline, row.outlet))
        row.turn, row.due_at = row.turn + 1, at
        row.changed_at = at
    names = ["articles", "newest_at", "voices", "heat", "headline", "outlet", "turn", "due_at", "changed_at"]
    updating.rows(alias, rows, names)


def _first(alias: str, stories: Sequence[str]) -> dict[str, tuple[str, str | None]]:
    """The title of each story's first article that has one, and whose it is."""
    members = Member.objects.using(alias).filter(story__in=stories, entry__article__title__isnull=False)
    named = members.order_by("-number").values_list(
        "story", "entry__article__title", "entry__article__outlet"
    )
    return {story: (title, outlet) for story, title, outlet in named}


def old(alias: str, before: datetime) -> tuple[StoryId, ...]:
    """Open stories without news since, to which nothing came since either."""
    found = Story.objects.using(alias).filter(closed=False, into=None, changed_at__lt=before)
    return tuple(map(StoryId, found.filter(newest_at__lt=before).values_list("id", flat=True)))


def hottest(
    alias: str, *, most: int, before: tuple[float, StoryId] | None, since: datetime | None
) -> tuple[Brief, ...]:
    """Stories by heat, after a place."""
    return _page(_since(alias, since), "heat", before, most)


def newest(
    alias: str, *, most: int, before: tuple[datetime, StoryId] | None, since: datetime | None
) -> tuple[Brief, ...]:
    """Stories by their latest article, after a place."""
    return _page(_since(alias, since), "newest_at", before, most)


def _since(alias: str, since: datetime | None) -> Any:
    found = Story.objects.using(alias).filter(into=None, articles__gt=0).defer(*LONG)
    return found if since is None else found.filter(newest_at__gte=since)


def _page(found: Any, by: str, before: tuple[Any, StoryId] | None, most: int) -> tuple[Brief, ...]:
    if before is not None:
        at, story = before
        found = found.filter(**{f"{by}__lte": at}).exclude(**{by: at, "id__gte": story})
    return tuple(map(brief, found.order_by(f"-{by}", "-id")[:most]))


def brief(row: Story) -> Brief:
    """A row as a list shows it."""
    return Brief(
        id=StoryId(row.pk),
        headline=row.headline,
        outlet=row.outlet,
        articles=row.articles,
        voices=row.voices,
        opened_at=row.opened_at,
        newest_at=row.newest_at,
        heat=row.heat,
        thread=None if row.thread_id is None else ThreadId(row.thread_id),
    )
