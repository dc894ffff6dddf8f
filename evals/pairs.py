"""Score similarity of article pairs: `pairs.py [FILE.jsonl] [--predictions OUT]`.

Rows hold `text1`, `text2`, `lang1`, `lang2` (ISO 639-1 or -3) and, to be scored, `Overall` (1 the same to 4
unrelated). Printed is Pearson's correlation with 5 − `Overall`, over all pairs and over those of two
languages, beside the encoder's cosine (whole text, centred by the file's means of each language). For the
file that was learned from, the figure of unseen pairs is the cross-validated one; both are printed.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

import rated_pairs
import train_similarity
from wholestory.analyze import reading
from wholestory.cluster import likeness, portrait, similarity
from wholestory.cluster.portrait import Portrait
from wholestory.cluster.sketch import Array
from wholestory.model import Analysis, Article

half = rated_pairs.half


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", default=str(rated_pairs.FILE))
    parser.add_argument("--predictions")
    options = parser.parse_args()
    if not Path(options.file).is_file():
        print("skipped: the pairs in ../shared are missing")
        return 0
    rows = rated_pairs.load(Path(options.file))
    articles, analyses = rated_pairs.understood(rows)
    found = portraits(articles, analyses)
    made = [similarity.of(found[i], found[i + 1]) for i in range(0, len(found), 2)]
    if options.predictions:
        lines = [json.dumps({"row": i, "similarity": round(s, 5)}) + "\n" for i, s in enumerate(made)]
        Path(options.predictions).write_text("".join(lines), encoding="utf-8")
    _report(rows, {"encoder's cosine": cosines(found, analyses), **_ours(options.file, rows, made)})
    if learned_from(options.file):
        examples = train_similarity.examples(rows, found, articles)
        unseen = train_similarity.crossvalidated(examples, "read")
        _report(rows, {"ours, cross-validated": unseen.tolist()}, head=False)
        _by_languages(rows, unseen.tolist())
    return 0


def portraits(articles: Sequence[Article], analyses: Sequence[Analysis]) -> list[Portrait]:
    """Portraits from readings; a reading is too large to keep many."""
    return [portrait.of(a, b, reading.of(a)) for a, b in zip(articles, analyses, strict=True)]


def learned_from(file: str) -> bool:
    """Whether the shipped numbers were learned from this very file."""
    about = json.loads((train_similarity.TO / "similarity.json").read_text(encoding="utf-8"))
    return bool(about["sha256"] == sha256(Path(file).read_bytes()).hexdigest())


def _ours(file: str, rows: Sequence[dict[str, Any]], made: Sequence[float]) -> dict[str, Sequence[float]]:
    """Our figures under an honest name: pairs that were learned from are no test."""
    seen = set()
    if rated_pairs.FILE.is_file():
        seen = {(r["text1"], r["text2"]) for r in rated_pairs.load(rated_pairs.FILE)}
    known = sum((r.get("text1"), r.get("text2")) in seen for r in rows)
    share = "in sample" if known == len(rows) else f"{known} pairs in sample"
    return {f"ours, {share}" if known or learned_from(file) else "ours": made}


def cosines(found: Sequence[Portrait], analyses: Sequence[Analysis]) -> list[float]:
    """The baseline: cosines of the encoder's vectors, less the mean of their language in this file."""
    vectors = np.array([_whole(p) for p in found])
    languages = np.array([str(a.language) for a in analyses])
    for language in set(languages.tolist()):
        own = languages == language
        vectors[own] -= vectors[own].mean(axis=0) if own.sum() > 1 else 0.0
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return [float(a @ b) for a, b in zip(vectors[::2], vectors[1::2], strict=True)]


def _whole(found: Portrait) -> Array:
    return found.passages.raw[likeness.FULL] if found.passages else np.zeros(512, np.float32)


def _rated(rows: Sequence[dict[str, Any]]) -> list[int]:
    return [i for i, row in enumerate(rows) if row.get("Overall") not in (None, "")]


def _report(
    rows: Sequence[dict[str, Any]], columns: dict[str, Sequence[float]], *, head: bool = True
) -> None:
    rated = _rated(rows)
    if not rated:
        return
    gold = 5 - np.array([float(rows[i]["Overall"]) for i in rated])
    foreign = np.array([rows[i].get("lang1") != rows[i].get("lang2") for i in rated])
    if head:
        print(f"{'Pearson':24}{f'{len(rated)} pairs':>14}{f'{foreign.sum()} of two languages':>24}")
    for name, values in columns.items():
        made = np.array([values[i] for i in rated])
        scores = rated_pairs.pearson(made, gold), rated_pairs.pearson(made[foreign], gold[foreign])
        print(f"{name:24}{scores[0]:14.3f}{scores[1]:24.3f}")


def _by_languages(rows: Sequence[dict[str, Any]], made: Sequence[float]) -> None:
    """The cross-validated figure of each pair of languages."""
    sorts = [" ".join(sorted((str(r.get("lang1")), str(r.get("lang2"))))) for r in rows]
    for sort in sorted(set(sorts)):
        own = [i for i, s in enumerate(sorts) if s == sort]
        gold = 5 - np.array([float(rows[i]["Overall"]) for i in own])
        print(f"  {sort:22}{rated_pairs.pearson(np.array([made[i] for i in own]), gold):14.3f}  ({len(own)})")


if __name__ == "__main__":
    raise SystemExit(main())
