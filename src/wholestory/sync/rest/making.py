"""Making: values of the model as answers."""

from __future__ import annotations

from collections.abc import Iterable

from wholestory import model
from wholestory.report import shown
from wholestory.sync.rest import answers, cursors


def card(of: model.Card) -> answers.Card:
    """A story in a list."""
    face, brief = of.face, of.brief
    return answers.Card(
        id=brief.id,
        thread=brief.thread,
        headline=_cutting(face.headline),
        line=_cutting(face.dek),
        others=[cut for each in face.others if (cut := _cutting(each))],
        articles=brief.articles,
        voices=brief.voices,
        titles=face.counts.titles,
        copies=face.counts.copies,
        began_at=of.began_at,
        newest_at=brief.newest_at,
        told=of.told,
        people=list(face.people),
        outlets=list(face.outlets),
        topics=[topic.value for topic in of.topics],
        countries=list(of.countries),
        languages=list(of.languages),
    )


def _cutting(of: model.Cutting | None) -> answers.Cutting | None:
    if of is None:
        return None
    by = of.by
    return answers.Cutting(text=of.text, article=by.article, outlet=by.outlet, language=by.language, at=by.at)


def reasons(of: Iterable[model.Reason]) -> list[answers.Reason]:
    """Reasons."""
    return [answers.Reason(kind=each.kind, detail=list(each.detail), ids=list(each.ids)) for each in of]


def chapter(of: model.Brief) -> answers.Chapter:
    """A story of a thread."""
    names = ("id", "headline", "outlet", "articles", "voices", "opened_at", "newest_at")
    return answers.Chapter(**{name: getattr(of, name) for name in names})


def held(of: model.KeptArticle) -> answers.Held:
    """An article of a story."""
    article = of.article
    return answers.Held(
        id=article.id,
        title=article.title,
        outlet=article.outlet,
        language=of.analysis.language,
        url=shown.link(article.url),
        at=of.sort_at,
        whole=of.whole,
    )


def hits(found: model.Found) -> answers.Found:
    """What was found."""
    return answers.Found(
        articles=[hit(each) for each in found.hits], cut=found.cut, next=cursors.written(found.more)
    )


def hit(of: model.Hit) -> answers.Hit:
    """An article that was found; where in the snippet is counted from the snippet's beginning."""
    begin = of.snippet.span.start
    spots = [answers.Stretch(start=s.start - begin, end=s.end - begin) for s in of.snippet.found]
    return answers.Hit(
        id=f"e{of.entry}",
        story=of.story,
        title=of.title,
        outlet=of.outlet,
        language=of.language,
        url=shown.link(of.url),
        at=of.sort_at,
        whole=of.whole,
        snippet=answers.Snippet(text=of.snippet.text, found=spots),
    )


def outlet(of: model.Outlet) -> answers.Outlet:
    """An outlet."""
    return answers.Outlet(
        id=of.id,
        name=of.name,
        domains=list(of.domains),
        aliases=list(of.aliases),
        country=of.country,
        languages=list(of.languages),
        kind=of.kind,
        funding=of.funding.value if of.funding else None,
        owner=of.owner,
        topics=[topic.value for topic in of.topics],
        feeds=[feed.url for feed in of.feeds if shown.link(feed.url)],
    )
