"""A progress bar on stderr, once work takes longer than a second."""

from __future__ import annotations

import time
from types import TracebackType

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)


class Bar:
    """Shows how far a telling is; stays silent for work under `after` seconds and where nobody watches.

    It counts pieces, or with `bytes` bytes and their rate.
    """

    def __init__(self, *, after: float = 1.0, bytes: bool = False) -> None:
        self._after = after
        self._began = time.monotonic()
        self._tasks: dict[str, TaskID] = {}
        console = Console(stderr=True)
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            *((DownloadColumn(), TransferSpeedColumn()) if bytes else (MofNCompleteColumn(),)),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )

    def __enter__(self) -> Bar:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def advance(self, label: str, done: int, total: int) -> None:
        """Say that `done` of `total` are through under `label`."""
        if not self._progress.live.is_started and time.monotonic() - self._began > self._after:
            self._progress.start()
        if label not in self._tasks:
            self._tasks[label] = self._progress.add_task(label, total=total)
        self._progress.update(self._tasks[label], completed=done, total=total)
