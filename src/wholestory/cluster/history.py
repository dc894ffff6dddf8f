"""History: what became of a story, read from the moves, in words that anyone can read."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wholestory.cluster.moves import (
    PROGRAM,
    Bar,
    Bind,
    Close,
    Join,
    Merge,
    Move,
    Open,
    Repaired,
    Split,
    Transfer,
)
from wholestory.model import ArticleId, Reason, StoryId

PHRASES = {
    "opened": "{article} opened the story",
    "joined": "{article} joined{sure}{why}",
    "merged": "{other} became part of this story{by}",
    "gone": "the story became part of {other}{by}",
    "split off": "{articles} left and became {other}{by}",
    "began": "split off from {other} with {articles}{by}",
    "moved out": "{articles} moved to {other}{by}",
    "moved in": "{articles} came from {other}{by}",
    "bound": "{articles} kept in one story with {others}{by}",
    "barred": "{articles} kept apart from {others}{by}",
    "closed": "the story was closed",
}
SHOWN = 3  # articles named before the rest is counted
REASONS = {
    "same text": "the text is that of {ids}",
    "same quotation": "same words quoted{detail}",
    "same names": "names in common{detail}",
    "same figures": "numbers in common{detail}",
    "like words": "words in common",
    "like content": "much like {ids}",
    "same day": "of the same day",
}


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to a story.

    `kind` is a key of `PHRASES`, `words` the phrase filled in. `by` is "program" or a person's name, `at`
    when, as the caller of grouping said it. `other` is the other story concerned, `why` the reasons.
    """

    kind: str
    story: StoryId
    words: str
    articles: tuple[ArticleId, ...] = ()
    other: StoryId | None = None
    by: str = PROGRAM
    at: str | None = None
    why: tuple[Reason, ...] = ()


def of(moves: Iterable[Move], story: StoryId) -> tuple[Event, ...]:
    """What happened under this id, in order; what a merged story had been is told under its own."""
    standing: dict[StoryId, list[ArticleId]] = {}
    found: list[Event] = []
    for move in moves:
        found += [event for event in events(move, standing) if event.story == story]
        _follow(move, standing)
    return tuple(found)


def events(move: Move, standing: Mapping[StoryId, Sequence[ArticleId]]) -> Iterator[Event]:
    """What a move means to each story that it concerns; `standing` are the stories before it."""
    match move:
        case Open(story, article, _, at):
            yield _event("opened", story, (article.id,), at=at)
        case Join(story, article, sure, _, why, at):
            yield _event("joined", story, (article.id,), sure=sure, why=why, at=at)
        case Merge(story, gone, by, at):
            yield _event("merged", story, standing[gone], other=gone, by=by, at=at)
            yield _event("gone", gone, standing[gone], other=story, by=by, at=at)
        case Split(story, fresh, articles, by, at):
            yield _event("split off", story, articles, other=fresh, by=by, at=at)
            yield _event("began", fresh, articles, other=story, by=by, at=at)
        case Transfer(story, to, articles, by, at):
            yield _event("moved out", story, articles, other=to, by=by, at=at)
            yield _event("moved in", to, articles, other=story, by=by, at=at)
        case Bind(articles, others, by, _, at):
            yield from _said("bound", (articles, others), standing, by, at)
        case Bar(articles, others, by, at):
            yield from _said("barred", (articles, others), standing, by, at)
        case Close(stories, at):
            yield from (_event("closed", story, standing[story], at=at) for story in stories)
        case Repaired():
            pass


def _said(
    kind: str,
    sides: tuple[tuple[ArticleId, ...], tuple[ArticleId, ...]],
    standing: Mapping[StoryId, Sequence[ArticleId]],
    by: str,
    at: str | None,
) -> Iterator[Event]:
    """What a person said of articles, told in each story that holds any of them."""
    named = {*sides[0], *sides[1]}
    for story, members in standing.items():
        if not named.isdisjoint(members):
            yield _event(kind, story, sides[0], others=sides[1], by=by, at=at)


def _follow(move: Move, standing: dict[StoryId, list[ArticleId]]) -> None:
    match move:
        case Open(story, article) | Join(story, article):
            standing.setdefault(story, []).append(article.id)
        case Merge(story, gone):
            standing[story] += standing.pop(gone)
        case Split(story, to, articles) | Transfer(story, to, articles):
            standing[story] = [a for a in standing[story] if a not in set(articles)]
            standing.setdefault(to, []).extend(articles)
        case Close(stories):
            for story in stories:
                del standing[story]
        case _:
            pass


def _event(kind: str, story: StoryId, articles: Sequence[ArticleId], **known: Any) -> Event:
    words = PHRASES[kind].format(
        article=articles[0],
        articles=_listed(articles),
        others=_listed(known.pop("others", ())) or "others",
        other=known.get("other"),
        by=f", by {known['by']}" if "by" in known else "",
        sure=_sure(known.pop("sure", None)),
        why="".join(f"; {_reason(reason)}" for reason in known.get("why", ())),
    )
    return Event(kind, story, words, tuple(articles), **known)


def _sure(chance: float | None) -> str:
    """A chance in per cent; nothing where it was no matter of chance."""
    return (
        ""
        if chance is None or chance == 1
        else f", {min(99, math.floor(100 * chance))} % likely the same event"
    )


def _reason(reason: Reason) -> str:
    detail = f": {'; '.join(reason.detail)}" if reason.detail else ""
    return REASONS[reason.kind].format(ids=_listed(reason.ids[-1:]), detail=detail)


def _listed(articles: Sequence[str]) -> str:
    """The first few, and how many more."""
    more = len(articles) - SHOWN
    return ", ".join(articles[:SHOWN]) + (f" and {more} more" if more > 0 else "")
