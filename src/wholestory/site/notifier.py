"""The notifier's process: `python -m wholestory.site.notifier BASE`, as `wholestory serve` starts it.

Every line on its input is a round of the worker; it ends when its input does.
"""

from __future__ import annotations

import os
import sys
import threading

import django

GIVES_WAY = 5  # to whoever makes pages
ROUND = 5.0  # seconds between two rounds, at least
PATIENCE = 30.0  # without a word of the worker: letters have their hours


def main(base: str) -> None:
    """Tell members what is new until the input ends."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "wholestory.site.settings"
    django.setup()
    from django.conf import settings
    from django.db import connections

    from wholestory.members.notices.notifier import (
        Notifier,
    )  # its tables can be named once Django has started

    os.nice(GIVES_WAY)
    heard, ended = threading.Event(), threading.Event()
    threading.Thread(target=_listen, args=(heard, ended), daemon=True).start()
    notifier = Notifier(settings.OURS.public or base)
    while not ended.is_set():
        heard.wait(PATIENCE)
        heard.clear()
        if not ended.is_set():
            notifier.round()
            connections.close_all()
            ended.wait(ROUND)


def _listen(heard: threading.Event, ended: threading.Event) -> None:
    while os.read(0, 4096):
        heard.set()
    ended.set()
    heard.set()


if __name__ == "__main__":
    main(sys.argv[1])
