"""Window: the open articles and stories that new articles are held against. The caller owns it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from wholestory.cluster import identity, index, kept, resting
from wholestory.cluster.constraints import Constraints
from wholestory.cluster.counts import Counts
from wholestory.cluster.kept import Kept
from wholestory.cluster.mass import Mass
from wholestory.cluster.moves import Bar, Bind, Close, Join, Merge, Move, Open, Repaired, Split, Transfer
from wholestory.cluster.sketch import Sketch
from wholestory.cluster.sums import Sums
from wholestory.cluster.weights import projection
from wholestory.model import ArticleId, StoryId

Near = tuple[ArticleId, ...] | None


class Window:
    """Mutable; changed only by `survey`, `apply`, `resume` and `touch`.

    `stories` holds the articles of each open story in the order they came, `story_of` the story of each
    article, `redirects` where the ids of merged stories lead, `spent` ids of closed stories that would be
    given again otherwise, `touched` the articles that came or moved
    since the last repair with those they might stand with (None: not known), `looked` how large a story
    was when it was last looked at article by article.
    """

    def __init__(self) -> None:
        self.stories: dict[StoryId, list[ArticleId]] = {}
        self.story_of: dict[ArticleId, StoryId] = {}
        self.redirects: dict[StoryId, StoryId] = {}
        self.spent: set[StoryId] = set()
        self.touched: dict[ArticleId, Near] = {}
        self.looked: dict[StoryId, int] = {}
        self.constraints = Constraints()
        self.counts = Counts()
        self.index = index.Index()
        self.size = projection().matrix.shape[1]
        self.sums = Sums(self.stories, self.story_of, self.article, self.size)
        self._unindexed: dict[ArticleId, Kept] = {}

    def __contains__(self, article: object) -> bool:
        return article in self.story_of

    def __len__(self) -> int:
        return len(self.story_of)

    @property
    def order(self) -> list[ArticleId]:
        """The articles, in the order they came."""
        return [found.id for found in self.index.articles()]

    @property
    def masses(self) -> Mapping[ArticleId, Mass]:
        """Each article as a group of one, made when asked for."""
        return _Masses(self)

    def article(self, article: ArticleId) -> Kept:
        """What the window keeps of an article. Raises KeyError for one that is not in it."""
        return self._unindexed.get(article) or self.index[article]

    def members(self, story: StoryId) -> list[Kept]:
        """The articles of an open story."""
        return [self.article(a) for a in self.stories[story]]

    def follow(self, story: StoryId) -> StoryId:
        """The story that an id leads to now."""
        return identity.follow(self.redirects, story)

    def survey(self, sketches: Iterable[Sketch]) -> None:
        """Count words and means of articles that are about to come, so that their order tells less."""
        for sketch in sketches:
            self.counts.survey(self.keep(sketch))

    def keep(self, sketch: Sketch) -> Kept:
        """`sketch` as the window would keep it, its words weighed by how rare they are here."""
        return self.counts.weighed(sketch)

    def weigh(self, sketch: Sketch) -> Mass:
        """`sketch` as a group of one."""
        return kept.alone(self.keep(sketch), self.size)

    def rarity(self, term: str) -> float:
        """How much a term tells (smoothed inverse document frequency)."""
        return self.counts.rarity(term)

    def fresh(self, article: ArticleId, taken: Collection[StoryId] = ()) -> StoryId:
        """An id for a story that `article` opens."""
        story = StoryId(f"s-{article}")
        while any(story in known for known in (self.stories, self.redirects, self.spent, taken)):
            story = StoryId(f"{story}+")
        return story

    def resume(
        self,
        redirects: Mapping[StoryId, StoryId],
        spent: Iterable[StoryId],
        looked: Mapping[StoryId, int],
    ) -> None:
        """Know again which ids were given, and how far stories were looked at, before it was opened anew."""
        self.redirects.update(redirects)
        self.spent.update(spent)
        self.looked.update(looked)

    def touch(self, articles: Iterable[ArticleId]) -> None:
        """Let the next repair look at articles of the window again."""
        self.touched.update((article, self.touched.get(article)) for article in articles)

    def apply(self, moves: Iterable[Move]) -> None:
        """Carry out `moves`, in order; many at once cost less each."""
        given = list(moves)
        with resting.collector(len(given)):
            self._apply(given)
            self._indexed()

    def _apply(self, moves: Iterable[Move]) -> None:
        for move in moves:
            match move:
                case Open(story, article, near):
                    self._admit(story, article, near)
                case Join(story, article, _, near):
                    self._admit(story, article, near)
                case Merge(story, gone):
                    self._merge(story, gone)
                case Split(story, to, articles) | Transfer(story, to, articles):
                    self._part(story, to, articles)
                case _:
                    self._note(move)

    def _note(self, move: Bind | Bar | Repaired | Close) -> None:
        match move:
            case Bind(articles, others, _, story):
                self.constraints.bind(articles, others, story)
            case Bar(articles, others):
                self.constraints.bar(articles, others)
            case Repaired(looked):
                self.touched.clear()
                self.looked.update((story, len(self.stories[story])) for story in looked)
            case Close(stories):
                self._close(stories)

    def _admit(self, story: StoryId, article: Kept, near: Near) -> None:
        self._unindexed[article.id] = article
        self.touched[article.id] = near
        self.sums.join(story, article)
        self._place(story, (article.id,))

    def _merge(self, story: StoryId, gone: StoryId) -> None:
        members = self.stories.pop(gone)
        self.redirects[gone] = story
        self.looked.pop(gone, None)
        self.constraints.rename(gone, story)
        self.sums.drop(story, gone)
        self._place(story, members)

    def _part(self, story: StoryId, to: StoryId, articles: Sequence[ArticleId]) -> None:
        leaving = set(articles)
        self.stories[story] = [a for a in self.stories[story] if a not in leaving]
        self.sums.drop(story, to)
        self._place(to, articles)
        self.touch(articles)

    def _place(self, story: StoryId, articles: Iterable[ArticleId]) -> None:
        members = self.stories.get(story)
        if members is None:
            members = self.stories[story] = []
        for article in articles:
            members.append(article)
            self.story_of[article] = story

    def _close(self, stories: Iterable[StoryId]) -> None:
        self._indexed()
        self.spent.update(stories)
        for story in stories:
            articles = self.stories.pop(story)
            self.looked.pop(story, None)
            self.sums.drop(story)
            self.constraints.forget(articles)
            for article in articles:
                del self.story_of[article]
                self.touched.pop(article, None)
                self.index.remove(article)
        self.redirects = {old: new for old, new in self.redirects.items() if self.follow(new) in self.stories}
        self.spent = {story for story in self.spent if self._again(story)}
        self.index.tidy()

    def _again(self, story: StoryId) -> bool:
        """Whether the article that gave a story its id is open yet, in another story."""
        return ArticleId(story.removeprefix("s-").rstrip("+")) in self.story_of

    def _indexed(self) -> None:
        if self._unindexed:
            self.counts.count(self._unindexed.values())
            self.index.add([kept.counted(article) for article in self._unindexed.values()])
            self._unindexed = {}


class _Masses(Mapping[ArticleId, Mass]):
    def __init__(self, window: Window) -> None:
        self._window = window

    def __getitem__(self, article: ArticleId) -> Mass:
        return kept.alone(self._window.article(article), self._window.size)

    def __iter__(self) -> Iterator[ArticleId]:
        return iter(self._window.story_of)

    def __len__(self) -> int:
        return len(self._window)
