"""The page of one article: its text with what we marked in it, or its opening before the wall."""

from __future__ import annotations

from datetime import UTC, datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from wholestory.jobs import own
from wholestory.members import picks
from wholestory.members.picks import Picked
from wholestory.model import Article, ArticleId, Brief, Card, Cutting, StoryId, WholeArticle
from wholestory.report import shown
from wholestory.web import marking, pictures, wall
from wholestory.web.keeping import MEMBERS, NEWSROOM, same_for_visitors
from wholestory.web.memory import Memory
from wholestory.web.remembered import remembered

OTHERS, RELATED, TOP = 3, 4, 6
WORDS, LETTERS = 220, 450  # read in a minute: words, or letters of scripts without spaces
KEPT = 64  # stories whose articles are marked

_known = Memory[marking.Together | None](KEPT)


@same_for_visitors
def page(request: HttpRequest, id: str) -> HttpResponse:
    """An article; whole for who may read it, else its first sentences."""
    found = own.newsroom().article(ArticleId(id))
    if found is None:
        raise Http404
    article, analysis = found.kept.article, found.kept.analysis
    held = {
        "article": article,
        "analysis": analysis,
        "kept": found.kept,
        "original": shown.link(article.url),
        "minutes": minutes(article),
        **_around(request, found),
    }
    if wall.access(request, article.id):
        return render(request, "article.html", held | _text(found))
    gate = {"opening": wall.opening(article, analysis), "left": wall.left(request, article.id)}
    return render(request, "article.html", held | gate)


def minutes(article: Article) -> int:
    """How long it takes to read."""
    unspaced = sum("\u3040" <= letter <= "\u9fff" for letter in article.text)
    return max(1, round(len(article.text.split()) / WORDS + unspaced / LETTERS))


def _text(found: WholeArticle) -> dict[str, object]:
    """What of an article those may see who read it whole."""
    return {"pictures": pictures.shown(found.pictures), **marking.marked(found, _together(found.story))}


def _together(story: Brief | None) -> marking.Together | None:
    """What the story knows of its articles, until it changes."""
    newsroom = own.newsroom()
    state = newsroom.state(story.id) if story and story.articles > 1 else None
    return _known.get((newsroom, state.id), state, lambda: _found(state.id)) if state else None


def _found(story: StoryId) -> marking.Together | None:
    whole = own.newsroom().story(story)
    return marking.together(whole) if whole else None


def _around(request: HttpRequest, found: WholeArticle) -> dict[str, object]:
    story, chosen = found.story, _picked(request)
    card, related = _near(request, story.id) if story else (None, ())
    top = [brief for brief in _top(request) if story is None or brief.id != story.id]
    return {
        "story": story,
        "card": card,
        "others": _others(card, found.kept.article.id),
        "related": related,
        "top": top[:TOP],
        "picks": [pick for pick, _ in chosen],
        "picked": {pick.story: brief for pick, brief in chosen},
    }


@remembered(NEWSROOM)
def _near(_: HttpRequest, story: StoryId) -> tuple[Card | None, tuple[Brief, ...]]:
    """The card of a story, and its likes."""
    newsroom = own.newsroom()
    card = next(iter(newsroom.cards([story])), None)
    return card, newsroom.briefs(newsroom.related(story, most=RELATED))


@remembered(NEWSROOM)
def _top(_: HttpRequest) -> tuple[Brief, ...]:
    """The top stories, one more than is shown of them."""
    newsroom = own.newsroom()
    return newsroom.briefs([pick.story for pick in newsroom.edition().picks[: TOP + 1]])


@remembered(NEWSROOM, MEMBERS)
def _picked(_: HttpRequest) -> list[tuple[Picked, Brief]]:
    """Our picks, with their stories."""
    chosen = picks.running(datetime.now(UTC))
    found = {brief.id: brief for brief in own.newsroom().briefs([pick.story for pick in chosen])}
    return [(pick, found[pick.story]) for pick in chosen if pick.story in found]


def _others(card: Card | None, article: ArticleId) -> list[Cutting]:
    """Other accounts of the story, the one whose headline it has first."""
    if card is None:
        return []
    told = [*([card.face.headline] if card.face.headline else []), *card.face.others]
    return [each for each in told if each.by.article != article][:OTHERS]
