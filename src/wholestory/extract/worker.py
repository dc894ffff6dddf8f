"""Reading saved pages in a process of their own, which they can neither outgrow nor outlast.

The process is a plain `python -m wholestory.extract.worker_process`: nothing of the caller's main module is
run again, so it works from scripts, notebooks, threads and process pools alike.
"""

from __future__ import annotations

import atexit
import os
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Protocol

from wholestory import errors
from wholestory.extract import worker_process
from wholestory.extract.worker_process import Limits
from wholestory.model import Article, ArticleId

_LIMITS = Limits()
_KEPT = 2  # processes that wait for more pages
_PAGES = 1000  # read by one process before a fresh one takes over: libraries keep what they have seen
_ERRORS = {
    kind.code: kind
    for kind in (errors.Empty, errors.NotText, errors.TooLarge, errors.NoArticle, errors.TookTooLong)
}


class ReadPage(Protocol):
    """Reads one saved page."""

    def __call__(
        self, data: bytes, *, id: ArticleId, path: str | None = None, url: str | None = None
    ) -> Article:
        """The page's article. Raises errors.Unreadable; TookTooLong where the process had to be ended."""
        ...


@contextmanager
def pages(*, limits: Limits = _LIMITS) -> Iterator[ReadPage]:
    """A function that reads pages in a limited process, started with the first page and reused.

    Use it from one thread. The process is kept for the next `pages` of this program and ends with it.
    """
    worker = next((idle for idle in _idle if idle.fits(limits)), None) or _Worker(limits)
    if worker in _idle:
        _idle.remove(worker)
    try:
        yield worker.read
    finally:
        _idle.append(worker)
        while len(_idle) > _KEPT:
            _idle.pop(0).close()


class _Worker:
    """One process, started when first needed and again after each death."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.owner = os.getpid()
        self.process: subprocess.Popen[bytes] | None = None
        self.count = 0

    def fits(self, limits: Limits) -> bool:
        """Whether this process has those limits and is ours, not that of the process we were forked from."""
        return self.limits == limits and self.owner == os.getpid()

    def read(self, data: bytes, *, id: ArticleId, path: str | None = None, url: str | None = None) -> Article:
        if len(data) > worker_process.LARGEST:
            raise errors.TooLarge(f"a page of {len(data) / 1e6:.0f} MB")
        answer = self._ask(worker_process.pack((data, id, path, url)))
        if answer is None:
            raise errors.TookTooLong(
                f"reading it took more than {self.limits.seconds:g} s or {self.limits.memory >> 20} MB"
            )
        found = worker_process.unpack(answer)
        if isinstance(found, Article):
            return found
        code, message = found if isinstance(found, tuple) else ("", "")
        raise _ERRORS.get(code, errors.Unreadable)(message)

    def _ask(self, question: bytes) -> bytes | None:
        """The process's answer; None where it died or was ended for taking too long."""
        process = self._running()
        alarm = threading.Timer(self.limits.seconds, process.kill)
        alarm.start()
        try:
            answer = _exchange(process, question)
        except OSError:
            answer = None
        finally:
            alarm.cancel()
        self.count += 1
        if answer is None or self.count >= _PAGES:
            self.close()
        return answer

    def _running(self) -> subprocess.Popen[bytes]:
        if self.process is None or self.process.poll() is not None:
            self.close()
            self.process = _started(self.limits)
        return self.process

    def close(self) -> None:
        """End the process, if it is ours."""
        process, self.process, self.count = self.process, None, 0
        if process is None or self.owner != os.getpid():
            return
        with suppress(OSError):
            process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                with suppress(OSError):
                    pipe.close()


def _started(limits: Limits) -> subprocess.Popen[bytes]:
    """A fresh process, once it says that it is ready: what it imports must not count against a page."""
    command = [sys.executable, "-P", "-m", worker_process.__name__, str(limits.memory), str(limits.seconds)]
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    assert process.stdout is not None
    if worker_process.receive(process.stdout) is None:
        process.wait()
        raise errors.Unreadable("the process that reads pages could not be started")
    return process


def _exchange(process: subprocess.Popen[bytes], question: bytes) -> bytes | None:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(struct.pack("!Q", len(question)) + question)
    process.stdin.flush()
    return worker_process.receive(process.stdout)


_idle: list[_Worker] = []


@atexit.register
def _end_all() -> None:
    while _idle:
        _idle.pop().close()
