"""Articles that earlier stages read, and analyses that take the place of earlier ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from wholestory.model import Analysis, KeptArticle
from wholestory.store import articles, coding, updating
from wholestory.store.models import Article as Row
from wholestory.store.models import Story
from wholestory.store.search import building


def outdated(alias: str, *, stages: str, most: int) -> tuple[KeptArticle, ...]:
    """Articles that other versions of the stages read, the latest of each first."""
    found = Row.objects.using(alias)
    before = list(found.filter(stages__lt=stages).order_by("-stages", "-id")[:most])
    after = list(found.filter(stages__gt=stages).order_by("stages", "-id")[: most - len(before)])
    return tuple(map(articles.kept, [*before, *after]))


def keep(alias: str, made: Mapping[int, Analysis], *, stages: str, now: datetime) -> None:
    """Put analyses in the place of earlier ones, in the transaction of the caller; their stories are due."""
    rows = list(Row.objects.using(alias).filter(pk__in=list(made)))
    with building.renewed(alias, [row.pk for row in rows]) as written:
        for row in rows:
            analysis = made[row.pk]
            row.language, row.stages = analysis.language, stages
            row.analysis = coding.packed(replace(analysis, vector=None))
            row.vector, row.embedder = articles.rounded(analysis.vector)
        updating.rows(alias, rows, ["language", "stages", "analysis", "vector", "embedder"])
        written += [row.pk for row in rows]
    entries = [row.entry_id for row in rows]
    stories = list(Story.objects.using(alias).filter(members__entry__in=entries, into=None).distinct())
    for story in stories:
        story.turn, story.due_at = story.turn + 1, now
    updating.rows(alias, stories, ["turn", "due_at"])
