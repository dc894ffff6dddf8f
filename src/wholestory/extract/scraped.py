"""Scraped text with its furniture still in it -> an `Article`. Nothing is reworded, nothing thrown away."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from wholestory.errors import NoArticle
from wholestory.extract import bylines, forms, imprint, lines, roles, shapes, wrapping, zones
from wholestory.extract.lines import Line
from wholestory.extract.roles import Verdict
from wholestory.extract.shapes import Shape, Shaped
from wholestory.model import (
    Article,
    ArticleId,
    Basis,
    Block,
    Caption,
    FileSpan,
    Granularity,
    Published,
    Removed,
    Role,
    Segment,
)
from wholestory.text import languages

# "date 2024-10-22 Title …": put in front of the text by whoever gathered the file.
_MARKER = re.compile(
    r"\s*(?P<label>date\s*[:=]?\s+)?\[?(?P<day>(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))\]?"
    r"(?:[T ]\d\d:\d\d(?::\d\d)?Z?)?[\s|:,–—-]+(?=\S)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A block of the text to be: its role, and where it stands in the file."""

    role: Role
    start: int
    end: int


def scraped(text: str, *, id: ArticleId, path: str) -> Article:
    """The article in `text`, a decoded file; spans of it map to the file letter for letter.

    `captions` and `removed` hold slices of the file, `published` its own date line or the marker of the
    collection it comes from. Raises `NoArticle` for a file of furniture alone.
    """
    marker = _marker(text)
    shaped = _shaped(text, marker.end() if marker else 0)
    found = zones.find(shaped)
    verdicts = roles.judge(shaped, found)
    pieces, outlet = _pieces(shaped, verdicts, found)
    _check(shaped, verdicts, pieces)
    says = imprint.read(shaped, verdicts, found, id=id, suffix=outlet, familiar=_is_familiar(text[:4000]))
    verdicts = [_told(line, verdict, says) for line, verdict in zip(shaped, verdicts, strict=True)]
    joined, blocks, segments = _joined(text, pieces)
    return Article(
        id=id,
        text=joined,
        blocks=blocks,
        path=path,
        outlet=says.outlet,
        byline=says.byline,
        published=says.published or (_collected(marker, id) if marker else None),
        captions=_captions(shaped, verdicts),
        removed=_removed(text, shaped, verdicts, pieces, marker),
        segments=segments,
    )


def _told(line: Shaped, verdict: Verdict, says: imprint.Imprint) -> Verdict:
    """The verdict on a name, once it is known whose."""
    if verdict.role is not None or verdict.reason not in ("byline", "outlet", "frame"):
        return verdict
    if line.text == says.outlet:
        return Verdict(None, "outlet")
    if line.text == says.byline:
        return Verdict(None, "byline")
    unknown = says.byline is None and verdict.reason == "byline" and not bylines.is_signed(line.text)
    return Verdict(None, "imprint") if unknown else verdict


def _marker(text: str) -> re.Match[str] | None:
    match = _MARKER.match(text)
    if not match or (not match["label"] and _goes_on(text, match)):
        return None
    return match


def _goes_on(text: str, match: re.Match[str]) -> bool:
    """Whether a bare date opens a sentence or stands on a line of its own, as the outlet's date line."""
    return (
        "\n" in match[0].strip("\ufeff \n")
        or "\n" in match[0].rstrip(" ")[-2:]
        or text[match.end()].islower()
    )


def _collected(marker: re.Match[str], id: ArticleId) -> Published:
    day = marker["day"]
    span = FileSpan(id, *marker.span("day"))
    return Published(day, day, day, Granularity.DAY, Basis.COLLECTION, (span,))


def _shaped(text: str, start: int) -> list[Shaped]:
    found = wrapping.joined(text, lines.split(text, start=start))
    english = _is_english(text)
    return [shapes.shape(line, english=english) for line in found]


def _is_english(text: str) -> bool:
    """Enough to read 1/2/2025: whether English articles stand in the text."""
    return _share(text[:4000], "en", "articles") > 0.015


def _is_familiar(text: str) -> bool:
    """Whether the text is in a language whose labels and newspapers' words we know."""
    return any(_share(text, code, "common") > 0.04 for code in languages.CODES)


def _share(text: str, code: str, table: str) -> float:
    """How much of a text are the words of a language's table."""
    found, listed = forms.words(text), languages.load(code, "furniture")[table]
    return sum(w in listed for w in found) / max(1, len(found))


