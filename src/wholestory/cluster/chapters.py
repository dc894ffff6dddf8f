"""Chapters: what is kept of a story so that it can be linked to others, long after it was closed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from wholestory.cluster import actors, kept, reasons, threads
from wholestory.cluster import sketch as sketches
from wholestory.cluster.sparse import Key, unit
from wholestory.cluster.threads import Chapter, grown, strength
from wholestory.cluster.window import Window
from wholestory.model import Analysis, Article, Reason, StoryId

__all__ = ["Chapter", "grown", "links", "names", "of", "packed", "unpacked", "why"]

CAST, QUOTES = 32, 64  # the heaviest names and quoted runs of words that are kept
ASKED = 6  # names by which others are looked for
STEPS = 127.0  # of a vector's values, up to the largest
FAINT = 0.1  # a link below this changes no thread

Told = tuple[Sequence[Article], Sequence[Analysis]]


def of(window: Window, story: StoryId, told: Told) -> Chapter:
    """The chapter of an open story, whose articles and analyses are `told`, as it is kept.

    Raises KeyError if the story is not open.
    """
    acting = [actors.of(y, sketches.of(a, y)) for a, y in zip(*told, strict=True)]
    return unpacked(packed(threads.chapter(window.sums[story], threads.cast_of(acting, window))))


def names(chapter: Chapter) -> dict[int, float]:
    """The heaviest names of a chapter, by hash: whoever has most of these in common may be linked."""
    return _heaviest(chapter.cast, ASKED)


def links(chapter: Chapter, others: Mapping[StoryId, Chapter]) -> dict[StoryId, float]:
    """The stories to which a chapter is linked, and how firmly."""
    found = {story: strength(chapter, other) for story, other in others.items()}
    return {story: firmness for story, firmness in found.items() if firmness >= FAINT}


def why(stories: Mapping[StoryId, Told], days: Mapping[StoryId, float | None]) -> tuple[Reason, ...]:
    """Why these stories, each by its articles and their analyses, are one thread."""
    told = {
        story: [(a, y, sketches.of(a, y)) for a, y in zip(*each, strict=True)]
        for story, each in stories.items()
    }
    return reasons.of_thread(told, days)


def packed(chapter: Chapter) -> bytes:
    """A chapter as bytes: the heaviest of its names and quotations, its vector in 255 steps."""
    cast = {key if isinstance(key, int) else kept.key(key): weight for key, weight in chapter.cast.items()}
    parts = [kept.packed(unit(_heaviest(cast, CAST))), kept.packed(_heaviest(chapter.quotes, QUOTES))]
    step = float(np.abs(chapter.dense).max(initial=0.0)) / STEPS or 1.0
    head = [step, chapter.length, chapter.quoting, chapter.day, *map(len, parts)]
    dense = np.round(chapter.dense / step).astype(np.int8).tobytes()
    return b"".join([json.dumps(head).encode(), b"\n", *parts, dense])


def unpacked(data: bytes) -> Chapter:
    """What `packed` made into bytes. Raises ValueError for what it did not."""
    line, _, rest = data.partition(b"\n")
    step, length, quoting, day, cast, quotes = json.loads(line)
    return Chapter(
        cast=_weights(rest[:cast]),
        dense=np.frombuffer(rest[cast + quotes :], np.int8).astype(np.float32) * np.float32(step),
        length=length,
        quotes=_weights(rest[cast : cast + quotes]),
        quoting=quoting,
        day=day,
    )


def _weights(vector: bytes) -> dict[int, float]:
    return dict(zip(kept.keys_of(vector).tolist(), kept.weights_of(vector).tolist(), strict=True))


def _heaviest(vector: Mapping[Key, float], most: int) -> dict[Key, float]:
    ordered: Iterable[tuple[Key, float]] = sorted(vector.items(), key=lambda item: (-item[1], str(item[0])))
    return dict(list(ordered)[:most])
