"""Processes that share out a batch, and that never outlive the one that started them."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from types import TracebackType
from typing import Self, TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")


class Workers:
    """As many processes as there are cores, started when they are first worth it; use it in a `with` block.

    An interrupt ends them all at once, and so does the end of the block.
    """

    def __init__(self, count: int | None = None) -> None:
        self.count = cores() if count is None else count
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end(at_once=error is not None)

    def share(self, work: Callable[[Given], Made], given: Sequence[Given], *, worth: bool) -> Iterator[Made]:
        """`work` on each of `given`, in order; in this process where starting others is not `worth` it.

        Where one of them dies, what is left is done here.
        """
        if self.count < 2 or len(given) < 2 or not (worth or self._pool):
            yield from map(work, given)
            return
        done = 0
        try:
            for result in self._results(work, given):
                done += 1
                yield result
        except BrokenProcessPool:
            self._end(at_once=True)
            yield from map(work, given[done:])

    def _results(self, work: Callable[[Given], Made], given: Sequence[Given]) -> Iterator[Made]:
        with _uninterrupted():
            if self._pool is None:
                context = get_context("spawn")
                self._pool = ProcessPoolExecutor(self.count, mp_context=context, initializer=_end_with_parent)
            given_out = [self._pool.submit(work, each) for each in given]
        return (
            each.result() for each in given_out
        )  # `map` would cancel them, and ending at once trip over it

    def _end(self, *, at_once: bool) -> None:
        pool, self._pool = self._pool, None
        if pool is None:
            return
        for process in list((pool._processes or {}).values()) if at_once else ():
            process.terminate()  # public only from Python 3.14 on
        pool.shutdown(cancel_futures=not at_once)


def cores() -> int:
    """How many cores this process may use, or how many there are on systems that do not tell."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Processes started here inherit that they leave Ctrl-C, which reaches the whole group, to this one."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end_with_parent() -> None:
    threading.Thread(target=_wait_for_parent, daemon=True).start()


def _wait_for_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
