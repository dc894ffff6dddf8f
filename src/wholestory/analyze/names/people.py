"""The people of an article as it goes along: who is named in which sentence, and who is a man or a woman."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from wholestory.analyze.names import appositions
from wholestory.analyze.names.aliases import Group
from wholestory.analyze.names.appositions import Apposition
from wholestory.analyze.names.lexicon import Lexicon
from wholestory.analyze.names.runs import Run
from wholestory.analyze.names.words import Word

_QUOTED = re.compile(r"“[^”\n]*(?:”|$)|„[^“”\n]*(?:[“”]|$)|«[^»\n]*(?:»|$)|\"[^\"\n]*(?:\"|$)", re.MULTILINE)


REACH = 150  # words; an antecedent further back, in whatever long sentence, is none


class Gender(Enum):
    """As the article's own words have it."""

    MALE = "male"
    FEMALE = "female"


@dataclass(slots=True)
class Named:
    """One person named at word `at`; `subject` where the name may act."""

    group: int
    at: int
    subject: bool


def _at(named: Named) -> int:
    return named.at


@dataclass(slots=True)
class People:
    """All people of an article: `named` by sentence, `genders` by group, words `quoted`.

    `taken` are the words of names and what introduces them, `appositions` what is set beside each name,
    by its first word; `unsure` are pronouns that could not be resolved, `known` the words of all that
    describes someone named.
    """

    words: Sequence[Word]
    lexicon: Lexicon
    named: dict[int, list[Named]] = field(default_factory=lambda: defaultdict(list))
    genders: dict[int, Gender] = field(default_factory=dict)
    quoted: frozenset[int] = frozenset()
    taken: set[int] = field(default_factory=set)
    appositions: dict[int, list[Apposition]] = field(default_factory=dict)
    unsure: dict[int, Gender] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)

    def window(self, at: int) -> list[Named]:
        """Those named not long before word `at`, in its sentence or the one before."""
        sentence = self.words[at].sentence
        found: list[Named] = []
        for own in (self.named[sentence - 1], self.named[sentence]):
            start = bisect_left(own, at - REACH, key=_at)
            found.extend(own[start : bisect_left(own, at, key=_at)])
        return found

    def add(self, named: Named) -> None:
        """One more mention of a person."""
        insort(self.named[self.words[named.at].sentence], named, key=_at)

    def fits(self, group: int, gender: Gender | None) -> bool:
        """Whether nothing known of the group speaks against the gender."""
        known = self.genders.get(group)
        return known is None or gender is None or known is gender

    def rival(self, at: int, gender: Gender) -> bool:
        """Whether someone of that gender is spoken of near `at` without a name: "her father", "a user"."""
        lexicon, words = self.lexicon, self.words
        own = lexicon.male if gender is Gender.MALE else lexicon.female
        other = lexicon.female if gender is Gender.MALE else lexicon.male
        for index in range(at - 1, max(-1, at - REACH), -1):
            word = words[index]
            if word.sentence < words[at].sentence - 1:
                return False
            if self.unsure.get(index) is gender:
                return True
            if index in self.taken or index in self.quoted or word.capital or word.form in other:
                continue
            if word.form in lexicon.relations or word.form in own:
                return True
            if gender is Gender.FEMALE and word.form in lexicon.things:  # ships are "she"
                return True
            if word.form in lexicon.roles and self._brought_in(index):
                return True
        return False

    def _brought_in(self, index: int) -> bool:
        """Whether the role at `index` is of someone else: "a skipper", or "the skipper" that no name has."""
        before = [w.form for w in self.words[max(0, index - 3) : index]]
        if any(form in self.lexicon.indefinite for form in before):
            return True
        return (
            self.words[index].form not in self.known
            and before[-1:] != []
            and before[-1] in self.lexicon.definite
        )


