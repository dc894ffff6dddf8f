"""The edition, sections, stories and threads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from django.http import Http404, HttpRequest

from wholestory.jobs import own
from wholestory.members import picks, readers
from wholestory.members.rules import Rule
from wholestory.model import Card, Pick, Section, SectionKind, StoryId, ThreadId, Topic
from wholestory.sync.rest import answers, cursors, making, told
from wholestory.sync.rest.given import Limit, Order, SectionName, StoryCursor, StoryName, ThreadName
from wholestory.sync.rest.operation import get

CHAPTERS = 200  # of a thread, the latest
WHOLE = 12  # stories that are read whole for what they show together, as on a thread's page
TAG = "stories"

Cards = Mapping[StoryId, Card]


@get("/edition", rule=Rule.ANYONE, answer=answers.Edition, tag=TAG)
def edition(request: HttpRequest) -> answers.Edition:
    """The front page: top stories, those for the token's member, our picks, sections.

    It is finite, and no story stands in it twice, but among the picks.
    """
    newsroom, chosen = own.newsroom(), picks.running(datetime.now(UTC))
    found = newsroom.edition(readers.of(request))
    ids = dict.fromkeys([*found.stories, *(pick.story for pick in chosen)])
    cards = {card.brief.id: card for card in newsroom.cards(ids)}
    parts = [
        answers.Part(section=_section(part.section), stories=_placed(part.picks, cards))
        for part in found.parts
    ]
    return answers.Edition(
        at=found.at,
        top=_placed(found.picks, cards),
        for_you=_placed(found.for_you, cards),
        parts=parts,
        picks=[
            answers.Picked(story=making.card(cards[pick.story]), note=pick.note, by=pick.by)
            for pick in chosen
            if pick.story in cards
        ],
    )


def _placed(found: Iterable[Pick], cards: Cards) -> list[answers.Placed]:
    return [
        answers.Placed(
            story=making.card(cards[pick.story]), reasons=making.reasons(pick.reasons), rise=pick.rise
        )
        for pick in found
        if pick.story in cards
    ]


@get("/sections", rule=Rule.ANYONE, answer=answers.Sections, tag=TAG)
def sections(request: HttpRequest) -> answers.Sections:
    """All sections that stories stand in: topics, countries, languages."""
    return answers.Sections(sections=[_section(each) for each in own.newsroom().sections()])


@get("/sections/{kind}/{id}", rule=Rule.ANYONE, answer=answers.Stories, tag=TAG)
def section(
    request: HttpRequest,
    kind: SectionKind,
    id: SectionName,
    limit: Limit = 20,
    cursor: StoryCursor | None = None,
) -> answers.Stories:
    """The stories of a section, hottest first."""
    if kind is SectionKind.TOPIC and id not in set(Topic):
        raise Http404
    return _listed(limit, cursor, section=Section(kind, id))


@get("/stories", rule=Rule.ANYONE, answer=answers.Stories, tag=TAG)
def stories(
    request: HttpRequest,
    order: Order = Order.HOT,
    limit: Limit = 20,
    cursor: StoryCursor | None = None,
) -> answers.Stories:
    """All stories, hottest first or by their latest article."""
    return _listed(limit, cursor, latest=order is Order.LATEST)


def _listed(
    limit: int, cursor: str | None, *, latest: bool = False, section: Section | None = None
) -> answers.Stories:
    newsroom = own.newsroom()
    found = newsroom.stories(most=limit + 1, before=cursors.story(cursor), latest=latest, section=section)
    page = found[:limit]
    cards = newsroom.cards(brief.id for brief in page)
    more = cursors.after(page[-1]) if len(found) > limit else None
    return answers.Stories(stories=[making.card(card) for card in cards], next=more)


@get("/stories/{id}", rule=Rule.READER, answer=answers.Story, tag=TAG)
def story(request: HttpRequest, id: StoryName) -> answers.Story:
    """A story: its articles, their accounts compared, claims, quotations, moments, who carries whose text.

    The id of a story that was merged gives the story it is part of: see `id`.
    """
    newsroom = own.newsroom()
    whole = newsroom.story(StoryId(id))
    if whole is None:
        raise Http404
    cards = newsroom.cards([whole.brief.id])
    return answers.Story(
        id=whole.brief.id,
        card=making.card(cards[0]) if cards else None,
        thread=whole.thread.id if whole.thread else None,
        articles=[making.held(kept) for kept in whole.articles],
        telling=told.of(request, [whole]),
    )


@get("/threads/{id}", rule=Rule.READER, answer=answers.Thread, tag=TAG)
def thread(request: HttpRequest, id: ThreadName) -> answers.Thread:
    """A thread: its stories in order of time, and what only all of them together show."""
    newsroom = own.newsroom()
    saga = newsroom.thread(ThreadId(id))
    if saga is None or not saga.stories:
        raise Http404
    telling = None
    if saga.coverage is not None and len(saga.stories) <= WHOLE:
        whole = [found for brief in saga.stories if (found := newsroom.story(brief.id))]
        telling = told.of(request, whole, [saga])
    return answers.Thread(
        id=saga.thread.id,
        why=making.reasons(saga.thread.why),
        stories=[making.chapter(brief) for brief in saga.stories[-CHAPTERS:]],
        telling=telling,
    )


def _section(of: Section) -> answers.Section:
    return answers.Section(kind=of.kind, name=of.name)
