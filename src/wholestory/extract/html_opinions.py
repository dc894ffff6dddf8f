"""What others take for the article: three readings of a page, each piece with the readings that hold it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Any

from wholestory.extract import html_pieces
from wholestory.extract.html_pieces import Piece

if TYPE_CHECKING:
    from lxml.html import HtmlElement

READINGS = 3
_MARKS = re.compile(r"\W+")
_WORD = re.compile(r"\w+")
_UNREAD = ("script", "style", "svg", "template", "iframe", "link", "canvas")
_IDLE = ("data-", "on", "srcset", "sizes", "aria-label", "style")
_LONG = 25  # letters: shorter ones stand inside other words too easily


def key(text: str) -> str:
    """A text by its letters and figures alone, for comparing across white space and marks."""
    return _MARKS.sub("", text).lower()


@dataclass(frozen=True, slots=True)
class Opinions:
    """`votes` says of each piece how many of the `readings`, whole texts, take it for article text."""

    votes: tuple[int, ...]
    readings: tuple[str, ...]

    def agreement(self, text: str) -> float | None:
        """How far the readings that found anything agree with a text: the median F1 of words in fours.

        0 to 1; None where there is too little to compare. Markup is no words: a table's bars do not count.
        """
        ours = _fours(text)
        found = [_f1(ours, fours) for each in self.readings if (fours := _fours(each))]
        return round(median(found), 3) if ours and found else None


def ask(root: HtmlElement, pieces: Sequence[Piece]) -> Opinions:
    """What three readings take for article text: two of trafilatura, one of readability."""
    keys = [key(piece.text) for piece in pieces]
    counts = [0] * len(pieces)
    light = _lightened(root)
    readings = _precise(light), _balanced(light), _readable(light)
    for reading in readings:
        for index, held in enumerate(_held(keys, reading)):
            counts[index] += held
    return Opinions(tuple(counts), readings)


def _fours(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(zip(words, words[1:], words[2:], words[3:], strict=False))


def _f1(one: Counter[tuple[str, ...]], other: Counter[tuple[str, ...]]) -> float:
    return 2 * (one & other).total() / (one.total() + other.total())


def _lightened(root: HtmlElement) -> HtmlElement:
    """A copy without what no reading looks at and each would copy again."""
    light = deepcopy(root)
    for element in list(light.iter(*_UNREAD)):
        element.drop_tree()
    for element in light.iter():
        for name in [n for n in element.attrib if str(n).startswith(_IDLE)]:
            del element.attrib[name]
    return light


def _held(keys: Sequence[str], reading: str) -> list[bool]:
    lines = {key(cell) for line in reading.split("\n") for cell in (line, *line.split("|"))}
    whole = key(reading)
    return [bool(k) and (k in lines or (len(k) >= _LONG and k in whole)) for k in keys]


def _precise(root: HtmlElement) -> str:
    return _trafilatura(root, favor_precision=True)


def _balanced(root: HtmlElement) -> str:
    return _trafilatura(root)


def _trafilatura(root: HtmlElement, **options: Any) -> str:
    """Barbaresi 2021, "Trafilatura: A Web Scraping Library"; it alters the tree it is given."""
    from trafilatura import extract

    try:
        return extract(deepcopy(root), include_comments=False, **options) or ""
    except Exception:  # a library that stumbles over a page has no opinion on it
        return ""


def _readable(root: HtmlElement) -> str:
    from lxml import html
    from readability import Document

    try:
        summary = Document(deepcopy(root)).summary()
        article = html.document_fromstring(summary)
    except Exception:  # as above
        return ""
    return "\n".join(piece.text for piece in html_pieces.find(article))
