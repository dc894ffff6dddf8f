"""Images brought from outlets, kept beside the newsroom under the hash of what they hold."""

from __future__ import annotations

import threading
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TookTooLong
from functools import cache as once

from wholestory.jobs import cache, own
from wholestory.jobs.cache import Answer, Cache
from wholestory.newsroom import Newsroom
from wholestory.text.urls import Url

AT_ONCE, WAITING = 4, 32  # fetched at a time in a process; asked for, then more are turned away
PATIENCE = 2.0  # seconds that a reader waits; the image comes all the same and is there the next time


class Fetching:
    """Brings images in threads of its own, so that who serves pages is never held up by an outlet."""

    def __init__(self, newsroom: Newsroom, cache: Cache, *, patience: float = PATIENCE) -> None:
        self._newsroom, self._cache, self._patience = newsroom, cache, patience
        self._pool = ThreadPoolExecutor(AT_ONCE, "images")
        self._lock, self._under_way = threading.Lock(), dict[str, Future[Answer]]()

    def brought(self, url: str) -> Answer:
        """The image at an address: from the folder, else from its outlet."""
        known = self._cache.get(url)
        if known is not None:
            return known
        with self._lock:
            coming = self._under_way.get(url)
            if coming is None and len(self._under_way) >= WAITING:
                return Answer(is_coming=True)
            if coming is None:
                coming = self._under_way[url] = self._pool.submit(self._fetch, url)
        try:
            return coming.result(self._patience)
        except TookTooLong:
            return Answer(is_coming=True)

    def _fetch(self, url: str) -> Answer:
        try:
            found = self._newsroom.pictures.fetch(Url(url))
            self._cache.put(url, found)
            return Answer(found.body, found.type) if found else Answer()
        finally:
            self._newsroom.close()  # this thread's connection
            with self._lock:
                self._under_way.pop(url, None)


@once
def ours() -> Fetching:
    """That of this process."""
    newsroom = own.newsroom()
    return Fetching(newsroom, Cache(cache.folder(newsroom.store.path)))


def brought(url: str) -> Answer:
    """As `Fetching.brought`, with this process's newsroom."""
    return ours().brought(url)