def _pieces(
    shaped: list[Shaped], verdicts: list[Verdict], found: zones.Zones
) -> tuple[list[_Piece], str | None]:
    """The blocks, title first, and the outlet that stood behind the title, or before it."""
    pieces: list[_Piece] = []
    outlet = None
    for index, (line, verdict) in enumerate(zip(shaped, verdicts, strict=True)):
        if verdict.role is None:
            continue
        start, end = line.line.start + line.content, line.line.end
        if index == found.title:
            start, end, outlet = _title(line, start, shaped)
        piece = _Piece(verdict.role, start, end)
        pieces = [piece, *pieces] if verdict.role is Role.TITLE else [*pieces, piece]
    return pieces, outlet


def _title(line: Shaped, start: int, shaped: list[Shaped]) -> tuple[int, int, str | None]:
    """Where a title's own words start and end in the file, and the outlet beside them."""
    head, tail = imprint.prefix(line.text), imprint.suffix(line.text, shaped)
    end = start + tail[0] if tail else line.line.end
    outlet = tail[1] if tail else None
    if head and start + head[0] < end:
        start, outlet = start + head[0], outlet or head[1]
    return start, end, outlet


def _check(shaped: list[Shaped], verdicts: Sequence[Verdict], pieces: list[_Piece]) -> None:
    """Running text, or a headline that is the file's only line of weight."""
    if any(p.role is Role.PARAGRAPH for p in pieces):
        return
    weighty = [s for s in shaped if s.shape is Shape.FRAGMENT and len(s.text.split()) > 4]
    if not (len(weighty) == 1 and len(shaped) <= 4 and any(v.role is Role.TITLE for v in verdicts)):
        raise NoArticle("only furniture: menus, share words or sign-up calls, and no running text")


def _joined(text: str, pieces: list[_Piece]) -> tuple[str, tuple[Block, ...], tuple[Segment, ...]]:
    blocks, segments, parts, at = [], [], [], 0
    for piece in pieces:
        parts.append(text[piece.start : piece.end])
        end = at + piece.end - piece.start
        blocks.append(Block(piece.role, at, end))
        segments.append(Segment(at, end, piece.start))
        at = end + 2
    return "\n\n".join(parts), tuple(blocks), tuple(segments)


def _captions(shaped: list[Shaped], verdicts: list[Verdict]) -> tuple[Caption, ...]:
    captions: list[Caption] = []
    for index, (line, verdict) in enumerate(zip(shaped, verdicts, strict=True)):
        if verdict.role is Role.CAPTION:
            captions.append(_caption(line))
        elif verdict.reason == "credit" and line.credit:
            credit = line.line.text[line.credit[1] : line.credit[2]]
            above = index > 0 and verdicts[index - 1].role is Role.CAPTION and captions[-1].credit is None
            text = captions.pop().text if above else None
            captions.append(Caption(text, credit))
    return tuple(captions)


def _caption(line: Shaped) -> Caption:
    if line.credit is None:
        return Caption(line.text, None)
    end, start, stop = line.credit
    return Caption(line.line.text[:end] or None, line.line.text[start:stop])


def _removed(
    text: str,
    shaped: list[Shaped],
    verdicts: list[Verdict],
    pieces: list[_Piece],
    marker: re.Match[str] | None,
) -> tuple[Removed, ...]:
    removed = [_slice(text, marker.start(), marker.end(), "date")] if marker else []
    for line, verdict in zip(shaped, verdicts, strict=True):
        if verdict.role is None:
            removed.append(_slice(text, line.line.start, line.line.end, verdict.reason or "frame"))
        elif verdict.role is Role.TITLE:
            removed += _beside(text, line, pieces[0])
    return tuple(removed)


def _beside(text: str, line: Shaped, title: _Piece) -> list[Removed]:
    """What stood before and behind the title on its line."""
    start = line.line.start + line.content
    found = []
    if start < title.start:
        named = imprint.prefix(line.text)
        found.append(_slice(text, start, title.start, "outlet" if named and named[1] else "section"))
    if title.end < line.line.end:
        found.append(_slice(text, title.end, line.line.end, "outlet"))
    return found


def _slice(text: str, start: int, end: int, reason: str) -> Removed:
    line: Line = lines.trimmed(text, start, end, gap=False)
    return Removed(line.text, reason, line.start, line.end)
