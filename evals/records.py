"""Records of evaluation sets as articles with analyses, as grouping gets them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from wholestory.analyze import vectors
from wholestory.analyze.language import of as language_of
from wholestory.model import (
    Analysis,
    Article,
    ArticleId,
    Basis,
    Block,
    Granularity,
    Published,
    Role,
    Vector,
)

SHARED = Path(__file__).resolve().parents[2] / "shared" / "eval" / "stories"
THREE_LETTERS = {
    "ara": "ar", "deu": "de", "eng": "en", "fra": "fr", "ita": "it", "pol": "pl", "por": "pt", "rus": "ru",
    "slv": "sl", "spa": "es", "tur": "tr", "zho": "zh", "hrv": "hr", "cat": "ca", "nld": "nl", "ukr": "uk",
    "jpn": "ja", "kor": "ko", "ces": "cs", "ell": "el", "swe": "sv", "dan": "da", "ron": "ro", "hun": "hu",
}  # fmt: skip


@dataclass(frozen=True)
class Record:
    """One row of a set; all but the texts may be missing."""

    row: int
    title: str
    text: str
    language: str | None
    published: datetime | None
    story: str | None


def read(path: Path) -> list[Record]:
    """The rows of a JSON lines file with `title`, `text` or `lead`, `lang`, `published_at`, `cluster_id`."""
    with path.open(encoding="utf-8") as lines:
        return [_record(row, json.loads(line)) for row, line in enumerate(lines) if line.strip()]


def _record(row: int, fields: dict[str, object]) -> Record:
    title = str(fields.get("title") or "").strip()
    text = str(fields.get("text") or fields.get("lead") or "").strip()
    story, when, language = fields.get("cluster_id"), fields.get("published_at"), fields.get("lang")
    return Record(
        row=row,
        title=title,
        text=text.removeprefix(title).strip() if title else text,
        language=THREE_LETTERS.get(str(language), str(language)) if language else None,
        published=_moment(str(when)) if when else None,
        story=None if story is None else str(story),
    )


def _moment(when: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(when.replace("Z", "+00:00"))
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def articles(records: Sequence[Record]) -> list[Article]:
    """The records as articles, their ids in the order given."""
    return [_article(number, record) for number, record in enumerate(records)]


def _article(number: int, record: Record) -> Article:
    pieces = [(Role.TITLE, record.title)] if record.title else []
    pieces += [(Role.PARAGRAPH, p.strip()) for p in record.text.splitlines() if p.strip()]
    blocks, text = [], ""
    for role, piece in pieces:
        text += "\n\n" if text else ""
        blocks.append(Block(role, len(text), len(text) + len(piece)))
        text += piece
    return Article(id=ArticleId(f"{number:07d}"), text=text, blocks=tuple(blocks), path=f"{record.row}")


def embedded(found: Sequence[Article]) -> list[Vector]:
    """The vectors of `found`, short texts together."""
    order = sorted(range(len(found)), key=lambda i: len(found[i].text))
    made: dict[int, Vector] = {}
    for start in range(0, len(order), 32):
        chunk = order[start : start + 32]
        embedder = vectors.bundled()
        made.update(zip(chunk, vectors.embed_all([found[i] for i in chunk], embedder), strict=True))
    return [made[i] for i in range(len(found))]


def analysis(article: Article, record: Record, vector: Vector) -> Analysis:
    """What grouping needs of a record: language, day, vector."""
    return Analysis(
        article=article.id,
        language=record.language or language_of(article, None),
        published=_published(record.published),
        vector=vector,
    )


def _published(when: datetime | None) -> Published | None:
    if when is None:
        return None
    day = when.astimezone(UTC).date().isoformat()
    return Published(
        when.astimezone(UTC).isoformat(timespec="minutes"), day, day, Granularity.MINUTE, Basis.METADATA
    )
