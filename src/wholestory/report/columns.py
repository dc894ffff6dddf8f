"""Accounts side by side: which ones, what each is, and what they are lined up by."""

from __future__ import annotations

from dataclasses import dataclass

from wholestory.model import ArticleId, Span
from wholestory.report import labels
from wholestory.report.chapters import Chapter
from wholestory.report.collation import Alone, Row
from wholestory.report.witnesses import Witness

ROWS = 6  # claims that accounts are lined up by


@dataclass(frozen=True, slots=True)
class Column:
    """One account: how it begins and what it alone has."""

    witness: Witness
    role: str
    lead: tuple[Span, ...]
    alone: tuple[Alone, ...]
    carried: int = 0  # how many others carry its text


def of(chapter: Chapter) -> tuple[Column, ...]:
    """Every account that is no copy: those with a role first, then in order of appearance."""
    copied, most = chapter.copied, _most_alone(chapter)
    held = [w for w in chapter.witnesses if w.own or (w.copy_of is None and copied[w.article])]
    held = held or list(chapter.witnesses[:1])
    columns = [
        Column(
            w, _role(w, chapter, most), chapter.leads.get(w.article, ()), alone(chapter, w), copied[w.article]
        )
        for w in held
    ]
    return tuple(sorted(columns, key=lambda c: not c.role))


def rows(chapter: Chapter) -> tuple[Row, ...]:
    """The claims that accounts are lined up by: those that several give, those that differ first."""
    return tuple(r for r in chapter.collation.rows if len({v.article for v in r.claim.values}) > 1)[:ROWS]


def alone(chapter: Chapter, witness: Witness) -> tuple[Alone, ...]:
    """What `witness` alone says."""
    return tuple(a for a in chapter.collation.alone if a.sentence.article == witness.article)


def _role(witness: Witness, chapter: Chapter, most: ArticleId | None) -> str:
    if witness is chapter.first:
        return labels.FIRST_TO_REPORT
    if carried := chapter.copied[witness.article]:
        return labels.CARRIED_BY.format(carried)
    if witness.article == most:
        return labels.TELLS_MOST
    if witness.language and witness.language != chapter.languages[0]:
        return labels.OTHER_LANGUAGE
    return ""


def _most_alone(chapter: Chapter) -> ArticleId | None:
    counts = [(len(alone(chapter, w)), w.article) for w in chapter.witnesses if w.own]
    most = max((n for n, _ in counts), default=0)
    tellers = [article for n, article in counts if n == most]
    return tellers[0] if most and len(tellers) == 1 else None
