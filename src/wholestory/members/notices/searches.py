"""News of a saved search: articles that it finds and that came since."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from wholestory.jobs import own
from wholestory.members.notices.message import DOT, Message
from wholestory.members.words import gettext as _
from wholestory.members.words import ngettext
from wholestory.model import Hit

Known = Mapping[str, Any]
MOST = 40  # of the newest that are found; what came beyond is not counted
LONGEST = 1000  # bytes of an address in a message


def look(of: str, known: Known) -> tuple[Known, Message | None]:
    """The last article found, by the order of arrival, and what is news to who knew `known`."""
    hits = own.newsroom().search(of, most=MOST).hits
    last = max((hit.number for hit in hits), default=0)
    before = known.get("last")
    if before is None:
        return {"last": last}, None
    new = [hit for hit in hits if hit.number > before]
    return {"last": max(last, before)}, _message(of, new) if new else None


def address(words: str) -> str:
    """Where a search is opened."""
    return f"{reverse('search')}?{urlencode({'q': words})}"


def _message(of: str, new: list[Hit]) -> Message:
    hit = new[0]
    words = ngettext("%(num)s new article for “%(words)s”", "%(num)s new articles for “%(words)s”", len(new))
    told = [hit.outlet or _("outlet not named"), words % {"num": len(new), "words": of}]
    url = address(of)
    return Message(
        title=hit.title or hit.snippet.text,
        body=DOT.join(told),
        url=url if len(url) <= LONGEST else reverse("searches"),
        tag=f"search-{sha256(of.encode()).hexdigest()[:20]}",
        language=hit.language,
    )
