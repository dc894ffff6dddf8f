"""Who does the saying: the noun phrase before or after a verb."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from wholestory.analyze.quotations import lexicon as lx
from wholestory.analyze.quotations.lexicon import Lexicon
from wholestory.analyze.quotations.words import Word

_BETWEEN = lx.AUXILIARY + lx.ADVERB + lx.TIME  # what may stand between a subject and its verb
_NOUNS = lx.OTHER + lx.CAPITAL + lx.PERSON + lx.PAPER
_PARTS = _NOUNS + lx.NAME + lx.GENITIVE + lx.ADVERB + lx.TIME + lx.ANYONE + lx.POSSESSIVE
_STOPS = ",;:-()." + lx.THAT + lx.WHEN + lx.WHO
_DESCRIBING = _NOUNS + lx.PREPOSITION + lx.DETERMINER + lx.NAME + lx.POSSESSIVE + lx.ADVERB + lx.GENITIVE
_LONGEST = 9  # words of one noun phrase


class Head(StrEnum):
    """What a source's head word is."""

    NAME = "name"
    PRONOUN = "pronoun"
    PERSON = "person"  # a noun for a person or a body, or a word such as "someone"
    PAPER = "paper"  # a noun for what carries words
    NOUN = "noun"


@dataclass(frozen=True, slots=True)
class Source:
    """A noun phrase that may be a speaker: words `first` to `last` (inclusive), its head word, what it is.

    `others` are further names joined to a named head by "and".
    """

    first: Word
    last: Word
    head: Word
    kind: Head
    others: tuple[Word, ...] = ()
    owner: Word | None = None

    @property
    def start(self) -> int:
        """Where the phrase begins."""
        return self.first.start

    @property
    def end(self) -> int:
        """Where it ends, exclusive."""
        return self.last.end


def before(words: Sequence[Word], verb: int, lexicon: Lexicon) -> Source | None:
    """The subject of the verb at index `verb`, looked for on its left."""
    last = _skip_back(words, verb - 1, _BETWEEN)
    if last < 0:
        return None
    if words[last].kind == ",":
        return _across_comma(words, last, lexicon)
    if words[last].kind == ")":
        return _ending(words, _skip_brackets(words, last))
    if words[last].kind == lx.WHO or words[last].text in lexicon.sets["relatives"]:
        return _antecedent(words, last)
    if words[last].text == "to" and last > 1:
        return _of_infinitive(words, last, lexicon)
    if words[last].kind in lx.AND:
        return leading(words[:last], lexicon)
    found = _ending(words, last)
    if found is not None and found.kind is not Head.NOUN:
        return found
    first = _clause_start(words, last)
    return leading(words[first:verb], lexicon) or found


def _of_infinitive(words: Sequence[Word], to: int, lexicon: Lexicon) -> Source | None:
    """Who is to do something: "for users to suggest" the users, else the subject of the clause."""
    first, head = _simple(words, to - 1)
    if head is not None and first > 0 and words[first - 1].text == "for":
        return _name(words, head, head) if words[head].kind == lx.NAME else _phrase(words, first, head, head)
    return leading(words[_clause_start(words, to - 1) : to], lexicon)


def after(words: Sequence[Word], verb: int, lexicon: Lexicon) -> Source | None:
    """The subject of the verb at index `verb`, looked for on its right ("said X")."""
    start = verb + 1
    while start < len(words) and words[start].kind in lx.AUXILIARY + lx.ADVERB + lx.PARTICLE:
        start += 1
    start = _past_addressee(words, _past_manner(words, start, lexicon))
    if start >= len(words):
        return None
    if words[start].kind in lx.PRONOUN + lx.IT:
        return Source(words[start], words[start], words[start], Head.PRONOUN)
    stop = _run_end(words, start)
    return _of_run(words, start, stop, lexicon) if stop > start else None


