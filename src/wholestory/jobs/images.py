"""Images brought from outlets, kept beside the newsroom under the hash of what they hold."""

from __future__ import annotations

import os
import secrets
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TookTooLong
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from wholestory.jobs import own
from wholestory.newsroom import Newsroom
from wholestory.pipeline.pictures import Image, image
from wholestory.text.urls import Url

AT_ONCE, WAITING = 4, 32  # fetched at a time in a process; asked for, then more are turned away
PATIENCE = 2.0  # seconds that a reader waits; the image comes all the same and is there the next time
ROOM = 256 << 20  # bytes kept on the disk
MISSING = 600.0  # seconds that nobody asks again for what was no image


@dataclass(frozen=True, slots=True)
class Answer:
    """An image with its type; without a body there is none, or it `is_coming`."""

    body: bytes | None = None
    type: str = ""
    is_coming: bool = False


class Cache:
    """Images in a folder: `names/` say by an address's hash which of `held/` is its image, if any."""

    def __init__(self, folder: Path, *, room: int = ROOM) -> None:
        self._names, self._held, self._room = folder / "names", folder / "held", room

    def get(self, url: str) -> Answer | None:
        """What is known of an address; None where it is to be fetched."""
        named = self._names / _hash(url.encode())
        try:
            content = named.read_text(encoding="ascii")
            if not content:
                return Answer() if time.time() - named.stat().st_mtime < MISSING else None
            found = image((self._held / content).read_bytes())
        except (OSError, ValueError):
            return None
        return Answer(found.body, found.type) if found else None

    def put(self, url: str, found: Image | None) -> None:
        """Keep it, or that there is none; a full disk is no reason to fail."""
        with suppress(OSError):
            content = _hash(found.body) if found else ""
            if found and not (self._held / content).exists():
                self._make_room(len(found.body))
                _write(self._held / content, found.body)
            _write(self._names / _hash(url.encode()), content.encode())

    def _make_room(self, size: int) -> None:
        """Let go of the oldest until there is room for so many bytes."""
        kept = [(e.stat().st_mtime, e.stat().st_size, e.path) for e in _entries(self._held)]
        left = self._room - size - sum(length for _, length, _ in kept)
        for _, length, path in sorted(kept) if left < 0 else ():
            with suppress(OSError):
                os.unlink(path)
                left += length
            if left >= 0:
                break


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


@cache
def ours() -> Fetching:
    """That of this process."""
    newsroom = own.newsroom()
    path = newsroom.store.path
    return Fetching(newsroom, Cache(path.with_name(f"{path.stem}.images")))


def brought(url: str) -> Answer:
    """As `Fetching.brought`, with this process's newsroom."""
    return ours().brought(url)


def _hash(data: bytes) -> str:
    return sha256(data).hexdigest()


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    with suppress(OSError), os.scandir(folder) as entries:
        return list(entries)
    return []


def _write(to: Path, data: bytes) -> None:
    """All of it or nothing."""
    to.parent.mkdir(parents=True, exist_ok=True)
    half = to.with_name(f"{to.name}.{secrets.token_hex(4)}.part")
    try:
        half.write_bytes(data)
        half.replace(to)
    finally:
        half.unlink(missing_ok=True)
