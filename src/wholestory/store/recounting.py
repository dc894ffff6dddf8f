"""What lists, sections and cards show of stories, counted anew when their articles change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Count, Max, Min

from wholestory.model import StoryId
from wholestory.rank import heat
from wholestory.store import briefs, cards, inserting, sections, updating
from wholestory.store.models import Member


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
            oldest=Min("entry__article__sort_at"),
            outlets=Count("entry__article__outlet", distinct=True),
        )
    )
    found = {each["story"]: each for each in counted}
    rows = [row for row in briefs.named(alias, list(found)) if row.into_id is None]
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
    sections.recount(alias, rows)
    cards.recount(alias, rows, {story: each["oldest"] for story, each in found.items()}, at)


def _first(alias: str, stories: Sequence[str]) -> dict[str, tuple[str, str | None]]:
    """The title of each story's first article that has one, and whose it is."""
    members = Member.objects.using(alias).filter(story__in=stories, entry__article__title__isnull=False)
    named = members.order_by("-number").values_list(
        "story", "entry__article__title", "entry__article__outlet"
    )
    return {story: (title, outlet) for story, title, outlet in named}
