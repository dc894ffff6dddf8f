"""The notifier: tells members what is new, after each round of the worker and as time goes by."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime

from wholestory.members.notices import endings, letters, watching
from wholestory.members.push import sending

_log = logging.getLogger(__name__)


def _now() -> datetime:
    return datetime.now(UTC)


class Notifier:
    """`base` is where the site is reached, for links in letters."""

    def __init__(self, base: str, *, now: Callable[[], datetime] = _now) -> None:
        self._base, self._now = base.rstrip("/"), now

    def round(self) -> None:
        """Look at what is followed, send what is due. What fails is logged, and the next round comes."""
        steps: tuple[Callable[[], object], ...] = (
            lambda: watching.look(self._now()),
            lambda: sending.deliver(self._now),
            lambda: letters.send(self._base, self._now()),
            lambda: endings.send(self._base, self._now()),
            lambda: sending.tidy(self._now()),
        )
        for step in steps:
            try:
                step()
            except Exception as error:  # a full disk, a lock: it is cleared some time
                _log.error("members could not be told: %s", type(error).__name__)
