"""The shelf: what a member saved, or read, with its title and outlet; also what is there no more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from wholestory.jobs import own
from wholestory.members import marks
from wholestory.members.marks import Marked
from wholestory.members.models import Member
from wholestory.model import ArticleId, StoryId

MOST = 40
LOOKED = 2000  # marks that are looked through for words; a step of them is asked for at once
STEP = 200
LONGEST = 100  # letters of the words


@dataclass(frozen=True, slots=True)
class Item:
    """A story or an article as it is called now; `address` is None for what was removed since."""

    of: str
    at: datetime
    is_story: bool
    title: str | None = None
    outlet: str | None = None
    language: str | None = None
    address: str | None = None

    def has(self, words: str) -> bool:
        """Whether its title or its outlet has them, in any case of letters."""
        return words.casefold() in f"{self.title or ''}\n{self.outlet or ''}".casefold()


@dataclass(frozen=True, slots=True)
class Page:
    """Some of them, the latest first, and where the next page begins (None: it was the last)."""

    items: tuple[Item, ...]
    next: str | None


def page(member: Member, kind: str, *, words: str = "", before: str | None = None, most: int = MOST) -> Page:
    """What a member marked so, or that of it whose title or outlet has `words`."""
    if words := words.strip()[:LONGEST]:
        return _searched(member, kind, words, before, most)
    found = marks.latest(member, kind, before=before, most=most)
    return Page(_items(found.marks), found.next)


def _searched(member: Member, kind: str, words: str, before: str | None, most: int) -> Page:
    kept: list[Item] = []
    for _ in range(LOOKED // STEP):
        step = marks.latest(member, kind, before=before, most=STEP)
        for mark, item in zip(step.marks, _items(step.marks), strict=True):
            if item.has(words):
                kept.append(item)
            if len(kept) == most:
                is_last = step.next is None and mark is step.marks[-1]
                return Page(tuple(kept), None if is_last else marks.place(mark))
        before = step.next
        if before is None:
            break
    return Page(tuple(kept), before)


def _items(found: Sequence[Marked]) -> tuple[Item, ...]:
    """What marks are of: two questions for all of them, and one more for each story that was merged."""
    articles = {each.of for each in found if is_article(each.of)}
    named = _articles(articles) | _stories(each.of for each in found if each.of not in articles)
    return tuple(_item(each, named.get(each.of)) for each in found)


def is_article(of: str) -> bool:
    """Whether a mark names an article: "e" and its number."""
    return of.startswith("e") and of[1:].isdecimal()


Called = tuple[str | None, str | None, str | None, str]  # title, outlet, language, address


def _item(mark: Marked, called: Called | None) -> Item:
    is_story = not is_article(mark.of)
    return Item(mark.of, mark.at, is_story, *called) if called else Item(mark.of, mark.at, is_story)


def _articles(wanted: Iterable[str]) -> dict[str, Called]:
    found = own.newsroom().titled([ArticleId(each) for each in wanted])
    return {e.article: (e.title, e.outlet, e.language, reverse("article", args=[e.article])) for e in found}


def _stories(wanted: Iterable[str]) -> dict[str, Called]:
    """A story that was merged goes by what it is part of."""
    newsroom, asked = own.newsroom(), [StoryId(each) for each in dict.fromkeys(wanted)]
    there = {card.brief.id for card in newsroom.cards(asked)}
    now = {each: each if each in there else newsroom.store.current(each) for each in asked}
    cards = newsroom.cards(list(dict.fromkeys(each for each in now.values() if each)))
    called: dict[str, Called] = {}
    for card in cards:
        brief = card.brief
        language = card.face.headline.by.language if card.face.headline else None
        called[brief.id] = (brief.headline, brief.outlet, language, reverse("story", args=[brief.id]))
    return {of: called[current] for of, current in now.items() if current in called}
