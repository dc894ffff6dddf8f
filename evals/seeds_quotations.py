"""Quotations of the seeds against their gold: parts, speakers, indirect speech, source chains."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from seeds_rows import Row, f1, golds
from wholestory import extract
from wholestory.analyze import understanding
from wholestory.model import Analysis, Article, ArticleId, Quotation, QuotationKind, Span

_PART = "quotations"


def rows(shared: Path) -> list[Row]:
    """Part spans in the file (exact), right person or phrase per part; indirect and chains apart."""
    people = json.loads((shared / "gold" / "entities.json").read_text(encoding="utf-8"))
    wanted: list[tuple[int, int, int]] = []
    found: list[tuple[int, int, int]] = []
    reported: list[tuple[int, int, int]] = []
    reports: list[tuple[int, int, int]] = []
    right: list[bool] = []
    linked: list[bool] = []
    for number, (gold, path) in enumerate(golds(shared)):
        article, analysis = _read(path)
        marked = [q for q in gold["quotations"] if q["kind"] not in ("indirect", "scare")]
        wanted += [(number, p["start"], p["end"]) for q in marked for p in q["parts"]]
        indirect = [q for q in gold["quotations"] if q["kind"] == "indirect"]
        reported += [(number, p["start"], p["end"]) for q in indirect for p in q["parts"]]
        placed = list(_placed(article, analysis))
        found += [(number, *at) for q, at in placed if q.kind is not QuotationKind.INDIRECT]
        reports += [(number, *at) for q, at in placed if q.kind is QuotationKind.INDIRECT]
        right += _right(marked, placed, people)
        chains = {(k.role.value, article.in_file(k.span)) for q, _ in placed for k in q.sources}
        expected = [k for q in marked for k in q["source_chain"]]
        linked += [(k["role"], (k["span"]["start"], k["span"]["end"])) in chains for k in expected]
    return [
        Row(_PART, "part spans F1", f1(wanted, found), 0.95, len(wanted)),
        Row(_PART, "right person or phrase", sum(right) / max(1, len(right)), 0.95, len(right)),
        Row(_PART, "indirect spans F1", f1(reported, reports), None, len(reported)),
        Row(_PART, "source links found", sum(linked) / max(1, len(linked)), None, len(linked)),
    ]


def _read(path: Path) -> tuple[Article, Analysis]:
    text = extract.decode(path.read_bytes())
    article = extract.scraped(text, id=ArticleId(path.stem), path=path.name)
    return article, understanding.article(article)


def _placed(article: Article, analysis: Analysis) -> Iterator[tuple[Quotation, tuple[int, int]]]:
    """Each part of each quotation, in the file's offsets."""
    for quotation in analysis.quotations:
        for part in quotation.parts:
            at = article.in_file(Span(part.article, part.start, part.end))
            if at is not None:
                yield quotation, at


def _right(
    gold: Sequence[dict[str, Any]],
    placed: Sequence[tuple[Quotation, tuple[int, int]]],
    people: dict[str, Any],
) -> Iterator[bool]:
    """Per gold part, whether the quotation found there has the gold's speaker."""
    phrases = {q["speaker"]: q["speaker_mention"]["text"] for q in gold if q["speaker_mention"]}
    for quotation in gold:
        for part in quotation["parts"]:
            at = (part["start"], part["end"])
            there = next((q.speaker for q, where in placed if where == at), None)
            if there is None or there.state.value != quotation["speaker_status"]:
                yield False
            elif quotation["speaker_status"] == "named":
                yield there.name == people[quotation["speaker"]]["name"]
            else:
                mention = quotation["speaker_mention"]
                yield there.name == (mention["text"] if mention else phrases.get(quotation["speaker"]))
