"""From stories to threads: each story that changed is held against those in which the same people act."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from wholestory.cluster import Window, chapters
from wholestory.cluster.chapters import Chapter
from wholestory.model import Analysis, Article, Reason, StoryId, Thread, ThreadId, Untold
from wholestory.pipeline.archive import Archive

MOST = 300  # stories around a changed one that its thread is drawn from
SHOWN = 12  # stories whose first articles give the reasons of a thread


@dataclass(frozen=True, slots=True)
class Around:
    """Stories that links lead to from one of them: their threads, when they had news last, their chapters."""

    threads: Mapping[StoryId, ThreadId | None]
    newest: Mapping[StoryId, datetime]
    chapters: Mapping[StoryId, bytes]
    links: Mapping[tuple[StoryId, StoryId], float]


def link(archive: Archive, window: Window, changed: Sequence[Untold]) -> None:
    """Link those of the `changed` stories that are open, and draw the threads around them anew."""
    found = {
        each.id: chapters.of(window, each.id, pair(each)) for each in changed if each.id in window.stories
    }
    archive.keep_chapters({story: (chapters.packed(c), chapters.names(c)) for story, c in found.items()})
    archive.keep_links({story: _links(archive, story, chapter) for story, chapter in found.items()})
    waiting = set(found)
    while waiting:
        around = archive.around(next(iter(waiting)), most=MOST)
        waiting -= around.threads.keys()
        drawn = [stories for stories in _drawn(around) if len(stories) > 1]
        archive.keep_threads(tuple(around.threads), _named(archive, around, drawn))


def pair(given: Untold) -> tuple[list[Article], list[Analysis]]:
    """The articles of a story and their analyses, which run parallel."""
    return [each.article for each in given.articles], [each.analysis for each in given.articles]


def _links(archive: Archive, story: StoryId, chapter: Chapter) -> dict[StoryId, float]:
    near = archive.acquainted(story, chapters.names(chapter))
    return chapters.links(chapter, {other: chapters.unpacked(packed) for other, packed in near.items()})


def _drawn(around: Around) -> list[list[StoryId]]:
    """The stories in groups whose links stay firm, each group and its stories in order of time."""
    stories = sorted(around.threads, key=lambda story: (around.newest[story], story))
    place = {story: n for n, story in enumerate(stories)}
    links = {
        (min(place[a], place[b]), max(place[a], place[b])): firm
        for (a, b), firm in around.links.items()
        if a in place and b in place
    }
    return [[stories[n] for n in group] for group in chapters.grown(len(stories), links)]


def _named(archive: Archive, around: Around, drawn: Sequence[Sequence[StoryId]]) -> list[Thread]:
    """Threads under their ids: each keeps the one that most of its stories had, the largest group first."""
    taken: set[ThreadId] = set()
    found = []
    stood = {thread.id: thread for thread in archive.threads(tuple(around.threads)).values()}
    for stories in sorted(drawn, key=lambda stories: (-len(stories), stories)):
        had = Counter(id for story in stories if (id := around.threads[story]) and id not in taken)
        fresh = ThreadId(f"t-{stories[0].removeprefix('s-')}")
        id = min(had, key=lambda id: (-had[id], id)) if had else _free(fresh, taken)
        taken.add(id)
        known = stood.get(id)
        same = known is not None and known.stories == tuple(stories)
        found.append(known if known and same else Thread(id, tuple(stories), _why(archive, around, stories)))
    return found


def _free(id: ThreadId, taken: set[ThreadId]) -> ThreadId:
    while id in taken:
        id = ThreadId(f"{id}+")
    return id


def _why(archive: Archive, around: Around, stories: Sequence[StoryId]) -> tuple[Reason, ...]:
    """What the first articles of some of its stories have in common."""
    shown = stories[:: max(1, len(stories) // SHOWN)][:SHOWN]
    first = archive.first_articles(shown)
    told = {story: ([kept.article], [kept.analysis]) for story, kept in first.items()}
    days = {story: chapters.unpacked(around.chapters[story]).day for story in told}
    return chapters.why(told, days)
