"""Updating many rows of one table at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connections, models


def rows(alias: str, given: Sequence[models.Model], names: Sequence[str]) -> None:
    """Write the fields `names` of rows that are there, in the transaction of the caller.

    One plain statement a row, prepared once: Django's `bulk_update` builds one statement of a thousand
    conditions, which takes twenty times as long as carrying it out.
    """
    if not given:
        return
    meta, connection = given[0]._meta, connections[alias]
    fields = [meta.get_field(name) for name in [*names, meta.pk.name]]
    *changed, key = [connection.ops.quote_name(field.column) for field in fields]
    changes = ", ".join(f"{column} = %s" for column in changed)
    statement = f"UPDATE {connection.ops.quote_name(meta.db_table)} SET {changes} WHERE {key} = %s"  # noqa: S608

    def values(row: models.Model) -> list[Any]:
        return [f.get_db_prep_save(getattr(row, f.attname), connection=connection) for f in fields]

    with connection.cursor() as cursor:
        cursor.executemany(statement, [values(row) for row in given])
