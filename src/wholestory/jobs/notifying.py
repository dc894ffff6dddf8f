"""Notifying: what tells members of news, in a process beside the worker, which it never holds up."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress

NOTIFIER = "wholestory.site.notifier"  # started by its name: rooms above this one are not imported here
PATIENCE = 5  # seconds to end in


@contextmanager
def beside(base: str, *, environ: Mapping[str, str]) -> Iterator[Callable[[], None]]:
    """Tell the members of the newsroom that the settings in `environ` name, whose site is reached at `base`.

    What it gives is to be called after each round of the worker.
    """
    process = subprocess.Popen(  # noqa: S603 - it is ourselves
        [sys.executable, "-m", NOTIFIER, base],
        stdin=subprocess.PIPE,
        env={**os.environ, **environ},
        start_new_session=True,  # Ctrl-C is ours to hear; it hears of it from us
    )
    assert process.stdin is not None
    os.set_blocking(process.stdin.fileno(), False)
    try:
        yield lambda: _say(process)
    finally:
        _end(process)


def _say(process: subprocess.Popen[bytes]) -> None:
    """A round is done; where it has been told so often that there is no room, it knows."""
    assert process.stdin is not None
    with suppress(OSError):
        os.write(process.stdin.fileno(), b"\n")


def _end(process: subprocess.Popen[bytes]) -> None:
    assert process.stdin is not None
    process.stdin.close()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