def read(
    text: str, words: Sequence[Word], groups: Sequence[Group], persons: frozenset[int], lexicon: Lexicon
) -> People:
    """The people of an article; `persons` are the indices of the groups that are people."""
    people = People(words, lexicon, quoted=_quoted(text, words))
    for index in sorted(persons):
        for run in groups[index].runs:
            word = words[run.last]
            free = run.first not in people.quoted and not word.headline
            subject = free and not word.owned and not _governed(words, run, lexicon)
            people.named[word.sentence].append(Named(index, run.first, subject))
            people.taken.update(range(run.intro, run.last + 1))
            people.known.update(w.form for w in words[run.intro : run.first])
            if free:
                _describe(text, people, run)
    for named in people.named.values():
        named.sort(key=lambda n: n.at)
    _learn(people, groups, persons)
    return people


def _describe(text: str, people: People, run: Run) -> None:
    """Note what is set beside a name by a comma."""
    found = list(appositions.beside(text, people.words, run, people.lexicon))
    if found:
        people.appositions[run.first] = found
        for one in found:
            people.taken.update(range(one.first, one.last + 1))
            people.known.add(people.words[one.head].form)


def _governed(words: Sequence[Word], run: Run, lexicon: Lexicon) -> bool:
    """Whether a preposition stands before the name and its title, so that it does not act."""
    before = words[run.intro - 1] if run.intro and words[run.intro].joined else None
    return before is not None and before.form in lexicon.prepositions


def _quoted(text: str, words: Sequence[Word]) -> frozenset[int]:
    """The indices of the words inside quotation marks."""
    spans = [match.span() for match in _QUOTED.finditer(text)]
    starts = [start for start, _ in spans]
    inside = set()
    for index, word in enumerate(words):
        at = bisect_right(starts, word.start) - 1
        if at >= 0 and word.start < spans[at][1]:
            inside.add(index)
    return frozenset(inside)


def _learn(people: People, groups: Sequence[Group], persons: frozenset[int]) -> None:
    """Genders: by the words before and behind names, else by pronouns where one person alone is near."""
    for index in persons:
        told = [_told(people, run.first, run.last, run.intro) for run in groups[index].runs]
        genders = {gender for gender in told if gender is not None}
        if len(genders) == 1:
            people.genders[index] = genders.pop()
    votes: dict[int, Counter[Gender]] = defaultdict(Counter)
    for at, gender in pronouns(people):
        near = {n.group for n in people.window(at)}
        if len(near) == 1:
            votes[near.pop()][gender] += 1
    for index, counts in votes.items():
        (gender, most), *others = counts.most_common()
        if index not in people.genders and (not others or most >= 3 * others[0][1]):
            people.genders[index] = gender


def _told(people: People, first: int, last: int, intro: int) -> Gender | None:
    """The gender of titles, roles and relations right before a name or in apposition behind it."""
    words, lexicon = people.words, people.lexicon
    forms = {word.form for word in words[intro:first]}
    forms |= {words[a.head].form for a in people.appositions.get(first, ())}
    if first > 0 and not words[first].joined and words[first].start - words[first - 1].end == 2:
        forms.add(words[first - 1].form)
    follow = words[last + 1 : last + 6]
    if follow and not follow[0].joined and follow[0].start - words[last].end == 2:
        for word in follow:
            if word.sentence != words[last].sentence or word.capital or word.owned:
                break
            if word.form in lexicon.before:
                forms.add(word.form)
                break
    male, female = bool(forms & lexicon.male), bool(forms & lexicon.female)
    return None if male == female else Gender.MALE if male else Gender.FEMALE


def pronouns(people: People) -> list[tuple[int, Gender]]:
    """The words outside quotations that speak of one man or one woman."""
    lexicon = people.lexicon
    male = lexicon.pronouns_male | lexicon.possessives_male
    female = lexicon.pronouns_female | lexicon.possessives_female
    either = male | female | lexicon.said_female
    found = []
    for index, word in enumerate(people.words):
        if word.form not in either or index in people.quoted or word.headline:
            continue
        if word.form in male:
            found.append((index, Gender.MALE))
        elif word.form in female or (word.form in lexicon.said_female and is_said(people, index)):
            found.append((index, Gender.FEMALE))
    return found


def is_said(people: People, index: int) -> bool:
    """Whether a singular verb of saying stands beside the word."""
    words, says = people.words, people.lexicon.says
    before = index > 0 and words[index].joined and words[index - 1].form in says
    return before or (index + 1 < len(words) and words[index + 1].joined and words[index + 1].form in says)
