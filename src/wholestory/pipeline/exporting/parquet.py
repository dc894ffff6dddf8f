"""Articles as a Parquet table, for programs that count: one row each, a thousand rows at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, BinaryIO

from wholestory.errors import NeedsMore
from wholestory.model import Exported
from wholestory.pipeline.exporting.json_lines import body

ROWS = 1000
_TEXTS = ("title", "text", "url", "path", "outlet", "byline", "language", "published", "feed", "key")


def write(articles: Iterable[Exported], out: BinaryIO) -> None:
    """The table of the articles. Raises `NeedsMore` where pyarrow is not installed."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise NeedsMore(
            "Parquet is written by pyarrow; install it with: pip install wholestory[parquet]"
        ) from error
    schema = _schema(pyarrow)
    rest = map(_row, articles)
    with parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        for rows in _parts(rest):
            writer.write_table(pyarrow.Table.from_pylist(rows, schema=schema))


def _schema(pyarrow: Any) -> Any:
    moment = pyarrow.timestamp("us", tz="UTC")
    earlier = pyarrow.struct([("until", moment), ("title", pyarrow.string()), ("text", pyarrow.string())])
    return pyarrow.schema(
        [
            ("number", pyarrow.int64()),
            *((name, pyarrow.string()) for name in _TEXTS),
            *((name, moment) for name in ("sort_at", "seen_at", "changed_at")),
            ("whole", pyarrow.bool_()),
            ("earlier", pyarrow.list_(earlier)),
        ]
    )


def _row(each: Exported) -> dict[str, object]:
    article = each.article
    return {
        "number": each.number,
        "title": _sound(article.title),
        "text": _sound(body(article)),
        "url": article.url,
        "path": _sound(article.path),
        "outlet": _sound(article.outlet),
        "byline": _sound(article.byline),
        "language": each.language,
        "published": article.published.value if article.published else None,
        "feed": each.feed,
        "key": _sound(each.listed.key),
        "sort_at": each.sort_at,
        "seen_at": each.listed.seen_at,
        "changed_at": each.listed.changed_at,
        "whole": each.whole,
        "earlier": [
            {"until": one.until, "title": _sound(one.article.title), "text": _sound(body(one.article))}
            for one in each.texts
        ],
    }


def _sound(words: str | None) -> str | None:
    """Words as UTF-8 can hold them: halves of letters are none."""
    return None if words is None else words.encode("utf-8", "replace").decode("utf-8")


def _parts(rows: Iterator[dict[str, object]]) -> Iterator[list[dict[str, object]]]:
    while part := list(islice(rows, ROWS)):
        yield part
