"""One process of the server: says when it answers, and ends when the process that started it is gone."""

from __future__ import annotations

import os
import socket
import threading
import time
from contextlib import suppress

from wholestory.site.wsgi import application

__all__ = ["application"]
READY = b"ready\n"
LOOK, WATCH = 0.01, 1.0  # seconds


def _is_listening() -> bool:
    return any(_listens(int(name)) for name in os.listdir("/dev/fd"))


def _listens(number: int) -> bool:
    with suppress(OSError), socket.socket(fileno=os.dup(number)) as found:
        return bool(found.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN))
    return False


def _accompany(parent: int) -> None:
    while not _is_listening():
        time.sleep(LOOK)
    with suppress(OSError):  # whoever started the first of us may read no more
        os.write(1, READY)
    while os.getppid() == parent:
        time.sleep(WATCH)
    os._exit(1)  # killed, it could not tell us to end; the port is to be free


threading.Thread(target=_accompany, args=(os.getppid(),), daemon=True, name="parent").start()
