"""Descriptions set beside a name by a comma: "Ana Lund, a boatbuilder from …", "the coxswain, Ana Lund"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wholestory.analyze.names.lexicon import Lexicon
from wholestory.analyze.names.runs import Run, is_title
from wholestory.analyze.names.words import Word

_LONGEST = 6  # words of a description up to its head
_REACH = 9  # words a description may begin before the name


@dataclass(frozen=True, slots=True)
class Apposition:
    """Words `first` to `last` (included, without article) describe a name; `head` is their noun."""

    first: int
    last: int
    head: int


def beside(text: str, words: Sequence[Word], run: Run, lexicon: Lexicon) -> Iterator[Apposition]:
    """The descriptions behind and before one mention of a person, at most one each."""
    for found in (_behind(text, words, run, lexicon), _ahead(text, words, run, lexicon)):
        if found is not None:
            yield found


def _behind(text: str, words: Sequence[Word], run: Run, lexicon: Lexicon) -> Apposition | None:
    """ "…, a boatbuilder from Tessa"; without an article only a known role: "…, president of the club"."""
    first = run.last + 1
    if first >= len(words) or words[first].sentence != words[run.last].sentence:
        return None
    if text[words[run.last].end : words[first].start] != ", ":
        return None
    articles = lexicon.indefinite | lexicon.definite
    determined = words[first].form in articles
    first += determined
    last = _phrase_end(words, first, lexicon)
    if last is None:
        return None
    head = _head(words, first, last, lexicon)
    known = is_title(words[head].form, lexicon)
    return Apposition(first, last, head) if known or (determined and _person(words[head], lexicon)) else None


def _phrase_end(words: Sequence[Word], first: int, lexicon: Lexicon) -> int | None:
    """The last word before a comma, a preposition or another small word; None where a verb stands in it."""
    last = None
    for index in range(first, min(first + _LONGEST, len(words))):
        word = words[index]
        gap = index > first and not word.joined
        if gap or word.sentence != words[first - 1].sentence or _small(word, lexicon):
            return last
        if word.form in lexicon.reporting:
            return None
        last = index
    return None


def _small(word: Word, lexicon: Lexicon) -> bool:
    return word.form in lexicon.prepositions or (
        word.form in lexicon.function and word.form not in lexicon.qualifiers
    )


def _head(words: Sequence[Word], first: int, last: int, lexicon: Lexicon) -> int:
    """The noun of a phrase: its last role, or its first where nouns lead, else the word in that place."""
    order = range(first, last + 1) if lexicon.heads_first else range(last, first - 1, -1)
    roles = (index for index in order if is_title(words[index].form, lexicon))
    plain = (index for index in order if words[index].form not in lexicon.qualifiers)
    return next(roles, next(plain, last))


def _person(word: Word, lexicon: Lexicon) -> bool:
    """Whether nothing speaks against a noun no table holds being one for a person."""
    if word.owned or (word.capital and not lexicon.nouns_capital) or not word.form.isalpha():
        return False
    return not any(
        word.form in forms
        for forms in (lexicon.kinds_of_things, lexicon.things, lexicon.works, lexicon.calendar, lexicon.kinds)
    )


def _ahead(text: str, words: Sequence[Word], run: Run, lexicon: Lexicon) -> Apposition | None:
    """ "The harbour master, Ana Lund, …": a comma on both sides of the name, or the end."""
    last, after = run.first - 1, run.last + 1
    if run.intro < run.first or last < 0 or text[words[last].end : words[run.first].start] != ", ":
        return None
    if (after < len(words) and words[after].joined) or words[run.last].owned:
        return None
    start = _segment(words, last, lexicon)
    found = [a for a in _nouns(words, start, last, lexicon) if is_title(words[a.head].form, lexicon)]
    if found:
        return found[0] if len(found) == 1 else None
    opens = words[start].form in lexicon.indefinite | lexicon.definite
    whole = next(_nouns(words, start, last, lexicon), None) if opens else None
    return whole if whole is not None and _person(words[whole.head], lexicon) else None


def _segment(words: Sequence[Word], last: int, lexicon: Lexicon) -> int:
    """Where what ends at `last` begins: behind a comma, a verb of saying, or the sentence's start."""
    start = last
    while start > 0 and last - start < _REACH and words[start].joined:
        if words[start - 1].form in lexicon.reporting:
            break
        start -= 1
    return start


def _nouns(words: Sequence[Word], start: int, last: int, lexicon: Lexicon) -> Iterator[Apposition]:
    """Each noun phrase with an article in `words[start:last + 1]`."""
    articles = lexicon.indefinite | lexicon.definite
    for index in range(start, last):
        if words[index].form in articles and not _small(words[index + 1], lexicon):
            end = index + 1
            while end < last and not _small(words[end + 1], lexicon):
                end += 1
            yield Apposition(index + 1, end, _head(words, index + 1, end, lexicon))
