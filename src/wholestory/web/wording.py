"""Facts in words of the reader's language: places, languages, topics, times, lags and reasons."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache, lru_cache

from babel import Locale
from babel.dates import format_date, format_datetime, format_skeleton, format_timedelta
from django.utils.translation import get_language

from wholestory.members.words import gettext as _
from wholestory.model import (
    Granularity,
    Lag,
    OutletKind,
    Reason,
    Section,
    SectionKind,
    Topic,
    Trait,
    TraitKind,
)
from wholestory.rank import wording

TOPICS = {
    Topic.WORLD: "World",
    Topic.NATIONAL: "National",
    Topic.LOCAL: "Local",
    Topic.POLITICS: "Politics",
    Topic.BUSINESS: "Business",
    Topic.TECHNOLOGY: "Technology",
    Topic.SCIENCE: "Science",
    Topic.HEALTH: "Health",
    Topic.ENVIRONMENT: "Environment",
    Topic.SOCIETY: "Society",
    Topic.RELIGION: "Religion",
    Topic.SPORT: "Sport",
    Topic.CULTURE: "Culture",
    Topic.ENTERTAINMENT: "Entertainment",
    Topic.GAMING: "Gaming",
    Topic.LIFESTYLE: "Lifestyle",
    Topic.SATIRE: "Satire",
}

ENGLISH = {
    "y": "y",
    "MMMd": "d MMM",
    "yMMM": "MMM y",
    "yMMMd": "d MMM y",
    "yMMMM": "MMMM y",
    "yMMMMd": "d MMMM y",
}

SHORT, LONG = {1: "y", 2: "yMMM", 3: "yMMMd"}, {1: "y", 2: "yMMMM", 3: "yMMMMd"}

OF_TRAITS = ("follow", "more", "read")  # reasons whose detail ends with the kind of the trait it begins with

# Why articles are one story, as grouping names it.
WHY = (
    *("same text", "same quotation", "same actors", "same names", "same figures", "same day"),
    *("like words", "like content", "days apart", "years apart"),
)

KINDS = {
    OutletKind.AGENCY: "agency",
    OutletKind.BROADCASTER: "broadcaster",
    OutletKind.NEWSPAPER: "newspaper",
    OutletKind.MAGAZINE: "magazine",
    OutletKind.BLOG: "blog",
    OutletKind.NEWSLETTER: "newsletter",
    OutletKind.UNIVERSITY: "university",
    OutletKind.PUBLIC_BODY: "public body",
}


def kind(of: OutletKind) -> str:
    """What an outlet is."""
    return _(KINDS[of])


def topic(name: str) -> str:
    """A topic's name."""
    return _(TOPICS[Topic(name)])


def country(code: str) -> str:
    """A country's name; its code where nobody has one for it."""
    return str(locale().territories.get(code.upper(), code))


def tongue(code: str | None) -> str:
    """A language's name."""
    return str(locale().languages.get(code, code)) if code else _("language not known")


def when(at: str | None) -> str:
    """An ISO prefix in words, as exact as it is and no more; times in UTC where an offset is stated."""
    if at is None:
        return _("undated")
    if "T" not in at:
        return day(at)
    try:
        return _instant(at)
    except ValueError:
        return at


def moment(at: datetime) -> str:
    """A time that we know ourselves, in UTC."""
    return f"{clocked(at.astimezone(UTC))} UTC"


def _instant(at: str) -> str:
    found = datetime.fromisoformat(at)
    clock = clocked(found.astimezone(UTC) if found.tzinfo else found)
    return f"{clock} UTC" if found.tzinfo else clock


def today(at: datetime) -> str:
    """A day with its weekday, in full."""
    return format_date(at, "EEEE d MMMM y" if locale().language == "en" else "full", locale=locale())


def clocked(at: datetime) -> str:
    """Day and time of day, without the year."""
    return f"{dated(at.date(), 'MMMd')}{comma()}{format_datetime(at, 'HH:mm', locale=locale())}"


def comma() -> str:
    """What stands between day and time of day."""
    return "، " if locale().language == "ar" else ", "


def dated(on: date, skeleton: str) -> str:
    """A day, or what `skeleton` (CLDR's) asks of it, in the order of the reader's language."""
    return _dated(on, skeleton, locale().language)


@lru_cache(8192)
def _dated(on: date, skeleton: str, language: str) -> str:
    if language == "en":
        return format_date(on, ENGLISH[skeleton], locale=language)
    if skeleton == "yMMMMd":
        return format_date(on, "long", locale=language)
    return str(format_skeleton(skeleton, on, locale=language, fuzzy=True))


def day(at: str, skeletons: Mapping[int, str] = SHORT) -> str:
    """A day, month or year as `2025-11-21` names it, as exact as it is; what names none stands as it is.

    `skeletons` are for one part (a year), two and three.
    """
    parts = at.split("-")
    numbers = [int(part) for part in parts if part.isascii() and part.isdecimal()]
    if len(numbers) != len(parts) or len(parts) not in skeletons:
        return at
    try:
        return dated(date(*[*numbers, 1, 1][:3]), skeletons[len(parts)])
    except (ValueError, OverflowError):
        return at


def lag(after: Lag | None) -> str:
    """How much later: "+6 min"; empty where it is not known."""
    if after is None:
        return ""
    if after.unit is Granularity.DAY and not after.amount:
        return _("same day")
    if not after.amount:
        return _("same minute")
    seconds = after.amount * (86_400 if after.unit is Granularity.DAY else 60)
    return f"+{format_timedelta(seconds, format='narrow', threshold=2, locale=locale())}"


def trait(found: Trait) -> str:
    """What a reader may care for."""
    named = {TraitKind.TOPIC: topic, TraitKind.COUNTRY: country, TraitKind.LANGUAGE: tongue}
    return named[found.kind](found.name) if found.kind in named else found.name


def reason(found: Reason) -> str:
    """Why a story has its place."""
    return _(wording.form(found)).format(*_named(found))


def _named(found: Reason) -> tuple[str, ...]:
    """The detail of a reason, a trait in it as readers call it."""
    if found.kind not in OF_TRAITS or found.detail[-1] not in set(TraitKind):
        return found.detail
    return trait(Trait(TraitKind(found.detail[-1]), found.detail[0])), *found.detail[1:]


def section(found: Section) -> str:
    """A section's name."""
    named = {SectionKind.TOPIC: topic, SectionKind.COUNTRY: country, SectionKind.LANGUAGE: tongue}
    return named[found.kind](found.name)


def locale() -> Locale:
    """How the reader's language writes dates and names."""
    return _locale(get_language() or "en")


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(language.replace("-", "_"))
