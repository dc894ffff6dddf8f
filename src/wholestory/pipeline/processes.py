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
from typing import TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")


def shared_out(work: Callable[[Given], Made], given: Sequence[Given], *, count: int) -> Iterator[Made]:
    """`work` on each of `given`, in order, by `count` processes.

    Where one of them dies, what is left is done here. An interrupt ends them all at once.
    """
    done = 0
    with _pool(count) as pool:
        try:
            with _uninterrupted():
                results = pool.map(work, given)
            for result in results:
                done += 1
                yield result
        except BrokenProcessPool:
            yield from map(work, given[done:])


@contextmanager
def _pool(count: int) -> Iterator[ProcessPoolExecutor]:
    pool = ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=_end_with_parent)
    try:
        yield pool
    except BaseException:
        for process in list((pool._processes or {}).values()):  # public only from Python 3.14 on
            process.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


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
