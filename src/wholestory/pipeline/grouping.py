"""From articles to stories: a window over what is open, kept in step with what the archive holds.

Each batch is one transaction: the articles assigned, the stories around them repaired, and what happened
told. If anything goes wrong between, the window is let go and opened again from the archive.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial

from wholestory import cluster
from wholestory.cluster import Close, Join, Move, Open, Window, history, sketch, standing
from wholestory.cluster.history import Event
from wholestory.errors import NotThere
from wholestory.model import ArticleId, KeptArticle, StoryId
from wholestory.pipeline.archive import Archive

TOGETHER = 256  # articles assigned in one transaction
SETTLED = 512  # articles that one thorough repair begins with, at most
OPEN = timedelta(days=21)  # a story of which nothing was published for so long takes in no more

Hears = Callable[[int, int], None]


def silent(done: int, of: int) -> None:
    """Report no progress."""


@dataclass(frozen=True, slots=True)
class Regrouped:
    """Moves to be kept, with what they mean in words.

    They hold only if nothing else was moved since `after`. `settled` are articles that a thorough repair
    has seen.
    """

    after: int
    at: datetime
    moves: tuple[Move, ...] = ()
    events: tuple[Event, ...] = ()
    settled: tuple[ArticleId, ...] = ()


class Grouper:
    """Mutable; one at a time works on an archive: whoever comes second begins anew from what is kept."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._window: Window | None = None
        self._number = 0
        self._unsettled: set[ArticleId] = set()
        self._closed: datetime | None = None

    def group(self, *, moment: Callable[[], datetime], told: Hears = silent, most: int = 1_000_000) -> int:
        """Put all articles that stand in no story into one, and settle them; how many there were.

        `told` hears how many are placed, and of how many as far as is known.
        """
        done = self.place(moment=moment, told=told, most=most)
        while self._unsettled_in(self.window()):
            self._keep(moment(), self._settled)
        self._close(moment())
        return done

    def place(self, *, moment: Callable[[], datetime], told: Hears = silent, most: int = 1_000_000) -> int:
        """Put articles into stories and leave settling them for later: for the first of a flood."""
        done = 0
        while done < most and (found := self._archive.unplaced(most=min(TOGETHER, most - done))):
            self._keep(moment(), partial(self._assigned, found))
            done += len(found)
            told(done, done + self._archive.count_unplaced())
        return done

    def window(self) -> Window:
        """The open window as the archive holds it."""
        if self._window is None or self._archive.moved() != self._number:
            self._number, kept = self._archive.standing()
            self._window, self._unsettled = standing.window(kept), set(kept.unsettled)
        return self._window

    def correct(
        self, stories: Collection[StoryId], work: Callable[[Window], Sequence[Move]], *, at: datetime
    ) -> None:
        """Carry out what a person says of stories, be they open or closed, and keep it for good.

        `work` gives the moves from a window that holds those stories. Who has none open opens none for it:
        what the stories themselves hold is enough, and a page is not to wait for all that is open. Raises
        `NotThere` for stories that nobody knows, and for articles that do not stand in them.
        """
        is_open = self._window is not None
        try:
            if is_open and self.window().stories.keys() >= set(stories):
                self._keep(at, lambda step: step.do(work(step.window)))
            else:
                self._keep_apart(at, stories, work)
        except (KeyError, ValueError) as error:
            if not is_open and self.window().stories.keys() >= set(stories):
                self.correct(stories, work, at=at)  # of a large story not all articles are held apart
                return
            raise NotThere(f"there is no such story, or the article does not stand in it: {error}") from error

    def _keep_apart(
        self, at: datetime, stories: Collection[StoryId], work: Callable[[Window], Sequence[Move]]
    ) -> None:
        """As `_keep`, on a window that holds nothing but these stories, closed as they are."""
        number = None
        while number is None:
            after = self._archive.moved()
            step = Step(self._reopened(stories), at.isoformat(timespec="seconds"))
            step.do(work(step.window))
            number = self._archive.keep_moves(step.regrouped(after, at))

    def _reopened(self, stories: Collection[StoryId]) -> Window:
        found = Window()
        for story, given in self._archive.again(tuple(stories)).items():
            articles = [found.keep(sketch.of(kept.article, kept.analysis)) for kept in given.articles]
            found.apply([Open(story, articles[0]), *(Join(story, article, 1.0) for article in articles[1:])])
        found.resume({}, self._archive.given(list(found.story_of)), {})
        return found

    def _keep(self, at: datetime, work: Callable[[Step], None]) -> None:
        """Do `work` on the window and keep what it did; again, if somebody else was first."""
        while True:
            step = Step(self.window(), at.isoformat(timespec="seconds"))
            try:
                work(step)
                number = self._archive.keep_moves(step.regrouped(self._number, at))
            except BaseException:
                self._window = None
                raise
            if number is not None:
                self._number = number
                return
            self._window = None

    def _assigned(self, found: Sequence[KeptArticle], step: Step) -> None:
        for kept in sorted(found, key=lambda each: each.place):
            step.do(cluster.assign(step.window, kept.article, kept.analysis, at=step.at))
        step.do(cluster.repair(step.window))
        self._unsettled.update(kept.article.id for kept in found)

    def _unsettled_in(self, window: Window) -> list[ArticleId]:
        self._unsettled = {article for article in self._unsettled if article in window}
        return sorted(self._unsettled)

    def _settled(self, step: Step) -> None:
        """Look again, with all that has come since, at articles that no thorough repair has seen."""
        step.settled = self._unsettled_in(step.window)[:SETTLED]
        step.window.touch(step.settled)
        step.do(cluster.repair(step.window, thorough=True))
        self._unsettled.difference_update(step.settled)

    def _close(self, at: datetime) -> None:
        """Once an hour, let go of stories that have grown old."""
        if self._closed is None or at - self._closed >= timedelta(hours=1):
            self._closed = at
            self._keep(at, self._aged)

    def _aged(self, step: Step) -> None:
        before = datetime.fromisoformat(step.at) - OPEN
        old = [story for story in self._archive.old(before) if story in step.window.stories]
        step.do([Close(tuple(old), step.at)] if old else [])


@dataclass(slots=True)
class Step:
    """What is being done to a window, to be kept in one transaction."""

    window: Window
    at: str
    moves: list[Move] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    settled: list[ArticleId] = field(default_factory=list)

    def do(self, made: Sequence[Move]) -> None:
        """Carry out moves and note what they mean."""
        for move in made:
            told = history.events(move, self.window.stories)
            self.events += [event if event.at else replace(event, at=self.at) for event in told]
            self.window.apply((move,))
        self.moves += made

    def regrouped(self, after: int, at: datetime) -> Regrouped:
        """All that was done, to be kept."""
        return Regrouped(after, at, tuple(self.moves), tuple(self.events), tuple(self.settled))
