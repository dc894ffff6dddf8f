"""The shelf: pages in memory, no more than so many bytes; those asked for longest ago go first."""

from __future__ import annotations

import threading
from collections import OrderedDict

from wholestory.site.kept.asking import Asked
from wholestory.site.kept.pages import Page

MOST = 32 << 20  # bytes, of each process
LARGEST = 4 << 20  # of one page


class Shelf:
    """Pages of one version of the newsroom; those of an older one are let go of. Any thread may use it."""

    def __init__(self, most: int = MOST) -> None:
        self._most, self._bytes = most, 0
        self._pages: OrderedDict[Asked, Page] = OrderedDict()
        self._version: object = None
        self._lock = threading.Lock()

    def page(self, asked: Asked, *, version: object, now: float) -> Page | None:
        """The page as it was made of this version, unless it is too old."""
        with self._lock:
            if version != self._version:
                self._clear(version)
            found = self._pages.get(asked)
            if found is None or found.until < now:
                return None
            self._pages.move_to_end(asked)
            return found

    def put(self, asked: Asked, page: Page, *, version: object) -> None:
        """Keep a page that was made when the newsroom stood at `version`."""
        with self._lock:
            if version != self._version or page.size > min(LARGEST, self._most):
                return
            if before := self._pages.pop(asked, None):
                self._bytes -= before.size
            self._pages[asked] = page
            self._bytes += page.size
            while self._bytes > self._most:
                self._bytes -= self._pages.popitem(last=False)[1].size

    def _clear(self, version: object) -> None:
        self._pages.clear()
        self._bytes, self._version = 0, version

    def __len__(self) -> int:
        return len(self._pages)
