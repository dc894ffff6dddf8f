"""Whom "the harbour master" and "her father" mean, where exactly one such person was introduced."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from wholestory.analyze.names.aliases import Group
from wholestory.analyze.names.appositions import Apposition
from wholestory.analyze.names.people import Gender, People
from wholestory.analyze.names.runs import Run

_REACH = 4


@dataclass(slots=True)
class Bearer:
    """One person introduced by a noun, the words around it there, and whose relative they are."""

    group: int
    at: int
    qualifiers: set[str] = field(default_factory=set)
    owners: set[int] = field(default_factory=set)


def resolve(
    people: People, groups: Sequence[Group], persons: frozenset[int], meant: Mapping[int, int]
) -> Iterator[tuple[int, int, int]]:
    """First word, last word and group of each description that can mean one person only.

    `meant` gives the group of each pronoun's word that is resolved: "her father" is the father of
    whoever "her" is, and nobody's where that is unknown.
    """
    described = _described(people, groups, persons, meant)
    for at, word in enumerate(people.words):
        if word.form in people.lexicon.generic:
            yield from _generic(people, at)
            continue
        if word.form not in described or not _free(people, at):
            continue
        start = _start(people, at)
        if start is None or _goes_on(people, at):
            continue
        bearers = list(described[word.form].values())
        if word.form in people.lexicon.relations:
            bearers = [b for b in bearers if start in meant and meant[start] in b.owners]
        own = {w.form for w in people.words[start + 1 : at] if not w.form[0].isdigit()}
        if len(bearers) == 1 and own <= bearers[0].qualifiers and bearers[0].at < at:
            yield start, at, bearers[0].group


def _free(people: People, at: int) -> bool:
    """Whether a word may be the head of a description: outside quotations and names."""
    capital = people.words[at].capital and not people.lexicon.nouns_capital
    return not capital and at not in people.quoted and at not in people.taken


def _generic(people: People, at: int) -> Iterator[tuple[int, int, int]]:
    """ "The woman": the one person named so far who may be one, if nobody was named after her."""
    start = _start(people, at) if _free(people, at) else None
    if start is None or start + 1 != at or _goes_on(people, at):
        return
    gender = Gender.MALE if people.words[at].form in people.lexicon.male else Gender.FEMALE
    named = sorted((n.at, n.group) for own in people.named.values() for n in own if n.at < at)
    fitting = {group for _, group in named if people.fits(group, gender)}
    if len(fitting) == 1 and named[-1][1] in fitting and not people.rival(start, gender):
        yield start, at, named[-1][1]


def _described(
    people: People, groups: Sequence[Group], persons: frozenset[int], meant: Mapping[int, int]
) -> dict[str, dict[int, Bearer]]:
    """For each noun that introduces people: whom."""
    found: dict[str, dict[int, Bearer]] = defaultdict(dict)
    for index in persons:
        for run in groups[index].runs:
            start, forms = _introduction(people, run)
            for form in forms & people.lexicon.before:
                bearer = found[form].setdefault(index, Bearer(index, run.first))
                bearer.at = min(bearer.at, run.first)
                bearer.qualifiers |= forms
                if start - 1 in meant:
                    bearer.owners.add(meant[start - 1])
            for one in people.appositions.get(run.first, ()):
                _apposed(people, one, Bearer(index, run.first), found[people.words[one.head].form])
    return found


def _apposed(people: People, one: Apposition, bearer: Bearer, known: dict[int, Bearer]) -> None:
    """Add what is set beside a name by a comma; relatives are someone's, whose is not told here."""
    bearer = known.setdefault(bearer.group, bearer)
    bearer.qualifiers |= {word.form for word in people.words[one.first : one.last + 1]}


def _introduction(people: People, run: Run) -> tuple[int, set[str]]:
    """Where the words that introduce a name begin, and those words; "her husband, X" among them."""
    words = people.words
    before = words[run.intro - 1] if run.intro else None
    if run.intro == run.first and before and words[run.first].start - before.end == 2:
        return run.intro - 1, {before.form} & people.lexicon.relations
    return run.intro, {word.form for word in words[run.intro : run.first]}


def _start(people: People, at: int) -> int | None:
    """The article or possessive that opens the description ending at `at`."""
    words, lexicon = people.words, people.lexicon
    relation = words[at].form in lexicon.relations
    opening = lexicon.determiners - lexicon.definite if relation else lexicon.definite
    for index in range(at - 1, max(-1, at - _REACH), -1):
        if not words[index + 1].joined or words[index].owned or words[index].sentence != words[at].sentence:
            return None
        if words[index].form in opening:
            return None if words[index].form in lexicon.indefinite else index
        if words[index].form not in lexicon.qualifiers and not words[index].form[0].isdigit():
            return None
    return None


def _goes_on(people: People, at: int) -> bool:
    """Whether a name or another noun follows, which makes the description someone else's."""
    words, lexicon = people.words, people.lexicon
    if words[at].owned or at + 1 >= len(words) or words[at + 1].sentence != words[at].sentence:
        return False
    following = words[at + 1]
    if not following.joined:
        return at + 1 in people.taken
    ends = following.form in lexicon.function or following.form in lexicon.says
    return not ends or following.form in lexicon.inner
