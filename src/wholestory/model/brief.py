"""Stories as they are kept: in a list, and whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from wholestory.model.coverage import Coverage
from wholestory.model.face import Face
from wholestory.model.feed import Picture
from wholestory.model.outlet import Topic
from wholestory.model.story import Story, StoryId, Thread, ThreadId
from wholestory.model.unread import EarlierText, KeptArticle


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A story in a list.

    `headline` is one of its articles' own and `outlet` whose; both None where no article has a title.
    `articles` counts them, `voices` the outlets that tell it in their own words. `heat` orders stories by
    voices and age together.
    """

    id: StoryId
    headline: str | None
    outlet: str | None
    articles: int
    voices: int
    opened_at: datetime
    newest_at: datetime
    heat: float
    thread: ThreadId | None = None

    @property
    def latest(self) -> tuple[datetime, StoryId]:
        """Where a list by time goes on after this story."""
        return self.newest_at, self.id

    @property
    def hottest(self) -> tuple[float, StoryId]:
        """Where a list by heat goes on after this story."""
        return self.heat, self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryState:
    """How a story stands: as long as two are equal, nothing of it has changed.

    `turn` counts what came, went or was edited, `event` is the number of the last thing that happened to it.
    """

    id: StoryId
    newest_at: datetime
    turn: int
    is_due: bool
    event: int
    thread: ThreadId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeStory:
    """A story with its articles, in its order of appearance.

    `coverage` is None until its accounts have been compared, and tells of the articles it names: what came
    since is among `articles` only.
    """

    brief: Brief
    story: Story
    articles: tuple[KeptArticle, ...]
    coverage: Coverage | None = None
    thread: Thread | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeArticle:
    """An article with what stands around it: its story, how it read before (the oldest first), its pictures.

    `story` is None as long as it stands in none. `pictures` came with its feed; their addresses are theirs.
    """

    kept: KeptArticle
    story: Brief | None
    versions: tuple[EarlierText, ...] = ()
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeThread:
    """A saga with its stories in order of time, and what only all of them together show."""

    thread: Thread
    stories: tuple[Brief, ...]
    coverage: Coverage | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """What came with an article beside its words: the address of its feed, categories, pictures."""

    feed: str
    categories: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class Untold:
    """A story whose telling is older than its articles; `turn` counts its changes.

    `beside` runs parallel to `articles`.
    """

    id: StoryId
    turn: int
    articles: tuple[KeptArticle, ...]
    beside: tuple[Beside, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is told of a story as it stood at that `turn`.

    `coverage` is None where its accounts could not be compared, `voices` counts independent accounts,
    `outlet` is whose the headline is. `face` is what a card shows, None for a story of one article.
    """

    turn: int
    story: Story
    coverage: Coverage | None
    voices: int
    outlet: str | None
    face: Face | None = None
    topics: tuple[Topic, ...] = ()
