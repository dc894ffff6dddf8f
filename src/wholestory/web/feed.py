"""A story's own feed (Atom, RFC 4287): who told it and where; titles alone, so it holds nothing that acts."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, UUID, uuid5
from xml.etree.ElementTree import Element, SubElement, tostring

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import salted_hmac

from wholestory.members.words import gettext as _
from wholestory.model import KeptArticle, WholeStory
from wholestory.report import labels, shown
from wholestory.report.library import place_of
from wholestory.web import story as stories
from wholestory.web import times
from wholestory.web.keeping import same_for_visitors

MOST = 100  # entries, the latest
ATOM = "http://www.w3.org/2005/Atom"
TYPE = "application/atom+xml; charset=utf-8"
_UNLAWFUL = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # of XML


@same_for_visitors
def page(request: HttpRequest, id: str) -> HttpResponse:
    """The feed of a story; that of a merged one is the feed of the story it is part of."""
    whole = stories.found(id)
    if whole.brief.id != id:
        return redirect("story-feed", whole.brief.id, permanent=True)
    return HttpResponse(written(whole, _site(request)), content_type=TYPE)


def written(whole: WholeStory, site: str) -> bytes:
    """The document, for a site at `site`."""
    latest = sorted(whole.articles, key=_changed, reverse=True)[:MOST]
    here = site + reverse("story", args=[whole.brief.id])
    feed = Element("feed", {"xmlns": ATOM})
    _put(feed, "id", _id(f"story/{whole.brief.id}").urn)
    _put(feed, "title", whole.brief.headline or _(labels.UNTITLED))
    _put(feed, "updated", _stamp(max(map(_changed, latest), default=whole.brief.newest_at)))
    _put(SubElement(feed, "author"), "name", "Wholestory")
    SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": here})
    own = site + reverse("story-feed", args=[whole.brief.id])
    SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": own})
    for kept in latest:
        _entry(feed, kept, site)
    body: bytes = tostring(feed, encoding="utf-8")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + body


def _entry(feed: Element, kept: KeptArticle, site: str) -> None:
    article = kept.article
    entry = SubElement(feed, "entry")
    _put(entry, "id", _id(f"article/{article.id}").urn)
    _put(entry, "title", article.title or _(labels.UNTITLED))
    _put(entry, "updated", _stamp(_changed(kept)))
    _put(SubElement(entry, "author"), "name", article.outlet or place_of(article))
    ours = site + reverse("article", args=[article.id])
    link = shown.link(article.url) or ours
    SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": _lawful(link)})
    SubElement(entry, "link", {"rel": "related", "type": "text/html", "href": ours})
    told = [article.outlet or place_of(article), times.words(kept.analysis.published)]
    _put(entry, "summary", ", ".join(told))


def _put(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = _lawful(shown.line(text)) or "–"


def _lawful(text: str) -> str:
    """Without the characters that no XML may hold."""
    return _UNLAWFUL.sub("\ufffd", text)


def _changed(kept: KeptArticle) -> datetime:
    return kept.changed_at or kept.sort_at


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _id(name: str) -> UUID:
    """An id that stays, whatever address the site has, and is no other newsroom's."""
    newsroom = salted_hmac("wholestory.web.feed", "newsroom", algorithm="sha256").hexdigest()
    return uuid5(uuid5(NAMESPACE_URL, newsroom), name)


def _site(request: HttpRequest) -> str:
    """Where this site is reached."""
    return str(settings.OURS.public).rstrip("/") or f"{request.scheme}://{request.get_host()}"
