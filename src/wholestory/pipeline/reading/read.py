"""The way of an article: its page asked where the feed holds back, extracted, understood, kept."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from wholestory import fetch
from wholestory.fetch import Answer, Outcome
from wholestory.model import Analysis, Article, Failure, ReadEntry, Unread
from wholestory.pipeline import batch
from wholestory.pipeline.archive import Archive
from wholestory.pipeline.gathering.hands import Hands
from wholestory.pipeline.gathering.visiting import Moment, in_words
from wholestory.pipeline.inputs import Input
from wholestory.pipeline.processes import Workers
from wholestory.pipeline.reading import choosing

LEASE = timedelta(minutes=30)
TOGETHER = 256  # entries read at a time: enough for all cores, little enough to show soon


@dataclass(frozen=True, slots=True)
class Progress:
    """How many entries were looked at, became articles, gave only what their feed gives away, gave none."""

    looked: int = 0
    read: int = 0
    teasers: int = 0
    failed: int = 0

    def __add__(self, other: Progress) -> Progress:
        return Progress(
            self.looked + other.looked,
            self.read + other.read,
            self.teasers + other.teasers,
            self.failed + other.failed,
        )


async def read(
    archive: Archive,
    client: fetch.Client,
    hands: Hands,
    *,
    moment: Callable[[], Moment],
    most: int = 100_000,
    along: Callable[[int, int], None] = lambda done, of: None,
) -> Progress:
    """Read the articles of up to `most` entries that are due, newest first, and keep each as it is read.

    `along` hears how many are done and of how many, and may do something with what has been kept: in the
    thread that keeps, while the next are being read. Ended at any moment, what was kept stays kept and the
    rest is due again when its lease ends.
    """
    total = Progress()
    with Workers() as workers:
        while due := await hands.keep(
            archive.unread, moment().now, most=min(TOGETHER, most - total.looked), lease=LEASE
        ):
            async with asyncio.TaskGroup() as tasks:
                reading = tasks.create_task(_readings(client, due, moment(), workers))
                await hands.keep(along, total.looked, total.looked + len(due))
            held = await hands.keep(archive.keep_read, reading.result())
            total += _counted([each for each in reading.result() if each.number in held], len(due))
            if total.looked >= most:
                break
        await hands.keep(along, total.looked, total.looked)
    return total


async def _readings(
    client: fetch.Client, due: Sequence[Unread], at: Moment, workers: Workers
) -> list[ReadEntry]:
    answers = await _pages(client, due)
    inputs = [_input(each, answers.get(each.number)) for each in due]
    read = await asyncio.to_thread(batch.read_all, inputs, workers=workers)
    told = {
        article.id: pair for pair in zip(read.articles, read.analyses, strict=True) for article in pair[:1]
    }
    failures = {failure.path: failure for failure in read.failures}
    return [
        _reading(each, answers.get(each.number), told.get(input.id) or failures.get(input.path), at)
        for each, input in zip(due, inputs, strict=True)
    ]


async def _pages(client: fetch.Client, due: Sequence[Unread]) -> dict[int, Answer]:
    """The answers of those pages that have to be asked; one page of two entries is asked once."""
    asked = {each.number: choosing.request(each) for each in due if not choosing.is_whole(each)}
    requests = {request.url: request for request in asked.values() if request is not None}
    found = {answer.request.url: answer async for answer in client.each(requests.values())}
    return {number: found[request.url] for number, request in asked.items() if request is not None}


def _input(given: Unread, answer: Answer | None) -> Input:
    if answer is None or answer.outcome is not Outcome.FRESH or answer.capture is None:
        return choosing.record(given)
    return choosing.page(given, answer.capture)


def _reading(
    given: Unread, answer: Answer | None, found: tuple[Article, Analysis] | Failure | None, at: Moment
) -> ReadEntry:
    reading = ReadEntry(
        number=given.number, lease=given.lease, at=at.now, again_at=choosing.again(given, answer, at.now)
    )
    if found is None or isinstance(found, Failure):
        failed = f"{found.code}: {found.message}" if found else "internal: not read; please report this"
        return replace(reading, error=failed)
    article, analysis = found
    answered = answer is not None and answer.outcome is Outcome.FRESH
    whole = choosing.is_whole(given) or (answered and choosing.is_more(given, article))
    error = None if answered or answer is None else in_words(answer)
    return replace(reading, article=article, analysis=analysis, whole=whole, error=error)


def _counted(held: Sequence[ReadEntry], looked: int) -> Progress:
    return Progress(
        looked=looked,
        read=sum(each.whole for each in held),
        teasers=sum(each.article is not None and not each.whole for each in held),
        failed=sum(each.article is None for each in held),
    )
