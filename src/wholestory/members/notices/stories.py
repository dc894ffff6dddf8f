"""News of a story: accounts that are nobody's copy, and claims over which the accounts differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse

from wholestory import telling as tellings
from wholestory.jobs import own
from wholestory.members.notices.message import DOT, Message
from wholestory.members.words import gettext as _
from wholestory.members.words import ngettext
from wholestory.model import OriginKind, StoryId, WholeStory
from wholestory.report import chapters
from wholestory.report.chapters import Chapter
from wholestory.report.collation import Row
from wholestory.report.library import Library
from wholestory.report.witnesses import Witness

Known = Mapping[str, Any]
READINGS = 3  # of a claim, in a message


def look(of: str, known: Known) -> tuple[Known, Message | None]:
    """What is known of a story now, and what of it is news to who knew `known`; {} is to know nothing yet."""
    newsroom = own.newsroom()
    current = newsroom.store.current(StoryId(of))
    cards = newsroom.cards([current]) if current else ()
    if not cards:
        return known, None
    brief, counts = cards[0].brief, cards[0].face.counts
    mark = f"{brief.id} {brief.articles} {counts.articles} {counts.voices} {counts.apart} {cards[0].told}"
    if known.get("mark") == mark:
        return known, None
    whole = newsroom.story(brief.id)
    if whole is None:
        return known, None
    now, library, chapter = _read(whole)
    voices, claims = set(known.get("voices", ())), known.get("claims", [])
    merged = {
        "mark": mark,
        "voices": sorted({*voices, *now["voices"]}),
        "claims": _joined(claims, now["claims"]),
    }
    if not known or chapter is None or library is None:
        return merged, None
    new = [each for each in _first_of_each(chapter) if each.voice not in voices]
    rows = [row for row in chapter.collation.differing if not _is_known(row, claims)]
    told = [_differing(row, claims, library, chapter) for row in rows[:1]]
    return merged, _message(whole, new, told) if new or rows else None


def _read(whole: WholeStory) -> tuple[Known, Library | None, Chapter | None]:
    """Whose accounts and which contradictions a story has; not compared yet, whose articles."""
    if whole.coverage is None:
        named = {
            (kept.article.outlet or kept.article.id).casefold()
            for kept in whole.articles
            if kept.analysis.origin.kind is OriginKind.OWN
        }
        return {"voices": sorted(named), "claims": []}, None, None
    telling = tellings.kept([whole])
    library = Library.of(telling)
    (chapter,) = chapters.stories(telling, library)
    voices = sorted(each.voice for each in _first_of_each(chapter))
    return {"voices": voices, "claims": [_claim(r) for r in chapter.collation.differing]}, library, chapter


def _first_of_each(chapter: Chapter) -> list[Witness]:
    """The first own report of each independent account."""
    found: dict[str, Witness] = {}
    for witness in chapter.witnesses:
        if witness.own:
            found.setdefault(witness.voice, witness)
    return list(found.values())


def _claim(row: Row) -> list[Any]:
    """A contradiction: what it is about, and the values that stand against each other."""
    values = {value.quantity.value for reading in row.readings for value in reading.values}
    return [row.claim.attribute, sorted(values)]


def _is_known(row: Row, claims: Iterable[list[Any]]) -> bool:
    """Whether all these values stood against each other before."""
    about, values = _claim(row)
    return any(about == each[0] and set(values) <= set(each[1]) for each in claims)


def _joined(claims: list[list[Any]], more: list[list[Any]]) -> list[list[Any]]:
    return [*claims, *(each for each in more if each not in claims)]


def _message(whole: WholeStory, new: list[Witness], differing: list[str]) -> Message:
    titled = [each for each in reversed(new) if each.headline]
    title = (titled[0].headline if titled else None) or whole.brief.headline or _("A story you follow")
    outlet = titled[0].outlet if titled else whole.brief.outlet
    counted = ngettext("%(num)s new independent account", "%(num)s new independent accounts", len(new))
    told = [outlet or "", counted % {"num": len(new)} if new else "", *differing]
    return Message(
        title=title,
        body=DOT.join(part for part in told if part),
        url=reverse("story", args=[whole.brief.id]),
        tag=f"story-{whole.brief.id}"[:32],
        language=titled[0].language if titled else None,
    )


def _differing(row: Row, claims: Iterable[list[Any]], library: Library, chapter: Chapter) -> str:
    """A contradiction in its tellers' words: what most tell, and what is new, each with an outlet."""
    known = {value for about, values in claims if about == row.claim.attribute for value in values}
    most, *others = [reading for reading in row.readings if reading.values]
    fresh = [reading for reading in others if any(v.quantity.value not in known for v in reading.values)]
    sides = [most, *(fresh or others)][:READINGS]
    outlets = {witness.article: witness.outlet for witness in chapter.witnesses}
    told = (f"{library.quote(side.printed)} ({outlets[side.values[0].article]})" for side in sides)
    about = ", ".join(part for part in (row.subject, _(row.about)) if part)
    return f"{_('They differ')}: {about}: {' ≠ '.join(told)}"
