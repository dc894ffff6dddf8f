"""The witnesses of a story: its titles as an edition lists them, each with its siglum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import PurePath

from wholestory.model import Account, ArticleId, OriginKind, Published
from wholestory.report import dates, shown
from wholestory.report.library import Library
from wholestory.report.sigla import free


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """One article of a story.

    `own` is False where it carries another's text; `voice` is whose words it has, the same for an outlet's
    own articles and for all that carry its text, so that a copy never counts as a voice. `named` says
    whether the article names its outlet.
    """

    article: ArticleId
    siglum: str
    outlet: str
    named: bool
    own: bool
    voice: str
    copy_of: ArticleId | None
    agency: str | None
    language: str | None
    published: Published | None
    headline: str | None
    byline: str | None
    url: str | None
    file: str | None


def listed(accounts: Sequence[Account], library: Library) -> tuple[Witness, ...]:
    """The witnesses of these accounts, the first to report first, the undated last."""
    copies = {account.article: account.copy_of for account in accounts}
    found = [_witness(account.article, copies, library) for account in accounts]
    ordered = sorted(found, key=lambda w: (dates.order(w.published), w.article))
    return tuple(_distinct(ordered))


def voices(witnesses: Sequence[Witness]) -> int:
    """How many independent accounts these are."""
    return len({witness.voice for witness in witnesses})


def _witness(article: ArticleId, copies: dict[ArticleId, ArticleId | None], library: Library) -> Witness:
    told = library.articles[article]
    wire = library.analyses[article].origin
    carries = copies[article] is not None or (wire.kind is OriginKind.WIRE and wire.agency != told.outlet)
    return Witness(
        article=article,
        siglum=library.sigla[article],
        outlet=library.outlet(article),
        named=told.outlet is not None,
        own=not carries,
        voice=_voice(article, copies, library),
        copy_of=copies[article],
        agency=wire.agency,
        language=library.language(article),
        published=library.published.get(article),
        headline=told.title,
        byline=told.byline,
        url=shown.link(told.url),
        file=PurePath(told.path).name if told.path else None,
    )


def _voice(article: ArticleId, copies: dict[ArticleId, ArticleId | None], library: Library) -> str:
    seen = {article}
    while (original := copies.get(article)) and original not in seen:
        seen.add(original)
        article = original
    wire = library.analyses[article].origin
    agency = wire.agency if wire.kind is OriginKind.WIRE else None
    return (agency or library.articles[article].outlet or article).casefold()


def _distinct(witnesses: Sequence[Witness]) -> list[Witness]:
    """An outlet's second article in a story gets its siglum with a number."""
    found: list[Witness] = []
    for witness in witnesses:
        numbered = (f"{witness.siglum}{n if n > 1 else ''}" for n in count(1))
        found.append(replace(witness, siglum=free(numbered, {w.siglum for w in found})))
    return found
