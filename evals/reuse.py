"""How well copies, rewritten copy and translated words are told on the sample edition: `make eval-reuse`.

Copies: articles the gold lists as carried whole or abridged, against `Account.copy_of`. Rewritten: the
gold's rewritten copy must be joined to its origin, and no article that is not copy may be joined to it by
more than two sentences. Translated: pairs of carriers of one utterance in two languages, copies left out,
against pairs of sentences reported as translated that hold quotations.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from importlib.resources import files
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

from seeds_rows import Row
from wholestory import analyze, extract
from wholestory.analyze import vectors
from wholestory.compare import accounts, alignment, reuse
from wholestory.model import Account, Analysis, Article, ArticleId, Reuse, ReuseKind, Span

GOLD = Path(__file__).resolve().parents[1] / "tests" / "sample_gold.json"
Told = tuple[list[Article], list[Analysis]]


def rows() -> list[Row]:
    """The measures with their floors."""
    gold: dict[str, Any] = json.loads(GOLD.read_text(encoding="utf-8"))
    stories = [_read(story["articles"]) for story in gold["stories"]]
    found = [r for told in stories for r in reuse.find(*told, embed=_embed)]
    told = [a for s in stories for a in accounts.tell(*s, alignment.align(*s))]
    return [*_copies(gold, told), *_rewritten(gold, found), *_translated(gold, stories, found)]


def _read(names: Sequence[str]) -> Told:
    articles = []
    for name in names:
        data = files("wholestory").joinpath("sample", "articles", name).read_bytes()
        articles.append(extract.scraped(extract.decode(data), id=ArticleId(name), path=name))
    return articles, [analyze.article(article) for article in articles]


def _embed(texts: Sequence[str]) -> Any:
    encoded = vectors.bundled().encode(texts)
    return np.stack([np.frombuffer(row, dtype="<f4") for row in encoded])


def _copies(gold: dict[str, Any], told: Sequence[Account]) -> Iterator[Row]:
    whole = {"verbatim", "abridged"}
    wanted = {
        (carrier, wire["origin"])
        for wire in gold["wire"]
        for carrier in wire["carriers"]
        if gold["carriage"][carrier]["kind"] in whole
    }
    found = {(str(a.article), str(a.copy_of)) for a in told if a.copy_of is not None}
    yield from _scores("copies", wanted, found, floor=1.0)


def _rewritten(gold: dict[str, Any], found: Sequence[Reuse]) -> Iterator[Row]:
    wanted = {(wire["origin"], copy) for wire in gold["wire"] for copy in wire["rewritten"]}
    pairs = [(str(r.earlier.article), str(r.later.article)) for r in found if r.kind is ReuseKind.REWRITTEN]
    often = {pair for pair in pairs if pairs.count(pair) > 2 and pair[0] in {one for one, _ in wanted}}
    yield from _scores("rewritten", wanted, often | (wanted & set(pairs)), floor=1.0)


def _translated(gold: dict[str, Any], stories: Sequence[Told], found: Sequence[Reuse]) -> Iterator[Row]:
    texts = {article.id: article.text for articles, _ in stories for article in articles}
    spans = {
        (entry["article"], utterance["id"]): _span(texts, entry["article"], entry["text"])
        for utterance in gold["same_utterance"]
        for entry in utterance["entries"]
    }
    languages = gold["languages"]
    copies = {carrier for wire in gold["wire"] for carrier in wire["carriers"]}
    wanted = {
        (utterance["id"], *sorted((one["article"], other["article"])))
        for utterance in gold["same_utterance"]
        for one, other in combinations(utterance["entries"], 2)
        if languages[one["article"]] != languages[other["article"]]
        and not copies & {one["article"], other["article"]}
    }
    reported: set[tuple[str, ...]] = set()
    for pair in (r for r in found if r.kind is ReuseKind.TRANSLATED):
        sides = [
            {utterance for (_, utterance), span in spans.items() if span and span.overlaps(side)}
            for side in (pair.earlier, pair.later)
        ]
        if all(sides):
            said = sorted(sides[0] & sides[1]) or ["none"]
            reported.add((said[0], *sorted((pair.earlier.article, pair.later.article))))
    hits = len(wanted & reported)
    yield Row("translated", "precision", hits / max(1, len(reported)), 0.95, len(reported))
    yield Row("translated", "recall", hits / max(1, len(wanted)), None, len(wanted))


def _span(texts: dict[ArticleId, str], article: str, words: str) -> Span | None:
    start = texts[ArticleId(article)].find(words.rstrip(",."))
    return Span(ArticleId(article), start, start + len(words)) if start >= 0 else None


def _scores(part: str, wanted: set[Any], found: set[Any], *, floor: float) -> Iterator[Row]:
    hits = len(wanted & found)
    yield Row(part, "precision", hits / max(1, len(found)), floor, len(found))
    yield Row(part, "recall", hits / max(1, len(wanted)), floor, len(wanted))


def main() -> int:
    measured = rows()
    shown = Table("part", "measure", "value", "floor", "of", title="Reuse on the sample edition")
    for row in measured:
        floor = "" if row.floor is None else f"{row.floor:.2f}"
        shown.add_row(row.part, row.measure, f"{row.value:.3f}", floor, str(row.of))
    Console().print(shown)
    return int(any(row.floor is not None and row.value < row.floor for row in measured))


if __name__ == "__main__":
    sys.exit(main())
