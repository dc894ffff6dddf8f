"""The sections that stories stand in, and the hottest stories of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connections

from wholestory.model import Brief, SectionKind, StoryId
from wholestory.model import Section as Named
from wholestory.rank import heat
from wholestory.store import briefs, updating
from wholestory.store.models import Member, Section, Story

_LETTERS = {SectionKind.TOPIC: "t", SectionKind.COUNTRY: "c", SectionKind.LANGUAGE: "l"}
_KINDS = {letter: kind for kind, letter in _LETTERS.items()}
_NAMES = """
    WITH RECURSIVE held(name) AS (
        SELECT min(name) FROM store_section
        UNION ALL
        SELECT (SELECT min(name) FROM store_section WHERE name > held.name) FROM held WHERE name IS NOT NULL
    )
    SELECT name FROM held WHERE name IS NOT NULL
"""
_OUTLETS = "cl"  # kinds that a story has by who tells it


def recount(alias: str, rows: Sequence[Story]) -> None:
    """Put changed stories into the sections of the countries and languages of their articles."""
    members = Member.objects.using(alias).filter(story__in=[row.pk for row in rows])
    found = members.values_list("story", "entry__article__language", "entry__article__searched__country")
    given: dict[str, set[str]] = defaultdict(set)
    for story, language, country in found.distinct():
        given[story] |= {f"l{language}"} if language else set()
        given[story] |= {f"c{country}"} if country else set()
    _write(alias, {row: given[row.pk] for row in rows}, kinds=_OUTLETS)


def keep(alias: str, told: Mapping[Story, Iterable[str]]) -> None:
    """Put stories into the sections of what they are found to be about."""
    _write(alias, {row: {f"t{topic}" for topic in topics} for row, topics in told.items()}, kinds="t")


def drop(alias: str, story: str) -> None:
    """Take a story out of all sections."""
    Section.objects.using(alias).filter(story=story).delete()


def _write(alias: str, given: Mapping[Story, set[str]], *, kinds: str) -> None:
    """Write the sections of these kinds; those of others get the heat of their story."""
    rows = {row.pk: row for row in given}
    wanted = {row.pk: set(names) for row, names in given.items()}
    gone, cooled = [], []
    for each in Section.objects.using(alias).filter(story__in=list(rows)):
        if each.name[0] in kinds and each.name not in wanted[each.story_id]:
            gone.append(each.pk)
            continue
        wanted[each.story_id].discard(each.name)
        if each.heat != rows[each.story_id].heat:
            each.heat = rows[each.story_id].heat
            cooled.append(each)
    if gone:
        Section.objects.using(alias).filter(pk__in=gone).delete()
    updating.rows(alias, cooled, ["heat"])
    new = [
        Section(story_id=id, name=name, heat=rows[id].heat)
        for id, names in wanted.items()
        for name in sorted(names)
    ]
    Section.objects.using(alias).bulk_create(new, batch_size=200)


def hottest(
    alias: str,
    section: Named,
    *,
    most: int,
    before: tuple[float, StoryId] | None = None,
    since: datetime | None = None,
) -> tuple[Brief, ...]:
    """The stories of a section by heat, after a place; one query of one index."""
    name = _LETTERS[section.kind] + section.name
    long = [f"story__{field}" for field in briefs.LONG]
    found: Any = Section.objects.using(alias).filter(name=name).select_related("story").defer(*long)
    if since is not None:
        found = found.filter(heat__gte=heat.least(since), story__newest_at__gte=since)
    if before is not None:
        at, story = before
        found = found.filter(heat__lte=at).exclude(heat=at, story__gte=story)
    return tuple(briefs.brief(each.story) for each in found.order_by("-heat", "-story")[:most])


def names(alias: str) -> tuple[Named, ...]:
    """All sections that a story stands in: each name is found in the index after the one before it."""
    with connections[alias].cursor() as cursor:
        cursor.execute(_NAMES)
        return tuple(Named(_KINDS[name[0]], name[1:]) for (name,) in cursor.fetchall())


def of(alias: str, stories: Sequence[str]) -> dict[str, tuple[Named, ...]]:
    """The sections that each story stands in."""
    found: dict[str, list[Named]] = defaultdict(list)
    rows = Section.objects.using(alias).filter(story__in=list(stories)).order_by("id")
    for story, name in rows.values_list("story", "name"):
        found[story].append(Named(_KINDS[name[0]], name[1:]))
    return {story: tuple(names) for story, names in found.items()}
