"""Letters on their way out, in the background: how long an answer takes tells nothing of whom it is about."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextvars import copy_context
from functools import cache
from threading import BoundedSemaphore

WAITING = 200  # letters; whoever writes the next one sends it before the answer

_log = logging.getLogger(__name__)
_room = BoundedSemaphore(WAITING)
_sending: set[Future[None]] = set()


def post(send: Callable[[], None]) -> None:
    """Have `send` called soon, after those before it. What fails is logged, without its words."""
    if not _room.acquire(blocking=False):
        _sent(send)
        return
    under_way = _hand().submit(copy_context().run, _sent, send)
    _sending.add(under_way)
    under_way.add_done_callback(_gone)


def flush() -> None:
    """Wait until all that was posted is out."""
    wait(set(_sending))


@cache
def _hand() -> ThreadPoolExecutor:
    """One thread, made after the process was; its letters go out before the process ends."""
    return ThreadPoolExecutor(1, thread_name_prefix="mailing")


def _gone(under_way: Future[None]) -> None:
    _sending.discard(under_way)
    _room.release()


def _sent(send: Callable[[], None]) -> None:
    try:
        send()
    except Exception as error:  # whatever a mail server does, the page stands
        _log.error("a letter could not be sent: %s", type(error).__name__)
