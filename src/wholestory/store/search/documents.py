"""What the index holds of an article, made from its row alone, so that it can be taken out again.

The index keeps no text (it would double the newsroom): to take an article out of it, the very words that were
put in have to be given once more. So whoever changes what is made here has to have all of it built anew
(`building.anew`, in a migration).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from wholestory.store import coding
from wholestory.text import searchable

EVERY = "\ue001"  # a word that every article has, for queries that only exclude or bound
_BETWEEN = " \ue000 "  # so that no phrase reaches from one name into the next


@dataclass(frozen=True, slots=True)
class Document:
    """The words of an article by where they stand; FTS5 keeps the first column in the least space."""

    text: str
    title: str
    outlet: str
    country: str
    lang: str
    person: str

    @property
    def words(self) -> tuple[str, ...]:
        """In the order of the index's columns."""
        return self.text, self.title, self.outlet, self.country, self.lang, self.person


COLUMNS = tuple(Document.__dataclass_fields__)


def made(row: Mapping[str, Any], country: str | None) -> Document:
    """The document of a row: `body` and `analysis` packed, `outlet`, `language`, `link`."""
    body, analysis = coding.read(row["body"]), coding.read(row["analysis"])
    text, title = body["text"], ""
    if body["blocks"] and body["blocks"][0]["role"] == "title":
        end = body["blocks"][0]["end"]
        title, text = text[:end], text[end:]
    people = dict.fromkeys(each["name"] for each in analysis["referents"] if each["type"] == "person")
    return Document(
        title=_clean(title),
        text=_clean(text),
        outlet=_clean(_BETWEEN.join(filter(None, (row["outlet"], _host(row["link"]))))),
        country=_clean(country or ""),
        lang=f"{_clean(row['language'] or '')} {EVERY}".strip(),
        person=_BETWEEN.join(map(_clean, people)),
    )


def _clean(words: str) -> str:
    """Words as SQLite takes them."""
    return searchable.text(words.replace("\0", " "))


def _host(link: str | None) -> str:
    try:
        return (urlsplit(link or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""
