"""Ages: "Reed, 44", "the 44-year-old", "aged 44", "in her forties", "la dodicenne Anna"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wholestory.analyze.quantities import Figure, Kind
from wholestory.analyze.statements import subjects
from wholestory.analyze.statements.scene import Scene, span
from wholestory.model import Quantity, Sentence, Statement

_OLDEST = 122
_NEXT = re.compile(r"\s?([^\W\d_]+)")
_CLOSES = re.compile(r"[,.;:)!?”»–—]|\s+[–—]|\Z")
_LINKED = re.compile(r"(?P<noun>[^\W\d_]+)[ \u00a0](?P<link>[^\W\d_]+[ \u00a0]|d['’])\Z")
_LISTED = re.compile(r"[,(]\s?(?P<link>[^\W\d_]+[ \u00a0]|d['’])?\Z")


def read(scene: Scene, figure: Figure, sentence: Sentence) -> Statement | None:
    """The age that a figure tells; None where it tells none."""
    years = figure.kind is Kind.MEASURE and figure.unit == "year"
    if figure.kind is not Kind.NUMBER and not years:
        return None
    if figure.low is None or figure.high is None or not 0 < figure.low <= figure.high <= _OLDEST:
        return None
    end = _told(scene, figure, years)
    if end is not None:
        return _statement(scene, figure, sentence, end, _whose(scene, figure, end, sentence))
    if years or figure.low == int(figure.low):
        return _beside(scene, figure, sentence, years)
    return None


def _told(scene: Scene, figure: Figure, years: bool) -> int | None:
    """Where an age ends that words say to be one; None where none do."""
    text, rules = scene.article.text, scene.rules
    expression = rules.ages.after_unit if years else rules.ages.after
    if following := expression.match(text, figure.end):
        return following.end()
    if rules.ages.before.search(text, max(0, figure.start - 30), figure.start):
        return figure.end
    if years and rules.ages.verbs.search(text, max(0, figure.start - 12), figure.start):
        return figure.end if _CLOSES.match(text, figure.end) else None
    return figure.end if years and _of_person(scene, figure) else None


def _of_person(scene: Scene, figure: Figure) -> bool:
    """ "Un uomo di 44 anni"."""
    before = _LINKED.search(scene.article.text, max(0, figure.start - 40), figure.start)
    if not before or before["link"].casefold().strip() not in scene.rules.ages.links:
        return False
    return before["noun"].casefold() in scene.rules.people


def _whose(scene: Scene, figure: Figure, end: int, sentence: Sentence) -> int | None:
    start = figure.start
    text = scene.article.text
    if phrase := _phrase(scene, text, start):
        found = subjects.before(scene, phrase.start())
        return found if found is not None else subjects.alone(scene, phrase.start(), sentence)
    named = subjects.after(scene, end)
    if named is not None:
        return named
    named = subjects.apposed(scene, start, sentence)
    if named is not None:
        return named
    before = [m.group().casefold() for m in scene.words_before(start, sentence, 1)]
    definite = bool(before) and before[0] in scene.rules.definite
    return subjects.antecedent(scene, start, sentence) if definite and _heads(scene, end) else None


def _phrase(scene: Scene, text: str, start: int) -> re.Match[str] | None:
    """The words that say what follows is an age."""
    before = max(0, start - 30)
    return scene.rules.ages.before.search(text, before, start) or scene.rules.ages.verbs.search(
        text, before, start
    )


def _heads(scene: Scene, end: int) -> bool:
    """Whether the age stands for a person: "the 53-year-old said", not "the 27-year-old ship"."""
    following = _NEXT.match(scene.article.text, end)
    if not following:
        return True
    word = following[1]
    if scene.rules.capital_nouns:
        told = scene.article.text[max(0, end - 24) : end].rsplit(" ", 1)[-1]
        return any(letter.isupper() for letter in told)
    lower = word.casefold()
    known = lower in scene.rules.functional or lower in scene.rules.people
    return known or lower.endswith(scene.rules.past_endings)


def _beside(scene: Scene, figure: Figure, sentence: Sentence, years: bool) -> Statement | None:
    """ "Reed, 44," or "Reed (44)": a number alone beside a name."""
    text = scene.article.text
    if not _CLOSES.match(text, figure.end) or not figure.exact:
        return None
    listed = _LISTED.search(text, max(sentence.span.start, figure.start - 6), figure.start)
    if not listed or (listed["link"] and listed["link"].strip().casefold() not in scene.rules.ages.links):
        return None
    subject = subjects.before(scene, listed.start())
    if subject is None and _listed_twice(text, figure):
        subject = subjects.nominal(scene, figure.start, sentence)
    if subject is None and not years:
        return None
    return _statement(scene, figure, sentence, figure.end, subject)


def _listed_twice(text: str, figure: Figure) -> bool:
    return text[figure.end : figure.end + 1] == ","


def words(scene: Scene) -> Iterator[Statement]:
    """The ages that are told without a number: "dodicenne", "in her fifties"."""
    text, rules = scene.article.text, scene.rules
    lower = text.casefold()
    for start in _marked(lower, rules.ages.mark) if len(lower) == len(text) else ():
        if match := rules.ages.word.match(text, start):
            age = rules.ages.words[match["stem"].casefold()]
            yield from _spoken(scene, match, _figure(match, age, age))
    if any(word in lower for word in rules.ages.spans):
        for match in rules.ages.span.finditer(text):
            yield from _spoken(scene, match, _figure(match, *rules.ages.spans[_plain(match["said"])]))


def _marked(text: str, mark: str) -> Iterator[int]:
    """Where the words that hold `mark` begin."""
    at = text.find(mark) if mark else -1
    while at >= 0:
        start = at
        while start and text[start - 1].isalpha() and at - start < 24:
            start -= 1
        yield start
        at = text.find(mark, at + len(mark))


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())


def _figure(match: re.Match[str], low: int, high: int) -> Figure:
    value = str(low) if low == high else f"{low}-{high}"
    start, end = match.span()
    return Figure(start, end, start, Kind.NUMBER, float(low), float(high), value, exact=low == high)


def _spoken(scene: Scene, match: re.Match[str], figure: Figure) -> Iterator[Statement]:
    sentence = scene.sentence(match.start())
    if sentence:
        subject = _whose(scene, figure, match.end(), sentence)
        if subject is None:
            subject = subjects.before(scene, match.start())
        yield _statement(scene, figure, sentence, match.end(), subject)


def _statement(scene: Scene, figure: Figure, sentence: Sentence, end: int, subject: int | None) -> Statement:
    return Statement(
        attribute="age",
        quantity=Quantity(figure.value, "year", figure.low, figure.high, "year", figure.exact),
        span=span(scene, figure.start, end),
        sentence=sentence.span,
        status=scene.status(figure.start, end, sentence, cited=False),
        subject=subject,
        topic=None if subject is not None else span(scene, figure.start, end),
        at=scene.at(figure.start, sentence),
    )
