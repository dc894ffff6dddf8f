"""One process of the server: the application, which ends when the process that started it is gone."""

from __future__ import annotations

import os
import threading
import time

from wholestory.site.wsgi import application

__all__ = ["application"]
EVERY = 1.0  # seconds


def _end_with_parent(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(EVERY)
    os._exit(1)  # killed, it could not tell us to end; the port is to be free


threading.Thread(target=_end_with_parent, args=(os.getppid(),), daemon=True, name="parent").start()
