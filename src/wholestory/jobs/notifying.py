"""The notifier beside the worker: a process of its own, started again whenever it ends before it is let."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress

from wholestory.jobs.worker import Pauses

NOTIFIER = "wholestory.site.notifier"  # started by its name: rooms above this one are not imported here
PATIENCE = 5  # seconds to end in
STEADY = 60.0  # seconds: what lived as long did not fail to start
PAUSES = Pauses(first=1.0, longest=300.0)

Hears = Callable[[bool, int], None]  # whether it is at work, and how often in a row it ended by itself


def _unheard(is_running: bool, failures: int) -> None:
    """Keep it to itself."""


class Kept:
    """A command that is kept running until `end`; between two starts the pauses grow."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        environ: Mapping[str, str],
        hears: Hears = _unheard,
        pauses: Pauses = PAUSES,
        steady: float = STEADY,
    ) -> None:
        self._command, self._environ = command, {**os.environ, **environ}
        self._hears, self._pauses, self._steady = hears, pauses, steady
        self._process: subprocess.Popen[bytes] | None = None
        self._lock, self._over = threading.Lock(), threading.Event()
        self._thread = threading.Thread(target=self._keep, daemon=True, name="notifying")
        self._begin()
        self._thread.start()

    def say(self) -> None:
        """A round is done; where it has been told so often that there is no room, it knows."""
        with self._lock, suppress(OSError, ValueError):
            if self._process is not None and self._process.stdin is not None:
                os.write(self._process.stdin.fileno(), b"\n")

    def end(self) -> None:
        """Let it end, and start it no more."""
        with self._lock:
            self._over.set()
            process = self._process
        if process is not None:
            _end(process)
        self._thread.join(PATIENCE)
        self._hears(False, 0)

    def _keep(self) -> None:
        failures, began = 0, time.monotonic()
        while True:
            if self._process is not None:
                self._process.wait()
            if self._over.is_set():
                return
            failures = 1 if time.monotonic() - began >= self._steady else failures + 1
            self._hears(False, failures)
            if self._over.wait(self._pauses.after(failures)):
                return
            began = time.monotonic()
            self._begin(failures)

    def _begin(self, failures: int = 0) -> None:
        """Start it; a machine without room for it is asked again after the next pause."""
        with self._lock:
            if self._over.is_set():
                return
            self._close()
            with suppress(OSError):
                self._process = subprocess.Popen(  # noqa: S603 - it is ourselves
                    self._command,
                    stdin=subprocess.PIPE,
                    env=self._environ,
                    start_new_session=True,  # Ctrl-C is ours to hear; it hears of it from us
                )
                assert self._process.stdin is not None
                os.set_blocking(self._process.stdin.fileno(), False)
        self._hears(self._process is not None, failures)

    def _close(self) -> None:
        """Let go of the one that ended."""
        if self._process is not None and self._process.stdin is not None:
            with suppress(OSError):
                self._process.stdin.close()
        self._process = None


@contextmanager
def beside(base: str, *, environ: Mapping[str, str], hears: Hears = _unheard) -> Iterator[Callable[[], None]]:
    """Tell the members of the newsroom that the settings in `environ` name, whose site is reached at `base`.

    What it gives is to be called after each round of the worker; `hears` is told how the notifier does.
    """
    kept = Kept([sys.executable, "-m", NOTIFIER, base], environ=environ, hears=hears)
    try:
        yield kept.say
    finally:
        kept.end()


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.stdin is not None:
        with suppress(OSError):
            process.stdin.close()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
