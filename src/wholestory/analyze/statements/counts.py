"""Counts: so many people on board, votes, houses; and that there were none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wholestory.analyze.quantities import Figure, Kind
from wholestory.analyze.statements.scene import Scene, span
from wholestory.model import Quantity, Sentence, Statement
from wholestory.text.words import fold, stem

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_CLAUSE = re.compile(r"[,;:.!?()“”«»\"–—\n]")
_PERSONS = frozenset(
    {"people", "men", "women", "children", "passengers", "crew", "residents", "workers", "members"}
)
_REACH = 60  # code points on either side in which it is said what became of those counted


def read(scene: Scene, figure: Figure, sentence: Sentence) -> Statement | None:
    """The count that a figure gives; None where it counts nothing that can be named."""
    if figure.kind is not Kind.NUMBER:
        return None
    head = _head(scene, figure.end, sentence)
    key = scene.rules.nouns.get(head.group().casefold()) if head else None
    end = head.end() if head else figure.end
    state = _state(scene, figure, end, sentence) if key in _PERSONS or head is None else None
    if state:
        attribute, end = state[0], max(end, state[1])
    elif key:
        attribute = key
    elif head and not figure.bare and (figure.low or 0) != 1:
        attribute = stem(fold(head.group()), scene.language)
    else:
        return None
    return _statement(scene, figure, sentence, (attribute, end), head)


def _head(scene: Scene, at: int, sentence: Sentence) -> re.Match[str] | None:
    """The noun that a number counts: among the words up to the next function word or mark, the likeliest."""
    text = scene.article.text
    stop = _CLAUSE.search(text, at, sentence.span.end)
    end = min(stop.start() if stop else sentence.span.end, at + 60)
    run: list[re.Match[str]] = []
    for word in _WORD.finditer(text, at, end):
        known = word.group().casefold() in scene.rules.nouns
        if (word.group().casefold() in scene.rules.functional and not known) or len(run) == 4:
            break
        run.append(word)
    known_words = [w for w in run if w.group().casefold() in scene.rules.nouns]
    return known_words[0] if known_words else _likely(scene, run)


def _likely(scene: Scene, run: list[re.Match[str]]) -> re.Match[str] | None:
    if not run:
        return None
    if scene.rules.capital_nouns:
        return next((w for w in run if w.group()[0].isupper()), None)
    plain = [w for w in run if w.group()[0].islower()]
    if not plain or run[0] is not plain[0]:
        return None
    if scene.language == "it":
        return plain[0]
    return next((w for w in plain if w.group().endswith("s") and not w.group().endswith(("ss", "us"))), None)


def _state(scene: Scene, figure: Figure, end: int, sentence: Sentence) -> tuple[str, int] | None:
    """What became of those counted, told after them or before them in the clause; and where that ends."""
    text = scene.article.text
    stop = re.compile(r"[;:.!?\n]|,\s").search(text, end, sentence.span.end)
    limit = min(stop.start() if stop else sentence.span.end, end + _REACH)
    if (found := scene.rules.states.search(text, end, limit)) and found.lastgroup:
        return found.lastgroup, found.end() if found.start() - end < 12 else end
    cut = [m.end() for m in _CLAUSE.finditer(text, sentence.span.start, figure.start)]
    start = max(cut[-1] if cut else sentence.span.start, figure.start - 30)
    before = list(scene.rules.states.finditer(text, start, figure.start))
    return (before[-1].lastgroup, end) if before and before[-1].lastgroup else None


def none(scene: Scene) -> Iterator[Statement]:
    """ "No one died": nought of those."""
    for match in scene.rules.none.finditer(scene.article.text):
        sentence = scene.sentence(match.start())
        if sentence is None:
            continue
        end = min(match.end() + 30, sentence.span.end)
        state = scene.rules.states.search(scene.article.text, match.end(), end)
        if state and state.lastgroup:
            figure = Figure(match.start(), match.end(), match.start(), Kind.NUMBER, 0.0, 0.0, "0")
            yield _statement(scene, figure, sentence, (state.lastgroup, state.end()), None)


def _statement(
    scene: Scene, figure: Figure, sentence: Sentence, told: tuple[str, int], head: re.Match[str] | None
) -> Statement:
    attribute, end = told
    return Statement(
        attribute=f"count:{attribute}",
        quantity=Quantity(
            figure.value, head.group() if head else attribute, figure.low, figure.high, "unit", figure.exact
        ),
        span=span(scene, figure.start, end),
        sentence=sentence.span,
        status=scene.status(figure.start, end, sentence),
        topic=span(scene, head.start(), head.end()) if head else span(scene, figure.start, end),
        at=scene.at(figure.start, sentence),
    )
