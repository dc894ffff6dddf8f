"""All that was understood from one article."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from wholestory.model.article import Published, Role
from wholestory.model.mention import Mention, Referent
from wholestory.model.quotation import Quotation
from wholestory.model.span import ArticleId, Span
from wholestory.model.statement import Statement
from wholestory.model.timing import Timing


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, and the role of the block it stands in."""

    span: Span
    role: Role


class OriginKind(StrEnum):
    """Whose reporting an article is."""

    OWN = "own"
    WIRE = "wire"


@dataclass(frozen=True, slots=True)
class Origin:
    """Own report or agency copy; `agency` as printed, `span` where the article says so."""

    kind: OriginKind
    agency: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Vector:
    """An embedding: little-endian float32 `values`, and the model that made it; spaces never mix."""

    model: str
    values: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """What one article says, each item with the span that says it.

    `language` is an ISO 639-1 code, None where it cannot be told. `published` is the article's own
    stated, collected or page date, else one inferred from its text, else None.
    Indices in quotations, statements and mentions point into the tuples here.
    """

    article: ArticleId
    language: str | None
    published: Published | None
    sentences: tuple[Sentence, ...] = ()
    referents: tuple[Referent, ...] = ()
    mentions: tuple[Mention, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    timings: tuple[Timing, ...] = ()
    statements: tuple[Statement, ...] = ()
    origin: Origin = Origin(OriginKind.OWN)
    vector: Vector | None = None
