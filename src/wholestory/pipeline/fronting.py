"""What a front page needs of a story when it is told: its face, its picture, its topics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from wholestory import outlets
from wholestory.model import (
    ArticleId,
    Coverage,
    Edition,
    Face,
    Illustration,
    Picture,
    Story,
    Teller,
    Telling,
    Topic,
    Untold,
)
from wholestory.pipeline.batch import Saga
from wholestory.report import cards

SEVERAL = 2  # articles; a story of fewer has nothing to compare
SHARE = 4  # a topic is a story's where one in so many of its articles that have any has it


def faces(saga: Saga, coverages: Sequence[Coverage]) -> dict[str, Face]:
    """The faces of the stories of several articles, their dates narrowed by the others."""
    stories = tuple(story for story in saga.stories if len(story.articles) >= SEVERAL)
    telling = Telling(
        articles=saga.articles,
        analyses=saga.analyses,
        stories=stories,
        threads=(),
        coverages=tuple(coverages),
        edition=Edition(()),
    )
    return cards.faces(telling) if stories else {}


def illustrated(face: Face, given: Untold, story: Story) -> Face:
    """The face with the picture of the headline's article, or else of the first that came with one."""
    first = story.headline.article if story.headline else None
    pictures = _pictures(given)
    chosen = sorted((id for id in story.articles if id in pictures), key=lambda id: id != first)
    if not chosen:
        return face
    teller = _teller(face, chosen[0]) or _named(given, chosen[0])
    return replace(face, illustration=Illustration(pictures[chosen[0]], teller))


def _pictures(given: Untold) -> Mapping[ArticleId, Picture]:
    told = zip(given.articles, given.beside, strict=True)
    return {kept.article.id: beside.pictures[0] for kept, beside in told if beside.pictures}


def _teller(face: Face, article: ArticleId) -> Teller | None:
    cuttings = [each for each in (face.headline, face.dek, *face.others) if each]
    tellers = [*(each.by for each in cuttings), *(each.by for each in face.arrived)]
    return next((teller for teller in tellers if teller.article == article), None)


def _named(given: Untold, article: ArticleId) -> Teller:
    kept = next(kept for kept in given.articles if kept.article.id == article)
    return cards.teller(kept.article, kept.analysis)


def topics(given: Untold) -> tuple[Topic, ...]:
    """What a story is about: the topics of a quarter of its articles that have any, the commonest first."""
    found = [outlets.about(beside.feed, beside.categories) for beside in given.beside]
    return of_all(found)


def of_all(found: Iterable[frozenset[Topic]]) -> tuple[Topic, ...]:
    """The topics that a quarter of those share that have any, the commonest first."""
    telling = [topics for topics in found if topics]
    counts = Counter(topic for topics in telling for topic in sorted(topics))
    return tuple(topic for topic, count in counts.most_common() if count * SHARE >= len(telling))
