"""When things happened: time expressions as told, moments as they stand on a timeline."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from wholestory.model.article import Granularity
from wholestory.model.span import Span


class Anchor(StrEnum):
    """What a time expression was resolved against."""

    ABSOLUTE = "absolute"  # it carries its own year
    PUBLICATION = "publication"  # the article's date
    TEXT = "text"  # another expression of the same article


@dataclass(frozen=True, slots=True)
class Shift:
    """`low` to `high` of `unit` (day, week, weekend, month, year, decade) from the anchor, negative before.

    None is an open end. "Last month" is month -1 to -1, "two weeks ago" day -17 to -11.
    """

    unit: str
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Timing:
    """A time expression, resolved as far as the text allows.

    `value` is an ISO prefix as exact as `granularity`, None where unresolved; `earliest` and `latest`
    are ISO days bounding it, None an open end. `month`, `day`, `weekday` (Monday 0) keep the stated
    parts of an expression without a year, `shift` the distance of a relative one. `future` is True where
    the text says it lies ahead, `past` where it says that it has been; neither where it does not tell.
    """

    span: Span
    value: str | None
    earliest: str | None
    latest: str | None
    granularity: Granularity
    anchor: Anchor
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    shift: Shift | None = None
    future: bool = False
    past: bool = False
    caption: bool = False


@dataclass(frozen=True, slots=True)
class Moment:
    """A time that one or more accounts name, with the sentences that do; ISO `value`."""

    value: str
    granularity: Granularity
    spans: tuple[Span, ...]
