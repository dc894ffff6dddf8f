"""A story on a front page: all that is shown of it without opening it, and the sections it stands in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from wholestory.model.brief import Brief
from wholestory.model.face import Face
from wholestory.model.outlet import Topic


class SectionKind(StrEnum):
    """By what stories are put into sections."""

    TOPIC = "topic"
    COUNTRY = "country"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True, order=True)
class Section:
    """A part of a front page. `name` is a topic of the catalogue, an ISO 3166-1 or an ISO 639-1 code.

    A story stands in the section of a country or language where one of its articles is of an outlet from
    there or in that language, in that of a topic where a quarter of its articles that have any have it.
    """

    kind: SectionKind
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A story on a front page.

    `told` is False where its accounts are not compared (yet, or there is one only): then `face` has what its
    first article gives. What came since it was told is counted in `brief` only. `began_at` is its first
    article's time; `pace` holds those of its articles that appeared in the six hours before it last changed,
    the latest 100 of them, in order, to the minute.
    """

    brief: Brief
    face: Face
    told: bool
    began_at: datetime
    pace: tuple[datetime, ...] = ()
    topics: tuple[Topic, ...] = ()
    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()

    @property
    def sections(self) -> tuple[Section, ...]:
        """All sections it stands in."""
        named = (
            (SectionKind.TOPIC, self.topics),
            (SectionKind.COUNTRY, self.countries),
            (SectionKind.LANGUAGE, self.languages),
        )
        return tuple(Section(kind, str(name)) for kind, names in named for name in names)
