"""Feeds and cards brought together by domain: one draft an outlet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from catalogue import addresses, owners
from catalogue.source import Card, FeedList
from catalogue.tables import hosts, named
from wholestory.text import urls
from wholestory.text.urls import Url


@dataclass(slots=True)
class Draft:
    """What has been gathered of one outlet; `feeds` maps addresses to the lists they stand on."""

    domains: list[str]
    cards: list[Card] = field(default_factory=list)
    name: str | None = None
    feeds: dict[Url, list[FeedList]] = field(default_factory=dict)

    @property
    def standing(self) -> list[FeedList]:
        """The lists that any feed stands on, each once."""
        return list({row.name: row for rows in self.feeds.values() for row in rows}.values())


@dataclass(slots=True)
class Tally:
    """What was left out, and why."""

    reasons: Counter[str] = field(default_factory=Counter)


def drafts(lists: Iterable[FeedList], cards: Sequence[Card], tally: Tally) -> list[Draft]:
    """All outlets of the source, by their first domain."""
    by_domain = _feeds(lists, tally)
    domains: dict[str, set[str]] = {}
    for card in cards:
        domains.setdefault(card.name, set()).update(card.domains)
    for card in cards:
        for group, name in _outlets(card, is_house=len(domains[card.name]) > len(card.domains)):
            _describe(by_domain, group, card, name)
    found = {id(draft): draft for draft in by_domain.values()}
    kept = [draft for draft in found.values() if _is_outlet(draft, tally)]
    return sorted(kept, key=lambda draft: draft.domains[0])


def _feeds(lists: Iterable[FeedList], tally: Tally) -> dict[str, Draft]:
    by_domain: dict[str, Draft] = {}
    for url, rows in _standing(lists, tally).items():
        host = urls.host(url)
        domain = addresses.outlet(host)
        draft = by_domain.setdefault(domain, Draft([domain]))
        draft.feeds[url] = rows
        further = addresses.also(host)
        if further and further not in draft.domains:
            draft.domains.append(further)
    return by_domain


def _standing(lists: Iterable[FeedList], tally: Tally) -> dict[Url, list[FeedList]]:
    """The lists each feed stands on; of a feed's spellings the one by https."""
    spelled: dict[str, Url] = {}
    on: dict[str, list[FeedList]] = {}
    for row in lists:
        for raw in row.addresses:
            url = addresses.read(raw)
            why = "no address" if url is None else addresses.left_out(url)
            if url is None or why:
                tally.reasons[f"feeds: {why}"] += 1
                continue
            key = _alike(url)
            spelled[key] = min(spelled.get(key, url), url, key=lambda url: (not urls.is_secure(url), url))
            on.setdefault(key, []).append(row)
    return {spelled[key]: rows for key, rows in on.items()}


def _alike(url: str) -> str:
    """One key for the spellings of one feed: http or https, with www. and a last slash or without."""
    return url.partition("://")[2].removeprefix("www.").rstrip("/")


def _describe(by_domain: dict[str, Draft], domains: list[str], card: Card, name: str | None) -> None:
    """Puts a card to the outlets of its domains, which become one."""
    there = [by_domain[domain] for domain in domains if domain in by_domain]
    draft = there[0] if there else Draft([])
    for other in there[1:]:
        if other is not draft:
            draft.feeds |= other.feeds
            draft.cards += other.cards
            draft.name = draft.name or other.name
            draft.domains += other.domains
    draft.cards.append(card)
    draft.name = draft.name or name
    known = _known_as_one(domains[0])
    draft.domains = sorted(
        dict.fromkeys([*domains, *draft.domains]), key=lambda x: known.index(x) if x in known else 0
    )
    for domain in draft.domains:
        by_domain[domain] = draft


def _outlets(card: Card, *, is_house: bool) -> list[tuple[list[str], str | None]]:
    """The outlets of a card, each with its domains and its name.

    A card with several domains is of one outlet where they look alike, else of a house with several, as is a
    card whose name stands on other cards: there the name is that outlet's whose domain spells it.
    """
    domains = list(dict.fromkeys(addresses.outlet(domain) for domain in card.domains))
    domains = [domain for domain in domains if addresses.left_out(Url(f"https://{domain}/")) is None]
    groups: list[list[str]] = []
    for domain in domains:
        near = next((group for group in groups if any(_are_one(domain, other) for other in group)), None)
        if near is None:
            groups.append([domain])
        else:
            near.append(domain)
    if len(groups) == 1 and not is_house:
        return [(groups[0], card.name)]
    return [(group, _spelled(card.name, group)) for group in groups]


def _are_one(one: str, other: str) -> bool:
    row = _known_as_one(one)
    return other in row if row else addresses.label(one) == addresses.label(other)


def _known_as_one(domain: str) -> list[str]:
    return next((row for row in hosts()["one"]["domains"] if domain in row), [])


def _spelled(name: str, domains: Iterable[str]) -> str | None:
    """The part of a card's name that one of the domains spells."""
    labels = {addresses.label(domain) for domain in domains}
    parts = [part.removeprefix("Groupe ").strip() for part in name.split("/")]
    exact = next((part for part in parts if addresses.fold(part) in labels), None)
    if exact or len(parts) > 1 or name.startswith("Groupe "):
        return exact
    return name if any(len(x) > 2 and addresses.fold(name).startswith(x) for x in labels) else None


def _is_outlet(draft: Draft, tally: Tally) -> bool:
    if not draft.feeds and draft.name is None:
        tally.reasons["outlets: a house's domain that no list and no name makes an outlet"] += 1
        return False
    doubtful = all(row.name in named("doubtful") for row in draft.standing)
    if not draft.cards and doubtful:
        tally.reasons["outlets: only on lists of makers, shops, journals and notebooks"] += 1
        return False
    return True


def owner(draft: Draft) -> str | None:
    """The owner that all cards of a draft agree on, or the house whose card does not bear its name."""
    found = {owners.bare(card.owner) or _house(card, draft) for card in draft.cards}
    name = found.pop() if len(found) == 1 else None
    own = {addresses.fold(card.name.partition(" (")[0]) for card in draft.cards} if draft.name else set()
    return name if name and addresses.fold(name) not in own else None


def _house(card: Card, draft: Draft) -> str | None:
    return card.name if draft.name is None and "/" not in card.name else None
