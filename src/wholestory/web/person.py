"""A person's page: what they said and what was said of them, the stories they stand in, in order of time.

A person is a name as articles print it in full: nobody is guessed to be behind a description, and people
who share a name share a page, which says so.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wholestory.jobs import own
from wholestory.model import (
    Analysis,
    Article,
    ArticleId,
    EntityType,
    Hit,
    Mention,
    Quotation,
    QuotationKind,
    Sentence,
    Span,
    SpeakerState,
)
from wholestory.report import shown
from wholestory.web import search
from wholestory.web.keeping import same_for_visitors

LONGEST = 200
MOST = 40  # articles in the list
READ = 10  # of the newest of them, whose quotations are shown
QUOTATIONS = 20  # of each kind
WORDS = 600  # letters


@dataclass(frozen=True, slots=True)
class Said:
    """A quotation with the sentence it stands in; `speaker` as the article names who said it."""

    hit: Hit
    words: str
    sentence: str
    speaker: str
    is_direct: bool
    original: str | None


@dataclass(frozen=True, slots=True)
class Sayings:
    """What was said by somebody, and of them by others."""

    by: tuple[Said, ...]
    about: tuple[Said, ...]


@same_for_visitors
def page(request: HttpRequest, name: str) -> HttpResponse:
    """What the newest articles that name a person have of them."""
    name = _plain(name[:LONGEST])
    found = own.newsroom().search(
        f'person:"{name.replace(chr(34), " ")}"', most=MOST, before=search.place(request)
    )
    groups = search.grouped(found.hits)
    sayings = _sayings(name, found.hits[:READ])
    told = {
        "name": name,
        "said": sayings,
        "read": min(READ, len(found.hits)),
        "groups": groups,
        "timeline": _timeline(groups),
        "more": search.written(found.more),
        "most": search.SHOWN,
    }
    return render(request, "person.html", told, status=200 if found.hits else 404)


def _timeline(groups: Iterable[search.Group]) -> list[search.Group]:
    """The stories, the earliest first."""
    told = [group for group in groups if group.card is not None]
    return sorted(told, key=lambda group: group.card.began_at if group.card else group.hits[0].sort_at)


def _sayings(name: str, hits: Iterable[Hit]) -> Sayings:
    by: list[Said] = []
    about: list[Said] = []
    found = {ArticleId(f"e{hit.entry}"): hit for hit in hits}
    for kept in own.newsroom().kept(found):
        hit, article, analysis = found[kept.article.id], kept.article, kept.analysis
        mine = _named(name, analysis)
        by += [_said(hit, article, analysis, q) for q in _by(mine, analysis)]
        about += [_said(hit, article, analysis, q) for q in _about(mine, analysis)]
    return Sayings(tuple(_distinct(by))[:QUOTATIONS], tuple(_distinct(about))[:QUOTATIONS])


def _named(name: str, analysis: Analysis) -> frozenset[int]:
    """The people of an article whose full name there is this one."""
    key = _key(name)
    return frozenset(
        number
        for number, each in enumerate(analysis.referents)
        if each.type is EntityType.PERSON and _key(each.name) == key
    )


def _by(mine: frozenset[int], analysis: Analysis) -> Iterator[Quotation]:
    """Quotations whose speaker the article names so; not those of a headline, which stand in the text too."""
    for each in analysis.quotations:
        is_named = each.speaker.state is SpeakerState.NAMED and each.speaker.referent in mine
        if is_named and each.kind is not QuotationKind.HEADLINE:
            yield each


def _about(mine: frozenset[int], analysis: Analysis) -> Iterator[Quotation]:
    """Quotations of somebody else, who is named, in which they are spoken of."""
    spoken_of = [mention for mention in analysis.mentions if mention.referent in mine]
    for each in analysis.quotations:
        is_named = each.speaker.state is SpeakerState.NAMED and each.speaker.referent not in mine
        if is_named and each.kind is not QuotationKind.HEADLINE and _names(each, spoken_of):
            yield each


def _names(quotation: Quotation, mentions: Iterable[Mention]) -> bool:
    return any(
        part.start <= mention.span.start and mention.span.end <= part.end
        for part in quotation.parts
        for mention in mentions
    )


def _said(hit: Hit, article: Article, analysis: Analysis, quotation: Quotation) -> Said:
    words = " … ".join(article.quote(part) for part in quotation.parts)
    around = _around(quotation.parts, analysis.sentences)
    return Said(
        hit=hit,
        words=shown.clipped(words, WORDS),
        sentence=shown.clipped(article.quote(around), WORDS) if around else "",
        speaker=quotation.speaker.name or "",
        is_direct=quotation.kind is not QuotationKind.INDIRECT,
        original=shown.link(article.url),
    )


def _around(parts: tuple[Span, ...], sentences: Iterable[Sentence]) -> Span | None:
    """The sentence in which a quotation begins, with all up to where it ends."""
    touched = [s.span for s in sentences if any(s.span.start < p.end and p.start < s.span.end for p in parts)]
    return Span(touched[0].article, touched[0].start, touched[-1].end) if touched else None


def _distinct(said: Iterable[Said]) -> Iterator[Said]:
    """Each of the same words once, by the newest who has them."""
    seen: set[str] = set()
    for each in said:
        key = "".join(letter for letter in each.words.casefold() if letter.isalnum())
        if key not in seen:
            seen.add(key)
            yield each


def _plain(name: str) -> str:
    return shown.line(unicodedata.normalize("NFC", name))


def _key(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())
