"""Worker: brings a newsroom up to date whenever something is due, for as long as it is let."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from wholestory.errors import WholestoryError
from wholestory.model import Due
from wholestory.pipeline.updating import Heard, Updated

DAY = timedelta(days=1)


class Desk(Protocol):
    """What a worker asks of a newsroom."""

    def due(self) -> Due:
        """What can be done now."""
        ...

    def update(self, *, told: Heard) -> Updated:
        """Do all of it."""
        ...

    def tidy(self, *, days: int) -> int:
        """Let go of what is older."""
        ...

    def close(self) -> None:
        """Let go of the file, in the thread that calls."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Pauses:
    """Seconds: `look` between two looks for work, `first` to `longest` after failures in a row."""

    look: float = 5.0
    first: float = 5.0
    longest: float = 300.0

    def after(self, failures: int) -> float:
        """How long to wait after so many failures in a row, or so many rounds in vain."""
        return min(self.longest, self.first * 2 ** min(failures - 1, 20)) if failures else self.look


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """How a worker does. `failures` are rounds in a row that failed, `code` and `error` say how."""

    is_running: bool = False
    rounds: int = 0
    failures: int = 0
    last_round_at: datetime | None = None
    code: str | None = None
    error: str | None = None


class Stopped(Exception):
    """A round that was ended because the worker is to stop."""


def _silent(line: str) -> None:
    """Say nothing."""


def _unheard(health: Health) -> None:
    """Keep it to itself."""


def _now() -> datetime:
    return datetime.now(UTC)


class Worker:
    """Rounds on a newsroom. Several workers on one file do each thing once: what one does is lent to it.

    With `keep_days`, older articles are let go of once a day. `say` hears a line of each round that did
    something, or failed; `beats` hears how it does whenever that changes. `health` may be read from any
    thread.
    """

    def __init__(
        self,
        newsroom: Desk,
        *,
        keep_days: int = 0,
        say: Callable[[str], None] = _silent,
        beats: Callable[[Health], None] = _unheard,
        now: Callable[[], datetime] = _now,
        pauses: Pauses | None = None,
    ) -> None:
        self._newsroom, self._keep_days, self._say, self._now = newsroom, keep_days, say, now
        self._beats, self._pauses = beats, pauses or Pauses()
        self._tidied_at: datetime | None = None
        self._in_vain = 0
        self.health = Health()

    def run(self, stop: threading.Event) -> None:
        """Work until `stop` is set. No error of a round ends it; what ends a thread or a process does.

        A round under way ends with the step it is at; ended by an exception, as Ctrl-C is one, it ends at
        once. Nothing is lost either way, and the rest is done by the next.
        """
        self._is(is_running=True)
        try:
            while not stop.is_set():
                self._round(stop)
                self._newsroom.close()
                stop.wait(self._pauses.after(self.health.failures or self._in_vain))
        finally:
            self._is(is_running=False)

    def once(self) -> None:
        """Do what is due now. As in `run`, an error is said and shown by `health`, not raised."""
        self._round(threading.Event())

    def _round(self, stop: threading.Event) -> None:
        try:
            self._work(stop)
        except Stopped:
            return
        except (
            Exception
        ) as error:  # whatever it is, the next round may go well: a disk is cleared, a lock let go
            code, words = _told_of(error)
            failures = self.health.failures + 1
            self._is(failures=failures, code=code, error=words)
            self._tell(f"{code}: {words}")
            return
        rounds = self.health.rounds + 1
        self._is(rounds=rounds, failures=0, last_round_at=self._now(), code=None, error=None)

    def _is(self, **changes: Any) -> None:
        self.health = replace(self.health, **changes)
        self._beats(self.health)

    def _work(self, stop: threading.Event) -> None:
        def heard(doing: str, done: int, of: int) -> None:
            if stop.is_set() and doing in ("grouping", "comparing"):
                raise Stopped

        if self._newsroom.due():
            done = self._newsroom.update(told=heard)
            worked = done.feeds.asked or done.articles.looked or done.placed or done.told
            self._in_vain = 0 if worked else self._in_vain + 1
            if worked:
                self._tell(_in_words(done))
        else:
            self._in_vain = 0
        self._tidy()

    def _tidy(self) -> None:
        now = self._now()
        if not self._keep_days or (self._tidied_at is not None and now - self._tidied_at < DAY):
            return
        gone = self._newsroom.tidy(days=self._keep_days)
        self._tidied_at = now
        if gone:
            self._tell(f"{gone} articles of more than {self._keep_days} days went")

    def _tell(self, line: str) -> None:
        with suppress(OSError, ValueError):  # nobody reads it any more
            self._say(line)


def _told_of(error: Exception) -> tuple[str, str]:
    """The code and the words of an error, of the first of a group of them."""
    while isinstance(error, ExceptionGroup):
        error = error.exceptions[0]
    if isinstance(error, WholestoryError):
        return error.code, str(error)
    return "internal", f"{type(error).__name__}: {error}"


def _in_words(done: Updated) -> str:
    return (
        f"{done.feeds.asked} feeds asked, {done.feeds.failed} failed: {done.feeds.new} new entries; "
        f"{done.articles.looked} read, {done.placed} put into stories; {done.told} stories told"
    )
