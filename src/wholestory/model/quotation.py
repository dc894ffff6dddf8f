"""Who said what: quotations as told, utterances as they were made once and carried by many."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from wholestory.model.mention import EntityId
from wholestory.model.span import ArticleId, Span

QuotationId = NewType("QuotationId", str)
UtteranceId = NewType("UtteranceId", str)


class QuotationKind(StrEnum):
    """How words are reported."""

    DIRECT = "direct"  # whole sentences between marks
    MIXED = "mixed"  # a fragment between marks inside the outlet's own sentence
    NESTED = "nested"  # inside another quotation
    HEADLINE = "headline"
    INDIRECT = "indirect"  # reported without marks


class SpeakerState(StrEnum):
    """What is known of a speaker."""

    NAMED = "named"
    ANONYMOUS = "anonymous"  # described, not named
    OUTLET = "outlet"  # the outlet itself, or another outlet
    HEARSAY = "hearsay"  # "reportedly", "it is said"
    AMBIGUOUS = "ambiguous"  # several people fit
    NONE = "none"  # not found: our gap, and shown as one


@dataclass(frozen=True, slots=True)
class Speaker:
    """The source of a quotation.

    `name`: for a named one the fullest name the article prints; for an anonymous one the article's
    own phrase; else None. `span` is the mention beside the quotation, `referent` an index into
    `Analysis.referents`, `candidates` those of an ambiguous one.
    """

    state: SpeakerState
    name: str | None = None
    span: Span | None = None
    referent: int | None = None
    candidates: tuple[int, ...] = ()


class SourceRole(StrEnum):
    """What a link of the chain between speaker and article is."""

    VIA_OUTLET = "via_outlet"
    ANONYMOUS = "anonymous"
    DOCUMENT = "document"
    PROGRAMME = "programme"


@dataclass(frozen=True, slots=True)
class SourceLink:
    """One link of the chain by which words reached the article, as named there."""

    role: SourceRole
    span: Span


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that an article reports as someone's: the parts without their marks, in order.

    `nested_in` is an index into `Analysis.quotations`.
    """

    parts: tuple[Span, ...]
    kind: QuotationKind
    speaker: Speaker
    cue: Span | None = None
    sources: tuple[SourceLink, ...] = ()
    nested_in: int | None = None


class Caution(StrEnum):
    """What to mind about an utterance as it is carried."""

    WORDS_DIFFER = "words_differ"
    SHORTENED = "shortened"
    TRANSLATED = "translated"
    SPEAKER_DIFFERS = "speaker_differs"  # two carriers name different people
    DESCRIBED_DIFFERENTLY = "described_differently"  # an anonymous source, described otherwise
    SPEAKER_MISSING = "speaker_missing"  # a carrier gives the words without the speaker


@dataclass(frozen=True, slots=True)
class Utterance:
    """Something said once and carried by one or more articles.

    `speaker.name` is the fullest printed; `entity` its entity if named. `first` is the article that
    carried it first among these, None where dates do not tell.
    """

    id: UtteranceId
    quotations: tuple[QuotationId, ...]
    speaker: Speaker
    entity: EntityId | None
    first: ArticleId | None
    warnings: tuple[Caution, ...] = ()


def quotation_id(article: ArticleId, index: int) -> QuotationId:
    """The id of the quotation at `index` in its article's analysis."""
    return QuotationId(f"{article}-q{index + 1}")


def carrier(quotation: QuotationId) -> ArticleId:
    """The article that a quotation's id names."""
    return ArticleId(quotation.rpartition("-q")[0])
