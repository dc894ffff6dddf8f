"""The words of an article's sentences, with what tells a name: capitals, gaps, possessives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from wholestory.model import Article, Role, Sentence
from wholestory.text import languages
from wholestory.text.words import fold

_WORD = re.compile(
    r"[^\W_]+(?![\w'’.\-‑&@]|://)"  # most words; all below is for those that have more in them
    r"|https?://\S+|www\.\S+|[@#]\w+"
    r"|(?:[^\W\d_]\.){2,}"  # U.S.
    r"|[^\W\d_]\.(?=\s?[^\W\d_])"  # J. before a name
    # elided articles and prepositions of Romance languages, and prefixes, are words of their own
    r"|\b(?:[lLdDcCnNsS]|(?:[dDnN]|[aA]|[sS]u|[dD]a)ell|[dD]all|[nN]ell|[sS]ull|[aA]ll|[uU]n|[qQ]uell|[qQ]u|[cC]oll)"
    r"(?=['’][^\W\d_]{3})"
    r"|\b(?:then|ex|anti|pro|post|non|pre|mid|allora)(?=[-‑])"
    r"|[^\W_]+(?:[-‑&][^\W_]+|['’](?!s\b|S\b)[^\W\d_]{2,}|['’](?=[^\W\d_]['’])|\.(?=[^\W\d_]\.)[^\W\d_]*)*",
    re.IGNORECASE,
)
_OPENERS = frozenset("\"“„«‘'‹¿¡•")
_POSSESSIVE = re.compile(r"['’]s\b|(?<=[sxzSXZ])['’](?=\s)", re.IGNORECASE)


class Word(NamedTuple):
    """One word, `text[start:end]`. `opens` where any word would be capital, `joined` to the word before
    by one space or hyphen, `owned` where a possessive mark follows, `quoted` inside quotation marks."""

    start: int
    end: int
    text: str
    form: str
    sentence: int
    opens: bool
    joined: bool
    owned: bool
    headline: bool
    capital: bool


def read(article: Article, sentences: Sequence[Sentence], *, nouns_capital: bool = False) -> list[Word]:
    """The words of all sentences, in order; `nouns_capital`: capitals are no headline's style."""
    found: list[Word] = []
    for index, sentence in enumerate(sentences):
        own = _of(article.text, index, sentence)
        if not nouns_capital and _heading(article, sentence) and _capitals_all_over(own):
            own = [word._replace(headline=True) for word in own]
        found += own
    return found


def _of(text: str, index: int, sentence: Sentence) -> list[Word]:
    last = sentence.span.start
    previous = ""
    found: list[Word] = []
    for match in _WORD.finditer(text, last, sentence.span.end):
        start, end = match.span()
        written, form, capital, plain = _written(match.group())
        if previous and start == last + 1 and text[last] == " ":
            opens, joined = False, True
        else:
            gap = text[last:start]
            opens = not previous or _opens(gap, previous)
            joined = bool(previous) and (gap in _JOINTS or (gap == ". " and previous in _short()))
        owned = text[end : end + 1] in _APOSTROPHES and _POSSESSIVE.match(text, end) is not None
        found.append(Word(start, end, written, plain, index, opens, joined, owned, False, capital))
        last, previous = end, form
    return found


@lru_cache(maxsize=65_536)
def _written(word: str) -> tuple[str, str, bool, str]:
    """A word as written, folded, whether it has a capital, and folded without a final stop."""
    form = fold(word)
    return word, form, not word[0].islower() and (word[0].isupper() or word[0].istitle()), form.rstrip(".")


_STOPS = re.compile("[.!?…:•–—]")
_APOSTROPHES = frozenset(("'", "’"))
_JOINTS = frozenset((" ", "-", "‑", "\u00a0", "\u202f", "'", "’", " & "))


@cache
def _short() -> frozenset[str]:
    """Abbreviations of all languages whose stop ends no sentence."""
    return frozenset(fold(word).rstrip(".") for word in languages.merged("abbreviations")["never_end"])


def _opens(gap: str, previous: str) -> bool:
    """Whether a word behind `gap` is capital by its place alone."""
    if gap[-1:] in _OPENERS and gap not in ("'", "’"):
        return True
    if gap.startswith(". ") and previous in _short():
        return False
    return _STOPS.search(gap) is not None


def _heading(article: Article, sentence: Sentence) -> bool:
    """Whether a sentence is one by its block, or stands there without a stop or a list's commas."""
    if sentence.role in (Role.TITLE, Role.SUBHEAD):
        return True
    if sentence.role is not Role.PARAGRAPH or sentence.span.end - sentence.span.start > 200:
        return False
    text = article.quote(sentence.span)
    return text[-1] not in '.!?…”"’»“:;)' and "," not in text


def _capitals_all_over(words: Sequence[Word]) -> bool:
    """Whether a heading sets most of its longer words in capitals, so that these tell nothing."""
    longer = [word for word in words[1:] if len(word.text) > 3]
    return bool(longer) and sum(word.capital for word in longer) > 0.6 * len(longer) and len(words) > 2
