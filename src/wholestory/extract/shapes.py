"""Each line of a scraped file with all that its own form says of it, before its place is looked at."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from wholestory.extract import captions, datelines, forms, furniture
from wholestory.extract.lines import Line
from wholestory.text import languages

_HEAD = re.compile(r"^(#{1,6})\s+(?=\S)")
_EMPHASIS = re.compile(r"^(?P<mark>\*{1,3}|_{1,3})(?=[^\s*_])(?P<inner>[^*_]+)(?<=\S)(?P=mark)$")
_KEY = re.compile(r"^(?:https?|url|link)\s*:\s*(?=https?://)", re.IGNORECASE)
_BULLET = re.compile(r"^(?:[•▪◦‣●■*]\s+|-\s+(?=\S))")
_LINK = re.compile(r"^<?(?:https?://|www\.)\S+>?$|^!\[[^\]]*\]\([^)]*\)$|^[\w.+-]+@[\w-]+\.[\w.]+$|^[#@]\w+$")
_RULE = re.compile(r"^[\W_]+$")
_SHORT = 320


class Shape(StrEnum):
    """What a line is by its own form."""

    PROSE = "prose"
    SENTENCE = "sentence"
    FRAGMENT = "fragment"  # words that close in no way
    BULLET = "bullet"
    FURNITURE = "furniture"
    DATE = "date"
    TIME = "time"
    CREDIT = "credit"
    CAPTION = "caption"
    LINK = "link"
    RULE = "rule"  # no letters at all


@dataclass(frozen=True, slots=True)
class Shaped:
    """A line and its shape.

    `content` is where its own words start, after a heading's or bullet's sign. `reason` names furniture;
    `sure` where the whole line is a known phrase; `promotes` where it has a sign-up call's words.
    `credit` holds where a caption's text ends and its credit starts and ends (text end -1: no text).
    """

    line: Line
    shape: Shape
    content: int = 0
    heading: bool = False
    reason: str | None = None
    sure: bool = False
    promotes: bool = False
    dateline: datelines.DateLine | None = None
    credit: tuple[int, int, int] | None = None

    @property
    def text(self) -> str:
        """The words of the line."""
        return self.line.text[self.content :]


def shape(line: Line, *, english: bool) -> Shaped:
    """The shape of one line."""
    text = line.text
    if len(text) > _SHORT:
        return _long(line)
    emphasis = _EMPHASIS.match(text)
    if emphasis:
        start, end = emphasis.span("inner")
        return shape(Line(text[start:end], line.start + start, line.start + end, line.gap), english=english)
    sign = _HEAD.match(text) or _BULLET.match(text)
    if sign:
        return _signed(line, sign.end(), heading=text.startswith("#"))
    key = _title_key().match(text)
    if key:
        return _signed(line, key.end(), heading=True)
    if _LINK.match(_KEY.sub("", text)) or _RULE.match(text):
        return Shaped(line, Shape.LINK if any(map(str.isalnum, text)) else Shape.RULE, reason="link")
    return _by_words(line) or _by_form(line, english=english)


@cache
def _title_key() -> re.Pattern[str]:
    known = "|".join(map(re.escape, languages.merged("furniture")["title_labels"]))
    return re.compile(rf"(?:{known})\s*:\s+(?=\S)", re.IGNORECASE)


def _long(line: Line) -> Shaped:
    credit = captions.trailing(line.text)
    if credit:
        return Shaped(line, Shape.CAPTION, credit=credit)
    return Shaped(line, Shape.PROSE)


def _signed(line: Line, content: int, *, heading: bool) -> Shaped:
    found = furniture.find(line.text[content:])
    if found and found.exact:
        return Shaped(line, Shape.FURNITURE, content, reason=found.reason, sure=True)
    return Shaped(line, Shape.FRAGMENT if heading else Shape.BULLET, content, heading=heading)


def _by_words(line: Line) -> Shaped | None:
    found = furniture.find(line.text)
    if found is None or (not found.exact and (forms.is_name(line.text) or captions.bare(line.text))):
        return None
    quoted = any(mark in line.text for mark in '“”„«»"')
    if found.exact or not quoted:
        promotes = furniture.promotes(line.text)
        return Shaped(line, Shape.FURNITURE, reason=found.reason, sure=found.exact, promotes=promotes)
    return None


def _by_form(line: Line, *, english: bool) -> Shaped:
    text = line.text
    dateline = datelines.read(text, english=english)
    if dateline:
        return Shaped(line, Shape.DATE, reason="date", dateline=dateline)
    if datelines.is_time(text) or datelines.is_ago(text):
        return Shaped(line, Shape.TIME, reason="date")
    bare = captions.bare(text)
    if bare:
        return Shaped(line, Shape.CREDIT, reason="credit", credit=(-1, *bare))
    credit = captions.trailing(text)
    if credit or captions.is_caption(text):
        return Shaped(line, Shape.CAPTION, credit=credit)
    return Shaped(line, _plain(text), promotes=furniture.promotes(text))


def _plain(text: str) -> Shape:
    if forms.is_prose(text):
        return Shape.PROSE
    return Shape.SENTENCE if forms.is_sentence(text) else Shape.FRAGMENT
