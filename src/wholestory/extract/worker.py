"""Reading saved pages in a process of their own, which they can neither outgrow nor outlast."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol, cast

from wholestory.confined import Limits, Work, working
from wholestory.model import Article, ArticleId

_READING = Work("wholestory.extract.page:page", warm="wholestory.extract.page:warm")
_LIMITS = Limits()


class ReadPage(Protocol):
    """Reads one saved page."""

    def __call__(
        self, data: bytes, *, id: ArticleId, path: str | None = None, url: str | None = None
    ) -> Article:
        """The page's article. Raises errors.Unreadable; TookTooLong where the process had to be ended."""
        ...


@contextmanager
def pages(*, limits: Limits = _LIMITS) -> Iterator[ReadPage]:
    """A function that reads pages in a limited process, started with the first page and reused.

    Use it from one thread. The process is kept for the next `pages` of this program and ends with it.
    """
    with working(_READING, limits=limits) as worker:
        yield cast(ReadPage, worker.call)
