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
    ("people", "men", "women", "children", "passengers", "crew", "residents", "workers", "members", "sailors")
)
_STOP = re.compile(r"[;:.!?\n]|,\s")
_DIGIT = re.compile(r"\d")
_BARE = 26
_REACH = 60  # code points on either side in which it is said what became of those counted


def read(scene: Scene, figure: Figure, sentence: Sentence) -> Statement | None:
    """The count that a figure gives; None where it counts nothing that can be named."""
    if figure.kind is not Kind.NUMBER:
        return None
    head = _head(scene, figure.end, sentence)
    key = scene.rules.nouns.get(head.group().casefold()) if head else None
    if head is None and _parental(scene, figure):
        return _statement(scene, figure, sentence, ("children", figure.end), None)
    if figure.low == 1 and (head is None or _apart(scene, figure.end, head.start())):
        return None  # "no one", "one of nine residents"
    end = head.end() if head else figure.end
    state = _state(scene, figure, head, sentence) if key in _PERSONS or key is None else None
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
    limit = min(sentence.span.end, at + _REACH)
    stop = _CLAUSE.search(text, at, limit)
    end = stop.start() if stop else limit
    run: list[re.Match[str]] = []
    partitive = True
    for word in _WORD.finditer(text, at, end):
        lower = word.group().casefold()
        known = lower in scene.rules.nouns
        if (partitive := partitive and _partitive(lower, scene, first=word.start() <= at + 2)) and not known:
            continue
        if (lower in scene.rules.closing and not known) or len(run) == 4:
            break
        run.append(word)
    known_words = [w for w in run if w.group().casefold() in scene.rules.nouns]
    return known_words[0] if known_words else _likely(scene, run, at)


def _parental(scene: Scene, figure: Figure) -> bool:
    """ "The mother of four"."""
    start = max(0, figure.start - 20)
    return scene.rules.parents.search(scene.article.text, start, figure.start) is not None


def _apart(scene: Scene, start: int, end: int) -> bool:
    return any(w.casefold() in scene.rules.partitives for w in scene.article.text[start:end].split())


def _partitive(word: str, scene: Scene, *, first: bool) -> bool:
    """Whether a word belongs to "three of her …"."""
    if first:
        return word in scene.rules.partitives
    return word in scene.rules.possessive or word in scene.rules.definite


def _likely(scene: Scene, run: list[re.Match[str]], at: int) -> re.Match[str] | None:
    """The noun among words none of which news is known to count."""
    if not run or run[0].start() > at + 2:
        return None
    if scene.rules.capital_nouns:
        return next((w for w in run if w.group()[0].isupper()), None)
    plain = [w for w in run if w.group()[0].islower()]
    if not plain or run[0] is not plain[0]:
        return None
    if not scene.rules.plural_s:
        return plain[0]
    return next((w for w in plain if w.group().endswith("s") and not w.group().endswith(("ss", "us"))), None)


def _state(
    scene: Scene, figure: Figure, head: re.Match[str] | None, sentence: Sentence
) -> tuple[str, int] | None:
    """What became of those counted, and where that ends.

    Told after people within the clause, or before "people" if it is not of others; where the number has no
    noun, right after it ("Seven were treated").
    """
    text, states = scene.article.text, scene.rules.states
    key = scene.rules.nouns.get(head.group().casefold()) if head else None
    end = head.end() if head and key else figure.end
    limit = min(sentence.span.end, end + (_REACH if key else _BARE))
    stop = _STOP.search(text, end, limit)
    limit = stop.start() if stop else limit
    found = states.search(text, figure.end, limit)
    if found and found.lastgroup and _fits(found, key, head):
        return found.lastgroup, max(end, found.end()) if found.start() - end < 12 else end
    if key != "people":
        return None
    start = max(sentence.span.start, figure.start - 30)
    cut = [m.end() for m in _CLAUSE.finditer(text, start, figure.start)]
    start = cut[-1] if cut else start
    before = [
        m for m in states.finditer(text, start, figure.start) if not _DIGIT.search(text, start, m.start())
    ]
    return (before[-1].lastgroup, end) if before and before[-1].lastgroup else None


def _fits(found: re.Match[str], key: str | None, head: re.Match[str] | None) -> bool:
    """Whether a state can be that of the noun: crews stay crews, unknown nouns keep their name."""
    if key is None:
        return head is None or found.start() <= head.start() < found.end()
    roles = found.lastgroup in ("aboard", "present") and key != "people"
    return not roles or (head is not None and found.start() <= head.start())


def none(scene: Scene) -> Iterator[Statement]:
    """ "No one died": nought of those."""
    lower = scene.article.text.casefold()
    if not any(word in lower for word in scene.rules.none_words):
        return
    for match in scene.rules.none.finditer(scene.article.text):
        sentence = scene.sentence(match.start())
        if sentence is None:
            continue
        end = min(match.end() + 30, sentence.span.end)
        state = scene.rules.states.search(scene.article.text, match.end(), end)
        words = scene.article.text[match.end() : end].split()
        if state and state.lastgroup and not (words and words[0] in scene.rules.none_else):
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
