"""What an outlet is called, other names it goes by, and what it is by its name or its type."""

from __future__ import annotations

import re
from collections.abc import Iterable

from catalogue import addresses, places
from catalogue.joining import Draft
from catalogue.source import country
from wholestory.model import Evidence, Funding, OutletKind

_BRACKETS = re.compile(r"\s*\(([^()]*)\)\s*")
_KINDS = {
    OutletKind.AGENCY: re.compile(r"\b(?:News Agency|Press Agency|Agenzia|Agence)\b"),
    OutletKind.BROADCASTER: re.compile(
        r"\b(?:Broadcasting|Television|Télévisions|Radio|TV|Rundfunk|Fernsehen|Omroep|RTV)\b"
    ),
    OutletKind.MAGAZINE: re.compile(r"\b(?:Magazine|Magazin)\b"),
    OutletKind.NEWSPAPER: re.compile(r"\b(?:[Nn]ewspaper|Zeitung|Gazette|Dagblad)\b"),
    OutletKind.BLOG: re.compile(r"\bBlog\b"),
}
_LABELS = {
    OutletKind.BROADCASTER: re.compile(r"\A(?:radio|tele(?:vision)?tv)|(?:radio|television|televisao)\Z"),
    OutletKind.MAGAZINE: re.compile(r"\Arevista|magazine?\Z"),
    OutletKind.NEWSPAPER: re.compile(
        r"(?:zeitung|newspaper|dagblad|dagbladet|tidning|tidningen|gazette|gazet)\Z|\A(?:gazet[ae]|periodico|eldiario|diario)"
    ),
}
_TYPES = {
    "Public Broadcaster": OutletKind.BROADCASTER,
    "Public agency (statutory, editorially independent)": OutletKind.AGENCY,
}
_HOSTED = {
    "substack.com": OutletKind.NEWSLETTER,
    "beehiiv.com": OutletKind.NEWSLETTER,
    "blogspot.com": OutletKind.BLOG,
}
_HOSTED |= {"wordpress.com": OutletKind.BLOG, "bearblog.dev": OutletKind.BLOG}


def called(draft: Draft) -> tuple[str, tuple[str, ...]]:
    """The name and the other names: those of further cards, and what stands in brackets if it is a name."""
    whole = [card.name for card in draft.cards if draft.name and len(card.domains) == 1]
    names = [draft.name, *whole]
    found = [part for name in names if name for part in _parts(name)]
    if not found:
        return draft.domains[0], ()
    return found[0], tuple(dict.fromkeys(name for name in found[1:] if name != found[0]))


def _parts(name: str) -> Iterable[str]:
    inside = _BRACKETS.findall(name)
    yield _BRACKETS.sub(" ", name).strip()
    yield from (part for part in inside if _is_name(part))


def _is_name(remark: str) -> bool:
    """Whether a remark is initials, a full name or in another script; a plain word may be a place."""
    return not country(remark) and (sum(map(str.isupper, remark)) > 1 or not remark.isascii())


def kind(draft: Draft) -> tuple[OutletKind, Evidence] | tuple[None, None]:
    """By a card's type, else the name, else the domain."""
    for card in draft.cards:
        if card.type in _TYPES:
            return _TYPES[card.type], Evidence.STATED
    for found, words in _KINDS.items():
        if draft.name and words.search(draft.name):
            return found, Evidence.NAME
    return _by_domain(draft)


def _by_domain(draft: Draft) -> tuple[OutletKind, Evidence] | tuple[None, None]:
    domain = draft.domains[0]
    for host, found in _HOSTED.items():
        if domain.endswith(f".{host}"):
            return found, Evidence.SUFFIX
    public = places.is_public(domain)
    if public:
        return OutletKind(public), Evidence.SUFFIX
    for found, words in _LABELS.items():
        if draft.name is None and words.search(addresses.label(domain)):
            return found, Evidence.NAME
    return None, None


def funding(draft: Draft) -> Funding | None:
    """Who pays, by the cards' types; None where they say nothing, or different things."""
    found = {_paid(card.type) for card in draft.cards}
    return found.pop() if len(found) == 1 else None


def _paid(type: str) -> Funding | None:
    if type.startswith(("State", "Public")):
        return Funding.PUBLIC
    if type.startswith("Private"):
        return Funding.PRIVATE
    return Funding.NONPROFIT if type == "Non-Profit" else None
