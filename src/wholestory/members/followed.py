"""What is followed, for a list: in words, with where it is read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from wholestory.jobs import own
from wholestory.members import follows
from wholestory.members.follows import Followed, Kind
from wholestory.members.models import Member
from wholestory.members.notices import searches
from wholestory.members.words import gettext as _
from wholestory.model import StoryId

PAGES = {
    Kind.STORY: ("story",),
    Kind.THREAD: ("thread",),
    Kind.PERSON: ("person",),
    Kind.OUTLET: ("outlet",),
    Kind.TOPIC: ("section", "topic"),
    Kind.COUNTRY: ("section", "country"),
}


@dataclass(frozen=True, slots=True)
class Listed:
    """One thing that is followed; `words` are its own, `address` is None where it has no page."""

    kind: str
    of: str
    words: str
    address: str | None

    @property
    def kind_in_words(self) -> str:
        """What it is."""
        return {
            Kind.STORY: _("Story"),
            Kind.THREAD: _("Thread"),
            Kind.PERSON: _("Person"),
            Kind.TOPIC: _("Topic"),
            Kind.OUTLET: _("Title"),
            Kind.COUNTRY: _("Country"),
            Kind.SEARCH: _("Search"),
        }[Kind(self.kind)]


def listed(member: Member, kind: str | None = None) -> list[Listed]:
    """All that is followed, or all of a kind, the latest first."""
    found = follows.latest(member, kind)
    titles = _titles(each.of for each in found if each.kind == Kind.STORY)
    return [Listed(each.kind, each.of, titles.get(each.of, each.of), address(each)) for each in found]


def address(of: Followed) -> str | None:
    """Where it is read."""
    if of.kind == Kind.SEARCH:
        return searches.address(of.of)
    page, *parts = PAGES[Kind(of.kind)]
    try:
        return str(reverse(page, args=[*parts, of.of]))
    except NoReverseMatch:
        return None


def _titles(stories: Iterable[str]) -> dict[str, str]:
    """The headlines of stories; one that was merged keeps its id in place of it."""
    cards = own.newsroom().cards([StoryId(story) for story in stories])
    return {card.brief.id: card.brief.headline for card in cards if card.brief.headline}
