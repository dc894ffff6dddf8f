"""Images that were fetched, in a folder beside the newsroom's file: bounded by bytes, number and age."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from wholestory.pipeline.pictures import Image, image

ROOM = 256 << 20  # bytes kept on the disk
MOST = 100_000  # addresses
AGE = 30 * 86_400.0  # seconds that an image is kept
MISSING = 600.0  # seconds that nobody asks again for what was no image
UNDER_WAY = 3600.0  # seconds in which a file may still be written, or its name be given to it
EVERY = 3600.0  # seconds between two times of tidying
HALF = ".part"


@dataclass(frozen=True, slots=True)
class Answer:
    """An image with its type; without a body there is none, or it `is_coming`."""

    body: bytes | None = None
    type: str = ""
    is_coming: bool = False


def folder(newsroom: Path) -> Path:
    """Where the images of the newsroom in this file are kept."""
    return newsroom.with_name(f"{newsroom.stem}.images")


class Cache:
    """Images in a folder: `names/` say by an address's hash which of `held/` is its image, if any."""

    def __init__(
        self, folder: Path, *, room: int = ROOM, most: int = MOST, now: Callable[[], float] = time.time
    ) -> None:
        self._names, self._held = folder / "names", folder / "held"
        self._room, self._most, self._now = room, most, now
        self._tidied_at: float | None = None

    def get(self, url: str) -> Answer | None:
        """What is known of an address; None where it is to be fetched."""
        named = self._names / _hash(url.encode())
        try:
            content = named.read_text(encoding="ascii")
            if not content:
                return Answer() if self._now() - named.stat().st_mtime < MISSING else None
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

    def tidy_at_times(self) -> None:
        """Tidy, once an hour, however often it is asked to."""
        now = self._now()
        if self._tidied_at is None or not 0 <= now - self._tidied_at < EVERY:
            self._tidied_at = now
            self.tidy()

    def tidy(self) -> int:
        """Let go of what is too old, too much or half written; how many files went.

        Each file goes by itself, and what is left is whole: ended anywhere, the next time does the rest.
        """
        now = self._now()
        return sum(map(_unlink, self._lost(now))) + self._tidy_names(now) + self._tidy_held(now)

    def _lost(self, now: float) -> list[str]:
        """Halves that nobody writes any more."""
        entries = (*_entries(self._names), *_entries(self._held))
        return [e.path for e in entries if e.name.endswith(HALF) and _age(e, now) > UNDER_WAY]

    def _tidy_names(self, now: float) -> int:
        """Names that are too old, or say of nothing what it is; beyond `most`, the oldest."""
        held = {entry.name for entry in _entries(self._held)}
        gone, kept = list[str](), list[tuple[float, str]]()
        for entry in _whole(self._names):
            content, age = _read(entry.path), _age(entry, now)
            is_worth = age < MISSING if content == "" else age < AGE and content in held
            if is_worth or (content and content not in held and age < UNDER_WAY):
                kept.append((-age, entry.path))
            else:
                gone.append(entry.path)
        over = max(0, len(kept) - self._most)
        return sum(map(_unlink, (*gone, *(path for _, path in sorted(kept)[:over]))))

    def _tidy_held(self, now: float) -> int:
        """Images that no name leads to; beyond the room, the oldest."""
        named = {_read(entry.path) for entry in _whole(self._names)}
        entries = list(_whole(self._held))
        gone = [e.path for e in entries if e.name not in named and _age(e, now) > UNDER_WAY]
        return sum(map(_unlink, gone)) + self._make_room(0)

    def _make_room(self, size: int) -> int:
        """Let go of the oldest until there is room for so many bytes more; how many went."""
        kept = [(found.st_mtime, found.st_size, e.path) for e in _entries(self._held) if (found := _stat(e))]
        left, gone = self._room - size - sum(length for _, length, _ in kept), 0
        for _, length, path in sorted(kept) if left < 0 else ():
            if _unlink(path):
                left, gone = left + length, gone + 1
            if left >= 0:
                break
        return gone


def _hash(data: bytes) -> str:
    return sha256(data).hexdigest()


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    with suppress(OSError), os.scandir(folder) as entries:
        return list(entries)
    return []


def _whole(folder: Path) -> Iterable[os.DirEntry[str]]:
    return (entry for entry in _entries(folder) if not entry.name.endswith(HALF))


def _stat(entry: os.DirEntry[str]) -> os.stat_result | None:
    with suppress(OSError):  # another process let go of it
        return entry.stat()
    return None


def _age(entry: os.DirEntry[str], now: float) -> float:
    """Seconds; one of a clock that was ahead is as new as can be."""
    found = _stat(entry)
    return max(0.0, now - found.st_mtime) if found else 0.0


def _read(path: str) -> str | None:
    with suppress(OSError, ValueError):
        return Path(path).read_text(encoding="ascii")
    return None


def _unlink(path: str) -> bool:
    with suppress(OSError):
        os.unlink(path)
        return True
    return False


def _write(to: Path, data: bytes) -> None:
    """All of it or nothing."""
    to.parent.mkdir(parents=True, exist_ok=True)
    half = to.with_name(f"{to.name}.{secrets.token_hex(4)}{HALF}")
    try:
        half.write_bytes(data)
        half.replace(to)
    finally:
        half.unlink(missing_ok=True)
