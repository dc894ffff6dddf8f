"""Articles as JSON lines: one a line, with all their texts and the entries they came by.

The first fields are those that `wholestory import` and `tell` read; `article`, `entry` and `earlier` hold the
values of the model, every field of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import BinaryIO

from wholestory.model import Article, Exported

SCHEMA = 1


def write(articles: Iterable[Exported], out: BinaryIO) -> None:
    """A line for each article, in UTF-8."""
    for each in articles:
        line = json.dumps(record(each), ensure_ascii=False, default=_plain)
        out.write(line.encode("utf-8", "replace") + b"\n")


def record(each: Exported) -> dict[str, object]:
    """All that is kept of an article, as JSON's own kinds of value; times are left to the encoder."""
    article, listed = each.article, each.listed
    return {
        "wholestory": SCHEMA,
        "number": each.number,
        "title": article.title,
        "text": body(article),
        "url": article.url,
        "path": article.path,
        "outlet": article.outlet,
        "byline": article.byline,
        "language": each.language,
        "published": article.published.value if article.published else None,
        "sort_at": each.sort_at,
        "read_at": each.read_at,
        "whole": each.whole,
        "feed": each.feed,
        "key": listed.key,
        "seen_at": listed.seen_at,
        "changed_at": listed.changed_at,
        "article": asdict(article),
        "entry": asdict(listed.entry),
        "earlier": {
            "texts": [asdict(earlier) for earlier in each.texts],
            "entries": [asdict(earlier) for earlier in each.entries],
        },
    }


def body(article: Article) -> str:
    """The text without its title, which stands for itself."""
    title = article.title
    return article.text if title is None else article.text[len(title) :].lstrip()


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    raise TypeError(f"{type(value).__name__} has no place in JSON")
