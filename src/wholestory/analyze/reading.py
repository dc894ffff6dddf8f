"""Reading: the bundled encoder's understanding of each piece of a word in its context.

The encoder (Yang et al. 2019, Multilingual Universal Sentence Encoder, the convolutional one) sums what it
made of the pieces and bends the sum into one vector. Stopping before the sum costs nothing more and gives
vectors to hold two texts against each other word by word, and those of any passage, from one pass.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from wholestory.analyze import vectors
from wholestory.model import Article, Reading, Role
from wholestory.text import vocabulary

Array: TypeAlias = NDArray[np.float32]
LETTERS, PIECES = 2500, 400  # of an article that are read; background begins long before
LEAD = 150  # pieces: about a title and 600 letters
TITLE = (4, 60)  # the fewest and most pieces of a title
UNTITLED = 120  # letters that stand for the title where there is none
PLAIN, RAREST, LEAST = 8.0, 6.0, 0.05  # surprise that says nothing, the most that counts above it, the rest


def of(article: Article) -> Reading | None:
    """How the bundled encoder reads the beginning of `article`; None where there are no words."""
    title, text = opening(article)
    if not re.search(r"\w", text):
        return None
    splitter = vocabulary.splitter()
    ids = splitter.encode(text, out_type=int, add_bos=True, add_eos=True)[:PIECES]
    head = min(max(TITLE[0], len(splitter.encode(title)) + 1), TITLE[1], len(ids))
    surprises = _surprises()[ids]
    understood = _understood(ids)
    rarity = np.clip(surprises - PLAIN, 0, RAREST) + LEAST
    spans = ((0, head), (0, LEAD), (min(head, len(ids) - 1), len(ids)), (0, len(ids)))
    passages = [_passage(understood[a:b], np.ones(len(ids[a:b]), np.float32)) for a, b in spans]
    passages.append(_passage(understood, rarity))
    to_main, mean = _directions()
    return Reading(
        model=vectors.bundled().name,
        passages=tuple(p.astype("<f4").tobytes() for p in passages),
        pieces=(understood @ to_main - mean).astype("<f2").tobytes(),
        surprises=surprises.astype("<f4").tobytes(),
        title=head,
    )


def unmapped(article: Article) -> Array:
    """A row for each piece as the encoder sums them: what the main directions are learned from."""
    ids = vocabulary.splitter().encode(opening(article)[1], out_type=int, add_bos=True, add_eos=True)
    rows: Array = _understood(ids[:PIECES]) @ _encoder().cnn_W
    return rows


def opening(article: Article) -> tuple[str, str]:
    """The title, or what stands for one, and the text that is read, the title first."""
    body = [b for b in article.blocks if b.role in (Role.PARAGRAPH, Role.SUBHEAD)]
    told = "\n".join(article.text[b.start : min(b.end, b.start + LETTERS)] for b in body[:LETTERS])
    text = f"{article.title or ''}\n{told}".strip()[:LETTERS]
    return (article.title or "").strip()[:LETTERS] or text[:UNTITLED], text


@cache
def _surprises() -> Array:
    splitter = vocabulary.splitter()
    return -np.array(splitter.get_score(list(range(splitter.get_piece_size()))), np.float32)


@cache
def _directions() -> tuple[Array, Array]:
    """What leads from a piece's row to the main directions, and where the pieces of news lie on these.

    Learned from texts by `make train` (evals/train_similarity.py).
    """
    with files(__package__).joinpath("pieces.npz").open("rb") as stream, np.load(stream) as table:
        directions = table["directions"].astype(np.float32)
        return _encoder().cnn_W @ directions, table["mean"].astype(np.float32) @ directions


def _encoder() -> Any:  # the package has no types
    return vectors._model()


def _understood(ids: Sequence[int]) -> Array:
    """A row for each piece: what it is by itself, then what its neighbourhoods of 2, 3 and 5 make of it."""
    encoder = _encoder()
    chunk = np.asarray(ids) % encoder.lo.shape[0]
    alone = encoder.table[ids] * encoder.scale[chunk, None] + encoder.lo[chunk, None]
    entered = _even(alone @ encoder.proj_W + encoder.proj_b, encoder.ln_g_all, encoder.ln_b_all)
    branches = [alone]
    for i, (reach, left) in enumerate(((2, 0), (3, 1), (5, 2))):
        size = encoder.w1[i].shape[1]
        flow = entered[:, i * size : (i + 1) * size]
        for weights, bias in ((encoder.w1[i], encoder.b1[i]), (encoder.w2[i], encoder.b2[i])):
            flow = flow + np.maximum(_around(flow, reach, left) @ weights + bias, 0)
        branches.append(flow)
    return _even(np.concatenate(branches, axis=1), encoder.ln_g, encoder.ln_b)


def _around(rows: Array, reach: int, left: int) -> Array:
    """Each row with its neighbours beside it, zeros beyond the ends."""
    padded = np.pad(rows, ((left, reach - 1 - left), (0, 0)))
    return np.concatenate([padded[k : k + len(rows)] for k in range(reach)], axis=1)


def _even(rows: Array, gain: Array, offset: Array) -> Array:
    """Rows of mean 0 and deviation 1, then scaled (layer normalisation)."""
    centred = rows - rows.mean(axis=1, keepdims=True)
    spread = np.sqrt((centred**2).mean(axis=1, keepdims=True) + _encoder().eps)
    evened: Array = (centred / spread * gain + offset).astype(np.float32)
    return evened


def _passage(understood: Array, weights: Array) -> Array:
    """The unit vector of some pieces, each counting by its weight."""
    encoder = _encoder()
    count = len(weights)
    even = weights * (count / weights.sum())
    mean = ((even @ understood) @ encoder.cnn_W + count * encoder.cnn_b) / np.sqrt(count)
    low = mean @ encoder.p1 + np.maximum(mean @ encoder.d0, 0) @ encoder.d1
    low = np.maximum(low, 0)
    top = np.tanh(low @ encoder.p3 + np.maximum(low @ encoder.d2, 0) @ encoder.d3)
    vector: Array = top / max(float(np.linalg.norm(top)), 1e-9)
    return vector
