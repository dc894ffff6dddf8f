"""Removed lines, captions, credits, blocks and imprint of the seeds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from seeds_rows import Row, f1, golds
from wholestory import extract
from wholestory.model import Article, ArticleId, Role, Span

PART = "extract"
FLOOR = 0.95
Item = tuple[str, object]


def rows(shared: Path) -> Sequence[Row]:
    """One row a measure, over all seeds that have gold."""
    pairs: dict[str, tuple[list[Item], list[Item]]] = {}
    for gold, path in golds(shared):
        file = extract.decode(path.read_bytes())
        article = extract.scraped(file, id=ArticleId(path.stem), path=path.name)
        for measure, wanted, found in _measures(gold, article, file):
            kept = pairs.setdefault(measure, ([], []))
            kept[0].extend((path.stem, item) for item in wanted)
            kept[1].extend((path.stem, item) for item in found)
    return [Row(PART, m, f1(wanted, found), FLOOR, len(wanted)) for m, (wanted, found) in pairs.items()]


def _measures(
    gold: dict[str, Any], article: Article, file: str
) -> Iterator[tuple[str, list[Any], list[Any]]]:
    yield "removed lines", _lines(gold["boilerplate"], file), _removed(article)
    yield "captions", _lines(gold["captions"], file), _blocks(article, Role.CAPTION)
    yield (
        "credits",
        [_bare(c["text"]) for c in gold["credits"]],
        [c.credit for c in article.captions if c.credit],
    )
    yield "paragraphs", _lines(gold["body"], file), _blocks(article, Role.PARAGRAPH)
    yield "sub-headings", _lines(gold["subheads"], file), _blocks(article, Role.SUBHEAD)
    yield "title", [gold["title"] and gold["title"]["text"]], [article.title]
    yield "outlet", [_bare(gold["outlet"])], [_bare(article.outlet)]
    yield "byline", [gold["author"]], [article.byline]
    stated = gold["publication_date"]["value"] if "span" in gold["publication_date"] else None
    yield "date in the file", [stated], [article.published and article.published.value]


def _lines(spans: list[dict[str, Any]], file: str) -> list[tuple[int, int]]:
    """The gold spans as lines without white space at their ends."""
    return [
        (span["start"] + m.start(), span["start"] + m.end())
        for span in spans
        for m in re.finditer(r"[^\s](?:[^\r\n]*[^\s])?", file[span["start"] : span["end"]])
    ]


def _removed(article: Article) -> list[tuple[int | None, int | None]]:
    return [(r.file_start, r.file_end) for r in article.removed if r.reason != "credit"]


def _blocks(article: Article, role: Role) -> list[tuple[int, int] | None]:
    return [article.in_file(Span(article.id, b.start, b.end)) for b in article.blocks if b.role is role]


def _bare(text: str | None) -> str | None:
    """Without brackets: "The Herald (UK)" is printed "The Herald UK"."""
    return " ".join(re.sub(r"[()\[\]]", " ", text).split()) if text else None
