"""Whom a name of one word means: a surname or a given name alone, with a title or without.

Newspapers settle early how they call each person for short and keep to it. So a surname that several
share is the one's who is not called by the given name; else the one's whom the article called so before
it brought in the other; else it is left open, with those it may mean.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from wholestory.analyze.names import appositions, types
from wholestory.analyze.names.aliases import Group, bearers
from wholestory.analyze.names.lexicon import Lexicon
from wholestory.analyze.names.runs import Run
from wholestory.analyze.names.words import Word


def form_of(run: Run, words: Sequence[Word]) -> str:
    """The folded word of a run of one word."""
    return words[run.first].form


class Bare:
    """The names of one word of an article, resolved against its full names."""

    def __init__(self, text: str, words: Sequence[Word], groups: list[Group], lexicon: Lexicon) -> None:
        self.text = text
        self.words, self.groups, self.lexicon = words, groups, lexicon
        self.bearers = bearers(groups)
        self.titled: dict[str, list[Group]] = defaultdict(list)
        self.left: list[Run] = []
        self.open: list[tuple[Run, tuple[Group, ...]]] = []

    def resolve(self, runs: Sequence[Run]) -> None:
        """Adds each run to its group, to `open` where several fit, to `left` where none does."""
        for run in runs:
            if self._title(run) and self._form(run) not in self.lexicon.stops:
                self._resolve_titled(run)
        plain = [run for run in runs if not self._title(run) and not self._house(run)]
        plain = self._personal(plain)
        for run in plain:
            self._note_given(run)
        first: dict[str, int] = {}
        for run in plain:
            first.setdefault(self._form(run), run.first)
        for run in plain:
            self._resolve_plain(run, first[self._form(run)])

    def _personal(self, runs: Sequence[Run]) -> list[Run]:
        """The runs whose word alone may be a person; those that read like a place are left."""
        weight: dict[str, float] = defaultdict(float)
        for run in runs:
            if self._form(run) in self.bearers:
                score = types.around(self.text, self.words, run, self.lexicon)
                weight[self._form(run)] += score[types.PERSON] - score[types.PLACE]

        def fits(run: Run) -> bool:
            return weight[self._form(run)] >= 0

        self.left.extend(run for run in runs if self._form(run) in self.bearers and not fits(run))
        return [run for run in runs if self._form(run) not in self.bearers or fits(run)]

    def _form(self, run: Run) -> str:
        return form_of(run, self.words)

    def _title(self, run: Run) -> frozenset[str]:
        """The titles and roles before a run, relations left out."""
        if run.intro == run.first:
            return frozenset()
        before = {word.form for word in self.words[run.intro : run.first]}
        return frozenset(before & self.lexicon.titles | before & self.lexicon.roles)

    def _house(self, run: Run) -> bool:
        """Whether a family is meant: "the Larsens", "the Larsen's flat"."""
        word = self.words[run.first]
        before = self.words[run.first - 1] if run.first and word.joined else None
        if (
            before is None
            or before.form not in self.lexicon.determiners
            or self.lexicon.articles_before_people
        ):
            return False
        plural = word.form.endswith("s") and word.form not in self.bearers and word.form[:-1] in self.bearers
        return plural or (word.owned and word.form in self.bearers)

    def _family(self, form: str) -> list[Group]:
        return [group for group in self.bearers[form] if group.forms[0] != form]

    def _given(self, form: str) -> list[Group]:
        return [group for group in self.bearers[form] if group.forms[0] == form]

    def _note_given(self, run: Run) -> None:
        form = self._form(run)
        given = self._given(form)
        if given and not self._family(form):
            for group in given:
                group.alone.add(form)

    def _resolve_titled(self, run: Run) -> None:
        """A title with X: whom that title introduced, else the only X, unless that one is a relative."""
        form, title = self._form(run), self._title(run)
        family = self._family(form) or self._given(form)
        same = [g for g in (*family, *self.titled[form]) if title & self._titles(g)]
        if len(same) == 1:
            same[0].runs.append(run)
        elif len(same) > 1 or len(family) > 1:
            self._settle(run, same or family)
        elif family and not self._relative(family[0]) and not self._contrary(family[0], run):
            family[0].runs.append(run)
        else:
            group = Group((form,), [run], titled=True)
            self.groups.append(group)
            self.titled[form].append(group)

    def _settle(self, run: Run, among: list[Group]) -> None:
        fitting = [g for g in among if not self._contrary(g, run)]
        if len(fitting) == 1:
            fitting[0].runs.append(run)
        else:
            self.open.append((run, tuple(fitting or among)))

    def _titles(self, group: Group) -> frozenset[str]:
        """The titles and roles before a group's names, and beside them ("Ana Lund, the president")."""
        known = self.lexicon.titles | self.lexicon.roles
        apposed = {
            self.words[one.head].form
            for run in group.runs
            for one in appositions.beside(self.text, self.words, run, self.lexicon)
        }
        return frozenset(apposed & known).union(*(self._title(run) for run in group.runs))

    def _genders(self, runs: Sequence[Run]) -> set[bool]:
        """True for words before the name that only men bear, False for women's."""
        forms = {w.form for run in runs for w in self.words[run.intro : run.first]}
        return {True for f in forms if f in self.lexicon.male} | {
            False for f in forms if f in self.lexicon.female
        }

    def _contrary(self, group: Group, run: Run) -> bool:
        """Whether the title's gender speaks against the group."""
        own, other = self._genders([run]), self._genders(group.runs)
        return bool(own and other and not own & other)

    def _relative(self, group: Group) -> bool:
        """Whether the article brings the person in as someone's daughter, husband and the like."""
        return any(
            word.form in self.lexicon.relations
            for run in group.runs
            for word in self.words[run.intro : run.first]
        )

    def _resolve_plain(self, run: Run, first: int) -> None:
        form = self._form(run)
        family, given = self._family(form), self._given(form)
        among = family or given or self.titled[form]
        if family and given:
            among = [*family, *(g for g in given if g not in family)]
        if not among:
            self.left.append(run)
            return
        chosen = among if len(among) == 1 else self._by_habit(among, form, first)
        if len(chosen) == 1:
            chosen[0].runs.append(run)
        else:
            self.open.append((run, tuple(among)))

    def _by_habit(self, among: list[Group], form: str, first: int) -> list[Group]:
        """Those of `among` that the article calls by `form` alone."""
        by_surname = [g for g in among if g.forms[0] != form and not g.alone]
        if len(by_surname) == 1 and all(g.forms[0] != form for g in among):
            return by_surname
        earlier = [g for g in among if min(run.first for run in g.runs) < first]
        return earlier
