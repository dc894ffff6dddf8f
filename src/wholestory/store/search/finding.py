"""Searching: a walk down the index from the newest article, as far as a page needs."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connections
from django.db.utils import OperationalError

from wholestory.model import ArticleId, Found, Hit, Place, Query
from wholestory.store import coding
from wholestory.store.search import building, matching, places
from wholestory.text import snippets

PATIENCE = (
    2.0  # seconds until a search is ended, such as one for a phrase of very common words that nobody says
)
_STEPS = 200  # of SQLite's machine between two looks at the clock
_NUMBERS = f"""
    SELECT s.place, s.article_id FROM {building.TABLE} f CROSS JOIN store_searched s ON s.place = f.rowid
    WHERE f.{building.TABLE} MATCH %s AND f.rowid >= %s AND f.rowid < %s ORDER BY f.rowid DESC LIMIT %s
"""  # noqa: S608 - our own names
_STORY = "(SELECT story_id FROM store_member m WHERE m.entry_id = store_article.entry_id)"
_ROW = ("id", "entry_id", "title", "outlet", "language", "link", "sort_at", "whole", "body")
_LAST = 1 << 62


def found(alias: str, query: Query, *, most: int, before: Place | None) -> Found:
    """The first `most` articles that a query asks for, before a place, newest first."""
    if query.is_empty:
        return Found()
    numbers, cut = _numbers(alias, query, most + 1, before)
    wanted = snippets.patterns(query)
    hits = _hits(alias, [number for _, number in numbers[:most]], lambda row: _hit(row, wanted))
    more = hits[-1].place if hits and (cut or len(numbers) > most) else None
    return Found(tuple(hits), more, cut)


def _numbers(alias: str, query: Query, most: int, before: Place | None) -> tuple[list[tuple[int, int]], bool]:
    """Numbers in the index and of articles; and whether there was no time for all of them."""
    rows: list[tuple[int, int]] = []
    with connections[alias].cursor() as cursor:
        least = places.first(query.since) if query.since else 0
        bounds = [places.first(query.before)] if query.before else []
        bounds += [_number(cursor, before)] if before else []
        with _bounded(alias, PATIENCE):
            try:
                cursor.execute(_NUMBERS, (matching.match(query), least, min(bounds, default=_LAST), most))
                while row := cursor.fetchone():
                    rows.append(row)
            except OperationalError as error:
                if str(error) != "interrupted":
                    raise
                return rows, True
    return rows, False


@contextmanager
def _bounded(alias: str, seconds: float) -> Iterator[None]:
    """End what the database does when it takes longer."""
    end = time.monotonic() + seconds
    raw = connections[alias].connection
    raw.set_progress_handler(lambda: time.monotonic() > end, _STEPS)
    try:
        yield
    finally:
        raw.set_progress_handler(None, 0)


def _number(cursor: Any, before: Place) -> int:
    """The number of the article that an earlier page ended with, or where it stood."""
    at, article = before
    cursor.execute("SELECT place FROM store_searched WHERE article_id = %s", (article,))
    row = cursor.fetchone()
    return row[0] if row else next(places.possible(at, article))


def _hits(alias: str, numbers: Sequence[int], made: Callable[[dict[str, Any]], Hit]) -> list[Hit]:
    if not numbers:
        return []
    with connections[alias].cursor() as cursor:
        marks = ", ".join(["%s"] * len(numbers))
        asked = ", ".join((*_ROW, _STORY))
        cursor.execute(f"SELECT {asked} FROM store_article WHERE id IN ({marks})", numbers)  # noqa: S608
        rows = (dict(zip((*_ROW, "story"), row, strict=True)) for row in cursor.fetchall())
        hits = {row["id"]: made(row) for row in rows}
    return [hits[number] for number in numbers if number in hits]


def _hit(row: dict[str, Any], wanted: Sequence[re.Pattern[str]]) -> Hit:
    body = coding.read(row["body"])
    title = body["blocks"][0]["end"] if row["title"] is not None else 0
    return Hit(
        number=row["id"],
        entry=row["entry_id"],
        title=row["title"],
        outlet=row["outlet"],
        language=row["language"],
        url=row["link"],
        path=body["path"],
        sort_at=building.moment(row["sort_at"]),
        whole=bool(row["whole"]),
        story=row["story"],
        snippet=snippets.cut(ArticleId(body["id"]), body["text"], title=title, wanted=wanted),
    )
