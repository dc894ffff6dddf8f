"""Writing the index, always in the transaction that writes the articles."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connections

from wholestory import outlets
from wholestory.store.search import documents, places
from wholestory.store.search.documents import COLUMNS, Document

TABLE = "store_search"
CREATE = (
    f"CREATE VIRTUAL TABLE {TABLE} USING fts5({', '.join(COLUMNS)}, content='', "
    """tokenize="unicode61 remove_diacritics 2 categories 'L* M* N* Co'")"""
)
_NAMES = f"rowid, {', '.join(COLUMNS)}"
_VALUES = ", ".join(["%s"] * (len(COLUMNS) + 1))
_INSERT = f"INSERT INTO {TABLE}({_NAMES}) VALUES ({_VALUES})"  # noqa: S608 - our own names
_DELETE = f"INSERT INTO {TABLE}({TABLE}, {_NAMES}) VALUES ('delete', {_VALUES})"  # noqa: S608
_READ = "SELECT id, sort_at, outlet, language, link, body, analysis FROM store_article"
_ROW = ("id", "sort_at", "outlet", "language", "link", "body", "analysis")
_SOME = 500


@dataclass(frozen=True, slots=True)
class Indexed:
    """An article in the index: its number there, and the words that stand there now."""

    place: int
    document: Document


def indexed(alias: str, articles: Sequence[int]) -> dict[int, Indexed]:
    """Articles as they stand in the index, by their numbers; to be asked before their rows are changed."""
    with connections[alias].cursor() as cursor:
        return {
            row["id"]: Indexed(row["place"], documents.made(row, row["country"]))
            for row in _kept(cursor, articles)
        }


def _kept(cursor: Any, articles: Sequence[int]) -> Iterator[dict[str, Any]]:
    names = ("place", "country", *_ROW)
    for some in _parts(articles):
        cursor.execute(
            f"SELECT s.place, s.country, a.{', a.'.join(_ROW)} FROM store_searched s "  # noqa: S608
            f"JOIN store_article a ON a.id = s.article_id WHERE s.article_id IN ({_marks(some)})",
            some,
        )
        yield from (dict(zip(names, row, strict=True)) for row in cursor.fetchall())


def keep(alias: str, articles: Sequence[int], before: Mapping[int, Indexed]) -> None:
    """Put articles whose rows are written into the index, in place of what stood there `before`."""
    with connections[alias].cursor() as cursor:
        for some in _parts(articles):
            cursor.execute(f"{_READ} WHERE id IN ({_marks(some)})", some)
            rows = [dict(zip(_ROW, row, strict=True)) for row in cursor.fetchall()]
            _write(cursor, rows, before)


@contextmanager
def renewed(alias: str, known: Sequence[int]) -> Iterator[list[int]]:
    """Within it, rows of articles are written and their numbers appended; then the index follows.

    `known` are those of them that may be in the index already.
    """
    before = indexed(alias, known)
    written: list[int] = []
    yield written
    keep(alias, written, before)


def drop(alias: str, articles: Sequence[int]) -> None:
    """Take articles out of the index, before their rows go."""
    found = indexed(alias, articles)
    with connections[alias].cursor() as cursor:
        for each in sorted(found.values(), key=lambda each: each.place):
            cursor.execute(_DELETE, (each.place, *each.document.words))
        for some in _parts(list(found)):
            cursor.execute(f"DELETE FROM store_searched WHERE article_id IN ({_marks(some)})", some)  # noqa: S608


def anew(alias: str) -> None:
    """Build the whole index from the articles there are."""
    with connections[alias].cursor() as cursor:
        cursor.execute(f"INSERT INTO {TABLE}({TABLE}) VALUES ('delete-all')")  # noqa: S608
        cursor.execute("DELETE FROM store_searched")
        last = ("", 0)
        while True:
            cursor.execute(f"{_READ} WHERE (sort_at, id) > (%s, %s) ORDER BY sort_at, id LIMIT {_SOME}", last)
            rows = [dict(zip(_ROW, row, strict=True)) for row in cursor.fetchall()]
            if not rows:
                return
            last = rows[-1]["sort_at"], rows[-1]["id"]
            _write(cursor, rows, {})


def _write(cursor: Any, rows: Iterable[dict[str, Any]], before: Mapping[int, Indexed]) -> None:
    """In the order of the index: FTS5 writes a new piece of it whenever the numbers fall."""
    work: list[tuple[int, Document | None, Document]] = []
    for row in rows:
        was = before.get(row["id"])
        country = _country(row["link"])
        document = documents.made(row, country)
        if was is not None and was.document == document:
            continue
        place = _place(cursor, row) if was is None else was.place
        work.append((place, None if was is None else was.document, document))
        cursor.execute(
            "INSERT INTO store_searched(place, article_id, country) VALUES (%s, %s, %s) "
            "ON CONFLICT(place) DO UPDATE SET country = excluded.country",
            (place, row["id"], country),
        )
    for place, old, new in sorted(work, key=lambda each: each[0]):
        if old is not None:
            cursor.execute(_DELETE, (place, *old.words))
        cursor.execute(_INSERT, (place, *new.words))


def _place(cursor: Any, row: Mapping[str, Any]) -> int:
    def taken(wanted: Collection[int]) -> set[int]:
        given = list(wanted)
        cursor.execute(f"SELECT place FROM store_searched WHERE place IN ({_marks(given)})", given)  # noqa: S608
        return {place for (place,) in cursor.fetchall()}

    return places.free(moment(row["sort_at"]), row["id"], taken)


def moment(printed: str | datetime) -> datetime:
    """A time as the database gives it, aware."""
    found = printed if isinstance(printed, datetime) else datetime.fromisoformat(printed)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _country(link: str | None) -> str | None:
    outlet = outlets.of_url(link) if link else None
    return outlet.country if outlet else None


def _parts(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    return (numbers[start : start + _SOME] for start in range(0, len(numbers), _SOME))


def _marks(values: Sequence[object]) -> str:
    return ", ".join(["%s"] * len(values))
