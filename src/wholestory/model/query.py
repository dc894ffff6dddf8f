"""What is searched for, and what was found: plain values, made by `text.queries` and the store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from wholestory.model.listing import Place
from wholestory.model.span import Span
from wholestory.model.story import StoryId


class Field(StrEnum):
    """Where a term has to stand."""

    WORDS = "words"  # in the title or the text
    TITLE = "title"
    OUTLET = "outlet"
    LANGUAGE = "lang"
    COUNTRY = "country"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Term:
    """Words that have to stand together, in this order, in `field`."""

    words: str
    field: Field = Field.WORDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """One term of each group of `groups` has to be there, and none of `without`.

    `since` and `before` bound the time an article is sorted by: from `since` on, earlier than `before`.
    A query without groups, terms and bounds asks for nothing and finds nothing.
    """

    groups: tuple[tuple[Term, ...], ...] = ()
    without: tuple[Term, ...] = ()
    since: datetime | None = None
    before: datetime | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for."""
        return not (self.groups or self.without or self.since or self.before)


@dataclass(frozen=True, slots=True)
class Snippet:
    """Words of an article that show why it was found: `text` is its `span`, `found` the words asked for."""

    text: str
    span: Span
    found: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An article that was found, as a list shows it. `story` is the story it stands in, None where in none.

    `url` is its own address, `path` the file it was read from; one of them may be missing.
    """

    number: int
    entry: int
    title: str | None
    outlet: str | None
    language: str | None
    url: str | None
    path: str | None
    sort_at: datetime
    whole: bool
    snippet: Snippet
    story: StoryId | None = None

    @property
    def place(self) -> Place:
        """Where to go on after this article."""
        return self.sort_at, self.number


@dataclass(frozen=True, slots=True)
class Found:
    """Articles that were found, newest first. `more` is where to go on, None at the end of what there is.

    `cut` where the search was ended because it took too long: there may be more than is given here.
    """

    hits: tuple[Hit, ...] = ()
    more: Place | None = None
    cut: bool = False