def _past_manner(words: Sequence[Word], start: int, lexicon: Lexicon) -> int:
    """Behind a gerund that says how someone speaks: "dit en souriant X", "ha detto sorridendo X"."""
    at = start + (start < len(words) and words[start].text == "en")
    if at + 1 >= len(words) or words[at].mention is not None or not lexicon.gerunds:
        return start
    return at + 1 if words[at].text.endswith(lexicon.gerunds) else start


def _past_addressee(words: Sequence[Word], start: int) -> int:
    """Behind "to X" where a described subject follows it: "ha detto al Corriere la capitana X"."""
    if start >= len(words) or words[start].kind != lx.PREPOSITION:
        return start
    for at in range(start + 2, min(start + 7, len(words) - 1)):
        if words[at].kind == lx.DETERMINER and words[at - 1].kind == lx.NAME:
            return at if words[at + 1].kind == lx.PERSON else start
    return start


def leading(words: Sequence[Word], lexicon: Lexicon) -> Source | None:
    """The subject of a clause as the first phrase of it that no preposition governs."""
    index = 0
    vague: Source | None = None
    while index < len(words):
        word = words[index]
        if word.kind in lx.PREPOSITION + lx.WHEN + lx.SAYING + lx.CALLING:
            index = _past_comma(words, index)
        elif word.kind in lx.PRONOUN + lx.IT:
            return Source(word, word, word, Head.PRONOUN)
        elif word.kind in lx.ADVERB + lx.TIME + lx.AND + ",-(" + lx.AUXILIARY:
            index += 1
        elif word.kind in _PARTS + lx.DETERMINER:
            stop = _run_end(words, index)
            found = _of_run(words, index, stop, lexicon)
            if found is not None and found.kind is not Head.NOUN:
                return found
            vague, index = vague or found, _past_comma(words, stop)
        else:
            return vague
    return vague


def free(words: Sequence[Word]) -> Source | None:
    """The first name, pronoun or person that no preposition governs, wherever it stands."""
    for index, word in enumerate(words):
        if word.kind == lx.PRONOUN:
            return Source(word, word, word, Head.PRONOUN)
        if word.kind in lx.NAME + lx.PERSON:
            found = _ending(words[: index + 1], index)
            if found is not None and found.kind in (Head.NAME, Head.PERSON):
                return found
    return None


def _past_comma(words: Sequence[Word], index: int) -> int:
    while index < len(words) and words[index].kind != ",":
        index += 1
    return index + 1


def _skip_back(words: Sequence[Word], index: int, kinds: str) -> int:
    while index >= 0 and words[index].kind in kinds:
        index -= 1
    return index


def _skip_brackets(words: Sequence[Word], index: int) -> int:
    """Before the bracket that `)` at `index` closes ("Jane Doe (D-Ohio) said")."""
    opening = index
    while opening >= 0 and words[opening].kind != "(":
        opening -= 1
    return opening - 1 if opening > 0 else index - 1


def _clause_start(words: Sequence[Word], index: int) -> int:
    while index >= 0 and words[index].kind not in _STOPS:
        index -= 1
    return index + 1


def _across_comma(words: Sequence[Word], comma: int, lexicon: Lexicon) -> Source | None:
    """The subject where a comma stands before the verb: what the apposition or aside belongs to."""
    phrase: Source | None = None
    last = comma - 1
    for _ in range(5):
        last = _skip_back(words, last, ".")
        if last < 0:
            break
        first = _clause_start_comma(words, last)
        if any(w.kind in lx.SAY + lx.CALL for w in words[first:last]):
            return leading(words[first:comma], lexicon) or leading(words[:comma], lexicon)
        if words[last].kind == ")":
            last = _skip_brackets(words, last)
        found = _ending(words, last)
        if found is not None and found.kind in (Head.NAME, Head.PRONOUN):
            return found
        if phrase is None and found is not None and found.kind is Head.PERSON:
            phrase = found
        last = first - 2
    return phrase or leading(words[:comma], lexicon)


