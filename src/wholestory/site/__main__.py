"""The site served: `python -m wholestory.site HOST PORT`, as `wholestory serve` starts it.

Says "ready" on its output once it answers (`worker`), and ends when its input does: nothing is left if
whoever started it is gone.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from pathlib import Path

from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.server import Server

from wholestory import settings
from wholestory.errors import WholestoryError
from wholestory.jobs import nearness
from wholestory.site.start import purge, start, warm

THREADS = 8  # of each process: `doors.BODIES` of them may wait for what is brought, the others make pages
HEAD_IN_TIME = 10_000  # milliseconds for a request's head, and for the next one on a connection
LARGEST_HEAD = 64 << 10  # bytes, about
HOUR = 3600  # seconds


def main(host: str, port: int) -> int:
    """Bring the members' file up to date, then answer until told to stop."""
    try:
        nearness.check(settings.read(Path.cwd()), host)
        start()
    except WholestoryError as error:
        print(f"{error.code}: {error}", file=sys.stderr)  # noqa: T201 - whoever started it passes this on
        return 1
    server = Server(
        "wholestory.site.worker:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=os.cpu_count() or 1,
        blocking_threads=THREADS,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=HEAD_IN_TIME, max_buffer_size=LARGEST_HEAD),
        websockets=False,
        workers_kill_timeout=3,
        log_enabled=False,
        respawn_failed_workers=True,
    )
    warm()
    threading.Thread(target=_end_with_input, daemon=True).start()
    threading.Thread(target=_purge_hourly, daemon=True).start()
    server.serve()
    return 0


def _end_with_input() -> None:
    while os.read(0, 1024):  # not by `sys.stdin`, whose lock a worker that is made meanwhile waits for
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def _purge_hourly() -> None:
    from django.db import Error, connections

    while True:
        time.sleep(HOUR)
        try:
            purge()
        except Error as error:  # the next hour comes
            print(f"members who left are still here: {type(error).__name__}", file=sys.stderr)  # noqa: T201
        connections.close_all()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
