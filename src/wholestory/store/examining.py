"""A newsroom's file looked at from outside: nothing in it is changed, not even by opening it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from wholestory.errors import DatabaseUnusable
from wholestory.store import opening, restoring

_FOLLOWED = "FROM store_feed AS f WHERE f.id IN (SELECT feed_id FROM store_follow)"
_COUNTS = {
    "followed": f"SELECT count(*) {_FOLLOWED}",
    "active": f"SELECT count(*) {_FOLLOWED} AND state = 'active'",
    "failing": f"SELECT count(*) {_FOLLOWED} AND state = 'active' AND failures > 0",
    "gone": f"SELECT count(*) {_FOLLOWED} AND state = 'gone'",
    "silent": f"SELECT count(*) {_FOLLOWED} AND checked_at IS NOT NULL AND answered_at IS NULL",
    "entries": "SELECT count(*) FROM store_entry",
    "waiting": "SELECT count(*) FROM store_pending WHERE due_at IS NOT NULL",
    "overdue": "SELECT count(*) FROM store_pending WHERE due_at < :yesterday",
    "quarantine": "SELECT count(*) FROM store_pending WHERE due_at IS NULL "
    "AND entry_id NOT IN (SELECT entry_id FROM store_article)",
    "articles": "SELECT count(*) FROM store_article",
    "unplaced": "SELECT count(*) FROM store_article WHERE NOT placed",
    "stories": "SELECT count(*) FROM store_story WHERE into_id IS NULL",
    "untold": "SELECT count(*) FROM store_story WHERE due_at IS NOT NULL",
    "ahead": "SELECT count(*) FROM store_entry WHERE seen_at > :soon",
}
_LAST = f"SELECT max(checked_at) {_FOLLOWED}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moments:
    """What counts as long ago and as still to come."""

    yesterday: datetime
    soon: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """What a file holds. `problem` is what SQLite's quick check says, None where all is well.

    `missing` migrations this program would apply, `unknown` ones it does not know. `counts` leaves out what
    a file of this age does not have.
    """

    problem: str | None
    missing: frozenset[str]
    unknown: frozenset[str]
    counts: Mapping[str, int] = field(default_factory=dict)
    last_visit: datetime | None = None


def examine(path: Path, moments: Moments) -> Examined:
    """Look at the file at `path`, which is there. Raises `DatabaseUnusable`."""
    with opening.spoken_plainly(path), closing(_open(path)) as raw:
        problem = str(raw.execute("PRAGMA quick_check(1)").fetchone()[0])
        tables = {name for (name,) in raw.execute("SELECT name FROM sqlite_master")}
        if not {"store_feed", "django_migrations"} <= tables:
            raise DatabaseUnusable(f"{path} is no newsroom")
        applied = {name for (name,) in raw.execute("SELECT name FROM django_migrations WHERE app = 'store'")}
        known = restoring.known()
        times = {"yesterday": _stored(moments.yesterday), "soon": _stored(moments.soon)}
        counts = {name: found for name in _COUNTS if (found := _count(raw, name, times)) is not None}
        return Examined(
            problem=None if problem == "ok" else problem,
            missing=frozenset(known - applied),
            unknown=frozenset(applied - known),
            counts=counts,
            last_visit=_last(raw),
        )


def problem(path: Path) -> str | None:
    """What SQLite's quick check says of any database; None where all is well. Raises `DatabaseUnusable`."""
    with opening.spoken_plainly(path), closing(_open(path)) as raw:
        found = str(raw.execute("PRAGMA quick_check(1)").fetchone()[0])
    return None if found == "ok" else found


def _open(path: Path) -> sqlite3.Connection:
    """Reading only; where the folder cannot be written to either, without the journal that it would need."""
    address = f"{path.absolute().as_uri()}?mode=ro"
    raw = sqlite3.connect(address, uri=True, timeout=5)
    try:
        raw.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.OperationalError:
        raw.close()
        raw = sqlite3.connect(f"{address}&immutable=1", uri=True)
    return raw


def _count(raw: sqlite3.Connection, name: str, times: Mapping[str, str]) -> int | None:
    with suppress(sqlite3.OperationalError):  # an older file lacks some tables
        return int(raw.execute(_COUNTS[name], times).fetchone()[0])
    return None


def _last(raw: sqlite3.Connection) -> datetime | None:
    found = raw.execute(_LAST).fetchone()[0]
    return None if found is None else datetime.fromisoformat(f"{found}+00:00")


def _stored(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S}"
