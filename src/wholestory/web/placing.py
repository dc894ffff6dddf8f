"""Placing: where each story of an edition stands on the front page, so that its columns end together.

The hero has three columns: the lead with rows of two below it, seconds, and the list of top stories. How tall
each grows is reckoned from the words that stand in it, in pixels of the page at its full width; what does not
fit goes into bands below.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import ceil

from wholestory.model import Card, Edition, Part, Pick, Point, StoryId

LISTED = 4  # top stories from which on a list of them says more than the cards
DISPUTES = 5
ACROSS = 3  # sections beside each other
FULL = 3  # stories that a section has which stands beside others
WORDS = 220  # read in a minute
MOST_BESIDE, MOST_UNDER = 6, 4  # stories beside the lead and below it
BESIDE_FEW = 3  # where there are too few for a list
SLACK = 40  # px by which columns may differ: no more can be reckoned from words


@dataclass(frozen=True, slots=True)
class Placed:
    """A front page: every story of its edition once.

    `under` stand in rows of two below the lead, one left over in a row of its own; `more` are the top stories
    left; `desks` are rows of sections side by side, `alone` sections with a band of their own, `rest` what
    stands in none. Where no story may lead, `lead` is None.
    """

    lead: Pick | None
    seconds: tuple[Pick, ...]
    under: tuple[Pick, ...]
    more: tuple[Pick, ...]
    listed: tuple[Pick, ...]
    disputes: tuple[Card, ...]
    desks: tuple[Part, ...]
    alone: tuple[Part, ...]
    rest: tuple[Pick, ...]


def placed(edition: Edition, cards: Mapping[StoryId, Card], elsewhere: frozenset[StoryId]) -> Placed:
    """The places of stories; those `elsewhere` on the page get none, but one of them may lead."""
    top = [pick for pick in edition.picks if pick.story in cards]
    lead, others = (top[0], _left(top[1:], elsewhere)) if top else (None, ())
    listed = tuple(top) if len(top) >= LISTED else ()
    told = [cards[pick.story] for pick in top if cards[pick.story].face.differing]
    seconds, under, disputes = _hero(lead, others, listed, told, cards)
    used = len(seconds) + len(under)
    parts = [Part(part.section, _left(part.picks, elsewhere)) for part in edition.parts]
    beside = [part for part in parts if len(part.picks) >= FULL]
    desks = beside[: len(beside) // ACROSS * ACROSS]
    return Placed(
        lead=lead,
        seconds=others[: len(seconds)],
        under=others[len(seconds) : used],
        more=others[used:],
        listed=listed,
        disputes=tuple(disputes),
        desks=tuple(desks),
        alone=tuple(part for part in parts if part.picks and part not in desks),
        rest=_left(edition.rest, elsewhere),
    )


def minutes(cards: Sequence[Card]) -> int:
    """How long it takes to read what the front page shows of these."""
    return max(1, round(sum(_words(card) for card in cards) / WORDS))


def _words(card: Card) -> int:
    face = card.face
    cut = [each.text for each in (face.headline, face.dek, *face.others[:3]) if each]
    points = (*face.agreed[:2], *face.differing[:2], *face.alone[:2])
    said = [version.text for point in points for version in point.versions[:3]]
    return sum(len(text.split()) for text in (*cut, *said))


def _left(picks: Sequence[Pick], elsewhere: frozenset[StoryId]) -> tuple[Pick, ...]:
    return tuple(pick for pick in picks if pick.story not in elsewhere)


def _hero(
    lead: Pick | None,
    others: Sequence[Pick],
    listed: Sequence[Pick],
    told: Sequence[Card],
    cards: Mapping[StoryId, Card],
) -> tuple[Sequence[Pick], Sequence[Pick], Sequence[Card]]:
    """What stands beside and below the lead, and the disputes below the list: the choice whose columns end
    nearest to each other; of like ones the shortest.
    """
    if lead is None:
        return (), (), ()
    if not listed:
        return others[:BESIDE_FEW], (), ()
    known = [cards[pick.story] for pick in others]
    first, rank = _lead(cards[lead.story]), _rank([cards[pick.story] for pick in listed])
    wanted = product(range(MOST_BESIDE + 1), range(MOST_UNDER + 1), range(1 if told else 0, DISPUTES + 1))
    choices = [each for each in wanted if each[0] + each[1] <= len(known) and each[2] <= len(told)]

    def ends(choice: tuple[int, int, int]) -> tuple[float, float]:
        beside, under, disputes = choice
        left = first + _under(known[beside : beside + under])
        heights = (left, _beside(known[:beside]), rank + _disputes(told[:disputes]))
        return max(0, max(heights) - min(heights) - SLACK), max(heights)

    beside, under, disputes = min(choices, key=ends)
    return others[:beside], others[beside : beside + under], told[:disputes]


def _beside(cards: Sequence[Card]) -> float:
    return sum(_card(card, 31, is_first=n == 0) for n, card in enumerate(cards))


def _under(cards: Sequence[Card]) -> float:
    """Rows of two; one that is left over has the whole width."""
    pairs = zip(cards[::2], cards[1::2], strict=False)
    rows = [max(_card(one, 27), _card(other, 27)) for one, other in pairs]
    return sum(rows) + (_card(cards[-1], 58) if len(cards) % 2 else 0) + (44 if cards else 0)


def _rank(cards: Sequence[Card]) -> float:
    return 66 + sum(_line(card, 31, 20) + 37 for card in cards)


def _disputes(cards: Sequence[Card]) -> float:
    points = [(card, ceil(_letters(card.face.differing[0]) / 27)) for card in cards]
    return sum(_line(card, 34, 22) + 24 * lines + 19 for card, lines in points) + (61 if cards else 0)


def _lead(card: Card) -> float:
    face = card.face
    points = [[*map(_letters, each[:2])] for each in (face.agreed, face.differing, face.alone) if each]
    share = 66 // len(points) if points else 1
    split = max((sum(ceil(n / share) * 22 + 3 for n in each) for each in points), default=0)
    return (
        (365 if face.illustration else 0)
        + _line(card, 24, 53)
        + 26
        + _dek(card, 64, 28)
        + 132
        + (split + 43 if points else 0)
        + (15 + 35 * len(face.others[:3]) if face.others else 0)
        + 42
    )


def _card(card: Card, letters: int, *, is_first: bool = False) -> float:
    face = card.face
    pictured = 226 if is_first and face.illustration else 0
    kick = 21 if card.topics or card.countries else 0
    first = 20 if len(face.arrived) > 1 else 0
    return pictured + kick + _line(card, letters, 27) + _dek(card, letters * 3 // 2, 22) + first + 158


def _line(card: Card, letters: int, height: int) -> float:
    title = card.face.headline.text if card.face.headline else card.brief.headline or ""
    return height * max(1, ceil(len(title) * 1.05 / letters))


def _dek(card: Card, letters: int, height: int) -> float:
    return height * ceil(len(card.face.dek.text) / letters) + 5 if card.face.dek else 0


def _letters(point: Point) -> int:
    words = sum(len(version.text) + 8 for version in point.versions[:3])
    return len(point.subject) + len(point.about) + words
