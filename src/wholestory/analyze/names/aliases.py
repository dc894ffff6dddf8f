"""Which names of one article name the same: full names, surnames, given names, titles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from wholestory.analyze.names.runs import Run
from wholestory.analyze.names.types import Score
from wholestory.analyze.names.words import Word
from wholestory.model import EntityType

Forms = tuple[str, ...]
_MOST = 500  # as many names an article may hold before the search for variants is cut short


@dataclass(slots=True)
class Group:
    """All runs of one article that name one thing, under its fullest name."""

    forms: Forms
    runs: list[Run] = field(default_factory=list)
    score: Score = field(default_factory=Score)
    given: EntityType | None = None
    context: float = 0
    alone: set[str] = field(default_factory=set)
    titled: bool = False

    @property
    def human(self) -> bool:
        """Whether nothing in its words speaks against a person."""
        return self.given is None and self.context > -3


def forms_of(words: Sequence[Word], run: Run) -> Forms:
    """The folded words of a run."""
    return tuple(word.form for word in words[run.first : run.last + 1])


def full(named: Mapping[Forms, list[Run]]) -> list[Group]:
    """Groups of names of several words; "Ana B. Lund", "Ana Lund" and "A. Lund" are one."""
    groups: list[Group] = []
    ends: dict[str, list[Group]] = defaultdict(list)
    for forms, runs in sorted(named.items(), key=lambda item: -len(item[0])):
        if len(forms) < 2:
            continue
        among = groups if len(forms[-1]) == 1 else ends[forms[-1]]
        same = [g for g in among[:_MOST] if _shorter(forms, g.forms)]
        if len(same) == 1:
            same[0].runs.extend(runs)
        elif not same:
            group = Group(forms, list(runs))
            groups.append(group)
            ends[forms[-1]].append(group)
    return groups


def _shorter(short: Forms, long: Forms) -> bool:
    """Whether `short` is `long` with middle names left out or first names cut to initials."""
    if not _starts(short[-1], long[-1]) or not _starts(short[0], long[0]):
        return False
    if len(short[-1]) == 1:
        return short[0] == long[0] and len(short) == 2
    rest = iter(long)
    return all(any(_starts(word, other) for other in rest) for word in short)


def _starts(short: str, long: str) -> bool:
    return short == long or (len(short) == 1 and long.startswith(short))


def bearers(groups: Iterable[Group]) -> dict[str, list[Group]]:
    """For each word that may stand alone for a person, the groups whose name holds it."""
    found: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        if group.human:
            for form in dict.fromkeys((group.forms[0], *group.forms[1:])):
                if len(form) > 1:
                    found[form].append(group)
    return found
