"""Likeness: the signs by which two portraits are compared, all of them symmetric.

`READ` needs readings of both, `PLACED` a vector of both, `WORDED` nothing but words.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from wholestory.cluster.portrait import LEAD_PIECES, Passages, Pieces, Portrait
from wholestory.cluster.sketch import Array
from wholestory.cluster.sparse import product, unit

STRONG = 0.6  # two pieces more alike than this mean much the same
RARE, MISSED = 3.5, 10  # a piece's rarity that tells, and how many of the worst matched are looked at
NO_RARE, NONE_MISSED = 0.4, 0.3  # the usual likeness, where there are too few of them
TITLE, LEAD, BODY, FULL, RARER = range(5)

WORDED = ("title_words", "lead_words", "all_words", "title_in_words", "lead_in_words", "shorter")
PLACED = ("lead", "lead_raw", *WORDED)
READ = (
    "title", "lead", "body", "whole", "rarer", "title_whole", "title_body", "title_whole_apart",
    "whole_raw", "lead_raw",
    "pieces", "strong_pieces", "lead_pieces", "strong_lead_pieces", "title_in_pieces",
    "strong_title_in_pieces", "title_pieces", "strong_title_pieces", "rare_pieces", "missed_pieces",
    *WORDED,
)  # fmt: skip


def read(a: Portrait, b: Portrait) -> Array | None:
    """The signs of `READ`; None where a reading is missing."""
    if a.passages is None or b.passages is None or a.pieces is None or b.pieces is None:
        return None
    signs = (*_passages(a.passages, b.passages), *_pieces(a.pieces, b.pieces), *_words(a, b))
    return np.array(signs, np.float32)


def placed(a: Portrait, b: Portrait) -> Array | None:
    """The signs of `PLACED`; None where a vector is missing."""
    if a.lead is None or b.lead is None:
        return None
    vectors = ((a.lead.centred, b.lead.centred), (a.lead.raw, b.lead.raw))
    return np.array((*(float((x * y).sum()) for x, y in vectors), *_words(a, b)), np.float32)


def worded(a: Portrait, b: Portrait) -> Array:
    """The signs of `WORDED`."""
    return np.array(_words(a, b), np.float32)


def _passages(a: Passages, b: Passages) -> tuple[float, ...]:
    """How alike the passages are, each with its like and the title with what the other tells."""
    centred, raw = a.centred @ b.centred.T, a.raw @ b.raw.T
    return (
        *np.diag(centred).tolist(),
        float(centred[TITLE, FULL] + centred[FULL, TITLE]) / 2,
        float(centred[TITLE, BODY] + centred[BODY, TITLE]) / 2,
        abs(float(centred[TITLE, FULL] - centred[FULL, TITLE])),
        float(raw[FULL, FULL]),
        float(raw[LEAD, LEAD]),
    )


def _pieces(a: Pieces, b: Pieces) -> tuple[float, ...]:
    """How well each piece of one finds its like in the other, rare ones counting more.

    Both ways (Zhang et al. 2020, BERTScore): in the whole, in the leads, of titles in the whole, of titles.
    """
    alike = a.rows @ b.rows.T
    lead = alike[:LEAD_PIECES, :LEAD_PIECES]
    titles = alike[: a.title, : b.title]
    rows, columns = alike.max(axis=1), alike.max(axis=0)
    return (
        *_matched(rows, columns, a, b),
        *_matched(lead.max(axis=1), lead.max(axis=0), a, b),
        *_matched(rows[: a.title], columns[: b.title], a, b),
        *_matched(titles.max(axis=1), titles.max(axis=0), a, b),
        (_rare(rows, a) + _rare(columns, b)) / 2,
        (_missed(rows, a) + _missed(columns, b)) / 2,
    )


def _matched(rows: Array, columns: Array, a: Pieces, b: Pieces) -> tuple[float, float]:
    """The mean of the best matches, and of what they are beyond `STRONG`."""
    sides = [(best, p.rarity[: len(best)]) for best, p in ((rows, a), (columns, b))]
    plain = sum(float(best @ rarity / rarity.sum()) for best, rarity in sides) / 2
    strong = sum(float(np.maximum(best - STRONG, 0) @ r / r.sum()) for best, r in sides) / 2
    return plain, strong


def _rare(best: Array, side: Pieces) -> float:
    rare = best[side.rarity > RARE]
    return float(rare.mean()) if len(rare) else NO_RARE


def _missed(best: Array, side: Pieces) -> float:
    """How well the worst matched of the rare pieces are matched."""
    rare = best[side.rarity > RARE]
    return float(np.partition(rare, MISSED - 1)[:MISSED].mean()) if len(rare) >= MISSED else NONE_MISSED


def _words(a: Portrait, b: Portrait) -> tuple[float, ...]:
    """What words they share, romanised and weighed by rarity: cosines, and shares of one in the other."""
    cosines = [product(unit(x), unit(y)) for x, y in zip(a.words, b.words, strict=True)]
    held = [(_held(a.words[k], b.words[2]) + _held(b.words[k], a.words[2])) / 2 for k in (0, 1)]
    shorter = math.log(1 + min(a.letters, b.letters))
    return *(math.sqrt(max(0.0, s)) for s in (*cosines, *held)), shorter


def _held(part: Mapping[str, float], whole: Mapping[str, float]) -> float:
    """The share of `part` that stands in `whole`, by weight."""
    total = sum(part.values())
    return sum(v for k, v in part.items() if k in whole) / total if total else 0.0
