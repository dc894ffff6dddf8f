"""What is kept: a Django app over SQLite, one file a newsroom. Nothing but `open` loads Django."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wholestory.store.archive import Store

__all__ = ["open", "restore"]


def open(path: Path) -> Store:
    """The newsroom's file at `path`: made where it is missing, brought up to date where it is old.

    Raises `DatabaseTooNew`, `DatabaseUnusable` and what else stands below it.
    """
    from wholestory.store import engine

    engine.start()
    from wholestory.store.archive import Store

    return Store(path)


def restore(backup: Path, to: Path, *, force: bool, now: datetime) -> Path | None:
    """As `store.restoring.restore`."""
    from wholestory.store import engine

    engine.start()
    from wholestory.store import restoring

    return restoring.restore(backup, to, force=force, now=now)
