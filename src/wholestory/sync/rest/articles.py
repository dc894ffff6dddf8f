"""Articles: read as on their page, found by search, by outlet, by person."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from wholestory import outlets as catalogue
from wholestory.jobs import own
from wholestory.members import reading, sayings
from wholestory.members.rules import Rule
from wholestory.model import ArticleId, OutletId, OutletKind, Topic
from wholestory.report import shown
from wholestory.sync.rest import answers, cursors, making, told
from wholestory.sync.rest.given import (
    ArticleCursor,
    ArticleName,
    Country,
    Language,
    Limit,
    Named,
    OutletCursor,
    OutletName,
    Question,
)
from wholestory.sync.rest.operation import get
from wholestory.sync.rest.refusals import Refused
from wholestory.text import queries

PERSON = 40  # articles of a person, as on the page


@get("/articles/{id}", rule=Rule.READER, answer=answers.Article, tag="articles")
def article(request: HttpRequest, id: ArticleName) -> answers.Article:
    """An article: whole for who may read it, else its opening. Asking counts nothing.

    Where articles are left for this week, `PUT /me/opened/{id}` opens it.
    """
    found = own.newsroom().article(ArticleId(id))
    if found is None:
        raise Http404
    kept, access = found.kept, reading.open(request, found.kept.article.id)
    return answers.Article(
        id=kept.article.id,
        story=found.story.id if found.story else None,
        title=kept.article.title,
        outlet=kept.article.outlet,
        byline=kept.article.byline,
        language=kept.analysis.language,
        url=shown.link(kept.article.url),
        at=kept.sort_at,
        changed_at=kept.changed_at,
        whole=access.full,
        left=access.left,
        opening=reading.opening(kept.article, kept.analysis),
        telling=told.alone(request, kept) if access.full else None,
    )


@get("/search", rule=Rule.ANYONE, answer=answers.Found, tag="articles")
def search(
    request: HttpRequest,
    q: Question,
    limit: Limit = 20,
    cursor: ArticleCursor | None = None,
) -> answers.Found:
    """Articles that a question asks for, the newest first.

    In the language of the search page: words, "phrases", title:, outlet:, lang:, country:, person:, before:,
    after:, -not, OR.
    """
    if queries.parse(q).is_empty:
        raise Refused("empty_search")
    return making.hits(own.newsroom().search(q, most=limit, before=cursors.place(cursor)))


@get("/outlets", rule=Rule.ANYONE, answer=answers.Outlets, tag="outlets")
def outlets(  # noqa: PLR0913 - what may be asked are its parameters
    request: HttpRequest,
    topic: Topic | None = None,
    language: Language | None = None,
    country: Country | None = None,
    kind: OutletKind | None = None,
    words: Named | None = None,
    limit: Limit = 20,
    cursor: OutletCursor | None = None,
) -> answers.Outlets:
    """The catalogue of outlets, best known first: those that are all of what is asked."""
    found = catalogue.find(topic=topic, language=language, country=country, kind=kind, words=words)
    begin = 0
    if cursor is not None:
        ids = [each.id for each in found]
        if cursor not in ids:
            raise Refused("bad_cursor")
        begin = ids.index(OutletId(cursor)) + 1
    page = found[begin : begin + limit]
    more = page[-1].id if len(found) > begin + limit else None
    return answers.Outlets(outlets=[making.outlet(each) for each in page], next=more)


@get("/outlets/{id}", rule=Rule.ANYONE, answer=answers.Reports, tag="outlets")
def outlet(
    request: HttpRequest,
    id: OutletName,
    limit: Limit = 20,
    cursor: ArticleCursor | None = None,
) -> answers.Reports:
    """An outlet of the catalogue: checkable facts, and its newest articles."""
    held = catalogue.with_id(OutletId(id))
    if held is None:
        raise Http404
    quoted = held.name.replace('"', " ")
    place = cursors.place(cursor)
    found = making.hits(own.newsroom().search(f'outlet:"{quoted}"', most=limit, before=place))
    return answers.Reports(outlet=making.outlet(held), **dict(found))


@get("/person", rule=Rule.ANYONE, answer=answers.Person, tag="persons")
def person(request: HttpRequest, name: Named, cursor: ArticleCursor | None = None) -> answers.Person:
    """What the newest articles that print a name in full have of it.

    People who share a name share it here.
    """
    plain = sayings.plain(name)
    found = own.newsroom().search(sayings.asked(plain), most=PERSON, before=cursors.place(cursor))
    if not found.hits and cursor is None:
        raise Http404
    said = sayings.of(plain, found.hits)
    return answers.Person(
        name=plain,
        said=[_said(each) for each in said.by],
        said_of=[_said(each) for each in said.about],
        **dict(making.hits(found)),
    )


def _said(of: sayings.Said) -> answers.Said:
    return answers.Said(
        article=f"e{of.hit.entry}",
        words=of.words,
        sentence=of.sentence,
        speaker=of.speaker,
        direct=of.is_direct,
        url=of.original,
    )
