"""Which tables stand in which file: the newsroom's in its own, all others in the members' file."""

from __future__ import annotations

from typing import Any

NEWSROOM = "store"


class Routing:
    """Django's router."""

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        """Whether the tables of an app belong into a file."""
        return (db == "default") == (app_label != NEWSROOM)
