"""Runs of capitalised words that may be names, with what stands right before them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from wholestory.analyze.names.lexicon import Lexicon
from wholestory.analyze.names.words import Word
from wholestory.text.commonness import is_common

_LONGEST = 8
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
_ELIDED = frozenset(("l", "un", "dell", "nell", "sull", "all", "dall", "quell", "c", "s", "n", "coll", "d"))


@dataclass(frozen=True, slots=True)
class Run:
    """Words `first` to `last` (included): a candidate name. `intro` is the first word of the title or
    description right before it, `first` where there is none."""

    first: int
    last: int
    intro: int

    def __len__(self) -> int:
        return self.last - self.first + 1


class Habits:
    """How an article writes its words: those it has in lower case, and capital inside sentences."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.lowered = {w.form for w in words if not w.capital}
        self.capital = Counter(
            w.form for w in words if w.capital and not w.opens and not w.headline and not w.text.isdigit()
        )


def find(words: Sequence[Word], lexicon: Lexicon, habits: Habits) -> list[Run]:
    """All candidates outside of headlines set in capitals, in order."""
    runs = (run for first, last in _stretches(words, lexicon) for run in _split(words, first, last, lexicon))
    trimmed = (part for run in runs for part in _trim(words, run, lexicon, habits))
    return [_introduced(words, run, lexicon) for run in trimmed]


