"""Versions: a value that changes whenever anybody writes to the files that pages are made of."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

Version = tuple[object, ...] | None  # of each file; None where nobody can tell
EVERY = 1.0  # seconds between two looks
_PATIENCE = 0.1  # seconds


class _File:
    """One SQLite file, with a connection of its own: it sees each commit that is not its own."""

    def __init__(self, path: Path) -> None:
        self._path, self._turn = path, 0
        self._connection: sqlite3.Connection | None = None
        self._identity: tuple[int, int] | None = None

    def version(self) -> tuple[int, int]:
        """Its version; another one too where another file has taken its place."""
        stat = os.stat(self._path)
        if self._connection is None or self._identity != (stat.st_dev, stat.st_ino):
            self.close()
            self._identity, self._turn = (stat.st_dev, stat.st_ino), self._turn + 1
            address = f"{self._path.absolute().as_uri()}?mode=ro"
            self._connection = sqlite3.connect(
                address, uri=True, timeout=_PATIENCE, check_same_thread=False, isolation_level=None
            )
        return self._turn, self._connection.execute("PRAGMA data_version").fetchone()[0]

    def close(self) -> None:
        """Let go of it."""
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None


class Versions:
    """Looks at the files once in a while. Any thread may ask."""

    def __init__(
        self, paths: Sequence[Path], *, every: float = EVERY, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._files = [_File(path) for path in paths]
        self._every, self._clock = every, clock
        self._looked: float | None = None
        self._found: Version = None
        self._lock = threading.Lock()

    def now(self) -> Version:
        """The versions of the files in their order, at most `every` seconds old."""
        with self._lock:
            at = self._clock()
            if self._looked is None or at - self._looked >= self._every:
                self._found, self._looked = self._look(), at
            return self._found

    def _look(self) -> Version:
        try:
            return tuple(each.version() for each in self._files)
        except (OSError, sqlite3.Error):
            self.close()
            return None

    def close(self) -> None:
        """Let go of the files."""
        for each in self._files:
            each.close()
