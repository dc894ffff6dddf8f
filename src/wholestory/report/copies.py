"""Copies: who carries whose text, how much of it, and whether they say so; and passages told again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wholestory.model import ArticleId, Coverage, Reuse, ReuseKind, Span
from wholestory.report.library import Library
from wholestory.report.witnesses import Witness


@dataclass(frozen=True, slots=True)
class Copy:
    """An article that carries another's text. `of` is the original, None where it is not among these.

    `share` is how much of its text is the original's, 0 to 1, None where there is nothing to hold it to.
    """

    article: ArticleId
    of: ArticleId | None
    agency: str | None
    share: float | None


@dataclass(frozen=True, slots=True)
class Copies:
    """Whole copies, and single passages that were rewritten or translated."""

    whole: tuple[Copy, ...]
    passages: tuple[Reuse, ...]


def of(coverage: Coverage, witnesses: Sequence[Witness], library: Library) -> Copies:
    """The copies of a story."""
    whole = tuple(_copy(w, coverage.reuse, library) for w in witnesses if not w.own)
    pairs = {(copy.article, copy.of) for copy in whole}
    passages = tuple(
        reuse
        for reuse in coverage.reuse
        if reuse.kind is not ReuseKind.QUOTATION
        and (reuse.later.article, reuse.earlier.article) not in pairs
        and (reuse.earlier.article, reuse.later.article) not in pairs
    )
    return Copies(whole, passages)


def _copy(witness: Witness, reuse: Iterable[Reuse], library: Library) -> Copy:
    shared = [
        here
        for r in reuse
        if r.kind is ReuseKind.VERBATIM
        for here, there in ((r.later, r.earlier), (r.earlier, r.later))
        if here.article == witness.article and there.article == witness.copy_of
    ]
    length = len(library.articles[witness.article].text)
    share = _covered(shared) / length if shared and length else None
    return Copy(witness.article, witness.copy_of, witness.agency, share)


def _covered(spans: Iterable[Span]) -> int:
    total, reached = 0, 0
    for span in sorted(spans):
        total += max(0, span.end - max(span.start, reached))
        reached = max(reached, span.end)
    return total
