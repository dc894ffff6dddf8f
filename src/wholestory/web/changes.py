"""Changes: what an outlet altered after publishing, as words that went and words that came."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from typing import Literal

from wholestory.model import Article, ArticleId, EarlierText, KeptArticle, Role

MOST = 6  # changes of one text shown
PARAGRAPHS, WORDS = 400, 600  # of a text, of a paragraph, that are held against each other
AROUND = 8  # words left standing beside a change
_TOKEN = re.compile(r"\S+\s*|\s+")

Kind = Literal["same", "gone", "came"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a text: in both, in the older only, or in the newer only."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One alteration of an article: of its headline or of a paragraph, seen at a time of ours."""

    article: ArticleId
    seen_at: datetime
    headline: bool
    pieces: tuple[Piece, ...]


def of(kept: KeptArticle, earlier: Sequence[EarlierText]) -> list[Change]:
    """All that changed in an article, from its oldest text to how it reads now."""
    texts = [(each.article, each.until) for each in earlier]
    found: list[Change] = []
    for place, (older, until) in enumerate(texts):
        newer = texts[place + 1][0] if place + 1 < len(texts) else kept.article
        for headline, pieces in _between(older, newer):
            found.append(Change(kept.article.id, until, headline, pieces))
    return found


def _between(older: Article, newer: Article) -> list[tuple[bool, tuple[Piece, ...]]]:
    found = []
    if (older.title or "") != (newer.title or ""):
        found.append((True, _words(older.title or "", newer.title or "")))
    before, after = _paragraphs(older), _paragraphs(newer)
    for old, new in _altered(before, after):
        found.append((False, _near(_words(old, new))))
    return found[:MOST]


def _paragraphs(article: Article) -> list[str]:
    blocks = [b for b in article.blocks if b.role is not Role.TITLE]
    return [article.text[b.start : b.end] for b in blocks][:PARAGRAPHS]


def _altered(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs of paragraphs, older and newer; one of them empty where it is new or gone."""
    for kind, a, b, c, d in SequenceMatcher(None, before, after).get_opcodes():
        if kind == "equal":
            continue
        for n in range(max(b - a, d - c)):
            yield before[a + n] if a + n < b else "", after[c + n] if c + n < d else ""


def _words(old: str, new: str) -> tuple[Piece, ...]:
    before, after = _TOKEN.findall(old)[:WORDS], _TOKEN.findall(new)[:WORDS]
    found: list[Piece] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Piece("same", "".join(before[a:b])))
            continue
        found += [Piece("gone", "".join(before[a:b]))] if b > a else []
        found += [Piece("came", "".join(after[c:d]))] if d > c else []
    return tuple(found)


def _near(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The same, of long stretches that stayed only what stands beside a change."""
    last = len(pieces) - 1
    return tuple(
        Piece(p.kind, _cut(p.text, begins=n == 0, ends=n == last)) if p.kind == "same" else p
        for n, p in enumerate(pieces)
    )


def _cut(text: str, *, begins: bool, ends: bool) -> str:
    words = text.split(" ")
    if len(words) <= AROUND * (1 if begins or ends else 2):
        return text
    if begins:
        return "… " + " ".join(words[-AROUND:])
    if ends:
        return " ".join(words[:AROUND]) + " …"
    return " ".join(words[:AROUND]) + " … " + " ".join(words[-AROUND:])
