"""The words of a stretch of text, each with its class, named mentions as one word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from wholestory.analyze.quotations import lexicon as lx
from wholestory.analyze.quotations.lexicon import Lexicon
from wholestory.model import Mention

_SEAT = re.compile(r"[^\W\d_a-z]{1,3}-[^\W\d_a-z]")  # a party and a constituency: "D-Ohio"
_VERBS = (lx.SAY, lx.CALL)
_NOT_VERB = (lx.DETERMINER, lx.POSSESSIVE, lx.GENITIVE)


class Word(NamedTuple):
    """One word: where it stands, its lower-case text, its class, and the named mention it is."""

    start: int
    end: int
    text: str
    kind: str
    mention: Mention | None = None


def split(text: str, start: int, end: int, names: Iterable[Mention], lexicon: Lexicon) -> list[Word]:
    """The words of `text[start:end]`, in which the mentions `names` begin."""
    found: list[Word] = []
    position = start
    for mention in names:
        if mention.span.start < position:
            continue
        _plain(text, position, mention.span.start, found, lexicon)
        stop = min(mention.span.end, end)
        name = text[mention.span.start : stop]
        kind = lx.CAPITAL if _SEAT.match(name) else lx.NAME
        found.append(Word(mention.span.start, stop, name, kind, mention))
        position = stop
    _plain(text, position, end, found, lexicon)
    return found


def _plain(text: str, start: int, end: int, found: list[Word], lexicon: Lexicon) -> None:
    """Append the words of a stretch without names."""
    read, marked = lx.read, _VERBS if not lexicon.sets["tags"] else None
    for match in lexicon.token.finditer(text, start, end):
        word = match.group()
        at, after = match.span()
        lower, kind = read(lexicon, word)
        if kind == lx.GENITIVE and after - at > 2:  # "mayor's"
            found.append(Word(at, after - 2, lower[:-2], read(lexicon, word[:-2])[1]))
            at, lower = after - 2, "'s"
        elif found and (marked is None or kind in marked):
            kind = _in_context(kind, lower, found, lexicon)
        # The hyphen of "-t-il" is no part of the pronoun.
        found.append(Word(at if word[0] != "-" else after - len(lower), after, lower, kind))


def _in_context(kind: str, lower: str, before: Sequence[Word], lexicon: Lexicon) -> str:
    """The class of a word, given those before it: a noun may look like a verb ("her claims")."""
    last = before[-1]
    if last.kind == "," and lexicon.has("tags", lower):
        return lx.SAY
    if kind not in _VERBS or last.kind not in _NOT_VERB:
        return kind
    if last.kind == lx.DETERMINER and lexicon.has("clitics", last.text):
        return lx.OTHER if len(before) > 1 and before[-2].kind == lx.PREPOSITION else kind
    return lx.OTHER
