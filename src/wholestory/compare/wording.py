"""One quotation as it is compared: its words, its carrier, its day; and how two wordings relate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from wholestory.model import ArticleId, Caution, EntityId, Quotation, QuotationId, QuotationKind, StoryId
from wholestory.text.words import shingles

RUN = 3  # words: the unit in which wordings are compared


@dataclass(frozen=True, slots=True)
class Wording:
    """A quotation with what its comparison needs; `parts` are the folded words of each part.

    `earliest` and `latest` bound the carrier's day (ordinals), None where unknown.
    """

    id: QuotationId
    article: ArticleId
    story: StoryId
    quotation: Quotation
    parts: tuple[tuple[str, ...], ...]
    text: str
    language: str | None
    earliest: int | None
    latest: int | None
    speaker: EntityId | None

    @property
    def words(self) -> tuple[str, ...]:
        """All its words in order."""
        return tuple(word for part in self.parts for word in part)

    @property
    def nested(self) -> bool:
        """Whether it stands inside another quotation."""
        return self.quotation.kind is QuotationKind.NESTED


def share(one: Wording, other: Wording) -> float:
    """How much of the shorter wording's runs of words stands in the longer: 0 to 1."""
    mine, theirs = shingles(one.words, RUN), shingles(other.words, RUN)
    if not mine or not theirs:
        return 0.0
    if min(len(one.words), len(other.words)) < RUN:
        return float(_stands_in(*sorted((one.words, other.words), key=len)))
    return len(mine & theirs) / min(len(mine), len(theirs))


def _stands_in(short: Sequence[str], long: Sequence[str]) -> bool:
    size = len(short)
    return any(tuple(long[i : i + size]) == tuple(short) for i in range(len(long) - size + 1))


def days_apart(one: Wording, other: Wording) -> int | None:
    """The least number of days between the two carriers; None where a day is unknown."""
    bounds = (one.earliest, one.latest, other.earliest, other.latest)
    if any(bound is None for bound in bounds):
        return None
    earliest, latest, theirs, until = (bound or 0 for bound in bounds)
    return max(0, theirs - latest, earliest - until)


def overlap_in_article(one: Wording, other: Wording) -> bool:
    """Whether both are words of the same stretch of one article, as a nested one is of its frame."""
    return any(p.overlaps(q) for p in one.quotation.parts for q in other.quotation.parts)


def drift(reference: Wording, carried: Wording) -> set[Caution]:
    """How a wording departs from the fullest one of its language."""
    found: set[Caution] = set()
    if len(carried.words) < len(reference.words):
        found.add(Caution.SHORTENED)
    for part in carried.parts:
        if not _stands_in(part, reference.words) and _changed(part, reference.words):
            found.add(Caution.WORDS_DIFFER)
    return found


def _changed(part: Sequence[str], reference: Sequence[str]) -> bool:
    """Words put in, replaced, or lost between words that are kept."""
    codes = SequenceMatcher(a=reference, b=part, autojunk=False).get_opcodes()
    inner = [tag for tag, *_ in codes]
    while inner and inner[0] == "delete":
        inner.pop(0)
    while inner and inner[-1] == "delete":
        inner.pop()
    return any(tag != "equal" for tag in inner)
