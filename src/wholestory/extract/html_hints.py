"""What the elements of a page say of the text in them, by their names and by the names authors gave them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_PLACES = {
    "nav": "menu",
    "footer": "footer",
    "aside": "aside",
    "figcaption": "caption",
    "figure": "figure",
    "blockquote": "quote",
    "table": "table",
    "form": "form",
    "header": "header",
    "caption": "caption",
    "address": "byline",
    "article": "article",
    "main": "article",
}
# Beginnings of words in class, id, itemprop and role; "|" at an end asks for the whole word.
_NAMES = {
    "caption": "caption credit legend legenda legende copyright didascali bildunter leyenda "
    "photo-by photo-source photo-info wp-caption",
    "byline": "byline by-line author authors autor autore auteur writer contributor reporter",
    "date": "date time-stamp timestamp published pub-date pubdate publish updated datum fecha",
    "share": "share sharing social addthis sharedaddy follow sns",
    "related": "relat recirc read-more read-also read-next more-on more-from more-stories more-news promo "
    "recommend trending most-read most-popular most-viewed mostread popular teaser outbrain taboola "
    "also-like see-also further up-next upnext",
    "aside": "sidebar side-bar rail| widget pull-quote pullquote pull-left pull-right callout call-out "
    "infobox info-box factbox fact-box inset dont-miss",
    "call": "newsletter news-letter subscri signup sign-up signin sign-in paywall regwall donat membership "
    "cta| call-to",
    "comments": "comment| comments| disqus respond livefyre replies",
    "tags": "tag| tags| taglist tag-list keyword| keywords| topic| topics| categor breadcrumb label| labels|",
    "menu": "nav| navbar navigation menu masthead pagination pager toolbar skip",
    "footer": "foot| footer colophon siteinfo site-info legal disclaimer disclosure boilerplate bio|",
    "banner": "cookie consent gdpr banner advert ad| ads| sponsor dfp popup pop-up modal| overlay",
    "heading": "headline head-line title titulo titre ueberschrift",
    "dek": "dek| deck subtitle sub-title subhead sub-head standfirst stand-first summary excerpt lede lead| "
    "intro",
    "embed": "tweet twitter instagram facebook embed oembed",
    "gallery": "gallery slideshow slide-show carousel video player media| photo image img",
    "article": "article-body article-content article-text articlebody story-body story-content story-text "
    "entry-content post-body post-content",
}


def _alternatives(words: str) -> str:
    return "|".join(
        re.escape(w.rstrip("|")) + ("(?![a-z])" if w.endswith("|") else "") for w in words.split()
    )


_NAME = re.compile(
    "(?<![a-z])(?:" + "|".join(f"(?P<{kind}>{_alternatives(words)})" for kind, words in _NAMES.items()) + ")"
)
_HIDDEN = re.compile(r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden", re.I)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MOST = 400  # characters of names looked at
NOTHING: frozenset[str] = frozenset()


def of(element: _Element) -> frozenset[str]:
    """What an element says of its text: kinds such as "caption", "byline", "menu", "hidden"."""
    get = element.get
    names = f"{get('class', '')} {get('id', '')} {get('itemprop', '')} {get('role', '')}"
    said = _named(names[:_MOST]) if len(names) > 3 else NOTHING
    if get("hidden") is not None or get("aria-hidden") == "true" or _HIDDEN.search(get("style", "")[:_MOST]):
        said |= {"hidden"}
    place = _PLACES.get(str(element.tag))
    return said | {place} if place else said


@lru_cache(maxsize=4096)
def _named(names: str) -> frozenset[str]:
    flat = _CAMEL.sub("-", names).lower().replace("_", "-")
    return frozenset(found.lastgroup for found in _NAME.finditer(flat) if found.lastgroup)
