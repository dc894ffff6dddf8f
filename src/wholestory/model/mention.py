"""Who and what is spoken of: mentions as told, entities as they are across outlets."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from wholestory.model.span import Span

EntityId = NewType("EntityId", str)


class EntityType(StrEnum):
    """What kind of thing a name names."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    WORK = "work"
    OTHER = "other"


class MentionKind(StrEnum):
    """How something is mentioned."""

    NAMED = "named"
    NOMINAL = "nominal"  # "the Skims founder", "her father"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of one article that speaks of someone or something.

    `referent` is an index into `Analysis.referents`; None where it cannot be told whom it means,
    and `candidates` then holds those it may mean.
    """

    span: Span
    kind: MentionKind
    referent: int | None
    candidates: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Referent:
    """Whom or what the mentions of one article speak of; `name` is its fullest name there, as printed.

    `descriptions` are the words by which the article introduces them ("master of the Aurelia").
    """

    name: str
    type: EntityType
    descriptions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organisation, place or work as it is across articles; `name` is the fullest one printed."""

    id: EntityId
    name: str
    type: EntityType
    mentions: tuple[Span, ...]
