"""Stories as lists show them, found newest or hottest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Count

from wholestory.model import Brief, StoryId, ThreadId
from wholestory.store.models import Member, Story

LONG = ("body", "coverage", "chapter")  # what no list shows


def sizes(alias: str, stories: Iterable[str]) -> Mapping[str, int]:
    """How many articles each story holds."""
    members = Member.objects.using(alias).filter(story__in=list(stories))
    return dict(members.values_list("story").annotate(size=Count("entry")).values_list("story", "size"))


def old(alias: str, before: datetime) -> tuple[StoryId, ...]:
    """Open stories without news since, to which nothing came since either."""
    found = Story.objects.using(alias).filter(closed=False, into=None, changed_at__lt=before)
    return tuple(map(StoryId, found.filter(newest_at__lt=before).values_list("id", flat=True)))


def named(alias: str, stories: Sequence[str]) -> Any:
    """The rows of these ids, as lists need them; merged ones among them.

    To ask for those that are not merged would make SQLite walk through all of these, by their index.
    """
    return Story.objects.using(alias).filter(id__in=list(stories)).defer(*LONG)


def fresh(alias: str, since: datetime, *, most: int) -> int:
    """How many open stories have changed since; no more than `most` are counted."""
    found = Story.objects.using(alias).filter(closed=False, into=None, changed_at__gt=since)
    return len(found.values_list("id", flat=True)[:most])


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
