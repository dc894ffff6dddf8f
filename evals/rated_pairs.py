"""Rated pairs: rows of `text1`, `text2`, `lang1`, `lang2`, `Overall`; all but the texts may be missing."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

import records
from wholestory.analyze.language import of as language_of
from wholestory.model import Analysis, Article

Matrix: TypeAlias = NDArray[np.float64]
FILE = records.SHARED / "semeval_pairs_train.jsonl"


def load(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def understood(rows: Sequence[dict[str, Any]]) -> tuple[list[Article], list[Analysis]]:
    """The two sides of each row as articles, one after the other, with their languages."""
    halves = [half(row, side) for row in rows for side in ("1", "2")]
    articles = records.articles(halves)
    analyses = [
        Analysis(article=a.id, language=r.language or language_of(a, None), published=None)
        for a, r in zip(articles, halves, strict=True)
    ]
    return articles, analyses


def half(row: Mapping[str, Any], side: str) -> records.Record:
    """One side of a row: its first line, or what ends in a double blank, is the title, if it is short."""
    whole = str(row.get(f"text{side}") or "").strip()
    title, _, text = [*re.split(r"(\n|  )", whole, maxsplit=1), "", ""][:3]
    if not text.strip() or not 15 <= len(title) <= 200:
        title, text = "", whole
    language = str(row.get(f"lang{side}") or "").strip().lower().partition("-")[0]
    return records.Record(0, title, text, records.THREE_LETTERS.get(language, language) or None, None, None)


def pearson(a: Matrix, b: Matrix) -> float:
    return float(np.corrcoef(a, b)[0, 1]) if len(a) > 1 and a.std() and b.std() else float("nan")
