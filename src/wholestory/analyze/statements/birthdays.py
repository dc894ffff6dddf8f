"""Birthdays: which one, whose, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from wholestory.analyze.quantities import Figure, Kind
from wholestory.analyze.statements import subjects
from wholestory.analyze.statements.scene import Scene, span
from wholestory.model import Granularity, Mention, Quantity, Sentence, Statement

_OLDEST = 122
_ORDINAL = 40  # code points that an ordinal and a word before the noun take at most
_CLOSES = re.compile(r"\s?(?:[,.;:)!?”»–—]|\Z|(?:in|on|am|im|next|this|today|il|le|el|em|en|a)\b)")


def find(scene: Scene) -> Iterator[Statement]:
    """The birthdays with an ordinal that the article tells, each with its day where the sentence gives it."""
    text = scene.article.text
    for noun in scene.rules.birthday_noun.finditer(text):
        match = scene.rules.birthday.search(text, max(0, noun.start() - _ORDINAL), noun.end())
        if match is None:
            continue
        number = _number(scene, match)
        sentence = scene.sentence(match.start())
        if sentence is None or not 0 < number <= _OLDEST:
            continue
        subject = subjects.celebrated(scene, match.start(), match.end(), sentence)
        if subject is None:
            continue
        told = _statement(scene, match.span(), sentence, number, subject)
        yield told
        yield from _day(scene, told, sentence)


def _number(scene: Scene, match: re.Match[str]) -> int:
    if match["digits"]:
        return int(match["digits"])
    return scene.rules.ordinals.get(match["word"].casefold(), 0)


def turned(scene: Scene, figure: Figure, sentence: Sentence) -> Statement | None:
    """ "Reed turned 44", "who turns 39 in March": a birthday told as a number of years."""
    years = figure.kind is Kind.MEASURE and figure.unit == "year"
    if not (figure.kind is Kind.NUMBER or years) or not figure.exact:
        return None
    if figure.low is None or not 0 < figure.low <= _OLDEST or figure.low != figure.high:
        return None
    text = scene.article.text
    if not scene.rules.turns.search(text, max(sentence.span.start, figure.start - 30), figure.start):
        return None
    if not years and not _CLOSES.match(text, figure.end):
        return None
    people = scene.people(sentence.span.start, figure.start)
    alone = len({m.referent for m in people}) == 1
    subject = people[-1].referent if alone or _relative(scene, people, figure.start) else None
    if subject is None:
        return None
    return _statement(scene, (figure.start, figure.end), sentence, int(figure.low), subject)


def _relative(scene: Scene, people: Sequence[Mention], start: int) -> bool:
    """Whether a relative clause ties the figure to the last name: "Reed, who turns 39"."""
    if not people:
        return False
    words = scene.article.text[people[-1].span.end : start].replace(",", " , ").split()
    return 3 <= len(words) <= 4 and words[0] == "," and words[1] in scene.rules.relatives


def _statement(
    scene: Scene, place: tuple[int, int], sentence: Sentence, number: int, subject: int
) -> Statement:
    return Statement(
        attribute="birthday",
        quantity=Quantity(str(number), "ordinal", float(number), float(number), "year"),
        span=span(scene, *place),
        sentence=sentence.span,
        status=scene.status(*place, sentence, cited=False),
        subject=subject,
        at=scene.at(place[0], sentence),
    )


def _day(scene: Scene, told: Statement, sentence: Sentence) -> Iterator[Statement]:
    """The day of that birthday, where one follows it in the sentence."""
    timing = scene.timings[told.at] if told.at is not None else None
    if timing is None or timing.granularity is not Granularity.DAY or not timing.value:
        return
    if not 0 < timing.span.start - told.span.end <= 60 or timing.span.start > sentence.span.end:
        return
    day = float(date.fromisoformat(timing.value[:10]).toordinal())
    yield Statement(
        attribute="date:birthday",
        quantity=Quantity(timing.value, "date", day, day, "day"),
        span=timing.span,
        sentence=sentence.span,
        status=told.status,
        subject=told.subject,
        at=told.at,
    )
