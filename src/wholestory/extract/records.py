"""One record of a collection (a JSON line with at least a title and a text) -> an `Article`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from wholestory.errors import BadRecord
from wholestory.extract import datelines, lines
from wholestory.model import Article, ArticleId, Basis, Block, Granularity, Published, Role

_TITLE = ("title", "headline")
_TEXT = ("text", "body", "content", "article", "fulltext", "full_text")
_LEAD = ("lead", "description", "standfirst", "summary")
_OUTLET = ("outlet", "source", "publisher", "site_name", "media", "publication")
_BYLINE = ("byline", "author", "authors", "creator")
_PUBLISHED = (
    "published",
    "published_at",
    "date",
    "publication_date",
    "date_published",
    "datePublished",
    "time",
)
_URL = ("url", "link", "canonical_url")
_LANGUAGE = ("language", "lang")


def record(record: Mapping[str, object], *, id: ArticleId, path: str) -> Article:
    """The article in one record; its date has the basis `metadata`.

    The text is the title, then one block a line of the text. Raises `BadRecord`, naming the field, where
    the title or the text (or lead, body, content) is missing.
    """
    title, text = _words(record, _TITLE), _text(record)
    if not title:
        raise BadRecord('the record has no "title"')
    if not text:
        raise BadRecord('the record has no "text" (nor "body", "content" or "lead")')
    paragraphs = [line.text for line in lines.split(text)]
    joined, blocks = _joined(" ".join(title.split()), paragraphs)
    return Article(
        id=id,
        text=joined,
        blocks=blocks,
        path=path,
        url=_words(record, _URL),
        outlet=_name(record, _OUTLET),
        byline=_name(record, _BYLINE),
        language=(_words(record, _LANGUAGE) or "")[:2].lower() or None,
        published=_published(record),
    )


def _field(record: Mapping[str, object], names: tuple[str, ...]) -> object:
    return next((record[name] for name in names if record.get(name) not in (None, "", [], {})), None)


def _words(record: Mapping[str, object], names: tuple[str, ...]) -> str | None:
    """The first of the fields that holds words. Unpaired surrogates, which JSON can escape, are replaced."""
    for name in names:
        value = record.get(name)
        if isinstance(value, str) and value.strip():
            return value.strip().encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return None


def _text(record: Mapping[str, object]) -> str | None:
    text, lead = _words(record, _TEXT), _words(record, _LEAD)
    if text and "lead" in record and lead and lead not in text:
        return f"{lead}\n{text}"
    return text or lead


def _name(record: Mapping[str, object], names: tuple[str, ...]) -> str | None:
    """A name as a string, a list of names, or a mapping with a `name`."""
    value = _field(record, names)
    values = value if isinstance(value, list | tuple) else [value]
    found = [v.get("name") if isinstance(v, Mapping) else v for v in values]
    return ", ".join(v.strip() for v in found if isinstance(v, str) and v.strip()) or None


def _published(record: Mapping[str, object]) -> Published | None:
    value = _field(record, _PUBLISHED)
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = _from_epoch(value)
    if not isinstance(value, str):
        return None
    if len(value.strip()) == 4 and value.strip().isdigit():
        year = value.strip()
        return Published(year, f"{year}-01-01", f"{year}-12-31", Granularity.YEAR, Basis.METADATA)
    found = datelines.read(value.strip())
    if not found:
        return None
    day = found.dates[0]
    return Published(day.value, day.earliest, day.latest, day.granularity, Basis.METADATA)


def _from_epoch(seconds: float) -> str | None:
    seconds = seconds / 1000 if abs(seconds) > 1e11 else seconds
    try:
        return datetime.fromtimestamp(seconds, tz=UTC).isoformat(timespec="seconds")
    except (OverflowError, OSError, ValueError):
        return None


def _joined(title: str, paragraphs: list[str]) -> tuple[str, tuple[Block, ...]]:
    blocks, at = [Block(Role.TITLE, 0, len(title))], len(title)
    for paragraph in paragraphs:
        blocks.append(Block(Role.PARAGRAPH, at + 2, at + 2 + len(paragraph)))
        at += 2 + len(paragraph)
    return "\n\n".join([title, *paragraphs]), tuple(blocks)
