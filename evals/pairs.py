"""Score similarity of article pairs: `pairs.py [FILE.jsonl] [--predictions OUT]`.

Rows hold `text1`, `text2`, `lang1`, `lang2` and, to be scored, `Overall` (1 the same to 4 unrelated).
Printed is Pearson's correlation with 5 − `Overall`, over all pairs and over those of two languages.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

import records
from wholestory.cluster import kernel, mass, sketch
from wholestory.cluster.window import Window

PARTS = {"dense_centre": 1.0, "root_words": 1.0, "names_centre": 0.5}  # of the similarity; untuned


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", default=str(records.SHARED / "semeval_pairs_train.jsonl"))
    parser.add_argument("--predictions")
    options = parser.parse_args()
    if not Path(options.file).is_file():
        print("skipped: the pairs in ../shared are missing")
        return 0
    rows = [json.loads(line) for line in Path(options.file).read_text(encoding="utf-8").splitlines()]
    found = similarities(rows)
    if "Overall" in rows[0]:
        _report(rows, found)
    if options.predictions:
        lines = [json.dumps({"row": i, "similarity": round(s, 5)}) + "\n" for i, s in enumerate(found)]
        Path(options.predictions).write_text("".join(lines), encoding="utf-8")
    return 0


def similarities(rows: Sequence[dict[str, Any]]) -> list[float]:
    """How alike the two texts of each row are, 0 to 1."""
    halves = [half(row, side) for row in rows for side in ("1", "2")]
    articles = records.articles(halves)
    found = [
        sketch.of(a, records.analysis(a, r, v))
        for a, r, v in zip(articles, halves, records.embedded(articles), strict=True)
    ]
    window = Window()
    window.survey(found)
    weighed = [window.weigh(s) for s in found]
    return [_similarity(weighed[i], weighed[i + 1]) for i in range(0, len(weighed), 2)]


def half(row: dict[str, Any], side: str) -> records.Record:
    """One side of a row: its first line is the title, unless it is a paragraph."""
    title, _, text = str(row[f"text{side}"]).strip().partition("\n")
    if len(title) > 200:
        title, text = "", f"{title}\n{text}"
    return records.Record(0, title, text, row.get(f"lang{side}"), None, None)


def _similarity(a: mass.Mass, b: mass.Mass) -> float:
    signs = dict(zip(kernel.NAMES, kernel.signs(a, b, mass.touch(a, b)), strict=True))
    return sum(weight * max(0.0, signs[name]) for name, weight in PARTS.items()) / sum(PARTS.values())


def _report(rows: Sequence[dict[str, Any]], found: Sequence[float]) -> None:
    gold = 5 - np.array([float(r["Overall"]) for r in rows])
    foreign = np.array([r["lang1"] != r["lang2"] for r in rows])
    values = np.array(found)
    print(f"{'pairs':24}{len(rows):6}{np.corrcoef(values, gold)[0, 1]:8.3f}")
    print(f"{'of two languages':24}{foreign.sum():6}{np.corrcoef(values[foreign], gold[foreign])[0, 1]:8.3f}")


if __name__ == "__main__":
    raise SystemExit(main())
