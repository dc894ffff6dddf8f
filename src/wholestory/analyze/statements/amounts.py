"""Sums of money, shares, measures and hours, each under what it is of."""

from __future__ import annotations

import re

from wholestory.analyze.quantities import Figure, Kind
from wholestory.analyze.statements.scene import Scene, span
from wholestory.model import Quantity, Sentence, Statement
from wholestory.text.words import fold, stem, stopwords

_REACH = 70  # code points on either side in which it is said what a sum is of
_CLAUSE = re.compile(r"[^,;:.!?()“”«»\"–—\n]*\Z")
_LASTING: dict[str, frozenset[str]] = {  # what can last so many
    "second": frozenset({"delay", "margin", "debate", "drift", "lasts"}),
    "day": frozenset({"deadline", "lasts", "term"}),
    "month": frozenset({"prison", "term"}),
    "year": frozenset({"prison", "term", "service"}),
}
_AFTER = 1.3  # what stands after a figure counts as that much further off


def read(scene: Scene, figure: Figure, sentence: Sentence) -> Statement | None:
    """What a sum, share, measure or hour states; None where it is of nothing that can be named."""
    if figure.kind is Kind.NUMBER:
        return None
    found = _nearest(scene, figure, sentence, _table(scene, figure))
    key = found[0] if found else _noun(scene, figure) if figure.kind is Kind.MONEY else None
    if not key or key not in _LASTING.get(figure.unit or "", (key,)):
        return None
    return Statement(
        attribute=_attribute(figure, key),
        quantity=Quantity(
            figure.value, figure.unit or "", figure.low, figure.high, _grain(figure), figure.exact
        ),
        span=span(scene, figure.start, figure.end),
        sentence=sentence.span,
        status=scene.status(figure.start, figure.end, sentence),
        topic=span(scene, *(found[1] if found else (figure.start, figure.end))),
        at=scene.at(figure.start, sentence),
    )


def _table(scene: Scene, figure: Figure) -> re.Pattern[str]:
    """The table of what a figure of this sort can be of."""
    rules = scene.rules
    return {
        Kind.CLOCK: rules.events,
        Kind.MONEY: rules.sums,
        Kind.PERCENT: rules.shares,
        Kind.MEASURE: rules.durations if figure.unit in _LASTING else rules.extents,
    }[figure.kind]


def _attribute(figure: Figure, key: str) -> str:
    if figure.kind is Kind.CLOCK:
        return f"time:{key}"
    if figure.kind is Kind.MEASURE:
        return f"measure:{figure.unit} {key}"
    if figure.kind is Kind.MONEY:
        return f"money:{figure.unit} {key}"
    return f"percent:{key}"


def _grain(figure: Figure) -> str:
    return "minute" if figure.kind is Kind.CLOCK else "unit"


def _nearest(
    scene: Scene, figure: Figure, sentence: Sentence, expression: re.Pattern[str]
) -> tuple[str, tuple[int, int]] | None:
    """The key of the nearest word of a table in the sentence, and where it stands."""
    start = max(sentence.span.start, figure.start - _REACH)
    end = min(sentence.span.end, figure.end + _REACH)
    near = [
        ((figure.start - m.end()) if m.start() < figure.start else (m.start() - figure.end) * _AFTER, m)
        for m in expression.finditer(scene.article.text, start, end)
        if m.end() <= figure.start or m.start() >= figure.end
    ]
    if not near:
        return None
    best = min(near, key=lambda n: n[0])[1]
    return (best.lastgroup, best.span()) if best.lastgroup else None


def _noun(scene: Scene, figure: Figure) -> str | None:
    """The stem of the nearest word of content before a sum, in its clause."""
    text = scene.article.text
    clause = _CLAUSE.search(text, max(0, figure.start - 40), figure.start)
    told = [w for w in re.findall(r"[^\W\d_]{4,}", clause.group() if clause else "") if w.islower()]
    empty = stopwords(scene.language)
    content = [fold(w) for w in reversed(told) if fold(w) not in empty]
    return stem(content[0], scene.language) if content else None
