"""Reading feeds, lists of feeds and pages in a process that they can neither outgrow nor outlast."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from wholestory.confined import Limits, Work, Worker, working
from wholestory.feeds import discovery, mail, opml, reading
from wholestory.model import Feed, FeedCandidate, SubscriptionList

LIMITS = Limits(memory=512 << 20, seconds=10.0)
_WORK = Work(f"{__name__}:answer", warm=f"{reading.__name__}:warm")


def answer(what: str, data: bytes, **options: str | None) -> object:
    """What the process is asked for."""
    if what == "feed":
        return reading.read(data, **options)
    if what == "mail":
        return mail.read(data, **options)
    return opml.read(data) if what == "opml" else discovery.discover(data, **options)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads what strangers wrote. Each method raises as the function of its name does, and `TookTooLong`
    where ten seconds or 512 MB were not enough: the reader then goes on with a fresh process.
    """

    worker: Worker

    def feed(self, data: bytes, *, url: str | None = None, charset: str | None = None) -> Feed:
        """As `feeds.read`."""
        return cast(Feed, self.worker.call("feed", data, url=url, charset=charset))

    def mail(self, data: bytes, *, now: datetime) -> Feed:
        """As `feeds.mail.read`."""
        return cast(Feed, self.worker.call("mail", data, now=now.isoformat()))

    def opml(self, data: bytes) -> SubscriptionList:
        """As `feeds.opml.read`."""
        return cast(SubscriptionList, self.worker.call("opml", data))

    def discover(
        self, data: bytes, *, url: str, header: str | None = None, charset: str | None = None
    ) -> tuple[FeedCandidate, ...]:
        """As `feeds.discover`."""
        found = self.worker.call("discover", data, url=url, header=header, charset=charset)
        return cast(tuple[FeedCandidate, ...], found)


@contextmanager
def reader(*, limits: Limits = LIMITS) -> Iterator[Reader]:
    """A reader whose process starts with its first document and is kept for the next. One thread."""
    with working(_WORK, limits=limits) as worker:
        yield Reader(worker)
