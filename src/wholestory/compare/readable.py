"""Whether a sentence can be read without those before it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

from wholestory.compare.lines import Line
from wholestory.model import Role, Span, Status
from wholestory.text import languages
from wholestory.text.words import WORD, fold

SHORTEST, LONGEST = 7, 75  # words
HEAD = 8  # words in which a sentence shows that it goes on from another
SOON = 30  # characters
PHRASE = 3  # words: the longest opening in the tables
ENDS = re.compile(r"[.!…。！۔।][\"”“»«’'›)\]]*$|[”»“]$")
ASKS = re.compile(r"[?？؟][\"”“»«’'›)\]]*$")
QUOTED = re.compile(r"“[^”“]*”|„[^“”„]*[“”]|«[^»«]*»|»[^«»]*«|\"[^\"]*\"|‘[^‘]*?’(?!\w)")
LABEL = re.compile(r"[^\s:]+(?: [^\s:]+)?:(?=\s)")
OPENERS = "\"“”„«»‘’'–—-( "


@dataclass(frozen=True, slots=True)
class _Table:
    """What leans on the sentence before it, in one language; entries are folded, of one to three words."""

    opening: frozenset[str]
    antecedents: frozenset[str]
    persons: frozenset[str]
    speculation: frozenset[str]
    subjectless: frozenset[str]
    additive: frozenset[str]


def alone(line: Line, named: Sequence[Span]) -> bool:
    """Whether the sentence stands by itself.

    A whole sentence of the body, of readable length; no question, no label ("Correction:") at its head;
    no quotation broken off or without its speaker; no opening word and no pronoun that leans on an
    earlier sentence; not the outlet or the reader speaking.
    `named` are the names in it, in order.
    """
    if line.role is not Role.PARAGRAPH or not SHORTEST <= len(line.words) <= LONGEST:
        return False
    if not ENDS.search(line.text) or ASKS.search(line.text) or LABEL.match(line.text):
        return False
    if not _balanced(line.text):
        return False
    table = _table(line.language)
    phrases = _openings(line.text)
    if phrases & table.opening or (phrases & table.subjectless and not _follows_soon(line, named)):
        return False
    own = _folded(QUOTED.sub(" ", line.text))
    return bool(own) and not table.persons & set(own) and not _leans(line, named, table.antecedents)


def speculative(line: Line) -> bool:
    """Whether it tells what may be, not what is."""
    words = set(_folded(QUOTED.sub(" ", line.text)))
    guessed = any(s.status is Status.SPECULATED for s in line.statements)
    return guessed or bool(words & _table(line.language).speculation)


def _follows_soon(line: Line, named: Sequence[Span]) -> bool:
    """Whether a name stands where the subject may follow the verb."""
    return bool(named) and named[0].start - line.span.start <= SOON


def goes_on(line: Line) -> bool:
    """Whether it adds to what was said before ("also", "then")."""
    return bool(set(_folded(line.text)[:HEAD]) & _table(line.language).additive)


def _leans(line: Line, named: Sequence[Span], antecedents: Collection[str]) -> bool:
    """Whether a pronoun comes before anyone it could mean."""
    first = named[0].start - line.span.start if named else len(line.text)
    before = QUOTED.sub(" ", line.text[:first])
    return any(word in antecedents for word in _folded(before))


def _balanced(text: str) -> bool:
    """Whether no quotation or bracket is left open."""
    bare = QUOTED.sub(" ", text)
    return not set(bare) & set('“”„«»"') and text.count("(") == text.count(")")


def _openings(text: str) -> set[str]:
    """The first word, the first two, the first three, folded."""
    first = [fold(word) for word in WORD.findall(text.lstrip(OPENERS)[:80])[:PHRASE]]
    return {" ".join(first[:n]) for n in range(1, len(first) + 1)}


def _folded(text: str) -> list[str]:
    """The folded words; not those in capitals, which may look like a pronoun ("US", "IT")."""
    return [fold(word) for word in WORD.findall(text) if len(word) < 2 or not word.isupper()]


@cache
def _table(language: str | None) -> _Table:
    table = languages.load(language, "openings") if language else {}
    known = {key: frozenset(fold(str(word)) for word in words) for key, words in table.items()}
    empty: frozenset[str] = frozenset()
    return _Table(
        opening=known.get("pronouns", empty) | known.get("connectives", empty),
        antecedents=known.get("antecedents", empty),
        persons=known.get("persons", empty),
        speculation=known.get("speculation", empty),
        subjectless=known.get("subjectless", empty),
        additive=known.get("additive", empty),
    )
