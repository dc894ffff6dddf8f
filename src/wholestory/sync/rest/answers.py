"""Answers: the forms of what the API tells. Times are ISO 8601 in UTC, null where there is none.

Fields are added, never renamed or taken away. Offsets are code points.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, WithJsonSchema

from wholestory.model import OutletKind, SectionKind

Telling = Annotated[dict[str, Any], WithJsonSchema({"x-is": "Telling"})]
"""The JSON contract of reports (docs/reference/json.md)."""


class Cutting(BaseModel):
    """Words of an article, whole or cut at a word and marked so; `at` an ISO prefix."""

    text: str
    article: str
    outlet: str
    language: str | None
    at: str | None


class Card(BaseModel):
    """A story in a list. `articles` counts them, `voices` the outlets that tell it in their own words.

    `told` is false where its accounts are not compared (yet, or there is one only).
    """

    id: str
    thread: str | None
    headline: Cutting | None
    line: Cutting | None
    others: list[Cutting]
    articles: int
    voices: int
    titles: int
    copies: int
    began_at: datetime
    newest_at: datetime
    told: bool
    people: list[str]
    outlets: list[str]
    topics: list[str]
    countries: list[str]
    languages: list[str]


class Reason(BaseModel):
    """Why a story stands where it stands: a kind from a fixed list, what it rests on, whose ids."""

    kind: str
    detail: list[str]
    ids: list[str]


class Placed(BaseModel):
    """A story in an edition; `rise` is how many places it has risen in about an hour, null if not known."""

    story: Card
    reasons: list[Reason]
    rise: int | None


class Section(BaseModel):
    """A topic, a country (ISO 3166-1) or a language (ISO 639-1)."""

    kind: SectionKind
    name: str


class Part(BaseModel):
    """What an edition has of a section."""

    section: Section
    stories: list[Placed]


class Picked(BaseModel):
    """A story that an editor chose, why, and who."""

    story: Card
    note: str
    by: str


class Edition(BaseModel):
    """The front page: a finite selection, each story once but among the picks."""

    at: datetime | None
    top: list[Placed]
    for_you: list[Placed]
    parts: list[Part]
    picks: list[Picked]


class Stories(BaseModel):
    """Some stories, and the `cursor` of the next ones; null at the end."""

    stories: list[Card]
    next: str | None


class Sections(BaseModel):
    """All sections that stories stand in."""

    sections: list[Section]


class Held(BaseModel):
    """An article of a story; `whole` where we hold more than its feed gives away."""

    id: str
    title: str | None
    outlet: str | None
    language: str | None
    url: str | None
    at: datetime
    whole: bool


class Story(BaseModel):
    """A story. `telling` is null until its accounts are compared, and where there is one only.

    It tells of the articles it names; what came since is in `articles` only. An article that whoever asks may
    not read whole has an empty `text` there.
    """

    id: str
    card: Card | None
    thread: str | None
    articles: list[Held]
    telling: Telling | None


class Chapter(BaseModel):
    """A story of a thread."""

    id: str
    headline: str | None
    outlet: str | None
    articles: int
    voices: int
    opened_at: datetime
    newest_at: datetime


class Thread(BaseModel):
    """A saga: the latest of its stories, in order of time; `telling` where they are compared as a whole."""

    id: str
    why: list[Reason]
    stories: list[Chapter]
    telling: Telling | None


class Article(BaseModel):
    """An article. `whole` says whether all of it is here, else there is its `opening` alone.

    `left` is how many articles may still be opened in this week, null where nothing is counted.
    """

    id: str
    story: str | None
    title: str | None
    outlet: str | None
    byline: str | None
    language: str | None
    url: str | None
    at: datetime
    changed_at: datetime | None
    whole: bool
    left: int | None
    opening: str
    telling: Telling | None


class Stretch(BaseModel):
    """Where in a text: `start` and `end`, exclusive."""

    start: int
    end: int


class Snippet(BaseModel):
    """Words of an article that show why it was found, and where in them what was asked for stands."""

    text: str
    found: list[Stretch]


class Hit(BaseModel):
    """An article that was found."""

    id: str
    story: str | None
    title: str | None
    outlet: str | None
    language: str | None
    url: str | None
    at: datetime
    whole: bool
    snippet: Snippet


class Found(BaseModel):
    """Articles that were found, the newest first; `cut` where the search was ended before its end."""

    articles: list[Hit]
    cut: bool
    next: str | None


class Outlet(BaseModel):
    """An outlet as the catalogue knows it; what nobody stated is null or empty."""

    id: str
    name: str
    domains: list[str]
    aliases: list[str]
    country: str | None
    languages: list[str]
    kind: OutletKind | None
    funding: str | None
    owner: str | None
    topics: list[str]
    feeds: list[str]


class Outlets(BaseModel):
    """Some outlets, best known first."""

    outlets: list[Outlet]
    next: str | None


class Reports(Found):
    """An outlet and its newest articles."""

    outlet: Outlet


class Said(BaseModel):
    """A quotation with the sentence it stands in; `speaker` as the article names who said it."""

    article: str
    words: str
    sentence: str
    speaker: str
    direct: bool
    url: str | None


class Person(Found):
    """What the newest articles that print a name in full have of it: said by, and said of by others."""

    name: str
    said: list[Said]
    said_of: list[Said]


class Me(BaseModel):
    """What the token's member is, and until when; null for ever or, where expired, since ever.

    `left` is how many articles may still be opened in this week, null where nothing is counted.
    """

    standing: str
    until: datetime | None
    left: int | None
    scope: str


class Marked(BaseModel):
    """What was marked: a story's id, or an article's."""

    of: str
    at: datetime


class Marks(BaseModel):
    """Some marks, the latest first."""

    marks: list[Marked]
    next: str | None


class Followed(BaseModel):
    """What is followed."""

    kind: str
    of: str
    at: datetime


class Follows(BaseModel):
    """All that is followed, the latest first."""

    follows: list[Followed]


class Asked(BaseModel):
    """A search that was saved."""

    q: str
    at: datetime


class Searches(BaseModel):
    """All searches that were saved, the latest first."""

    searches: list[Asked]
