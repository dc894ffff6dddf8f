"""Cards: what a front page shows of stories, kept when they are told; others are made on reading."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from wholestory.model import (
    Analysis,
    Article,
    Brief,
    Card,
    Face,
    Published,
    Section,
    SectionKind,
    Sentence,
    StoryId,
    Told,
    Topic,
)
from wholestory.report import cards
from wholestory.store import briefs, coding, inserting, sections, updating
from wholestory.store.models import Article as ArticleRow
from wholestory.store.models import Card as Row
from wholestory.store.models import Member, Story

LATELY, MOST = timedelta(hours=6), 100  # whose times are kept
_USUAL = "faces-1"
_SENTENCES = 12  # of an article, among which its first beyond the title is looked for
_MINUTE = 60


def recount(alias: str, rows: Sequence[Story], began: Mapping[str, datetime], at: datetime) -> None:
    """Note when the first and the latest articles of changed stories appeared."""
    several = [row.pk for row in rows if row.articles > 1]
    times: dict[str, list[int]] = defaultdict(list)
    members = Member.objects.using(alias).filter(story__in=several)
    lately = members.filter(entry__article__sort_at__gt=at - LATELY, entry__article__sort_at__lte=at)
    for story, appeared in lately.values_list("story", "entry__article__sort_at"):
        times[story].append(int(appeared.timestamp()) // _MINUTE)
    made = [Row(story_id=story, began_at=began[story], pace=_written(times[story])) for story in several]
    inserting.anew(Row.objects.using(alias), made, unique=("story",), update=("began_at", "pace"))


def _written(minutes: Iterable[int]) -> str:
    """The latest minutes as text: the first, then the steps between."""
    kept = sorted(minutes)[-MOST:]
    steps = (str(minute - before) for before, minute in zip([0, *kept], kept, strict=False))
    return " ".join(steps)


def _read(pace: str) -> tuple[datetime, ...]:
    found, minute = [], 0
    for step in pace.split():
        minute += int(step)
        found.append(datetime.fromtimestamp(minute * _MINUTE, UTC))
    return tuple(found)


def keep(alias: str, told: Sequence[Told]) -> None:
    """Store the faces of stories that are told."""
    rows = [
        Row(story_id=each.story.id, body=packed(each.face) if each.face else None, pace="") for each in told
    ]
    updating.rows(alias, rows, ["body"])


def packed(face: Face) -> bytes:
    """A face as its row holds it."""
    return coding.packed(face, usual=_USUAL)


def drop(alias: str, story: str) -> None:
    """Let go of the card of a story."""
    Row.objects.using(alias).filter(story=story).delete()


def found(alias: str, stories: Sequence[StoryId]) -> tuple[Card, ...]:
    """The cards of stories, in the order given; four queries, however many. Merged and unknown ones are
    left out."""
    rows = briefs.named(alias, stories).select_related("card")
    known = {StoryId(row.pk): row for row in rows if row.into_id is None and row.articles}
    bare = [id for id, row in known.items() if not _body(row)]
    plain, named = _plain(alias, bare), sections.of(alias, list(known))
    made = {}
    for id, row in known.items():
        brief, body = briefs.brief(row), _body(row)
        face = _unpacked(body) if body else plain.get(id)
        if face is None:
            continue
        card = Card(brief=brief, face=face, told=body is not None, began_at=brief.newest_at)
        if body is None:
            card = replace(card, face=_counted(face, brief))
        if hasattr(row, "card"):
            card = replace(card, began_at=row.card.began_at, pace=_read(row.card.pace))
        made[id] = _placed(card, named.get(id, ()))
    return tuple(made[id] for id in dict.fromkeys(stories) if id in made)


def _body(row: Story) -> bytes | None:
    return bytes(row.card.body) if hasattr(row, "card") and row.card.body else None


@lru_cache(maxsize=2048)
def _unpacked(body: bytes) -> Face:
    return coding.unpacked(body, Face, usual=_USUAL)


def _counted(face: Face, brief: Brief) -> Face:
    """Of a story that is not told, its row counts what there is."""
    return replace(face, counts=replace(face.counts, articles=brief.articles, voices=brief.voices))


def _placed(card: Card, named: Iterable[Section]) -> Card:
    by_kind: dict[SectionKind, list[str]] = defaultdict(list)
    for section in named:
        by_kind[section.kind].append(section.name)
    return replace(
        card,
        topics=tuple(map(Topic, by_kind[SectionKind.TOPIC])),
        countries=tuple(by_kind[SectionKind.COUNTRY]),
        languages=tuple(by_kind[SectionKind.LANGUAGE]),
    )


def _plain(alias: str, stories: Sequence[StoryId]) -> dict[StoryId, Face]:
    """What the first article of each story gives."""
    members = Member.objects.using(alias).filter(story__in=stories, entry__article__isnull=False)
    times = members.values_list("story", "entry__article__sort_at", "entry__article")
    first: dict[str, tuple[datetime, int]] = {}
    for story, at, article in times:
        first[story] = min(first.get(story, (at, article)), (at, article))
    rows = ArticleRow.objects.using(alias).defer("vector").in_bulk([number for _, number in first.values()])
    return {
        StoryId(story): _cut(bytes(rows[number].body), bytes(rows[number].analysis), rows[number].language)
        for story, (_, number) in first.items()
        if number in rows
    }


@lru_cache(maxsize=1024)
def _cut(body: bytes, analysis: bytes, language: str | None) -> Face:
    """The face of a single article; of its analysis only what is needed is made out."""
    article, known = coding.unpacked(body, Article), coding.read(analysis)
    sentences = coding.structured(known["sentences"][:_SENTENCES], tuple[Sentence, ...])
    published = coding.structured(known["published"], Published) if known["published"] else None
    at = article.published or published
    return cards.plain(
        article, Analysis(article=article.id, language=language, published=at, sentences=sentences)
    )
