"""Django started, and one connection for each newsroom file, without a settings module."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import django
from django.conf import settings
from django.db import connections

PATIENCE = 30  # seconds a writer waits for another's transaction to end
_PRAGMAS = """
    PRAGMA page_size = 16384;  -- of a file that is made now: five articles stand in one, where 4096 holds one
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON;
    PRAGMA cache_size = -32000;
    PRAGMA mmap_size = 268435456;
    PRAGMA journal_size_limit = 67108864;
"""


def start() -> None:
    """Start Django with our tables, unless whoever runs this process has started it already."""
    if not settings.configured:
        settings.configure(
            INSTALLED_APPS=["wholestory.store"],
            DATABASES={},
            USE_TZ=True,
            TIME_ZONE="UTC",
            DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        )
        django.setup()


def connect(path: Path) -> str:
    """The alias under which Django knows the database at `path`, which need not be there yet."""
    start()
    alias = f"newsroom-{sha256(str(path).encode()).hexdigest()[:16]}"
    if alias not in connections.settings:
        connections.settings[alias] = connections.configure_settings({"default": {}, alias: database(path)})[
            alias
        ]
    return alias


def database(path: Path) -> dict[str, object]:
    """Django's settings of the database at `path`: many readers beside one writer, safe when power fails."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": None,  # kept from page to page, with what it holds in memory
        "OPTIONS": {"timeout": PATIENCE, "transaction_mode": "IMMEDIATE", "init_command": _PRAGMAS},
    }
