"""A whole edition: top stories, then those for its reader, then by section; no story twice, and an end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime

from wholestory.model import Card, Edition, Part, Pick, Reader, Section, SectionKind, StoryId, Topic
from wholestory.rank import prominence
from wholestory.rank.choosing import for_you

TOP, YOURS, PARTS, EACH = 10, 8, 6, 4  # stories at the top, for you; sections, and stories in each
FEWEST = 3  # stories that make a section
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
    wanted = reader.sections if reader is not None and reader.sections else chosen(cards, taken)
    return Edition(top, yours, _parts(cards, wanted, taken, now), now)


def chosen(cards: Sequence[Card], taken: Collection[StoryId]) -> tuple[Section, ...]:
    """The sections for readers who have chosen none: the topics that most of the stories left have."""
    left = (card for card in cards if card.brief.id not in taken)
    counts = Counter(topic for card in left for topic in card.topics if topic not in _VAGUE)
    common = [topic for topic, count in counts.most_common() if count >= FEWEST]
    return tuple(Section(SectionKind.TOPIC, topic.value) for topic in common[:PARTS])


def _parts(
    cards: Sequence[Card], wanted: Sequence[Section], taken: set[StoryId], now: datetime
) -> tuple[Part, ...]:
    """The sections, each with the most prominent of the stories that stand nowhere yet."""
    ordered = sorted(cards, key=lambda card: (-prominence.of(card, now), card.brief.id))
    found = []
    for section in wanted:
        held = [c for c in ordered if section in c.sections and c.brief.id not in taken][:EACH]
        taken = taken | {card.brief.id for card in held}
        picks = tuple(Pick(card.brief.id, prominence.reasons(card, now)) for card in held)
        found += [Part(section, picks)] if picks else []
    return tuple(found)
