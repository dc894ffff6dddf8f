"""Our picks: stories that editors chose, each with a reason and the editor's name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from wholestory.members.models import Member
from wholestory.members.models import Pick as Row
from wholestory.members.signing import signature
from wholestory.model import StoryId

MOST = 6
LASTS = timedelta(days=3)
LONGEST_NOTE = 280


@dataclass(frozen=True, slots=True)
class Picked:
    """A story that was chosen: why, by whom, until when."""

    story: StoryId
    note: str
    by: str
    until: datetime | None


def running(now: datetime, *, most: int = MOST) -> tuple[Picked, ...]:
    """What is picked now, in the editors' order."""
    found = Row.objects.filter(Q(until=None) | Q(until__gt=now), since__lte=now).order_by("place", "-since")
    return tuple(Picked(StoryId(row.story), row.note, row.signed, row.until) for row in found[:most])


def pick(story: StoryId, *, note: str, by: Member, now: datetime) -> None:
    """Put a story first; picked again, it gets the new note and the new time."""
    with transaction.atomic():
        Row.objects.filter(story=story).delete()
        Row.objects.update(place=F("place") + 1)
        told = {"note": " ".join(note.split())[:LONGEST_NOTE], "signed": signature(by), "by": by}
        Row.objects.create(story=story, place=0, since=now, until=now + LASTS, **told)


def drop(story: StoryId) -> bool:
    """Pick a story no more; whether it was."""
    return bool(Row.objects.filter(story=story).delete()[0])


def order(stories: Sequence[StoryId]) -> None:
    """Put picks into this order; those that are not named come after them."""
    with transaction.atomic():
        Row.objects.update(place=F("place") + len(stories))
        for place, story in enumerate(stories):
            Row.objects.filter(story=story).update(place=place)