def _clause_start_comma(words: Sequence[Word], index: int) -> int:
    while index >= 0 and words[index].kind not in ",;:-.":
        index -= 1
    return index + 1


def _antecedent(words: Sequence[Word], who: int) -> Source | None:
    """Whom a relative pronoun stands for: the phrase right before it, even after a preposition."""
    last = who - 1
    if last >= 0 and words[last].kind == ",":
        last -= 1
    if last < 0:
        return None
    first, head = _simple(words, last)
    if head is not None and words[head].kind in lx.PERSON + lx.ANYONE:
        return _phrase(words, first, head, head)
    found = _ending(words, last)
    if words[last].kind == lx.NAME and (found is None or found.kind is Head.NOUN):
        return _name(words, last, last)
    return found


def _ending(words: Sequence[Word], last: int) -> Source | None:
    """The noun phrase that ends at `last`, its head found across what prepositions attach to it."""
    if last < 0:
        return None
    if words[last].kind in lx.PRONOUN + lx.IT:
        return Source(words[last], words[last], words[last], Head.PRONOUN)
    first, head = _simple(words, last)
    while head is not None and first > 0 and words[first - 1].kind == lx.PREPOSITION:
        inner_last = _skip_back(words, first - 2, lx.PREPOSITION + lx.TIME + lx.ADVERB)
        if inner_last < 0:
            return None
        if words[inner_last].kind == lx.PRONOUN:
            return Source(words[inner_last], words[inner_last], words[inner_last], Head.PRONOUN)
        first, head = _simple(words, inner_last)
    if head is None or (words[head].kind == lx.PAPER and first == head):
        return None
    if words[head].kind == lx.NAME:
        return _name(words, head, head)
    return _phrase(words, first, last, head)


def _simple(words: Sequence[Word], last: int) -> tuple[int, int | None]:
    """First word and head of the noun phrase without prepositions that ends at `last`."""
    while last >= 0 and words[last].kind == lx.TIME:
        last -= 1
    if last < 0 or words[last].kind not in _NOUNS + lx.NAME + lx.ANYONE:
        return last, None
    first = last
    if words[last].kind == lx.NAME and last and words[last - 1].kind not in lx.OTHER + lx.PERSON + lx.CAPITAL:
        return (last - 1 if words[last - 1].kind == lx.DETERMINER else last), last
    while first > 0 and last - first < _LONGEST and words[first - 1].kind in _PARTS:
        first -= 1
    if first > 0 and words[first - 1].kind == lx.DETERMINER:
        first -= 1
    return first, last


def _run_end(words: Sequence[Word], start: int) -> int:
    """Where the noun phrase that begins at `start` ends (exclusive)."""
    stop = start
    while stop < len(words) and stop - start < _LONGEST:
        kind = words[stop].kind
        if kind not in _PARTS and not (kind == lx.DETERMINER and stop == start):
            break
        if kind == lx.TIME or (kind == lx.POSSESSIVE and stop > start):
            break
        if kind == lx.OTHER and stop > start and words[stop - 1].kind == lx.NAME:
            break
        stop += 1
    return stop


def _of_run(words: Sequence[Word], start: int, stop: int, lexicon: Lexicon) -> Source | None:
    """The source that a run of noun words is: its last name, or a phrase where a noun follows the name."""
    names = [i for i in range(start, stop) if words[i].kind == lx.NAME]
    people = [i for i in range(start, stop) if words[i].kind in lx.PERSON + lx.PAPER + lx.ANYONE]
    if names and not any(i > names[-1] for i in people) and not _owns(words, names[-1], stop):
        return _name(words, names[-1], start)
    if len(people) > 1 and lexicon.has("close", words[people[-1]].text):
        people.pop()
    head = people[-1] if people else stop - 1
    definite = words[start].kind in lx.DETERMINER + lx.POSSESSIVE + lx.PERSON
    apposed = _apposed(words, head) if people or definite else None
    if apposed is not None or not people:
        return apposed or _unnamed(words, start, stop)
    if words[head].kind == lx.ANYONE and head + 1 < stop:
        head = head + 1
        return _phrase(words, start, _attached(words, head, lexicon), head, Head.PERSON)
    return _phrase(words, start, _attached(words, head, lexicon), head)


