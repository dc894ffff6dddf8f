"""The front door for saved pages: bytes of HTML in, one article out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from wholestory.errors import NoArticle
from wholestory.extract import html_body, html_dates, html_images, html_meta, html_names, html_pieces, markup
from wholestory.extract.html_opinions import ask, key
from wholestory.extract.html_phrases import holds
from wholestory.extract.html_pieces import Piece
from wholestory.model import Article, ArticleId, Block, Removed, Role

if TYPE_CHECKING:
    from lxml.etree import _Element

    from wholestory.extract.html_meta import Meta

_LANGUAGE = re.compile(r"([a-z]{2})(?:$|[-_])", re.I)
_WALL = 3000  # characters: an article is longer than a wall before one, or says other things
_LEAST = 40  # letters of running text; of tables and lists, eight times as many


def page(data: bytes, *, id: ArticleId, path: str | None = None, url: str | None = None) -> Article:
    """The article of a saved page.

    Body: what two readings of trafilatura and one of readability agree on, corrected by form and place
    (`html_body`). Captions stay out of the text. A page can be hostile: call this through
    `worker.pages`, which bounds its memory and time.
    Raises Empty, NotText, TooLarge or NoArticle.
    """
    root = markup.tree(markup.text(data))
    pieces = html_pieces.find(root)
    if not pieces:
        raise NoArticle("no text in this page")
    meta = html_meta.read(root)
    outlet = html_names.outlet(meta)
    title = html_names.title(root, meta, outlet=outlet)
    opinions = ask(root, pieces)
    choice = html_body.choose(pieces, opinions.votes, titles=_titles(meta, title), alts=_alts(root))
    kept = [pieces[index] for index in choice.indices()]
    _refuse_furniture(kept)
    text, blocks = _joined(title, kept)
    return Article(
        id=id,
        text=text,
        blocks=blocks,
        path=path,
        url=_canonical(root, meta, url) or url,
        outlet=outlet,
        byline=html_names.byline(root, meta, outlet=outlet),
        language=_language(root, meta),
        published=html_dates.published(root, meta),
        captions=html_images.find(root, meta),
        removed=_removed(pieces, choice, title),
        agreement=opinions.agreement("\n".join(piece.text for piece in kept)),
    )


def warm() -> None:
    """Load the libraries and tables that pages need, so that the first one does not wait for them."""
    import htmldate
    import readability
    import trafilatura

    assert htmldate
    assert readability
    assert trafilatura
    with suppress(NoArticle):
        page(b"<html><body><p>warm</p></body></html>", id=ArticleId("warm"))


def _titles(meta: Meta, title: str | None) -> tuple[str, ...]:
    declared = (html_meta.text_of(article.get("headline")) for article in meta.articles)
    known = (title, meta.first("og:title"), meta.first("twitter:title"), *declared)
    return tuple(found for found in known if found)


def _alts(root: _Element) -> tuple[str, ...]:
    return tuple(alt for image in root.iter("img") if (alt := image.get("alt")))


def _refuse_furniture(kept: Sequence[Piece]) -> None:
    prose = sum(len(key(piece.text)) for piece in kept if piece.is_prose)
    words = sum(len(key(piece.text)) * (1 - piece.linked) for piece in kept)
    if prose < _LEAST and words < 8 * _LEAST:
        raise NoArticle("no running text in this page: only menus, lists of links and the like")
    size = sum(len(piece.text) for piece in kept)
    walled = sum(len(piece.text) for piece in kept if holds(piece.text[:_WALL], "walls"))
    if size < _WALL and walled * 2 > size:
        raise NoArticle("a wall before the article: a login, consent or error page")


def _joined(title: str | None, kept: Sequence[Piece]) -> tuple[str, tuple[Block, ...]]:
    """The article's text and its blocks, title first."""
    rows = [(Role.TITLE, title)] if title else []
    rows += [(Role.SUBHEAD if piece.is_subhead else Role.PARAGRAPH, piece.text) for piece in kept]
    blocks, start = [], 0
    for role, words in rows:
        blocks.append(Block(role, start, start + len(words)))
        start += len(words) + 2
    return "\n\n".join(words for _, words in rows), tuple(blocks)


def _removed(pieces: Sequence[Piece], choice: html_body.Choice, title: str | None) -> tuple[Removed, ...]:
    shown = key(title or "")
    dropped = ((pieces[index].text, why) for index, why in sorted(choice.reasons.items()))
    return tuple(Removed(text, why) for text, why in dropped if key(text) != shown)


def _canonical(root: _Element, meta: Meta, url: str | None) -> str | None:
    """The address the page gives itself, unless it is only the site's front page."""
    links = [e.get("href", "") for e in root.iter("link") if "canonical" in e.get("rel", "").lower().split()]
    for found in (*links, meta.first("og:url") or ""):
        try:
            address: str = urljoin(url or "", found.strip())
            parts = urlsplit(address)
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and parts.hostname and (parts.path.strip("/") or parts.query):
            return address
    return None


def _language(root: _Element, meta: Meta) -> str | None:
    """The language the page declares, as an ISO 639-1 code."""
    stated = (
        root.get("lang"),
        root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang"),
        *(html_meta.text_of(article.get("inLanguage")) for article in meta.articles),
        meta.first("og:locale", "content-language", "language", "dc.language"),
    )
    found = (_LANGUAGE.match(code.strip()) for code in stated if code)
    return next((match.group(1).lower() for match in found if match), None)
