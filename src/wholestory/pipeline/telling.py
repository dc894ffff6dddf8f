"""From stories to what is told of them: headline, reasons, accounts compared, independent voices counted."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from wholestory import cluster
from wholestory.cluster import Window
from wholestory.model import Coverage, Face, Story, StoryId, Thread, Told, Untold
from wholestory.pipeline import batch, fronting, linking
from wholestory.pipeline.archive import Archive
from wholestory.pipeline.batch import Saga
from wholestory.pipeline.processes import Workers
from wholestory.rank import voices

log = logging.getLogger(__name__)

TOGETHER = 256  # stories told before they are kept
SHORT = 30  # articles of a thread that is compared as a whole, so that its stories tell of each other's dates


@dataclass(frozen=True, slots=True)
class Compared:
    """Coverages of stories and threads, and the faces of stories, by id."""

    coverages: dict[str, Coverage] = field(default_factory=dict)
    faces: dict[str, Face] = field(default_factory=dict)


def tell(archive: Archive, window: Window, *, told: Callable[[int, int], None], most: int = 1_000_000) -> int:
    """Link and tell up to `most` stories that are due, the hottest first; how many.

    All are linked before any is compared, so that a thread that grows is compared once. Ended at any moment,
    what was kept stays kept and the rest is due.
    """
    due = archive.due_stories(most=most)
    for start in range(0, len(due), TOGETHER):
        linking.link(archive, window, _those(archive, due[start : start + TOGETHER]))
    done = 0
    with Workers() as workers:
        while done < len(due) and (some := archive.due_stories(most=min(TOGETHER, len(due) - done))):
            _keep(archive, _those(archive, some), workers)
            done += len(some)
            told(done, done + archive.count_untold())
    return len(due)


def _those(archive: Archive, stories: Sequence[StoryId]) -> list[Untold]:
    known = archive.again(stories)
    return [known[story] for story in stories if story in known]


def _keep(archive: Archive, found: Sequence[Untold], workers: Workers) -> None:
    given, sagas = _sagas(archive, found)
    compared = _compared(sagas, workers)
    archive.keep_told([_told(given[story.id], story, compared) for saga in sagas for story in saga.stories])
    threads = [saga.thread.id for saga in sagas if saga.thread]
    archive.keep_sagas([compared.coverages[thread] for thread in threads if thread in compared.coverages])


def _sagas(archive: Archive, found: Sequence[Untold]) -> tuple[dict[StoryId, Untold], list[Saga]]:
    """What is compared together: threads as a whole as long as they are short, other stories alone.

    With each story that is told anew, its articles: those due, and those of their threads.
    """
    given = {each.id: each for each in found}
    threads = archive.threads([each.id for each in found])
    sagas = []
    for thread in dict.fromkeys(threads.values()):
        members = archive.again([story for story in thread.stories if story not in given])
        stories = [given.get(id) or members[id] for id in thread.stories if id in given or id in members]
        if sum(len(story.articles) for story in stories) <= SHORT:
            given.update(members)
            sagas.append(_saga(thread, stories))
    together = {story.id for saga in sagas for story in saga.stories}
    return given, [*sagas, *(_saga(None, [each]) for each in found if each.id not in together)]


def _saga(thread: Thread | None, given: Sequence[Untold]) -> Saga:
    told = [linking.pair(each) for each in given]
    stories = [cluster.story(each.id, *pair) for each, pair in zip(given, told, strict=True)]
    articles = tuple(article for found, _ in told for article in found)
    return Saga(thread, tuple(stories), articles, tuple(analysis for _, found in told for analysis in found))


def _compared(sagas: Sequence[Saga], workers: Workers) -> Compared:
    """The coverage of each story and thread; none for what cannot be compared."""
    ordered = sorted(sagas, key=lambda saga: -len(saga.articles))
    found = Compared()
    for some in batch.in_chunks(compared, ordered, workers=workers):
        found.coverages.update(some.coverages)
        found.faces.update(some.faces)
    return found


def compared(sagas: Sequence[Saga]) -> Compared:
    """What comparing some sagas gives, in this process; one that fails never takes the others with it."""
    found = Compared()
    for saga in sagas:
        try:
            coverages = batch.tell_chunk([saga])
            found.coverages.update({coverage.of: coverage for coverage in coverages})
            found.faces.update(fronting.faces(saga, coverages))
        except Exception:
            log.exception("the accounts of %s cannot be compared; please report this", saga.stories[0].id)
    return found


def _told(given: Untold, story: Story, compared: Compared) -> Told:
    face = compared.faces.get(story.id)
    outlets = {kept.article.id: kept.article.outlet for kept in given.articles}
    groups = voices.of([(kept.article, kept.analysis) for kept in given.articles])
    return Told(
        turn=given.turn,
        story=story,
        coverage=compared.coverages.get(story.id),
        voices=len(groups),
        outlet=outlets[story.headline.article] if story.headline else None,
        face=fronting.illustrated(face, given, story) if face else None,
        topics=fronting.topics(given),
    )
