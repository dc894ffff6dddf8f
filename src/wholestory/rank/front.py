"""A whole edition: top stories, those for its reader, by section, the rest; no story twice, and an end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from datetime import datetime

from wholestory.model import Card, Edition, Part, Pick, Reader, Section, SectionKind, StoryId, Topic
from wholestory.rank import prominence
from wholestory.rank.choosing import for_you

TOP, YOURS, PARTS, EACH, REST = 10, 8, 6, 4, 12  # top, for you; sections, stories in each; in none of them
FEWEST = 3  # stories that make a section
WIDEST = 0.5  # of all stories: a country or language of more tells nothing
_VAGUE = {Topic.WORLD, Topic.NATIONAL, Topic.LOCAL, Topic.SATIRE}  # no sections that are chosen for readers


def edition(
    cards: Sequence[Card], reader: Reader | None, now: datetime, *, earlier: Sequence[StoryId] = ()
) -> Edition:
    """The edition of a reader, or of nobody in particular, made of `cards`.

    `earlier` is the order of the top stories about an hour ago.
    """
    top = prominence.top(cards, now, most=TOP, earlier=earlier)
    taken = {pick.story for pick in top}
    yours: tuple[Pick, ...] = ()
    if reader is not None:
        left = [card for card in cards if card.brief.id not in taken]
        yours = for_you(left, reader.taste, now, most=YOURS, languages=reader.languages)
        taken |= {pick.story for pick in yours}
    ordered = sorted(cards, key=lambda card: (-prominence.of(card, now), card.brief.id))
    wanted = reader.sections if reader is not None and reader.sections else chosen(ordered, taken)
    parts = _parts(ordered, wanted, taken, now)
    taken |= {pick.story for part in parts for pick in part.picks}
    left = [card for card in ordered if card.brief.id not in taken][:REST]
    return Edition(top, yours, parts, now, tuple(_pick(card, now) for card in left))


def chosen(cards: Sequence[Card], taken: Set[StoryId]) -> tuple[Section, ...]:
    """The sections for readers who have chosen none, `cards` being in the order they are to be shown.

    The topics that most of the stories left have, then countries, then languages; each counts what those
    before it leave over.
    """
    left = [card for card in cards if card.brief.id not in taken]
    wide = {s for s, count in _counts(cards).items() if count > WIDEST * len(cards)}
    found: list[Section] = []
    for kind in (SectionKind.TOPIC, SectionKind.COUNTRY, SectionKind.LANGUAGE):
        barred = wide if kind is not SectionKind.TOPIC else set()
        while len(found) < PARTS and (section := _commonest(left, kind, barred | {*found})):
            found.append(section)
            held = {card.brief.id for card in _of(section, left)}
            left = [card for card in left if card.brief.id not in held]
    return tuple(found)


def _commonest(cards: Sequence[Card], kind: SectionKind, barred: Set[Section]) -> Section | None:
    """The section of a kind that most of `cards` stand in, if they are enough to make one."""
    counts = {
        section: count
        for section, count in _counts(cards).items()
        if section.kind is kind and section not in barred and count >= FEWEST
    }
    return min(counts, key=lambda each: (-counts[each], each.name), default=None)


def _counts(cards: Sequence[Card]) -> Counter[Section]:
    return Counter(
        section
        for card in cards
        for section in card.sections
        if section.kind is not SectionKind.TOPIC or Topic(section.name) not in _VAGUE
    )


def _parts(
    ordered: Sequence[Card], wanted: Sequence[Section], taken: Set[StoryId], now: datetime
) -> tuple[Part, ...]:
    """The sections, each with the most prominent of the stories that stand nowhere yet."""
    found = []
    for section in wanted:
        held = _of(section, [card for card in ordered if card.brief.id not in taken])
        taken = taken | {card.brief.id for card in held}
        picks = tuple(_pick(card, now) for card in held)
        found += [Part(section, picks)] if picks else []
    return tuple(found)


def _of(section: Section, cards: Sequence[Card]) -> list[Card]:
    return [card for card in cards if section in card.sections][:EACH]


def _pick(card: Card, now: datetime) -> Pick:
    return Pick(card.brief.id, prominence.reasons(card, now))