def _owns(words: Sequence[Word], index: int, stop: int) -> bool:
    return index + 1 < stop and words[index + 1].kind == lx.GENITIVE


def _unnamed(words: Sequence[Word], start: int, stop: int) -> Source | None:
    """A phrase without any known noun: a capitalised word may be a name nobody found."""
    head = stop - 1
    known = words[start].kind in lx.DETERMINER + lx.POSSESSIVE + lx.CAPITAL
    if head < start or words[head].kind not in _NOUNS or not known:
        return None
    return _phrase(words, start, head, head)


def _apposed(words: Sequence[Word], head: int) -> Source | None:
    """The name set beside a description: "said her lawyer in the case, Jane Doe"."""
    comma = head + 1
    if comma < len(words) and words[comma].kind == lx.WHO:
        comma = _clause_end(words, comma)
    while comma < len(words) and comma - head < _LONGEST and words[comma].kind in _DESCRIBING:
        comma += 1
    if comma + 1 >= len(words) or words[comma].kind != "," or words[comma + 1].kind != lx.NAME:
        return None
    closes = comma + 2 >= len(words) or words[comma + 2].kind in ",.;:-(" + lx.PREPOSITION
    return _name(words, comma + 1, comma + 1) if closes else None


def _clause_end(words: Sequence[Word], start: int) -> int:
    """The comma that ends a short relative clause, or `start` where none does."""
    for index in range(start, min(start + _LONGEST, len(words))):
        if words[index].kind == ",":
            return index
    return start


def _attached(words: Sequence[Word], head: int, lexicon: Lexicon) -> int:
    """The last word of what hangs on the noun at `head`: "a source close to the mayor"."""
    last = head
    for _ in range(3):
        at = last + 1
        if at + 1 < len(words) and lexicon.has("close", words[at].text):
            at += 1
        if at >= len(words) or not lexicon.has("attaching", words[at].text):
            return last
        stop = _run_end(words, at + 1)
        if stop == at + 1 and (stop >= len(words) or words[stop].kind != lx.PRONOUN):
            return last
        last = max(stop - 1, at + 1)
    return last


def _name(words: Sequence[Word], index: int, start: int) -> Source:
    """A named source; names joined to it by "and" are `others`."""
    others: list[Word] = []
    if index >= 2 and words[index - 1].kind == lx.AND and words[index - 2].kind == lx.NAME:
        others.append(words[index - 2])
    if index + 2 < len(words) and words[index + 1].kind == lx.AND and words[index + 2].kind == lx.NAME:
        others.append(words[index + 2])
    return Source(words[index], words[index], words[index], Head.NAME, tuple(others))


def _phrase(words: Sequence[Word], first: int, last: int, head: int, what: Head | None = None) -> Source:
    """A described source, with the name that owns its head ("the mayor's letter")."""
    kind = words[head].kind
    what = (
        what or Head.PERSON
        if kind in lx.PERSON + lx.ANYONE
        else Head.PAPER
        if kind == lx.PAPER
        else Head.NOUN
    )
    return Source(words[first], words[last], words[head], what, owner=_owner(words, (first, last), head))


def _owner(words: Sequence[Word], phrase: tuple[int, int], head: int) -> Word | None:
    """The name that owns the head: before a genitive, or tied to it by a preposition after it."""
    first, last = phrase
    for index in range(first, head):
        if words[index].kind == lx.NAME and words[index + 1].kind == lx.GENITIVE:
            return words[index]
    tied = head + 2 <= last and words[head + 1].kind == lx.PREPOSITION and words[head + 2].kind == lx.NAME
    return words[head + 2] if tied else None
