"""What a reader likes, in words that can be shown, corrected and forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from wholestory.model.card import Section
from wholestory.model.story import StoryId


class TraitKind(StrEnum):
    """In what words a story's traits are."""

    PERSON = "person"
    TOPIC = "topic"
    OUTLET = "outlet"
    COUNTRY = "country"
    LANGUAGE = "language"
    THREAD = "thread"


@dataclass(frozen=True, slots=True, order=True)
class Trait:
    """Something about a story that a reader may care for: a name as printed, a topic, a code, an id."""

    kind: TraitKind
    name: str


class Deed(StrEnum):
    """What a reader does with a story."""

    READ = "read"
    SAVED = "saved"
    FOLLOWED = "followed"
    HIDDEN = "hidden"


class Wish(StrEnum):
    """What a reader says of a trait; it holds until it is taken back."""

    FOLLOW = "follow"
    MORE = "more"
    LESS = "less"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Leaning:
    """How far deeds speak for a trait (`liked`) and against it (`disliked`), as of `at`; both fade with time.

    `read` counts the stories with it that were read, and does not fade.
    """

    trait: Trait
    liked: float
    disliked: float
    read: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Taste:
    """What a reader's deeds and wishes show; empty for a new reader, and after a reset.

    `seen` are the stories read or hidden last, the latest first. `deeds` is how much was done in all, as of
    `at`, and fades likewise.
    """

    leanings: tuple[Leaning, ...] = ()
    wishes: tuple[tuple[Trait, Wish], ...] = ()
    seen: tuple[StoryId, ...] = ()
    deeds: float = 0.0
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """For whom an edition is made.

    `languages` are those read (ISO 639-1; none named, all); `sections` those wanted, in order; none wanted,
    they are chosen.
    """

    taste: Taste = Taste()
    languages: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
