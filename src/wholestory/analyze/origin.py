"""Whose reporting an article is: its outlet's own, or an agency's copy, as far as it says so."""

from __future__ import annotations

import re
from functools import cache

from wholestory.model import Article, Block, Origin, OriginKind, Role, Sentence, Span
from wholestory.text import languages
from wholestory.text.words import fold

_NAME = r"[^\W\d_](?:[^\W_]|[.&'’-])*(?:[ /][^\W\d_](?:[^\W_]|[.&'’-])*){0,3}"
# "PORT AVERIL, Nov 3 (Agency) –": places and dates, then the agency, then a dash.
_DATELINE = re.compile(
    rf"(?P<place>[^\W\d_](?:[^().\n]|\b[^\W\d_]{{1,5}}\.){{1,60}})\((?P<agency>{_NAME})\)\s*(?:[–—:]|--?)\s?"
)
# A dateline has capitals, days and small words; any longer word in lower case makes it running text.
_LONG = re.compile(r"(?<![\d.] )\b[^\W\d_]{4,}")
_OPENING = re.compile(rf"\((?P<agency>{_NAME})\)\s*(?:[–—:]|--?)\s?")
_CLOSING = re.compile(rf"(?:\A\s*|(?<=[.!?”\"»…])\s*)\((?P<agency>{_NAME})\)\s*\Z")
_DASHED = re.compile(rf"\A\s*[–—-]{{1,2}}\s*(?P<agency>{_NAME})\s*\Z")
_AND = re.compile(r",|/|&|\s(?:and|und|e|y|et|mit|with|con|avec|com)\s")


def find(article: Article, language: str | None, sentences: tuple[Sentence, ...] = ()) -> Origin:
    """Agency copy where the dateline, the closing line or the byline names an agency; else the outlet's own.

    Agencies are known by the place their name stands at, a table only helps where that is not enough;
    an outlet that signs its dateline itself is no agency. `language` and `sentences` are not needed.
    """
    span = _dateline(article) or _credit(article)
    if span is not None:
        agency: str | None = article.quote(span)
    else:
        agency = _byline(article.byline)
    if agency is None or (article.outlet and _same(agency, article.outlet)):
        return Origin(OriginKind.OWN)
    return Origin(OriginKind.WIRE, agency, span)


def _dateline(article: Article) -> Span | None:
    """The agency between the place and the dash that open the text."""
    block = next((b for b in article.blocks if b.role is Role.PARAGRAPH), None)
    if block is None:
        return None
    head = article.text[block.start : min(block.end, block.start + 140)]
    match = _DATELINE.match(head)
    if match is not None and any(word.islower() for word in _LONG.findall(match["place"])):
        return None
    match = match or _OPENING.match(head)
    if match is None or not _is_name(match["agency"]):
        return None
    return Span(article.id, block.start + match.start("agency"), block.start + match.end("agency"))


def _credit(article: Article) -> Span | None:
    """The agency in the last lines: "(Agency)", "— Agency", "Source: Agency"."""
    paragraphs = [b for b in article.blocks if b.role is Role.PARAGRAPH]
    for block in reversed(paragraphs[-2:]):
        tail = max(block.start, block.end - 160)
        found = _closing(article, block, tail)
        if found is not None:
            return Span(article.id, tail + found[0], tail + found[1])
    return None


def _closing(article: Article, block: Block, tail: int) -> tuple[int, int] | None:
    text = article.text[tail : block.end]
    alone = _CLOSING.search(text)
    if alone and _signs(alone["agency"]):
        return alone.span("agency")
    dashed = _DASHED.match(text) if tail == block.start else None
    if dashed and (_known(dashed["agency"]) or dashed["agency"].isupper()):
        return dashed.span("agency")
    credited = _credited().search(text)
    if credited and (_known(credited["agency"]) or _is_name(credited["agency"])):
        return credited.span("agency")
    return None


def _signs(name: str) -> bool:
    """Whether a name in brackets behind the last stop is an agency's: of two words it may be an author's."""
    return _known(name) or (_is_name(name) and " " not in name and fold(name) not in _desks())


def _byline(byline: str | None) -> str | None:
    """The agency among the authors: one that is known, or a single word, which no person's byline is."""
    for part in _AND.split(byline or ""):
        name = part.strip(" .()")
        if name and _signs(name):
            return name
    return None


def _is_name(text: str) -> bool:
    """Whether `text` is written like a name: a capital, or an agency known in lower case."""
    return text[0].isupper() or _known(text)


def _same(one: str, other: str) -> bool:
    return fold(one) in fold(other) or fold(other) in fold(one)


def _known(name: str) -> bool:
    return any(fold(part.strip()) in _agencies() for part in name.split("/"))


@cache
def _agencies() -> frozenset[str]:
    return frozenset(map(fold, languages.merged("titles").get("agencies", ())))


@cache
def _desks() -> frozenset[str]:
    """What stands in a byline for the outlet's own people: "Staff", "Redazione"."""
    return frozenset(map(fold, languages.merged("titles").get("desks", ())))


@cache
def _credited() -> re.Pattern[str]:
    """ "Source: X" and its like in all languages, at the end of a paragraph."""
    words = languages.merged("titles").get("credits", ())
    choice = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(
        rf"(?:\A|[.!?”\"»(\n]\s*)(?:{choice})\s*:?\s+(?P<agency>{_NAME})[.)]*\s*\Z", re.IGNORECASE
    )
