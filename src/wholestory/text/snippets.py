"""Snippets: the words of an article that show best why a search found it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from wholestory.model import ArticleId, Field, Query, Snippet, Span
from wholestory.text import searchable

LENGTH = 220  # letters
_AHEAD = 60  # of them before the first word that was found
_MOST = 20  # places of a term that are looked at
_WORD = re.compile(r"\w+")
_BREAK = "\n\n"


def patterns(query: Query) -> tuple[re.Pattern[str], ...]:
    """What finds the terms of a query in a folded text; each is looked for by its letters."""
    terms = [term for group in query.groups for term in group if term.field in (Field.WORDS, Field.TITLE)]
    return tuple(re.compile(said) for term in terms if (said := _said(term.words)))


def _said(words: str) -> str:
    return r"[\W_]{0,3}".join(map(_whole, _WORD.findall(searchable.folded(words))))


def _whole(part: str) -> str:
    """A word and no part of one; said in this order it is found by its letters, which is fast."""
    found = re.escape(part)
    return found if searchable.is_spaceless(part) else rf"{found}(?<!\w{found})(?!\w)"


def cut(article: ArticleId, text: str, *, title: int, wanted: Sequence[re.Pattern[str]]) -> Snippet:
    """The stretch of one paragraph of `text` with most of what is `wanted`, or else its beginning.

    `title` is where the title ends.
    """
    folded = searchable.folded(text) if wanted else ""
    found = [m.span() for each in wanted for m in islice(each.finditer(folded, title), _MOST)]
    begin = _best(sorted(found)) if found else len(text) - len(text[title:].lstrip())
    start, end = _stretch(text, begin, title)
    inside = (Span(article, one, other) for one, other in sorted(found) if start <= one and other <= end)
    return Snippet(text[start:end], Span(article, start, end), tuple(inside))


def _best(found: Sequence[tuple[int, int]]) -> int:
    """Where the most places stand close together, the first of them."""
    counts = [sum(start <= other <= start + LENGTH - _AHEAD for other, _ in found) for start, _ in found]
    return found[counts.index(max(counts))][0]


def _stretch(text: str, begin: int, title: int) -> tuple[int, int]:
    """Whole words around `begin`, of its own paragraph."""
    first = text.rfind(_BREAK, title, begin)
    first = title if first < 0 else first + len(_BREAK)
    last = text.find(_BREAK, begin)
    last = len(text) if last < 0 else last
    start = _at_word(text, first, max(first, begin - _AHEAD), begin)
    end = min(last, start + LENGTH)
    if end < last and (space := text.rfind(" ", begin, end)) > begin:
        end = space
    return start, max(start, end)


def _at_word(text: str, first: int, wanted: int, begin: int) -> int:
    if wanted > first and (space := text.find(" ", wanted, begin)) >= 0:
        wanted = space
    while wanted < begin and text[wanted].isspace():
        wanted += 1
    return wanted
