"""Writing many rows by one statement: those that may be there already, and those that are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any, TypeVar

from django.db import connections
from django.db.models import JSONField

SOME = 200  # rows a statement; SQLite takes only so many values
T = TypeVar("T")
_PLAIN = (str, int, bool, bytes, type(None))


def absent(rows: Any, given: Sequence[Any], *, unique: Sequence[str]) -> None:
    """Insert those of `given` whose `unique` fields no row of the query set has; the others change nothing.

    Not by Django's `ignore_conflicts`: SQLite's INSERT OR IGNORE drops rows that break any other rule, too.
    """
    _insert(rows, given, unique=unique, conflict="NOTHING")


def anew(rows: Any, given: Sequence[Any], *, unique: Sequence[str], update: Sequence[str]) -> None:
    """Insert `given`; where a row has the same `unique` fields already, its `update` fields are written."""
    columns = [rows.model._meta.get_field(name).column for name in update]
    _insert(
        rows, given, unique=unique, conflict=f"UPDATE SET {', '.join(f'{c} = excluded.{c}' for c in columns)}"
    )


def _insert(rows: Any, given: Sequence[Any], *, unique: Sequence[str], conflict: str) -> None:
    """One statement for all rows: what Django makes of ten thousand takes longer than storing them."""
    connection, meta = connections[rows.db], rows.model._meta
    fields = [field for field in meta.concrete_fields if not field.generated and field is not meta.auto_field]
    quoted = connection.ops.quote_name
    columns = ", ".join(quoted(field.column) for field in fields)
    known = ", ".join(quoted(meta.get_field(name).column) for name in unique)
    values = ", ".join(["%s"] * len(fields))
    sql = (
        f"INSERT INTO {quoted(meta.db_table)} ({columns}) VALUES ({values}) "  # noqa: S608 - names of ours
        f"ON CONFLICT ({known}) DO {conflict}"
    )
    if given:
        with connection.cursor() as cursor:
            cursor.executemany(sql, stored(given, fields, connection))


def stored(given: Sequence[Any], fields: Sequence[Any], connection: Any) -> Iterator[list[object]]:
    """The values of each row as the database takes them."""
    adapt: Callable[[datetime], object] = connection.ops.adapt_datetimefield_value
    described = [(field, field.attname, isinstance(field, JSONField)) for field in fields]
    for each in given:
        row: list[object] = []
        for field, name, is_json in described:
            value = getattr(each, name)
            if type(value) is datetime:
                row.append(adapt(value))
            elif is_json or type(value) not in _PLAIN:
                row.append(field.get_db_prep_save(value, connection))
            else:
                row.append(value)
        yield row


def portions(given: Sequence[T]) -> Iterator[Sequence[T]]:
    """`given` in parts that one statement takes."""
    for place in range(0, len(given), SOME):
        yield given[place : place + SOME]
