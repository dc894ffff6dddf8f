"""The way of a feed: asked, read in a limited process, decided, kept. Sites wait for none but themselves."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from wholestory import fetch
from wholestory.errors import Unreadable
from wholestory.fetch import Answer, Outcome
from wholestory.model import Capture, Feed, FeedId, FollowedFeed, Gathered
from wholestory.pipeline import mail
from wholestory.pipeline.archive import Archive
from wholestory.pipeline.gathering import boxes, sitemaps, visiting
from wholestory.pipeline.gathering.hands import Hands
from wholestory.pipeline.gathering.visiting import Moment
from wholestory.text.urls import Url

LEASE = timedelta(minutes=15)  # longer than any feed's deadline and its turn among its site's other feeds
TOGETHER = 25  # feeds kept in one transaction
WAIT = 0.5  # seconds that what has been gathered waits for more to be kept with


@dataclass(frozen=True, slots=True)
class Gathering:
    """What one round brought. `late` feeds were given to somebody else meanwhile: theirs counts, not ours."""

    asked: int = 0
    unchanged: int = 0
    failed: int = 0
    late: int = 0
    new: int = 0
    changed: int = 0
    errors: tuple[tuple[FeedId, str], ...] = ()

    def __add__(self, other: Gathering) -> Gathering:
        return Gathering(
            self.asked + other.asked,
            self.unchanged + other.unchanged,
            self.failed + other.failed,
            self.late + other.late,
            self.new + other.new,
            self.changed + other.changed,
            self.errors + other.errors,
        )


@dataclass(slots=True)
class Round:
    """What every step of one round needs."""

    archive: Archive
    client: fetch.Client
    hands: Hands
    moment: Callable[[], Moment]
    kept: asyncio.Queue[Gathered | None] = field(default_factory=asyncio.Queue)
    rests: dict[str, datetime] = field(default_factory=dict)
    total: Gathering = Gathering()


async def gather(
    archive: Archive,
    client: fetch.Client,
    hands: Hands,
    *,
    moment: Callable[[], Moment],
    most: int = 1000,
    told: Callable[[int, int], None] = lambda done, of: None,
) -> Gathering:
    """Ask up to `most` feeds that are due, and keep what they bring as it comes.

    `moment` tells the time and draws the jitter, `told` hears how many feeds of how many are done. One bad
    feed costs the others nothing. Ended at any moment, all that was kept stays kept and the rest is due again
    when its lease ends.
    """
    lent = await hands.keep(archive.due, moment().now, most=most, lease=LEASE)
    if not lent:
        return Gathering()
    mailboxes = [feed for feed in lent if mail.is_one(feed.url)]
    due = [feed for feed in lent if not mail.is_one(feed.url)]
    round = Round(archive, client, hands, moment)
    keeping = asyncio.create_task(_keep(round, len(lent), told))
    try:
        async with _answers(client, due) as answers:
            await asyncio.gather(_visit(round, due, answers), _open(round, mailboxes))
    finally:
        round.kept.put_nowait(None)
        await keeping
    return round.total


@asynccontextmanager
async def _answers(client: fetch.Client, due: Sequence[FollowedFeed]) -> AsyncIterator[AsyncIterator[Answer]]:
    found = client.each([visiting.request(feed) for feed in due])
    try:
        yield found
    finally:
        await found.aclose()  # type: ignore[attr-defined]  # ends what is under way


async def _visit(round: Round, due: Sequence[FollowedFeed], answers: AsyncIterator[Answer]) -> None:
    """Take each answer to the feed it is of; addresses are unique among followed feeds."""
    asked = {feed.url: feed for feed in due}
    async with asyncio.TaskGroup() as tasks:
        free = asyncio.Semaphore(2 * round.hands.count)
        async for answer in answers:
            await free.acquire()
            task = tasks.create_task(_one(round, asked[answer.request.url], answer))
            task.add_done_callback(lambda _: free.release())


async def _open(round: Round, mailboxes: Sequence[FollowedFeed]) -> None:
    """Visit mailboxes, one after the other; what one brought is kept in one transaction."""
    for box, parts in boxes.sorted_out(mailboxes):
        at = round.moment()
        visited = boxes.Visited(round.archive, round.client, round.hands, box, parts)
        found = await boxes.gathered(visited, at=at, lease=LEASE)
        held = await round.hands.keep(round.archive.keep, found)
        round.total += replace(_counted(found, held), asked=1)


async def _one(round: Round, feed: FollowedFeed, answer: Answer) -> None:
    try:
        found = await _told(round, feed, answer)
    except Exception as error:  # one feed must never take the round down with it
        problem = Unreadable(f"{type(error).__name__}: {error}; please report this"[:300])
        found = visiting.failed(feed, answer, round.moment(), problem)
    if answer.retry_at:
        round.rests[answer.site] = answer.retry_at
    round.kept.put_nowait(found)


async def _told(round: Round, feed: FollowedFeed, answer: Answer) -> Gathered:
    if answer.outcome not in (Outcome.FRESH, Outcome.NOT_MODIFIED):
        return visiting.failed(feed, answer, round.moment())
    if visiting.is_same(feed, answer):
        times = await round.hands.keep(round.archive.times, feed.id)
        return visiting.unchanged(feed, answer, times, round.moment())
    capture = answer.capture
    assert capture is not None, "a fresh answer brings a body"
    try:
        parsed = await _read(round, feed, capture)
    except Unreadable as error:
        return visiting.failed(feed, answer, round.moment(), error)
    known = await round.hands.keep(round.archive.known, feed.id)
    return visiting.read(feed, answer, parsed, known, round.moment())


async def _read(round: Round, feed: FollowedFeed, capture: Capture) -> Feed:
    """The feed in an answer; of an index of sitemaps the news in those. Raises Unreadable."""
    parsed = await round.hands.read(
        lambda reader: reader.feed(capture.body, url=capture.final_url, charset=capture.charset)
    )
    if sitemaps.is_index(parsed):
        parsed = await sitemaps.expanded(round.client, round.hands, parsed, asked=Url(feed.url))
    return sitemaps.recent(parsed, round.moment().now)


async def _keep(round: Round, count: int, told: Callable[[int, int], None]) -> None:
    """Keep what comes, a few feeds a transaction, none for longer than `WAIT`."""
    done = False
    while not done:
        batch, done = await _batch(round.kept)
        if batch:
            held = await round.hands.keep(round.archive.keep, batch)
            if round.rests:
                rests, round.rests = round.rests, {}
                await round.hands.keep(round.archive.rest, tuple(rests.items()))
            round.total += _counted(batch, held)
            told(round.total.asked, count)


async def _batch(kept: asyncio.Queue[Gathered | None]) -> tuple[list[Gathered], bool]:
    """The next few, and whether they are the last."""
    batch: list[Gathered] = []
    loop = asyncio.get_running_loop()
    until: float | None = None
    while len(batch) < TOGETHER:
        try:
            async with asyncio.timeout_at(until):
                found = await kept.get()
        except TimeoutError:
            break
        if found is None:
            return batch, True
        batch.append(found)
        until = until or loop.time() + WAIT
    return batch, False


def _counted(batch: Sequence[Gathered], held: frozenset[FeedId]) -> Gathering:
    ours = [each for each in batch if each.feed in held]
    read = [each.decision for each in ours if each.decision is not None]
    return Gathering(
        asked=len(batch),
        unchanged=sum(each.decision is None and not each.error for each in ours),
        failed=sum(bool(each.error) for each in ours),
        late=len(batch) - len(ours),
        new=sum(len(each.new) for each in read),
        changed=sum(len(each.changed) for each in read),
        errors=tuple((each.feed, each.error) for each in ours if each.error),
    )
