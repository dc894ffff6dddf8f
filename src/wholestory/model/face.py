"""The face of a story: what is cut from its accounts for a card."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from wholestory.model.article import Granularity
from wholestory.model.feed import Picture
from wholestory.model.span import ArticleId


class Relation(StrEnum):
    """How a reading of a claim stands to the most-told one."""

    MOST = "most"
    FITS = "fits"  # less exact
    WORKED = "worked"  # fits by a sum
    DIFFERS = "differs"
    LOOSE = "loose"  # cannot be compared


@dataclass(frozen=True, slots=True)
class Stroke:
    """One title in the coverage line: an own report or a copy, the first, one that stands apart."""

    own: bool
    first: bool
    apart: bool


@dataclass(frozen=True, slots=True)
class Strokes:
    """The titles of one language: own reports first, then copies, each by time."""

    language: str | None
    strokes: tuple[Stroke, ...]


@dataclass(frozen=True, slots=True)
class Teller:
    """Who says something: an article of an outlet.

    `at` is when it appeared, an ISO prefix as exact as it is known, None where it is not; `siglum` stands for
    the outlet within the story.
    """

    article: ArticleId
    outlet: str
    siglum: str
    language: str | None
    at: str | None


@dataclass(frozen=True, slots=True)
class Cutting:
    """Words of an article, whole or cut at a word and marked so."""

    text: str
    by: Teller


@dataclass(frozen=True, slots=True)
class Lag:
    """How much later: in minutes or, where times are known to the day only, in days (0: the same day)."""

    amount: int
    unit: Granularity


@dataclass(frozen=True, slots=True)
class Arrived:
    """One of the first to tell a story; `after` the first by how much, None for the first or if unknown."""

    by: Teller
    after: Lag | None


@dataclass(frozen=True, slots=True)
class Version:
    """One value of a claim as printed. `voices` tell it, of whom `by` names the first few."""

    text: str
    relation: Relation
    voices: int
    by: tuple[Teller, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A row of "All say", "They differ" or "Only one says".

    A claim: `subject` as printed (may be empty), `about` in our words, from `attribute`, which is for those
    who translate them; the most-told version first. A sentence: all three are empty, and one version.
    """

    subject: str
    about: str
    attribute: str
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How widely a story is told.

    `titles` are outlets, `voices` those of them that are independent accounts; `copies` are articles that
    carry another's text, `agency` the agency that most of these name and `carried` how many do. `apart` are
    outlets that stand apart, `claims` what was compared.
    """

    titles: int
    articles: int
    voices: int
    own: int
    copies: int
    agency: str | None
    carried: int
    apart: int
    claims: int


@dataclass(frozen=True, slots=True)
class Illustration:
    """An image that came with one of the articles, with its caption and credit as printed."""

    picture: Picture
    by: Teller


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """What is cut from a story's accounts when they are compared.

    `lines` is the coverage line; `arrived` who told it first and the next ones; `others` some accounts beside
    the headline's. `people` are named most, `outlets` tell it, in order of appearance.
    """

    headline: Cutting | None
    dek: Cutting | None
    lines: tuple[Strokes, ...]
    counts: Counts
    arrived: tuple[Arrived, ...] = ()
    others: tuple[Cutting, ...] = ()
    agreed: tuple[Point, ...] = ()
    differing: tuple[Point, ...] = ()
    alone: tuple[Point, ...] = ()
    illustration: Illustration | None = None
    people: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
