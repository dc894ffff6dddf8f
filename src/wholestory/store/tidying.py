"""Letting old articles go, a few at a time. Their entries stay, so that none of them is new once more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db.models import Q

from wholestory.model import Entry, Place, StoryId
from wholestory.pipeline.retaining import Retention
from wholestory.store import briefs, coding, recounting, updating
from wholestory.store.models import Article, Happening, Member, Pending, Story, Version
from wholestory.store.models import Entry as EntryRow
from wholestory.store.search import building

SOME = 200  # articles a transaction


def articles(alias: str, rule: Retention, now: datetime, *, after: Place | None) -> tuple[int, Place | None]:
    """Let go what the rule lets go of the next few articles, the oldest first; of closed stories only.

    How many went, and where to go on; None at the end of what is old enough. Within a transaction.
    """
    until = rule.until(now)
    if until is None:
        return 0, None
    found = Article.objects.using(alias).filter(sort_at__lt=until).order_by("sort_at", "id")
    if after is not None:
        at, number = after
        found = found.filter(sort_at__gte=at).exclude(Q(sort_at=at) & Q(id__lte=number))
    rows = list(
        found.only("sort_at", "changed_at", "entry__seen_at", "entry__changed_at").select_related("entry")[
            :SOME
        ]
    )
    stays = _open(alias, [row.entry_id for row in rows])
    old = (row for row in rows if row.entry_id not in stays)
    gone = [row for row in old if rule.lets_go(row.pk, _latest(row), now)]
    numbers, entries = [row.pk for row in gone], [row.entry_id for row in gone]
    building.drop(alias, numbers)
    Article.objects.using(alias).filter(pk__in=numbers).delete()
    _leave(alias, entries, now)
    _empty(alias, entries)
    return len(gone), (rows[-1].sort_at, rows[-1].pk) if rows else None


def _open(alias: str, entries: Sequence[int]) -> set[int]:
    """Those of the articles that stand in stories which take in more: nothing of these is let go."""
    members = Member.objects.using(alias).filter(entry__in=entries, story__closed=False)
    return set(members.values_list("entry", flat=True))


def _leave(alias: str, entries: Sequence[int], now: datetime) -> None:
    """Take articles out of their stories; a story that is left without any goes, with its history."""
    members = Member.objects.using(alias).filter(entry__in=entries)
    stories = sorted(set(members.values_list("story", flat=True)))
    members.delete()
    left = briefs.sizes(alias, stories)
    recounting.recount(alias, [StoryId(story) for story in stories if story in left], now)
    empty = [story for story in stories if story not in left]
    Happening.objects.using(alias).filter(story__in=empty).delete()
    Story.objects.using(alias).filter(id__in=empty).delete()


def quarantine(alias: str, rule: Retention, now: datetime) -> int:
    """Empty a few old entries that gave no article; how many. In the transaction of the caller."""
    until = rule.until(now)
    if until is None:
        return 0
    stuck = Pending.objects.using(alias).filter(due_at=None, entry__article=None, entry__seen_at__lt=until)
    numbers = list(stuck.values_list("entry", flat=True)[:SOME])
    _empty(alias, numbers)
    return len(numbers)


def _latest(row: Any) -> datetime:
    """When an article last was news to us: it may be old when it comes."""
    times: tuple[datetime | None, ...]
    times = (row.sort_at, row.changed_at, row.entry.seen_at, row.entry.changed_at)
    return max(filter(None, times))


def _empty(alias: str, entries: Sequence[int]) -> None:
    """Leave of entries what they are known by: key, id, link, title, time."""
    Pending.objects.using(alias).filter(entry__in=entries).delete()
    Version.objects.using(alias).filter(entry__in=entries).delete()
    rows = list(EntryRow.objects.using(alias).filter(pk__in=entries).only("body"))
    for row in rows:
        row.body = coding.packed(_bare(coding.unpacked(bytes(row.body), Entry)))
    updating.rows(alias, rows, ["body"])


def _bare(entry: Entry) -> Entry:
    kept = Entry(id=entry.id, title=entry.title, link=entry.link)
    return replace(kept, published=entry.published, language=entry.language)
