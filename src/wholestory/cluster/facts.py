"""Facts: what an article says of its event that another on the same event would say alike.

A fact is a key with its kind in the lowest bits, so that a group's facts are one sum and the facts two
groups have in common, of every kind and over all pairs of their members, cost one look a key. Most kinds
come in two: that an article says something of the sort at all (a slot), and what it says (its value). Two
articles that fill the same slot with other values contradict each other; one that is silent does not.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from datetime import date
from enum import IntEnum
from itertools import pairwise
from zlib import crc32

import numpy as np

from wholestory.cluster import figures, series, terms
from wholestory.model import Analysis, Article, EntityType, Granularity, MentionKind, Statement
from wholestory.text import places
from wholestory.text.commonness import is_known
from wholestory.text.words import stopwords

BITS = 5
KINDS = 1 << BITS
SIZE = 10  # bytes of a fact as packed: a key of eight, a weight of two
LEAD = 600  # characters after the title that are read
MOST = 48  # facts kept of an article
BEFORE = 6  # days before publication within which a day told is that of the event
SHORT = 3  # letters below which a part of a name tells nothing
STEP = math.log(1.5)  # figures that differ by less may be one, rounded or counted later


class Kind(IntEnum):
    """What a fact tells; `X_IN` is the slot that `X` fills, where both are at once the next in number.

    A `FIGURE` is a number that is long enough to compare, a `NUMBER` any, by what it tells.
    """

    FIGURE_IN, FIGURE, SCORE_IN, SCORE, SERIES_IN, SERIES, MEASURE_IN, MEASURE, DAY_IN, DAY = range(10)
    ORDER_IN, ORDER, DEED_IN, DEED, CONTRAST_IN, CONTRAST = range(10, 16)
    NUMBER, FIGURES, NAME, NAMES, NAME_IN, PLACE_IN, PERSON_IN, TITLE = range(16, 24)


Facts = dict[int, float]
TYPED = {
    EntityType.PLACE: Kind.PLACE_IN,
    EntityType.PERSON: Kind.PERSON_IN,
}


def key(kind: Kind, value: str) -> int:
    """The key of a fact."""
    return crc32(value.encode()) << BITS | kind


def kind_of(fact: int) -> Kind:
    """The kind of a fact by its key."""
    return Kind(fact & KINDS - 1)


def of(article: Article, analysis: Analysis) -> Facts:
    """The facts of an article's title and first paragraphs, each with its weight; at most `MOST`."""
    title = article.title or ""
    end = len(title) + LEAD
    lead = article.text[:end]
    found = {key(Kind.TITLE, title.casefold()): 1.0} if title else {}
    for facts in (
        _series(title, lead, analysis.language),
        _deeds(article, analysis, end),
        _days(analysis, end),
        _scores(lead),
        _names(analysis, end),
        _numbers(article, analysis),
        _measures(analysis, end),
    ):
        found.update(facts)
    return dict(list(found.items())[:MOST])


def numbers(article: Article, analysis: Analysis) -> dict[str, str]:
    """The numbers of title and first paragraphs, form to what is printed; none that counts a series."""
    end = len(article.title or "") + LEAD
    series_of = series.find(article.title or "", article.text[:end], analysis.language)
    counting = {number for values in series_of.values() for number in values}
    return {
        form: as_is for form, as_is in _numbers_to(end, article, analysis).items() if form not in counting
    }


def _numbers_to(end: int, article: Article, analysis: Analysis) -> dict[str, str]:
    """Numbers in digits, and those in words that the analysis read."""
    found = figures.find(article.text[:end])
    for statement in analysis.statements:
        printed = article.quote(statement.span)
        worded = statement.span.end <= end and not any(c.isdigit() for c in printed)
        form = (
            figures.read(statement.quantity.value) if worded and statement.quantity.value.isdecimal() else ""
        )
        if form:
            found.setdefault(form, printed)
    return found


def _numbers(article: Article, analysis: Analysis) -> Facts:
    forms = numbers(article, analysis)
    found = {key(Kind.NUMBER, form): figures.weight(form, len(forms)) for form in forms}
    telling = [form for form in forms if figures.telling(form)]
    if telling:
        found |= {key(Kind.FIGURE_IN, ""): 1.0, key(Kind.FIGURES, ""): float(len(telling))}
        found |= {key(Kind.FIGURE, form): 1.0 for form in telling}
    return {fact: weight for fact, weight in found.items() if weight > 0}


def _scores(lead: str) -> Facts:
    found = {key(Kind.SCORE, f"{a}:{b}"): 1.0 for a, b in figures.scores(lead)}
    return {**found, key(Kind.SCORE_IN, ""): 1.0} if found else {}


def _names(analysis: Analysis, end: int) -> Facts:
    """Parts of the names up to `end`, whether there are any of each type, and of how many they speak."""
    named = {m.referent for m in analysis.mentions if m.span.start < end and m.kind is MentionKind.NAMED}
    found: Facts = {}
    count = 0
    for referent in (analysis.referents[i] for i in sorted(i for i in named if i is not None)):
        parts = name_keys(referent.name, analysis.language)
        if parts:
            count += 1
            found.update((key(Kind.NAME, part), 1.0) for part in parts)
            if referent.type in TYPED:
                found[key(TYPED[referent.type], "")] = 1.0
    return {key(Kind.NAME_IN, ""): 1.0, key(Kind.NAMES, ""): float(count), **found} if found else {}


