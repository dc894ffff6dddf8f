"""The page of one article: its text with what we marked in it, or its opening before the wall."""

from __future__ import annotations

from datetime import UTC, datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from wholestory.jobs import own
from wholestory.members import picks
from wholestory.model import Article, ArticleId, Brief, Card, Cutting, WholeArticle
from wholestory.report import shown
from wholestory.web import marking, pictures, wall
from wholestory.web.keeping import same_for_visitors

OTHERS, RELATED, TOP = 3, 4, 6
WORDS, LETTERS = 220, 450  # read in a minute: words, or letters of scripts without spaces


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
        **_around(found),
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
    return {"pictures": pictures.shown(found.pictures), **marking.marked(found, _whole_story(found.story))}


def _whole_story(story: Brief | None) -> marking.Together | None:
    whole = own.newsroom().story(story.id) if story and story.articles > 1 else None
    return marking.together(whole) if whole else None


def _around(found: WholeArticle) -> dict[str, object]:
    newsroom, story = own.newsroom(), found.story
    ids = [story.id, *newsroom.related(story.id, most=RELATED)] if story else []
    cards = {card.brief.id: card for card in newsroom.cards(ids)}
    card = cards.pop(story.id, None) if story else None
    chosen = picks.running(datetime.now(UTC))
    top = [pick.story for pick in newsroom.edition().picks if story is None or pick.story != story.id]
    return {
        "story": story,
        "card": card,
        "others": _others(card, found.kept.article.id),
        "related": tuple(cards.values()),
        "top": newsroom.cards(top[:TOP]),
        "picks": chosen,
        "picked": {card.brief.id: card for card in newsroom.cards([pick.story for pick in chosen])},
    }


def _others(card: Card | None, article: ArticleId) -> list[Cutting]:
    """Other accounts of the story, the one whose headline it has first."""
    if card is None:
        return []
    told = [*([card.face.headline] if card.face.headline else []), *card.face.others]
    return [each for each in told if each.by.article != article][:OTHERS]
