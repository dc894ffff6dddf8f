"""The words of a stretch of text, each with its class, named mentions as one word."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wholestory.analyze.names import Names
from wholestory.analyze.quotations import lexicon as lx
from wholestory.analyze.quotations.lexicon import Lexicon
from wholestory.model import Article, Mention, MentionKind, Sentence

_PUNCTUATION = {"–": "-", "—": "-", "-": "-", "―": "-", "[": "(", "]": ")", "…": "."}

_SEAT = re.compile(r"[^\W\d_a-z]{1,3}-[^\W\d_a-z]")  # a party and a constituency: "D-Ohio"


@dataclass(frozen=True, slots=True)
class Word:
    """One word: where it stands, its lower-case text, its class, and the named mention it is."""

    start: int
    end: int
    text: str
    kind: str
    mention: Mention | None = None


class Scene:
    """One article as the finders here read it: its text, who is mentioned where, where sentences begin."""

    def __init__(
        self, article: Article, lexicon: Lexicon, sentences: Sequence[Sentence], names: Names
    ) -> None:
        self.article = article
        self.text = article.text
        self.lexicon = lexicon
        self.sentences = sentences
        self.sentence_starts = [s.span.start for s in sentences]
        self.openings = frozenset(self.sentence_starts)  # where a capital tells nothing
        self.names = names
        self.named = [m for m in names.mentions if m.kind is MentionKind.NAMED]
        self.named_starts = [m.span.start for m in self.named]
        self.pronouns = {m.span.start: m for m in names.mentions if m.kind is MentionKind.PRONOUN}
        self.nominals = [m for m in names.mentions if m.kind is MentionKind.NOMINAL]
        self.nominal_starts = [m.span.start for m in self.nominals]

    def named_in(self, start: int, end: int) -> Iterator[Mention]:
        """The named mentions that begin in `text[start:end]`."""
        index = bisect_left(self.named_starts, start)
        while index < len(self.named) and self.named_starts[index] < end:
            yield self.named[index]
            index += 1

    def nominal_in(self, start: int, end: int) -> Mention | None:
        """The nominal mention that begins in `text[start:end]`, None where none or several do."""
        index = bisect_left(self.nominal_starts, start)
        found = self.nominals[index : index + 2]
        inside = [m for m in found if m.span.start < end]
        return inside[0] if len(inside) == 1 else None

    def words(self, start: int, end: int) -> list[Word]:
        """The words of `text[start:end]`."""
        found: list[Word] = []
        position = start
        for mention in self.named_in(start, end):
            if mention.span.start < position:
                continue
            self._plain(position, mention.span.start, found)
            stop = min(mention.span.end, end)
            name = self.text[mention.span.start : stop]
            kind = lx.CAPITAL if _SEAT.match(name) else lx.NAME
            found.append(Word(mention.span.start, stop, name, kind, mention))
            position = stop
        self._plain(position, end, found)
        return found

    def _plain(self, start: int, end: int, found: list[Word]) -> None:
        """Append the words of a stretch without names."""
        for match in self.lexicon.token.finditer(self.text, start, end):
            word = match.group()
            lower = word.lower().replace("’", "'")
            kind = self._kind(word, lower, found)
            if kind == lx.CAPITAL and match.start() in self.openings:
                kind = lx.OTHER
            if len(lower) > 2 and lower.endswith("'s") and kind in (lx.OTHER, lx.CAPITAL):
                middle = match.end() - 2
                stem = self._kind(word[:-2], lower[:-2], found)
                found.append(Word(match.start(), middle, lower[:-2], stem))
                found.append(Word(middle, match.end(), "'s", lx.GENITIVE))
            else:
                found.append(Word(match.start(), match.end(), lower, kind))

    def _kind(self, word: str, lower: str, before: Sequence[Word]) -> str:
        """The class of a word, given those before it."""
        kind = self.lexicon.kinds.get(lower)
        if before and before[-1].kind == "," and self.lexicon.has("tags", lower):
            return lx.SAY
        if kind is None:
            return self._unlisted(word, lower, before)
        if kind in (lx.SAY, lx.CALL) and before and self._nominal(before[-1]):
            return lx.OTHER
        return kind

    def _nominal(self, before: Word) -> bool:
        """Whether what follows `before` is a noun, though it looks like a verb ("her claims")."""
        if before.kind == lx.DETERMINER:
            return not self.lexicon.has("clitics", before.text)
        return before.kind in (lx.POSSESSIVE, lx.GENITIVE)

    def _unlisted(self, word: str, lower: str, before: Sequence[Word]) -> str:
        if lower == "'s":
            return lx.GENITIVE
        if not word[0].isalnum():
            return _PUNCTUATION.get(word, word)
        if word[0].isdigit():
            return lx.TIME if len(word) == 4 else lx.OTHER
        if self.lexicon.adverb is not None and word[0].islower() and self.lexicon.adverb.search(lower):
            return lx.ADVERB
        if self.lexicon.compounds is not None:
            if self.lexicon.compounds.search(lower):
                return lx.PERSON
        if lower.endswith(("man", "woman", "men", "person")) and len(lower) > 6 and word[0].islower():
            return lx.PERSON
        return lx.CAPITAL if word[0].isupper() else lx.OTHER
