"""Pages: the site, served by a process of its own as long as a block runs."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from wholestory.errors import NotServed

SITE = "wholestory.site"  # started by its name: rooms above this one are not imported here
READY = "ready"
PATIENCE = 15  # seconds to end in


@contextmanager
def served(host: str, port: int, *, environ: Mapping[str, str]) -> Iterator[threading.Event]:
    """Serve the newsroom that the settings in `environ` name. Raises `NotServed`, saying why.

    The event is set once the pages are served no more: whoever waits for something else is to look at it.
    """
    process = subprocess.Popen(  # noqa: S603 - it is ourselves
        [sys.executable, "-m", SITE, host, str(port)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, **environ},
        start_new_session=True,  # Ctrl-C is ours to hear; it hears of it from us
    )
    try:
        assert process.stdout is not None
        if process.stdout.readline().strip() != READY:
            raise NotServed(f"the pages cannot be served (it ended with {process.wait(PATIENCE)})")
        ended = threading.Event()
        threading.Thread(target=_watch, args=(process, ended), daemon=True, name="pages").start()
        yield ended
    finally:
        _end(process)


def _watch(process: subprocess.Popen[str], ended: threading.Event) -> None:
    process.wait()
    ended.set()


def _end(process: subprocess.Popen[str]) -> None:
    process.terminate()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            stream.close()