def name_keys(name: str, language: str | None) -> list[str]:
    """What stands for a name in every language: the code of a country, or its words as they sound."""
    code = places.country(name, language)
    if code is not None:
        return [code]
    words = [word.lower() for word in terms.words(name) if word.lower() not in stopwords(language)]
    telling = [word for word in words if not is_known(word) and not _compound(word)] or words
    return [part for part in dict.fromkeys(map(terms.skeleton, telling)) if len(part) >= SHORT]


def _compound(word: str) -> bool:
    """Whether a word is put together of two frequent ones, as "Landgericht" is."""
    return any(is_known(word[:i]) and is_known(word[i:]) for i in range(SHORT, len(word) - SHORT + 1))


def _series(title: str, lead: str, language: str | None) -> Facts:
    found: Facts = {}
    for noun, values in series.find(title, lead, language).items():
        found |= _filled(Kind.SERIES_IN, noun, values)
    for kind, values in series.contrasts(title, lead, language).items():
        found |= _filled(Kind.CONTRAST_IN, kind, values)
    return found


def _filled(slot: Kind, name: str, values: Iterable[str]) -> Facts:
    """A slot and its value; nothing where an article gives several."""
    given = set(values)
    if len(given) != 1:
        return {}
    return {key(slot, name): 1.0, key(Kind(slot + 1), f"{name} {given.pop()}"): 1.0}


def _measures(analysis: Analysis, end: int) -> Facts:
    """What is counted or measured, and how much: figures within `STEP` of each other meet once or twice."""
    given: dict[str, set[float]] = {}
    for s in analysis.statements:
        if s.span.end <= end and _comparable(s):
            given.setdefault(s.attribute, set()).add(float(s.quantity.low or 0))
    found: Facts = {}
    for attribute, values in given.items():
        if len(values) == 1:
            size = math.log(values.pop()) / STEP
            found[key(Kind.MEASURE_IN, attribute)] = 1.0
            for half in (0.0, 0.5):
                found[key(Kind.MEASURE, f"{attribute} {half} {math.floor(size + half)}")] = math.sqrt(0.5)
    return found


def _comparable(statement: Statement) -> bool:
    low, high = statement.quantity.low, statement.quantity.high
    return ":" in statement.attribute and low is not None and low == high and low > 0


def _days(analysis: Analysis, end: int) -> Facts:
    """The one day shortly before publication that the article tells of, if it is one."""
    published = analysis.published
    if published is None or published.earliest is None or published.earliest != published.latest:
        return {}
    last = date.fromisoformat(published.earliest).toordinal()
    told = {
        date.fromisoformat(t.value[:10]).toordinal()
        for t in analysis.timings
        if t.value and t.granularity in (Granularity.DAY, Granularity.MINUTE)
        if t.span.end <= end and not t.caption and not t.future
    }
    return _filled(Kind.DAY_IN, "", {str(day) for day in told if last - BEFORE <= day <= last})


def _deeds(article: Article, analysis: Analysis, end: int) -> Facts:
    """Who is named before whom in the title, and with which word between them."""
    there = len(article.title or "") or end
    named = [
        m
        for m in analysis.mentions
        if m.span.end <= there and m.kind is MentionKind.NAMED and m.referent is not None
    ]
    for one, two in pairwise(sorted(named, key=lambda m: m.span.start)):
        if one.referent == two.referent or one.referent is None or two.referent is None:
            continue
        who = [
            " ".join(name_keys(analysis.referents[m.referent].name, analysis.language))
            for m in (one, two)
            if m.referent is not None
        ]
        both = " ".join(sorted(who))
        between = [
            terms.skeleton(w.lower()) for w in terms.words(article.text[one.span.end : two.span.start])
        ]
        return _filled(Kind.ORDER_IN, both, {who[0]}) | _filled(
            Kind.DEED_IN, f"{both} {' '.join(between)}", {who[0]}
        )
    return {}


def packed(facts: Mapping[int, float]) -> bytes:
    """Facts as bytes: all keys (uint64), then all weights (float16)."""
    keys = np.fromiter(facts.keys(), np.uint64, len(facts))
    return keys.tobytes() + np.fromiter(facts.values(), np.float16, len(facts)).tobytes()


def place(fact: int) -> int:
    """The number under which a fact is counted."""
    return (fact ^ fact >> BITS) & 0xFFFFFFFF


def counted(given: Iterable[bytes]) -> bytes:
    """The numbers (uint32) under which the numbers among packed facts are counted."""
    keys = np.frombuffer(b"".join([one[: len(one) // SIZE * 8] for one in given]), np.uint64)
    keys = keys[keys & np.uint64(KINDS - 1) == Kind.NUMBER]
    return bytes((keys ^ keys >> np.uint64(BITS)).astype(np.uint32))
