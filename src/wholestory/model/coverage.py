"""All accounts of one story or thread, aligned."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from wholestory.model.article import Published
from wholestory.model.mention import Entity
from wholestory.model.quotation import Utterance
from wholestory.model.span import ArticleId, Span
from wholestory.model.statement import Claim
from wholestory.model.story import StoryId, ThreadId
from wholestory.model.timing import Moment


class ReuseKind(StrEnum):
    """How one article's words stand in another."""

    VERBATIM = "verbatim"
    QUOTATION = "quotation"  # both carry the same words of a third
    REWRITTEN = "rewritten"
    TRANSLATED = "translated"


@dataclass(frozen=True, slots=True)
class Reuse:
    """A passage that two articles share; `earlier` is the one that appeared first, or the first by id."""

    kind: ReuseKind
    earlier: Span
    later: Span


@dataclass(frozen=True, slots=True)
class Account:
    """One outlet's telling of one story.

    `copy_of` is the article it carries near verbatim, None for an own report; `lead` its opening
    sentences; `alone` the sentences whose content no other account has.
    """

    article: ArticleId
    copy_of: ArticleId | None
    lead: tuple[Span, ...]
    alone: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Dated:
    """A publication time narrowed by other articles of the thread (`basis: other_article`)."""

    article: ArticleId
    published: Published


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """All accounts of `of`, compared. `summary` holds whole sentences of the articles, each citing its own.

    `common` holds what several accounts say in different words: each tuple one sentence an account.
    """

    of: StoryId | ThreadId
    accounts: tuple[Account, ...]
    entities: tuple[Entity, ...] = ()
    utterances: tuple[Utterance, ...] = ()
    claims: tuple[Claim, ...] = ()
    moments: tuple[Moment, ...] = ()
    reuse: tuple[Reuse, ...] = ()
    common: tuple[tuple[Span, ...], ...] = ()
    summary: tuple[Span, ...] = ()
    dated: tuple[Dated, ...] = ()
