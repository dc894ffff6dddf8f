"""Sentences, each within its block."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import sentencex

from wholestory.model import Article, Sentence, Span
from wholestory.text import languages
from wholestory.text.words import fold, stopwords

# A stop, what may close after it, white space, then what may open a sentence that sentencex overlooks:
# a capital beyond ASCII, or any capital behind a closing bracket or a mark that stands after the stop.
_MISSED = re.compile(r"(?:[.!?…][\"”»’)\]]*\s+(?=[^\W\d_a-zA-Z]))|(?:[.!?…][)\]]\s+(?=[^\W\d_]))")
_LAST_WORD = re.compile(r"(?:^|[\s(\[\"“„«‘'’])([^\W_][^\s()\[\]\"“”„«»]*)\.\s*$")
_ORDINAL = re.compile(r"(?:^|[^\w])([^\W\d_]+) \d{1,3}\.$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_OPENING = str.maketrans("", "", "\"“”„«»‘’'()[]–— ")


def split(article: Article, language: str | None) -> tuple[Sentence, ...]:
    """The sentences of each block in order, none across two blocks, trimmed of white space.

    Words in quotation marks stay with the sentence that reports them. Method: sentencex's rules, then
    the abbreviations of our own tables, initials, ordinals and the openings it overlooks.
    """
    found: list[Sentence] = []
    for block in article.blocks:
        for start, end in _within(article.text[block.start : block.end], language or "en"):
            span = Span(article.id, block.start + start, block.start + end)
            found.append(Sentence(span, block.role))
    return tuple(found)


def _within(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence of `text`, trimmed."""
    start = 0
    for end in _ends(text, language):
        piece = text[start:end]
        trimmed = piece.strip()
        if trimmed:
            lead = start + len(piece) - len(piece.lstrip())
            yield lead, lead + len(trimmed)
        start = end


def _ends(text: str, language: str) -> Iterator[int]:
    """Where sentences end: sentencex's boundaries mended by our own."""
    position = 0
    pieces = [piece for piece in sentencex.segment(language, text) if piece]
    for piece, following in zip(pieces, [*pieces[1:], ""], strict=True):
        for match in _MISSED.finditer(piece):
            head = text[position : position + match.start() + 1]
            opens = text[position + match.end()]
            if opens.isupper() and not _goes_on(head, opens, language) and _balanced(piece[: match.end()]):
                yield position + match.end()
        position += len(piece)
        if not following or not _goes_on(piece.rstrip(), following, language):
            yield position


def _goes_on(head: str, following: str, language: str) -> bool:
    """Whether the stop that ends `head` is no end: an abbreviation, an initial, lower case after it."""
    opening = following.translate(_OPENING)[:1]
    if opening.islower():
        return True
    if not head.endswith("."):
        return False
    word = _LAST_WORD.search(head[-40:])
    if word is None:
        return False
    last = word.group(1)
    ordinal = _ORDINAL.search(head[-40:])
    if ordinal is not None and ordinal.group(1).casefold() in _before_ordinals(language):
        first = _FIRST_WORD.search(following)
        return first is None or fold(first.group()) not in stopwords(language)
    return (len(last) == 1 and last.isupper() and opening.isupper()) or last.casefold() in _abbreviations(
        language
    )


def _balanced(head: str) -> bool:
    """Whether no quotation is open at the end of `head`."""
    opened = head.count("“") + head.count("„") + head.count("«")
    closed = head.count("”") + head.count("»")
    if "„" in head:
        closed += head.count("“")
        opened -= head.count("“")
    return opened <= closed and head.count('"') % 2 == 0


@cache
def _before_ordinals(language: str) -> frozenset[str]:
    """Words behind which a number and a stop are an ordinal ("am 3."), in languages that write them so."""
    return frozenset(map(str, languages.load(language, "abbreviations").get("before_ordinals", ())))


@cache
def _abbreviations(language: str) -> frozenset[str]:
    """Abbreviations after which a sentence goes on, without their last stop."""
    table = languages.load(language, "abbreviations")
    words = table.get("never_end", [])
    return frozenset(str(word).casefold().rstrip(".") for word in words)
