"""A scraped file as lines that know where they stand in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Zero-width characters stand at the ends of lines as white space does.
_EDGE = (
    " \t\r\n\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff\u200b\u200e\u200f\u2060"
)
_EDGE += "".join(map(chr, range(0x2000, 0x200B)))
_BREAK = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Line:
    """`file[start:end]`, without white space at its ends; `gap`: a blank line stands before it.

    `indent` is the white space before it, in code points.
    """

    text: str
    start: int
    end: int
    gap: bool
    indent: int = 0


def split(text: str, *, start: int = 0) -> list[Line]:
    """The lines of `text` from `start` on that are not blank."""
    lines: list[Line] = []
    gap = True
    for stop, following in _ends(text, start):
        line = trimmed(text, start, stop, gap=gap, margin=start if not lines else 0)
        gap = not line.text
        lines += [line] if line.text else []
        start = following
    return lines


def trimmed(text: str, start: int, end: int, *, gap: bool, margin: int = 0) -> Line:
    """The line `text[start:end]` without white space at its ends; `margin`: code points cut off before it."""
    raw = text[start:end]
    body = raw.strip(_EDGE)
    indent = len(raw) - len(raw.lstrip(_EDGE)) if body else 0
    return Line(body, start + indent, start + indent + len(body), gap, margin + indent)


def _ends(text: str, start: int) -> list[tuple[int, int]]:
    return [m.span() for m in _BREAK.finditer(text, start)] + [(len(text), len(text))]
