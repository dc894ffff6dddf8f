"""Grouping: a collection of articles as stories and threads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wholestory.cluster import actors, headline, reasons, threads
from wholestory.cluster import sketch as sketches
from wholestory.cluster.assign import place
from wholestory.cluster.kept import Kept
from wholestory.cluster.reasons import Told
from wholestory.cluster.repair import repair
from wholestory.cluster.sketch import Sketch
from wholestory.cluster.window import Window
from wholestory.model import Analysis, Article, ArticleId, Story, StoryId, Thread, ThreadId

LATE = float("inf")


@dataclass(frozen=True, slots=True)
class Grouping:
    """Stories in order of their first article, and threads of two or more of them."""

    stories: tuple[Story, ...]
    threads: tuple[Thread, ...]


def group(articles: Sequence[Article], analyses: Sequence[Analysis]) -> Grouping:
    """Group `articles`, whose analyses run parallel; the order they come in changes nothing.

    Words are counted over the whole collection first, the articles assigned in order of time as they
    would arrive, then repaired as a whole.
    """
    told = {a.id: (a, y, sketches.of(a, y)) for a, y in zip(articles, analyses, strict=True)}
    window = settle(sorted((s for _, _, s in told.values()), key=lambda s: (_when(s), s.id)))
    stories = {s: [told[a] for a in _in_order(window, members)] for s, members in window.stories.items()}
    ids = {s: StoryId(f"s-{members[0][0].id}") for s, members in stories.items()}
    casts = {a: actors.of(analysis, sketch) for a, (_, analysis, sketch) in told.items()}
    linked = threads.find(window, casts)
    ordered = sorted(stories, key=lambda s: (_when(stories[s][0][2]), ids[s]))
    rank = {s: n for n, s in enumerate(ordered)}
    return Grouping(
        tuple(_story(ids[s], stories[s]) for s in ordered),
        tuple(_thread(sorted(found, key=rank.__getitem__), window, stories, ids) for found in linked),
    )


def settle(found: Sequence[Sketch]) -> Window:
    """A window in which these articles, arriving in this order, stand grouped and repaired."""
    window = Window()
    window.survey(found)
    for sketch in found:
        window.apply(place(window, sketch))
    window.apply(repair(window, thorough=True))
    return window


def story(id: StoryId, articles: Sequence[Article], analyses: Sequence[Analysis]) -> Story:
    """The story that these articles, one or more, are: in order of appearance, with headline and reasons."""
    told = [(a, y, sketches.of(a, y)) for a, y in zip(articles, analyses, strict=True)]
    return _story(id, sorted(told, key=lambda each: (_when(each[2]), each[0].id)))


def _when(sketch: Sketch | Kept) -> tuple[float, float]:
    """For ordering: dated articles by time, the others last."""
    if not sketch.dated or sketch.low is None or sketch.high is None:
        return LATE, LATE
    return sketch.low, sketch.high


def _in_order(window: Window, members: Sequence[ArticleId]) -> list[ArticleId]:
    return sorted(members, key=lambda a: (_when(window.article(a)), a))


def _story(id: StoryId, members: Sequence[Told]) -> Story:
    known = {article.id: sketch for article, _, sketch in members}
    return Story(
        id=id,
        articles=tuple(article.id for article, _, _ in members),
        headline=headline.choose([article for article, _, _ in members], known),
        first=_first([sketch for _, _, sketch in members]),
        why=reasons.of_story(members),
    )


def _first(members: Sequence[Sketch]) -> ArticleId | None:
    """The earliest dated article, if no other dated one may be as early."""
    earliest, *others = members
    if not earliest.dated or any(_when(other)[0] < _when(earliest)[1] for other in others):
        return None
    return earliest.id


def _thread(
    found: Sequence[StoryId],
    window: Window,
    stories: Mapping[StoryId, Sequence[Told]],
    ids: Mapping[StoryId, StoryId],
) -> Thread:
    members = {ids[s]: stories[s] for s in found}
    days = {ids[s]: threads.day(window.sums[s]) for s in found}
    first = next(iter(members.values()))[0][0].id
    return Thread(ThreadId(f"t-{first}"), tuple(members), reasons.of_thread(members, days))
