"""One outlet's article, as it was told: cleaned text, what was taken off it, and what it says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from wholestory.model.span import ArticleId, FileSpan, Span


class Role(StrEnum):
    """What a block of an article's text is."""

    TITLE = "title"
    SUBHEAD = "subhead"
    PARAGRAPH = "paragraph"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class Block:
    """`text[start:end]`: one paragraph, heading or caption. Blocks are in order and never overlap."""

    role: Role
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Segment:
    """`text[start:end]` is, letter for letter, the decoded file from `file_start` on."""

    start: int
    end: int
    file_start: int


@dataclass(frozen=True, slots=True)
class Caption:
    """An image's caption and its credit, each as printed; either may be missing."""

    text: str | None
    credit: str | None


@dataclass(frozen=True, slots=True)
class Removed:
    """Words of the file that are no part of the article, and why (`share`, `outlet`, `byline`, `date`, …).

    For text files `file_start` and `file_end` say where in the decoded file they stand; pages have none.
    """

    text: str
    reason: str
    file_start: int | None = None
    file_end: int | None = None


class Granularity(StrEnum):
    """How exactly a time is known."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    MINUTE = "minute"


class Basis(StrEnum):
    """What a publication time rests on, the firmest first."""

    STATED = "stated"  # the article's own date line
    METADATA = "metadata"  # the page's JSON-LD, meta or time elements; a record's own field
    COLLECTION = "collection"  # a marker that whoever gathered the file put there
    INFERRED = "inferred"  # time expressions of the article's own text
    OTHER_ARTICLE = "other_article"  # narrowed from another article on the same event


@dataclass(frozen=True, slots=True)
class Published:
    """When an article appeared.

    `value` is an ISO prefix as exact as `granularity` says ("2024", "2024-10", "2024-10-22",
    "2024-10-22T18:21" with an offset where one is stated), or None where only bounds are known.
    `earliest` and `latest` are ISO days (inclusive); None is an open end.
    """

    value: str | None
    earliest: str | None
    latest: str | None
    granularity: Granularity
    basis: Basis
    evidence: tuple[Span | FileSpan, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article. `text` joins its blocks by a blank line, title first; nothing in it is reworded.

    Exactly one of `path` and `url` may be missing. `title`, `outlet`, `byline`, `published` and
    `language` are None where the article does not say; `segments` is empty for pages. `agreement` says of a
    page's text how far other readings of the page give the same, 0 to 1; None where nobody else was asked.
    """

    id: ArticleId
    text: str
    blocks: tuple[Block, ...]
    path: str | None = None
    url: str | None = None
    outlet: str | None = None
    byline: str | None = None
    language: str | None = None
    published: Published | None = None
    captions: tuple[Caption, ...] = ()
    removed: tuple[Removed, ...] = ()
    segments: tuple[Segment, ...] = ()
    agreement: float | None = None

    @property
    def title(self) -> str | None:
        """The headline as printed, or None."""
        first = self.blocks[0] if self.blocks else None
        return self.text[first.start : first.end] if first and first.role is Role.TITLE else None

    def quote(self, span: Span) -> str:
        """The words of `span`."""
        return self.text[span.start : span.end]

    def in_file(self, span: Span) -> tuple[int, int] | None:
        """`span` as offsets of the decoded file; None for pages."""
        starts = [s for s in self.segments if s.start <= span.start < s.end]
        ends = [s for s in self.segments if s.start < span.end <= s.end]
        if not starts or not ends:
            return None
        return span.start - starts[0].start + starts[0].file_start, span.end - ends[0].start + ends[
            0
        ].file_start
