"""Moves of grouping kept as rows: where each article stands, what happened, what people said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby

from django.db.models import Max, Q

from wholestory.cluster import Bar, Bind, Close, Join, Merge, Move, Open, Repaired, Split, Transfer, packing
from wholestory.cluster.standing import Standing
from wholestory.model import ArticleId, StoryId
from wholestory.pipeline.grouping import Regrouped
from wholestory.store import briefs, cards, coding, inserting, recounting, sections, updating
from wholestory.store.models import Actor, Article, Happening, Link, Member, Story, Verdict


def moved(alias: str) -> int:
    """The number of what happened last."""
    return Happening.objects.using(alias).aggregate(last=Max("id"))["last"] or 0


def keep(alias: str, made: Regrouped) -> int | None:
    """Store moves, in the transaction of the caller; None, and nothing is changed, if others moved since."""
    if moved(alias) != made.after:
        return None
    for coming, moves in groupby(made.moves, key=lambda move: isinstance(move, Open | Join)):
        if coming:
            _admit(alias, tuple(moves), made)
            continue
        for move in moves:
            _carry_out(alias, move, made.at)
    members = Member.objects.using(alias)
    members.filter(entry__in=[number(a) for a in made.settled]).update(settled=True)
    changed = sorted({event.story for event in made.events})
    for some in inserting.portions(changed):  # who was moved into a closed story is open no more
        members.filter(story__in=some, story__closed=True, kept__isnull=False).update(kept=None)
    happened = [Happening(story=event.story, body=coding.packed(event)) for event in made.events]
    Happening.objects.using(alias).bulk_create(happened, batch_size=inserting.SOME)
    recounting.recount(alias, changed, made.at)
    return moved(alias)


def number(article: ArticleId) -> int:
    """The entry whose article has this id."""
    return int(article.removeprefix("e"))


def _admit(alias: str, moves: Sequence[Move], made: Regrouped) -> None:
    came = [move for move in moves if isinstance(move, Open | Join)]
    opened = [Story(id=move.story, opened_at=made.at) for move in came if isinstance(move, Open)]
    Story.objects.using(alias).bulk_create(opened, batch_size=inserting.SOME)
    members = Member.objects.using(alias)
    last = members.aggregate(last=Max("number"))["last"] or 0
    rows = [
        Member(
            entry_id=number(move.article.id),
            story_id=move.story,
            number=last + place,
            kept=packing.packed(move.article),
        )
        for place, move in enumerate(came, 1)
    ]
    members.bulk_create(rows, batch_size=inserting.SOME)
    entries = [row.entry_id for row in rows]
    Article.objects.using(alias).filter(entry__in=entries).update(placed=True)


def _carry_out(alias: str, move: Move, at: datetime) -> None:
    stories, members = Story.objects.using(alias), Member.objects.using(alias)
    match move:
        case Merge(story, gone):
            members.filter(story=gone).update(story=story)
            stories.filter(id=gone).update(into=story, due_at=None, articles=0, thread=None, chapter=None)
            Link.objects.using(alias).filter(Q(one=gone) | Q(other=gone)).delete()
            Actor.objects.using(alias).filter(story=gone).delete()
            cards.drop(alias, gone)
            sections.drop(alias, gone)
        case Split(_, to, articles) | Transfer(_, to, articles):
            if isinstance(move, Split):
                stories.create(id=to, opened_at=at, closed=stories.get(id=move.story).closed)
            members.filter(entry__in=[number(a) for a in articles]).update(story=to)
        case Bind() | Bar():
            Verdict.objects.using(alias).create(binds=isinstance(move, Bind), body=coding.packed(move))
        case Close(closed):
            stories.filter(id__in=closed).update(closed=True)
            members.filter(story__in=closed).update(kept=None)
        case Repaired(looked):
            _looked(alias, looked)


def _looked(alias: str, stories: Iterable[StoryId]) -> None:
    """Note how large stories are that were looked at article by article."""
    found = Story.objects.using(alias).filter(id__in=stories).defer(*briefs.LONG)
    sizes: Mapping[str, int] = briefs.sizes(alias, stories)
    rows = list(found)
    for row in rows:
        row.looked = sizes.get(row.pk, 0)
    updating.rows(alias, rows, ["looked"])


def standing(alias: str) -> Standing:
    """What is open, as grouping needs it to go on."""
    members = Member.objects.using(alias).filter(kept__isnull=False).order_by("number")
    found = list(members.values_list("entry", "story", "kept", "settled"))
    stories = Story.objects.using(alias)
    still = stories.filter(closed=False, into=None).values_list("id", "looked")
    merged = stories.filter(into__isnull=False, into__closed=False).values_list("id", "into")
    names = {f"s-e{entry}" for entry, *_ in found}
    return Standing(
        articles=tuple((StoryId(story), packing.unpacked(bytes(kept))) for _, story, kept, _ in found),
        looked={StoryId(story): size for story, size in still if size},
        redirects={StoryId(old): StoryId(new) for old, new in merged},
        spent=frozenset(_spent(alias, names)),
        said=tuple(_said(alias)),
        unsettled=frozenset(ArticleId(f"e{entry}") for entry, *_, settled in found if not settled),
    )


def given(alias: str, articles: Sequence[ArticleId]) -> frozenset[StoryId]:
    """The ids of stories that were ever named after one of these articles."""
    stories = Story.objects.using(alias)
    found = (
        stories.filter(id__startswith=f"s-{article}").values_list("id", flat=True) for article in articles
    )
    return frozenset(StoryId(id) for ids in found for id in ids)


def story_of(alias: str, article: ArticleId) -> StoryId | None:
    """The story in which an article stands; None for one that is in none, or unknown."""
    if not article.removeprefix("e").isdecimal():
        return None
    row = Member.objects.using(alias).filter(entry=number(article)).first()
    return None if row is None else StoryId(row.story_id)


def _spent(alias: str, names: set[str]) -> Iterable[StoryId]:
    """Ids of stories that are not open and that an open article would give again."""
    old = Story.objects.using(alias).exclude(closed=False, into=None)
    for some in inserting.portions(sorted(names)):
        yield from map(StoryId, old.filter(id__in=some).values_list("id", flat=True))


def _said(alias: str) -> Iterable[Bind | Bar]:
    for verdict in Verdict.objects.using(alias).order_by("id"):
        body = bytes(verdict.body)
        yield coding.unpacked(body, Bind) if verdict.binds else coding.unpacked(body, Bar)
