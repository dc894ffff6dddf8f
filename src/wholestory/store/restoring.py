"""Putting a copy of a newsroom into its place."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from django.db import connections
from django.db.migrations.loader import MigrationLoader

from wholestory.errors import AlreadyThere, DatabaseTooNew, DatabaseUnusable, Missing
from wholestory.settings import members
from wholestory.store import engine, opening

_BESIDE = ("-wal", "-shm")


def restore(backup: Path, to: Path, *, force: bool, now: datetime) -> Path | None:
    """Put `backup` in the place of the newsroom at `to`; where the one that was there is kept, or None.

    The members' file beside the backup, where there is one, goes with it. Each copy is checked and made whole
    beside its place before anything is replaced. Raises `Missing`,
    `AlreadyThere` without `force`, `DatabaseTooNew`, `DatabaseLocked` where the newsroom is in use, and
    `DatabaseUnusable`.
    """
    check(backup)
    theirs = members(backup)
    if theirs.exists():
        check(theirs, app="members", table="members_member")
    if to.exists() and not force:
        raise AlreadyThere(f"{to} is there already; --force puts the backup in its place and keeps it beside")
    if to.exists() and to.samefile(backup):
        raise AlreadyThere(f"{to} is the backup itself")
    if theirs.exists():
        _place(theirs, members(to), now)
    return _place(backup, to, now)


def _place(backup: Path, to: Path, now: datetime) -> Path | None:
    part, aside = to.with_name(f"{to.name}.restored"), to.with_name(f"{to.name}.replaced-{now:%Y%m%dT%H%M%S}")
    with opening.spoken_plainly(to):
        opening.parent(to)
        try:
            opening.copy(backup, part)
            shutil.copymode(backup, part)
            kept = _put_aside(to, aside) if to.exists() else None
            part.replace(to)
        except OSError as error:
            raise DatabaseUnusable(f"{to}: {error.strerror}") from error
        finally:
            part.unlink(missing_ok=True)
    return kept


def check(path: Path, *, app: str = "store", table: str = "store_feed") -> None:
    """Raise where the file at `path` holds no whole newsroom (or its members) of this program's making."""
    if not path.is_file():
        raise Missing(f"{path}: no such file")
    with (
        opening.spoken_plainly(path),
        closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as raw,
    ):
        found = raw.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if found != "ok":
            raise DatabaseUnusable(f"{path} is damaged: {found}")
        tables = {name for (name,) in raw.execute("SELECT name FROM sqlite_master")}
        if not {table, "django_migrations"} <= tables:
            raise DatabaseUnusable(f"{path} is no newsroom" if app == "store" else f"{path} holds no members")
        applied = {n for (n,) in raw.execute("SELECT name FROM django_migrations WHERE app = ?", [app])}
    if app == "store" and applied - known():
        raise DatabaseTooNew(f"{path} was written by a newer Wholestory; nothing was changed")


def known() -> set[str]:
    """The migrations of this program."""
    engine.start()
    return {name for app, name in MigrationLoader(None).disk_migrations if app == "store"}


def _put_aside(to: Path, aside: Path) -> Path:
    """Keep what is at `to` under another name; it still is at `to` as well, so that nothing is ever missing.

    A file that can be read has to be in nobody's use; what cannot be read is kept as it is, with its journal.
    """
    alias = engine.connect(to.absolute())
    connections[alias].close()
    try:
        with closing(sqlite3.connect(to, timeout=1)) as raw:
            raw.execute("PRAGMA journal_mode = DELETE")  # refused while another program has it open
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        for beside in _BESIDE:
            journal = to.with_name(to.name + beside)
            if journal.exists():
                journal.replace(aside.with_name(aside.name + beside))
    shutil.copyfile(to, aside)
    return aside
