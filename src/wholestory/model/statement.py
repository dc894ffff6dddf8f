"""Checkable assertions: statements as told, claims as they compare across accounts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from wholestory.model.mention import EntityId
from wholestory.model.span import ArticleId, Span

ClaimId = NewType("ClaimId", str)


class Status(StrEnum):
    """Who stands behind a statement."""

    ASSERTED = "asserted"  # the article itself
    ATTRIBUTED = "attributed"  # someone it cites
    SPECULATED = "speculated"  # "may", "suggests that"
    CAPTION = "caption"  # an image's caption


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure as an interval: `low` ≤ true value ≤ `high`, None an open end.

    Numbers are plain; days are proleptic ordinals (`date.toordinal()`), so one arithmetic serves both.
    `value` is how it reads when exact ("43", "2023-10-22", "42000000"), `unit` what is counted
    ("year", "ordinal", "EUR", a noun as printed, "date"). `exact` is False for "about", "some", "over".
    """

    value: str
    unit: str
    low: float | None
    high: float | None
    granularity: str
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Statement:
    """One figure an article gives of something.

    `subject` is an index into `Analysis.referents`, or None where the subject is no named thing;
    `topic` then is the phrase as printed. `attribute` is from a fixed list ("age", "birthday",
    "count", "money", "date", …) with the thing counted after a colon, stemmed ("count:passeng").
    `span` is the figure with its noun, `sentence` the whole sentence.
    `at` is the Timing the figure holds at, an index into `Analysis.timings`.
    """

    attribute: str
    quantity: Quantity
    span: Span
    sentence: Span
    status: Status
    subject: int | None = None
    topic: Span | None = None
    at: int | None = None


class Outcome(StrEnum):
    """How the values of a claim compare."""

    AGREE = "agree"
    PRECISION = "precision"  # they fit, some less exact
    COMPATIBLE = "compatible"  # worked out by interval arithmetic, they fit
    ALONE = "alone"  # one account alone gives it
    DIFFER = "differ"
    DISPUTED = "disputed"  # the sources that the accounts cite contradict each other
    NOT_COMPARABLE = "not_comparable"  # a date is missing that the comparison needs


@dataclass(frozen=True, slots=True)
class ClaimValue:
    """One article's value of a claim, with its evidence: the figure (`span`) and its sentence."""

    article: ArticleId
    quantity: Quantity
    status: Status
    span: Span
    sentence: Span


@dataclass(frozen=True, slots=True)
class Claim:
    """What several accounts say of one attribute of one subject.

    `subject` is an entity id or the printed phrase. `outlier` is an index into `values`: the one that
    all others contradict, None where there is no such one. No true value is ever asserted.
    `because` names the steps of an inference in fixed words, for display.
    """

    id: ClaimId
    subject: EntityId | str
    attribute: str
    outcome: Outcome
    values: tuple[ClaimValue, ...]
    outlier: int | None = None
    because: tuple[str, ...] = ()
