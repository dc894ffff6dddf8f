"""Opening a newsroom's file: made where it is missing, brought up to date where it is old."""

from __future__ import annotations

import os
import shutil
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import DatabaseError

from wholestory.errors import DatabaseFull, DatabaseLocked, DatabaseTooNew, DatabaseUnusable
from wholestory.settings import members
from wholestory.store import engine

PRIVATE = 0o600  # whose addresses they are is nobody else's business
_FULL = ("database or disk is full",)
_LOCKED = ("database is locked", "database table is locked")
_FAILED = "disk I/O error"  # also what a full disk looks like to the file that connections share
_LITTLE = 1 << 20  # bytes; with less left than that, a disk is full for a database
_READ_ONLY = "attempt to write a readonly database"
_DAMAGED = ("file is not a database", "database disk image is malformed")


def ready(path: Path) -> str:
    """The alias of the database at `path`, whose tables are those of this program.

    Before older tables are changed, the file is copied beside itself (`….before-0002_name`). Raises
    `DatabaseTooNew` for one that a newer program wrote, `DatabaseUnusable` where it cannot be read or made.
    """
    alias = engine.connect(path.absolute())
    with spoken_plainly(path):
        parent(path)
        executor = MigrationExecutor(connections[alias])
        wanted = [key for key in executor.loader.graph.leaf_nodes() if key[0] == "store"]
        applied = {name for app, name in executor.loader.applied_migrations if app == "store"}
        known = {name for app, name in executor.loader.disk_migrations if app == "store"}
        if applied - known:
            raise DatabaseTooNew(f"{path} was written by a newer Wholestory; nothing in it was changed")
        if plan := executor.migration_plan(wanted):
            if applied:
                copy(path, path.with_name(f"{path.name}.before-{plan[0][0].name}"))
            call_command("migrate", "store", database=alias, verbosity=0)
    return alias


def parent(path: Path) -> None:
    """Make the folder of a file. Raises `DatabaseUnusable` where nothing can be written there."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseUnusable(f"{path.parent}: {error.strerror}") from error
    if not path.exists() and not os.access(path.parent, os.W_OK):
        raise DatabaseUnusable(f"{path.parent} cannot be written to")


def copy(source: Path, to: Path) -> None:
    """A whole, consistent copy of a database, while others go on writing; all of it or nothing."""
    half = to.with_name(f"{to.name}.part")
    half.unlink(missing_ok=True)
    try:
        with (
            closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as old,
            closing(sqlite3.connect(half)) as new,
        ):
            old.backup(new)
            new.execute("PRAGMA journal_mode = DELETE")
        half.replace(to)
    finally:
        half.unlink(missing_ok=True)


def copy_all(source: Path, to: Path) -> None:
    """The same of a newsroom; of the members' file beside it before that, so that none is missing."""
    if members(source).exists():
        copy(members(source), members(to))
        members(to).chmod(PRIVATE)
    copy(source, to)


@contextmanager
def spoken_plainly(path: Path) -> Iterator[None]:
    """What the database says turned into our own errors, in words that name the file."""
    try:
        yield
    except (DatabaseError, sqlite3.DatabaseError) as error:
        raise _plainly(path, str(error)) from error
    except (UnicodeDecodeError, zlib.error) as error:  # what SQLite gave is not what we gave it
        raise _plainly(path, _DAMAGED[1]) from error


def _plainly(path: Path, said: str) -> DatabaseUnusable:
    if any(full in said for full in _FULL) or (said == _FAILED and _free(path) < _LITTLE):
        return DatabaseFull(f"{path}: no space left on the disk; nothing was changed")
    if said in _LOCKED:
        return DatabaseLocked(f"{path}: another program has been writing for too long")
    if said == _READ_ONLY:
        return DatabaseUnusable(f"{path}: the file or its folder cannot be written to")
    if said in _DAMAGED:
        return DatabaseUnusable(f"{path}: this is no database, or a damaged one; nothing in it was changed")
    return DatabaseUnusable(f"{path}: {said}")


def _free(path: Path) -> int:
    try:
        return shutil.disk_usage(path.parent).free
    except OSError:
        return _LITTLE
