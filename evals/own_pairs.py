"""Score grouping on 120 pairs of our own: `own_pairs.py [FILE.jsonl] [--wrong]`.

60 pairs tell one event without a common content word, 60 tell two events that look alike; all is invented.
Each pair is grouped once alone and once among all articles of the file. Baselines: whether
three days or less lie between; cosine with the threshold that is best for these very pairs; among all, a
single pass in time order, likewise.
`--wrong` lists the pairs that went wrong.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

import baselines
from wholestory import cluster
from wholestory.model import Analysis, Article, ArticleId
from wholestory.pipeline.batch import CHUNK, read_chunk
from wholestory.pipeline.inputs import Form, Input

Row = dict[str, Any]
Answer = Callable[[float], list[bool]]

FILE = Path(__file__).with_name("own_pairs.jsonl")
CLOSE = 3 * 86_400.0  # seconds; two events so near in time that their dates alone do not part them
THRESHOLDS = tuple(round(0.02 * step, 2) for step in range(51))


@dataclass(frozen=True)
class Pair:
    """One row: whether its two articles tell one event, and how the row is counted."""

    id: str
    same: bool
    domain: str
    why: str
    named: bool
    languages: tuple[str, str]
    close: bool


@dataclass(frozen=True)
class Told:
    """The articles of all rows, a and b in turn, with their analyses."""

    articles: tuple[Article, ...]
    analyses: tuple[Analysis, ...]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=FILE)
    parser.add_argument("--wrong", action="store_true")
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.file.read_text(encoding="utf-8").splitlines()]
    pairs, told = [_pair(row) for row in rows], read(rows)
    together = _answers(pairs, told)
    console = Console(width=120)
    console.print(_table(pairs, {name: _rights(pairs, found) for name, found in together.items()}))
    console.print(_strangers(told))
    if options.wrong:
        for name in ("alone", "among all"):
            _list_wrong(console, name, pairs, together[name])
    return 0


def _pair(row: Row) -> Pair:
    a, b = row["a"], row["b"]
    gap = datetime.fromisoformat(b["published_at"]) - datetime.fromisoformat(a["published_at"])
    return Pair(
        id=row["id"],
        same=row["same"],
        domain=row["domain"],
        why=row["why"],
        named=bool(row.get("names")),
        languages=(a["lang"], b["lang"]),
        close=abs(gap.total_seconds()) <= CLOSE,
    )


def read(rows: Sequence[Row]) -> Told:
    """Both sides of every row, extracted and analysed as a file of records is."""
    inputs = [_input(f"{row['id']}-{side}", row[side]) for row in rows for side in "ab"]
    reads = [read_chunk(inputs[i : i + CHUNK], None) for i in range(0, len(inputs), CHUNK)]
    failures = [f for r in reads for f in r.failures]
    if failures:
        raise SystemExit(f"unreadable: {failures}")
    return Told(tuple(a for r in reads for a in r.articles), tuple(a for r in reads for a in r.analyses))


def _input(id: str, record: dict[str, str]) -> Input:
    data = json.dumps(record, ensure_ascii=False).encode()
    return Input(ArticleId(id), f"{id}.jsonl", Form.RECORD, data)


def _answers(pairs: Sequence[Pair], told: Told) -> dict[str, list[bool]]:
    """For each method, whether it puts the two articles of each pair together."""
    tfidf, embedding = baselines.tfidf(told.articles, told.analyses), baselines.embedding(told.analyses)
    order = sorted(range(len(told.articles)), key=lambda i: _time(told.analyses[i]))
    among = _stories(told.articles, told.analyses)
    return {
        "alone": [_alone(told, i) for i in range(len(pairs))],
        "dates only": [pair.close for pair in pairs],
        "TF-IDF": _best(pairs, _by_cosine(tfidf)),
        "vectors": _best(pairs, _by_cosine(embedding)),
        "among all": _in_pairs([among[a.id] for a in told.articles]),
        "TF-IDF, all": _best(pairs, _by_single_pass(tfidf, order)),
        "vectors, all": _best(pairs, _by_single_pass(embedding, order)),
    }


def _time(analysis: Analysis) -> str:
    return (analysis.published.value or "") if analysis.published else ""


def _stories(articles: Sequence[Article], analyses: Sequence[Analysis]) -> dict[ArticleId, str]:
    grouping = cluster.group(articles, analyses)
    return {article: story.id for story in grouping.stories for article in story.articles}


def _alone(told: Told, number: int) -> bool:
    both = slice(2 * number, 2 * number + 2)
    return len(set(_stories(told.articles[both], told.analyses[both]).values())) == 1


def _in_pairs(stories: Sequence[object]) -> list[bool]:
    return [stories[i] == stories[i + 1] for i in range(0, len(stories), 2)]


def _by_cosine(vectors: baselines.Matrix) -> Answer:
    likeness = (vectors[::2] * vectors[1::2]).sum(1)
    return lambda threshold: [bool(value >= threshold) for value in likeness]


def _by_single_pass(vectors: baselines.Matrix, order: Sequence[int]) -> Answer:
    places = np.argsort(order)

    def answer(threshold: float) -> list[bool]:
        found = baselines.single_pass(vectors[list(order)], threshold)
        return _in_pairs([found[place] for place in places])

    return answer


def _best(pairs: Sequence[Pair], answer: Answer) -> list[bool]:
    return max(map(answer, THRESHOLDS), key=lambda found: sum(_rights(pairs, found)))


def _rights(pairs: Sequence[Pair], found: Sequence[bool]) -> list[bool]:
    return [pair.same == joined for pair, joined in zip(pairs, found, strict=True)]


def _table(pairs: Sequence[Pair], rights: dict[str, list[bool]]) -> Table:
    table = Table(title="pairs told rightly", box=None, header_style="")
    table.add_column("")
    for name in ("of", *rights):
        table.add_column(name, justify="right")
    for label, numbers in _cuts(pairs):
        counts = (str(sum(right[i] for i in numbers)) for right in rights.values())
        table.add_row(label, str(len(numbers)), *counts)
    return table


def _cuts(pairs: Sequence[Pair]) -> Iterable[tuple[str, list[int]]]:
    """The lines of the table: each with the numbers of the pairs that it counts."""
    yield "all", list(range(len(pairs)))
    kinds: list[tuple[str, Callable[[Pair], bool]]] = [
        ("one event", lambda p: p.same),
        ("  in one language", lambda p: p.same and not _across(p)),
        ("  in two languages", lambda p: p.same and _across(p)),
        ("  a name in common", lambda p: p.same and p.named),
        ("  no name in common", lambda p: p.same and not p.named),
        ("look-alikes", lambda p: not p.same),
        ("  in one language", lambda p: not p.same and not _across(p)),
        ("  in two languages", lambda p: not p.same and _across(p)),
        ("  within three days", lambda p: not p.same and p.close),
        ("  further apart", lambda p: not p.same and not p.close),
    ]
    yield from ((label, _numbers(pairs, holds)) for label, holds in kinds)
    for language in sorted({name for pair in pairs for name in pair.languages}):
        yield f"with {language}", [i for i, pair in enumerate(pairs) if language in pair.languages]
    for domain in sorted({pair.domain for pair in pairs}):
        yield domain, [i for i, pair in enumerate(pairs) if pair.domain == domain]


def _across(pair: Pair) -> bool:
    return pair.languages[0] != pair.languages[1]


def _numbers(pairs: Sequence[Pair], holds: Callable[[Pair], bool]) -> list[int]:
    return [i for i, pair in enumerate(pairs) if holds(pair)]


def _strangers(told: Told) -> str:
    """How far articles of different rows, which never tell one event, were brought together."""
    stories = _stories(told.articles, told.analyses)
    sizes = Counter(stories.values())
    rows = {(story, article.rpartition("-")[0]) for article, story in stories.items()}
    mixed = [story for story, count in Counter(story for story, _ in rows).items() if count > 1]
    return f"among all: {len(sizes)} stories, the largest of {max(sizes.values())}; {len(mixed)} mix rows"


def _list_wrong(console: Console, name: str, pairs: Sequence[Pair], found: Sequence[bool]) -> None:
    console.print(f"\nwrong {name}:")
    for pair, joined in zip(pairs, found, strict=True):
        if pair.same != joined:
            languages = "-".join(pair.languages)
            console.print(f"  {pair.id} {languages} {pair.domain}: {pair.why}", highlight=False)


if __name__ == "__main__":
    raise SystemExit(main())
