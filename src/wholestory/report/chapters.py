"""A story, or a thread, laid out for reading; the terminal and the page print the same chapters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wholestory.model import ArticleId, Headline, Reason, Span, Story, StoryId, Telling, Thread
from wholestory.report import collation, copies, labels, sayings, timeline, witnesses
from wholestory.report.collation import Collation
from wholestory.report.copies import Copies
from wholestory.report.library import Library
from wholestory.report.sayings import Saying
from wholestory.report.timeline import Tick
from wholestory.report.witnesses import Witness


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """One story, numbered as in the edition, or one thread.

    `stories` are the stories of a thread, in order of time; `thread` is the thread a story belongs to.
    """

    id: str
    number: int
    headline: Headline | None
    witnesses: tuple[Witness, ...]
    summary: tuple[Span, ...]
    leads: Mapping[ArticleId, tuple[Span, ...]]
    collation: Collation
    apart: frozenset[str]
    sayings: tuple[Saying, ...]
    timeline: tuple[Tick, ...]
    copies: Copies
    why: tuple[Reason, ...]
    thread: Thread | None = None
    stories: tuple[StoryId, ...] = ()

    @property
    def first(self) -> Witness | None:
        """The first to report, None where dates do not tell."""
        dated = [w for w in self.witnesses if w.published and w.published.value]
        return dated[0] if dated else None

    @property
    def outlets(self) -> int:
        """How many titles tell it; those that name no outlet count one each."""
        return len({w.outlet if w.named else w.article for w in self.witnesses})

    @property
    def voices(self) -> int:
        """How many independent accounts it has."""
        return witnesses.voices(self.witnesses)

    @property
    def copied(self) -> Counter[ArticleId]:
        """How many articles carry the text of each."""
        return Counter(w.copy_of for w in self.witnesses if w.copy_of)

    @property
    def languages(self) -> tuple[str | None, ...]:
        """Its languages, that of most titles first, of equals the language of our labels."""
        held = [w.language for w in self.witnesses]
        return tuple(sorted(dict.fromkeys(held), key=lambda code: (-held.count(code), code != labels.OURS)))


def stories(telling: Telling, library: Library) -> tuple[Chapter, ...]:
    """The stories in the order of the edition."""
    by_id = {story.id: story for story in telling.stories}
    picked = [pick.story for pick in telling.edition.picks if pick.story in by_id]
    order = dict.fromkeys([*picked, *by_id])
    threads = {id: thread for thread in telling.threads if len(thread.stories) > 1 for id in thread.stories}
    return tuple(
        _chapter(library, by_id[id], number=number, thread=threads.get(id))
        for number, id in enumerate(order, 1)
    )


def threads(telling: Telling, library: Library) -> tuple[Chapter, ...]:
    """The threads of several stories."""
    several = [thread for thread in telling.threads if len(thread.stories) > 1]
    return tuple(_chapter(library, thread, number=n) for n, thread in enumerate(several, 1))


def _chapter(library: Library, of: Story | Thread, *, number: int, thread: Thread | None = None) -> Chapter:
    coverage = library.coverages[of.id]
    held = witnesses.listed(coverage.accounts, library)
    collated = collation.of(coverage, held, library)
    return Chapter(
        id=of.id,
        number=number,
        headline=of.headline if isinstance(of, Story) else None,
        witnesses=held,
        summary=coverage.summary,
        leads={account.article: account.lead for account in coverage.accounts},
        collation=collated,
        apart=collation.standing_apart(collated.rows) & {w.article for w in held if w.own},
        sayings=sayings.of(coverage, held, library, whole=isinstance(of, Story)),
        timeline=timeline.of(coverage, held),
        copies=copies.of(coverage, held, library),
        why=_reasons(of.why),
        thread=thread,
        stories=of.stories if isinstance(of, Thread) else (),
    )


def _reasons(why: Sequence[Reason]) -> tuple[Reason, ...]:
    """The reasons; those of one kind that name nothing shared are one."""
    found: dict[tuple[str, tuple[str, ...]], dict[str, None]] = {}
    for reason in why:
        found.setdefault((reason.kind, reason.detail), {}).update(dict.fromkeys(reason.ids))
    return tuple(Reason(kind, detail, tuple(ids)) for (kind, detail), ids in found.items())
