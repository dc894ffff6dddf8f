"""One article as the finders of quotations read it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

from wholestory.analyze.names import Gender, Names
from wholestory.analyze.quotations import lexicon as lx
from wholestory.analyze.quotations import words
from wholestory.analyze.quotations.lexicon import Lexicon
from wholestory.analyze.quotations.marks import Stretch
from wholestory.analyze.quotations.words import Word
from wholestory.model import Article, Mention, MentionKind, Sentence

_LONGEST = 4000  # characters of one reading: longer "sentences" are no prose


class Scene:
    """An article's text, who is mentioned where, where sentences begin, and their words when asked for."""

    def __init__(
        self,
        article: Article,
        lexicon: Lexicon,
        sentences: Sequence[Sentence],
        names: Names,
        stretches: Sequence[Stretch],
    ) -> None:
        self.article = article
        self.text = article.text
        self.lexicon = lexicon
        self.sentences = sentences
        self.sentence_starts = [s.span.start for s in sentences]
        self.names = names
        self.inner = [s for s in stretches if s.parent is not None]
        self.inner_starts = [s.start for s in self.inner]
        self.named = [m for m in names.mentions if m.kind is MentionKind.NAMED]
        self.named_starts = [m.span.start for m in self.named]
        self.pronouns = {m.span.start: m for m in names.mentions if m.kind is MentionKind.PRONOUN}
        self.nominals = [m for m in names.mentions if m.kind is MentionKind.NOMINAL]
        self.nominal_starts = [m.span.start for m in self.nominals]
        self.block_starts = [b.start for b in article.blocks]
        self._words: dict[int, tuple[list[Word], list[int]]] = {}

    def named_in(self, start: int, end: int) -> Iterator[Mention]:
        """The named mentions that begin in `text[start:end]`."""
        index = bisect_left(self.named_starts, start)
        while index < len(self.named) and self.named_starts[index] < end:
            yield self.named[index]
            index += 1

    def spoken_of(self, start: int, end: int) -> list[Mention]:
        """The named mentions of a quotation, those inside a nested one aside."""
        return [m for m in self.named_in(start, end) if not self._nested(m.span.start, start)]

    def _nested(self, position: int, outer: int) -> bool:
        index = bisect_right(self.inner_starts, position) - 1
        return index >= 0 and outer <= self.inner_starts[index] and position < self.inner[index].end

    def block_of(self, position: int) -> int:
        """The index of the block that `position` stands in."""
        return bisect_right(self.block_starts, position) - 1

    @cached_property
    def handles(self) -> dict[str, int]:
        """Each referent by its name as people write it where no space may stand: "janedoe"."""
        return {
            "".join(c for c in r.name.lower() if c.isalnum()): i for i, r in enumerate(self.names.referents)
        }

    @cached_property
    def by_last_name(self) -> dict[str, list[int]]:
        """The referents whose name ends in a word."""
        found: dict[str, list[int]] = {}
        for index, referent in enumerate(self.names.referents):
            found.setdefault(referent.name.rpartition(" ")[2], []).append(index)
        return found

    @cached_property
    def called(self) -> dict[int, set[str]]:
        """The pronouns that the article uses for each referent, in lower case."""
        found: dict[int, set[str]] = {}
        for mention in self.pronouns.values():
            if mention.referent is not None:
                found.setdefault(mention.referent, set()).add(self.article.quote(mention.span).lower())
        return found

    @cached_property
    def described(self) -> dict[str, list[int]]:
        """The referents by the last word of what describes them, in lower case."""
        found: dict[str, list[int]] = {}
        for index, referent in enumerate(self.names.referents):
            for noun in {self.article.quote(d).lower().split()[-1] for d in referent.descriptions}:
                found.setdefault(noun, []).append(index)
        return found

    def fits(self, referent: int, pronoun: str) -> bool:
        """Whether nothing in the article gives a referent the other gender than the pronoun's."""
        gender = self.names.genders.get(referent)
        she, he = self.lexicon.has("she", pronoun), self.lexicon.has("he", pronoun)
        return gender is None or she == he or gender is (Gender.FEMALE if she else Gender.MALE)

    def nominal_in(self, start: int, end: int) -> Mention | None:
        """The nominal mention that begins in `text[start:end]`, None where none or several do."""
        index = bisect_left(self.nominal_starts, start)
        inside = [m for m in self.nominals[index : index + 2] if m.span.start < end]
        return inside[0] if len(inside) == 1 else None

    def words(self, start: int, end: int) -> list[Word]:
        """The words of `text[start:end]`; each sentence is read once."""
        index = bisect_right(self.sentence_starts, start) - 1
        end = min(end, start + _LONGEST)
        found: list[Word] = []
        while 0 <= index < len(self.sentences) and self.sentence_starts[index] < end:
            read, starts = self._sentence(index)
            found += read[bisect_left(starts, start) : bisect_left(starts, end)]
            index += 1
        return found

    def _sentence(self, index: int) -> tuple[list[Word], list[int]]:
        known = self._words.get(index)
        if known is None:
            span = self.sentences[index].span
            names = self.named_in(span.start, span.end)
            read = words.split(self.text, span.start, span.end, names, self.lexicon)
            if read and read[0].kind == lx.CAPITAL:  # there a capital tells nothing
                read[0] = read[0]._replace(kind=lx.OTHER)
            known = self._words[index] = read, [w.start for w in read]
        return known
