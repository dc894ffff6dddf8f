"""All accounts of one thread, compared: the order in which the comparisons are made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from wholestory.compare import (
    accounts,
    alignment,
    births,
    figures,
    linking,
    moments,
    narrowing,
    reuse,
    summary,
    utterances,
)
from wholestory.compare.linking import Linked
from wholestory.compare.scope import Embed, Scope
from wholestory.model import (
    Analysis,
    Article,
    ArticleId,
    Claim,
    Coverage,
    Dated,
    Published,
    Story,
    Thread,
    Utterance,
    carrier,
)

Spoken = Mapping[ArticleId, Mapping[int, Utterance]]


def coverages(
    stories: Sequence[Story],
    thread: Thread | None,
    articles: Sequence[Article],
    analyses: Sequence[Analysis],
    *,
    embed: Embed | None = None,
) -> tuple[Coverage, ...]:
    """The coverage of each story of a thread (or of a lone story, `thread` None), then of the thread.

    `articles` and `analyses` run parallel and hold the members of all `stories`. Entities, utterances
    and narrowed dates are found over the whole thread, so their ids are the same in each coverage; a
    thread's own claims are those that no single story holds. `embed` takes texts to unit vectors, for
    what is said in several languages.
    """
    linked = linking.link(articles, analyses)
    narrowed = narrowing.find(articles, analyses, linked) if thread else {}
    story_of = {article: story.id for story in stories for article in story.articles}
    whole = Scope(
        thread.id if thread else stories[0].id, tuple(articles), tuple(analyses), story_of, narrowed
    )
    said = utterances.find(whole, linked, embed=embed)
    spoken = _by_article(said)
    told = [_story(story, whole, linked, spoken, embed) for story in stories]
    return (*told, _thread(whole, linked, said, told)) if thread else tuple(told)


def _by_article(said: Sequence[Utterance]) -> Spoken:
    """The utterances that each article carries, by their place in `said`."""
    found: dict[ArticleId, dict[int, Utterance]] = defaultdict(dict)
    for place, utterance in enumerate(said):
        for article in _carriers(utterance):
            found[article][place] = utterance
    return found


def _story(story: Story, whole: Scope, linked: Linked, spoken: Spoken, embed: Embed | None) -> Coverage:
    scope = _part(story, whole)
    aligned = alignment.align(scope.articles, scope.analyses, embed=embed)
    reused = reuse.find(scope.articles, scope.analyses, embed=embed)
    said = {place: u for article in story.articles for place, u in spoken.get(article, {}).items()}
    return Coverage(
        of=story.id,
        accounts=accounts.tell(scope.articles, scope.analyses, aligned),
        entities=linked.within(story.articles),
        utterances=tuple(said[place] for place in sorted(said)),
        claims=(*births.find(scope, linked), *figures.find(scope, linked)) if len(story.articles) > 1 else (),
        moments=moments.find(scope),
        reuse=reused,
        common=aligned.common,
        summary=summary.extract(scope.articles, scope.analyses, aligned),
        dated=_dated(whole.narrowed, story.articles),
    )


def _part(story: Story, whole: Scope) -> Scope:
    places = sorted(whole.places[article] for article in story.articles)
    chosen = [(whole.articles[i], whole.analyses[i]) for i in places]
    return Scope(
        of=story.id,
        articles=tuple(article for article, _ in chosen),
        analyses=tuple(analysis for _, analysis in chosen),
        story_of=whole.story_of,
        narrowed=whole.narrowed,
    )


def _thread(whole: Scope, linked: Linked, said: Sequence[Utterance], told: Sequence[Coverage]) -> Coverage:
    """What only the saga as a whole shows; each chapter is summed up by its story's first sentence."""
    reused = reuse.find(whole.articles, whole.analyses)
    return Coverage(
        of=whole.of,
        accounts=tuple(account for coverage in told for account in coverage.accounts),
        entities=linked.entities,
        utterances=tuple(u for u in said if _crosses(whole, _carriers(u))),
        claims=tuple(c for c in births.find(whole, linked) if _crosses(whole, _tellers(c))),
        moments=moments.find(whole),
        reuse=tuple(r for r in reused if _crosses(whole, {r.earlier.article, r.later.article})),
        summary=tuple(coverage.summary[0] for coverage in told if coverage.summary),
        dated=_dated(whole.narrowed, [a.id for a in whole.articles]),
    )


def _carriers(utterance: Utterance) -> set[ArticleId]:
    return {carrier(quotation) for quotation in utterance.quotations}


def _tellers(claim: Claim) -> set[ArticleId]:
    return {value.article for value in claim.values}


def _crosses(whole: Scope, articles: set[ArticleId]) -> bool:
    return len({whole.story_of[article] for article in articles}) > 1


def _dated(narrowed: Mapping[ArticleId, Published], articles: Sequence[ArticleId]) -> tuple[Dated, ...]:
    return tuple(Dated(article, narrowed[article]) for article in articles if article in narrowed)