def _stretches(words: Sequence[Word], lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Longest stretches of joined capitals, small words of names between them included."""
    index, count = 0, len(words)
    while index < count:
        if not words[index].capital or words[index].headline:
            index += 1
            continue
        last = index
        while last + 1 < count and last - index < _LONGEST:
            following = _next_capital(words, last, lexicon)
            if following is None:
                break
            last = following
        yield index, last
        index = last + 1


def _next_capital(words: Sequence[Word], last: int, lexicon: Lexicon) -> int | None:
    """The index of the capital that goes on from `words[last]`, over at most two small words."""
    if _possessed(words, last, lexicon):
        return last + 1
    for step in (1, 2, 3):
        index = last + step
        if index >= len(words) or not words[index].joined or words[index - 1].owned:
            return None
        word = words[index]
        if word.capital and not word.opens:
            return index
        small = lexicon.inner if step > 1 or word.form not in lexicon.particles else lexicon.particles
        if word.form not in small and word.form not in lexicon.particles:
            return None
    return None


def _possessed(words: Sequence[Word], last: int, lexicon: Lexicon) -> bool:
    """Whether a place or feast is named after what stands before: "St Ann's Day", "Larsen's Quay"."""
    if last + 1 >= len(words) or not words[last].owned or not words[last + 1].capital:
        return False
    near = words[last + 1].start - words[last].end <= 3 and words[last + 1].sentence == words[last].sentence
    form = words[last + 1].form
    return near and (form in lexicon.places or form in lexicon.events)


def _split(words: Sequence[Word], first: int, last: int, lexicon: Lexicon) -> Iterator[Run]:
    """A stretch without months and weekdays, cut where a small word inside it does not belong to a name."""
    start = first
    index = first
    while index <= last:
        word = words[index]
        if word.form in lexicon.calendar and word.capital and not _given(words, index, last, lexicon):
            if start < index:
                yield from _joined(words, start, _back(words, start, index - 1), lexicon)
            start = index + 1
            while start <= last and not words[start].capital:
                start += 1
            index = start
        else:
            index += 1
    if start <= last:
        yield from _joined(words, start, last, lexicon)


def _given(words: Sequence[Word], index: int, last: int, lexicon: Lexicon) -> bool:
    """Whether a short form of a month or day is a given name: "Jan" before another capital."""
    if len(words[index].form) > 3 or index == last or words[index].text.endswith("."):
        return False
    return words[index + 1].capital and words[index + 1].form not in lexicon.calendar


def _back(words: Sequence[Word], first: int, last: int) -> int:
    """The last capital at or before `last`."""
    while last > first and not words[last].capital:
        last -= 1
    return last


def _joined(words: Sequence[Word], first: int, last: int, lexicon: Lexicon) -> Iterator[Run]:
    """The names of a stretch: small words join only what they do in names of that kind."""
    start, index = first, first
    if any(words[i].form in lexicon.title_words and words[i].capital for i in range(first + 1, last)):
        yield Run(first, last, first)
        return
    while index <= last:
        if not words[index].capital:
            head, tail = words[start:index], index
            before = words[start - 1] if start and words[start].joined else words[start]
            article = before.form in lexicon.determiners
            while not words[tail].capital:
                tail += 1
            if not _belongs(head, words[index:tail], words[tail], lexicon, article=article):
                yield Run(start, index - 1, start)
                start = tail
            index = tail
        index += 1
    yield Run(start, last, start)


def _belongs(
    head: Sequence[Word], small: Sequence[Word], tail: Word, lexicon: Lexicon, *, article: bool
) -> bool:
    """Whether small words make one name of what stands on both sides."""
    kind = lexicon.organisations | lexicon.places | lexicon.outlets
    kind |= frozenset() if lexicon.nouns_capital else lexicon.events
    named = any(word.form in kind for word in head)
    if small[0].form == "and" or small[0].form in ("e", "y", "et", "und"):
        return named and any(not word.capital for word in head)
    if small[0].form in lexicon.bodies_only and not any(word.form in lexicon.organisations for word in head):
        return False
    if small[0].form in lexicon.inner and (named or head[-1].form in lexicon.titles):
        return True
    if small[0].form not in lexicon.particles or article:
        return False
    if any(word.form in lexicon.before for word in head) or tail.form in lexicon.gazetteer:
        return False
    return len(head) <= 2 and head[-1].form not in lexicon.function | lexicon.demonyms | lexicon.stops


def _trim(words: Sequence[Word], run: Run, lexicon: Lexicon, habits: Habits) -> Iterator[Run]:
    """The run without an opening word that is capital by its place, and without a title before the name.

    What stands before a title and does not qualify it is a name of its own: "Orrin Governor Ana Lund".
    """
    first, last = run.first, run.last
    while first <= last and _opening(words, first, last, lexicon, habits):
        first = _next(words, first, last)
    name, intro = first, first
    title = max((i for i in range(first, last) if _stands_before(words[i], lexicon)), default=None)
    if title is not None:
        intro = _phrase(words, first, title, lexicon)
        whole = intro == first
        if whole or words[title].form in lexicon.titles:
            name = _next(words, title, last)
        else:
            intro = first
    while last > name and words[last].form in lexicon.stops and words[last].form not in habits.capital:
        last -= 1
    last = _back(words, name, last)
    if first < intro:
        head = _back(words, first, intro - 1)
        yield Run(first, head, first)
    if name <= last:
        yield Run(name, last, min(intro, name))


def _next(words: Sequence[Word], index: int, last: int) -> int:
    """The next capital after `index`, or one past `last`."""
    index += 1
    while index <= last and not words[index].capital:
        index += 1
    return index


def _phrase(words: Sequence[Word], first: int, title: int, lexicon: Lexicon) -> int:
    """Where the words that qualify the title begin: "Vice President", "French Foreign Minister"."""
    start = title
    while start > first and _qualifies(words[start - 1].form, lexicon):
        start -= 1
    return start


def _qualifies(form: str, lexicon: Lexicon) -> bool:
    small = form in lexicon.qualifiers or form in lexicon.inner or form in lexicon.particles
    return small or form in lexicon.demonyms or form in lexicon.kinds or is_title(form, lexicon)


def _stands_before(word: Word, lexicon: Lexicon) -> bool:
    """Whether a word of a run is a title, not a suffix ("Jr") nor the kind of a place ("Capo Marra")."""
    if (
        word.form in _SUFFIXES
        or word.form in lexicon.gazetteer
        or (word.form in lexicon.places and not word.opens and not lexicon.nouns_capital)
    ):
        return False
    return is_title(word.form, lexicon) or word.form in lexicon.kinds


def is_title(form: str, lexicon: Lexicon) -> bool:
    """Whether a word stands before names: a title, a role, a relation, or a compound of one."""
    return form in lexicon.before or (len(form) > 8 and form.endswith(lexicon.role_endings))


def _opening(words: Sequence[Word], first: int, last: int, lexicon: Lexicon, habits: Habits) -> bool:
    """Whether the word that opens a run is capital only because it opens a sentence."""
    word = words[first]
    if len(word.form) == 1 and word.text.endswith("."):
        return False
    if word.form in _ELIDED and len(word.text) < 6 and (word.opens or len(word.text) == 1) and first < last:
        return word.opens
    if not word.opens:
        work = any(words[i].form in lexicon.title_words for i in range(first + 1, last))
        return not work and (
            word.form in lexicon.determiners or (word.form in lexicon.stops and first < last)
        )
    if word.form in lexicon.prepositions:
        return word.form not in lexicon.particles
    if habits.capital[word.form] and word.form not in lexicon.determiners:
        return False
    if word.form in lexicon.before and first < last:
        return False
    if word.form in lexicon.function or word.form in lexicon.determiners or word.form in lexicon.stops:
        return True
    # A common word before a name is kept: it may well be a given name in another language.
    if word.form in habits.lowered or (first == last and is_common(word.form)):
        return first == last or word.form not in lexicon.kinds_of_things
    return word.form.endswith(lexicon.opening_endings)


def _introduced(words: Sequence[Word], run: Run, lexicon: Lexicon) -> Run:
    """The run with the lower-case title, role or relation before it: "former president", "her husband"."""
    index = run.intro - 1
    if not words[run.intro].joined or index < 0 or words[index].owned or words[run.intro].opens:
        return run
    if not is_title(words[index].form, lexicon):
        return run
    while (
        words[index].joined
        and not words[index].opens
        and index > 0
        and not words[index - 1].owned
        and _may_qualify(words[index - 1].form, lexicon)
    ):
        index -= 1
    return replace(run, intro=index)


def _may_qualify(form: str, lexicon: Lexicon) -> bool:
    return form in lexicon.qualifiers or form in lexicon.demonyms or form in lexicon.before
