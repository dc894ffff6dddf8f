"""The site served: `python -m wholestory.site HOST PORT`, as `wholestory serve` starts it.

Says "ready" on its output once it answers, and ends when its input does: nothing is left if whoever
started it is gone.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time

from granian.constants import Interfaces
from granian.server import Server

from wholestory.errors import WholestoryError
from wholestory.site.start import purge, start

READY = "ready"
HOUR = 3600  # seconds


def main(host: str, port: int) -> int:
    """Bring the members' file up to date, then answer until told to stop."""
    try:
        start()
    except WholestoryError as error:
        print(f"{error.code}: {error}", file=sys.stderr)  # noqa: T201 - whoever started it passes this on
        return 1
    server = Server(
        "wholestory.site.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=os.cpu_count() or 1,
        blocking_threads=1,  # one is quickest for pages that are made by a processor, not waited for
        websockets=False,
        workers_kill_timeout=3,
        log_enabled=False,
        respawn_failed_workers=True,
    )
    server.on_startup(lambda: print(READY, flush=True))  # noqa: T201
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
