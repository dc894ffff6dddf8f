"""A function of ours, called in a process of its own.

The process is a plain `python -m wholestory.confined.process`: nothing of the caller's main module is run
again, so it works from scripts, notebooks, threads and process pools alike.
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
from dataclasses import dataclass
from typing import cast

from wholestory import errors
from wholestory.confined import process as process_module
from wholestory.confined.process import LARGEST, Limits, is_timed, pack, receive, unpack

_KEPT = 2  # processes of one work that wait for more
_PATIENCE = 6  # times the seconds by the clock: on a busy machine a process gets a part of each
_TURNS = 1000  # of one process before a fresh one takes over: libraries keep what they have seen


@dataclass(frozen=True, slots=True)
class Work:
    """What a process does: `call` and, once before its limits hold, `warm`, each as "module:function".

    Arguments and results are plain data; results are of `wholestory.model`, strings, numbers and times.
    """

    call: str
    warm: str = ""


@contextmanager
def working(work: Work, *, limits: Limits = Limits()) -> Iterator[Worker]:  # noqa: B008 - frozen
    """A worker whose process starts with the first call and is kept for the next `working` of this program.

    Use it from one thread.
    """
    worker = next((idle for idle in _idle if idle.fits(work, limits)), None) or Worker(work, limits)
    if worker in _idle:
        _idle.remove(worker)
    try:
        yield worker
    finally:
        _idle.append(worker)
        while sum(idle.work == work for idle in _idle) > _KEPT:
            oldest = next(idle for idle in _idle if idle.work == work)
            _idle.remove(oldest)
            oldest.close()


class Worker:
    """One process, started when first needed and again after each death."""

    def __init__(self, work: Work, limits: Limits) -> None:
        self.work = work
        self.limits = limits
        self.owner = os.getpid()
        self.process: subprocess.Popen[bytes] | None = None
        self.count = 0

    def fits(self, work: Work, limits: Limits) -> bool:
        """Whether this process does that work so limited and is ours, not our parent's before a fork."""
        return (self.work, self.limits, self.owner) == (work, limits, os.getpid())

    def call(self, *args: object, **options: object) -> object:
        """What the work gives back. Raises errors.Unreadable as the work did; TooLarge for a question that
        does not fit; TookTooLong where the process had to be ended.
        """
        question = pack((args, options))
        if len(question) > LARGEST:
            raise errors.TooLarge(f"an input of {len(question) / 1e6:.0f} MB")
        answer = self._ask(question)
        if answer is None:
            raise errors.TookTooLong(
                f"reading it took more than {self.limits.seconds:g} s or {self.limits.memory >> 20} MB"
            )
        code, found = cast(tuple[str | None, object], unpack(answer))
        if code is None:
            return found
        raise _kinds().get(code, errors.Unreadable)(found)

    def _ask(self, question: bytes) -> bytes | None:
        """The process's answer; None where it died or was ended for taking too long."""
        process = self._running()
        alarm = threading.Timer(self.limits.seconds * (_PATIENCE if is_timed() else 1), process.kill)
        alarm.start()
        try:
            answer = _exchange(process, question)
        except OSError:
            answer = None
        finally:
            alarm.cancel()
        self.count += 1
        if answer is None or self.count >= _TURNS:
            self.close()
        return answer

    def _running(self) -> subprocess.Popen[bytes]:
        if self.process is None or self.process.poll() is not None:
            self.close()
            self.process = _started(self.work, self.limits)
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


def _started(work: Work, limits: Limits) -> subprocess.Popen[bytes]:
    """A fresh process, once it says that it is ready: what it imports must not count against an input."""
    told = [str(limits.memory), str(limits.seconds), work.call, work.warm]
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
        [sys.executable, "-P", "-m", process_module.__name__, *told],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    assert process.stdout is not None
    if receive(process.stdout) is None:
        process.wait()
        raise errors.Unreadable("the process that reads could not be started")
    return process


def _exchange(process: subprocess.Popen[bytes], question: bytes) -> bytes | None:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(struct.pack("!Q", len(question)) + question)
    process.stdin.flush()
    return receive(process.stdout)


def _kinds() -> dict[str, type[errors.Unreadable]]:
    return {kind.code: kind for kind in errors.Unreadable.__subclasses__()}


_idle: list[Worker] = []


@atexit.register
def _end_all() -> None:
    while _idle:
        _idle.pop().close()
