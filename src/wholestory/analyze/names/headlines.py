"""Names in headlines that set every word in capitals: only those that the body confirms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from wholestory.analyze.names.aliases import Forms, Group
from wholestory.analyze.names.runs import Run
from wholestory.analyze.names.words import Word


def confirmed(words: Sequence[Word], groups: Sequence[Group]) -> Iterator[tuple[Run, Group]]:
    """Each stretch of such a headline that reads like exactly one group's name in the body, longest first."""
    known: dict[Forms, list[Group]] = defaultdict(list)
    for group in groups:
        for forms in {tuple(w.form for w in words[r.first : r.last + 1]) for r in group.runs}:
            known[forms].append(group)
    longest = max(map(len, known), default=0)
    index = 0
    while index < len(words):
        step = 1
        if words[index].headline and words[index].capital:
            for last in range(min(index + longest, len(words)) - 1, index - 1, -1):
                found = known.get(tuple(w.form for w in words[index : last + 1]), [])
                if len(found) == 1 and words[last].headline:
                    yield Run(index, last, index), found[0]
                    step = last - index + 1
                    break
        index += step
