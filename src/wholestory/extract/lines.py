"""A scraped file as lines that know where they stand in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from statistics import quantiles

# Zero-width characters stand at the ends of lines as white space does.
_EDGE = (
    " \t\r\n\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff\u200b\u200e\u200f\u2060"
)
_EDGE += "".join(map(chr, range(0x2000, 0x200B)))
_BREAK = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_WIDEST = 100  # columns of a hard-wrapped file


@dataclass(frozen=True, slots=True)
class Line:
    """`file[start:end]`, without white space at its ends; `gap`: a blank line stands before it.

    Where a file is hard-wrapped, one `Line` is one paragraph, its inner newlines left as they are.
    """

    text: str
    start: int
    end: int
    gap: bool


def split(text: str, *, start: int = 0) -> list[Line]:
    """The lines of `text` from `start` on that are not blank, paragraphs joined where it is hard-wrapped."""
    lines: list[Line] = []
    gap = True
    for stop, following in _ends(text, start):
        line = trimmed(text, start, stop, gap=gap)
        gap = not line.text
        lines += [line] if line.text else []
        start = following
    return _unwrapped(text, lines)


def trimmed(text: str, start: int, end: int, *, gap: bool) -> Line:
    """The line `text[start:end]` without white space at its ends."""
    raw = text[start:end]
    body = raw.strip(_EDGE)
    start += len(raw) - len(raw.lstrip(_EDGE)) if body else 0
    return Line(body, start, start + len(body), gap)


def _ends(text: str, start: int) -> list[tuple[int, int]]:
    return [m.span() for m in _BREAK.finditer(text, start)] + [(len(text), len(text))]


def _unwrapped(text: str, lines: list[Line]) -> list[Line]:
    width = _wrap_width(lines)
    if width is None:
        return lines
    joined: list[Line] = []
    full = False
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        if full and not line.gap:
            first = joined.pop()
            line_ = Line(text[first.start : line.end], first.start, line.end, first.gap)
        else:
            line_ = line
        joined.append(line_)
        full = following is not None and not following.gap and _is_full(line, following, width)
    return joined


def _wrap_width(lines: list[Line]) -> int | None:
    """The column at which paragraphs were broken: nearly every line that goes on has no room left."""
    pairs = [(a, b) for a, b in pairwise(lines) if not b.gap]
    if len(pairs) < 4 or max(len(a.text) for a in lines) > _WIDEST + 20:
        return None
    width = round(quantiles([len(a.text) for a, _ in pairs], n=10)[8])
    if not 40 <= width <= _WIDEST:
        return None
    full = sum(_is_full(a, b, width) for a, b in pairs)
    return width if full >= 0.7 * len(pairs) else None


def _is_full(line: Line, following: Line, width: int) -> bool:
    first = following.text.split(maxsplit=1)[0]
    return len(line.text) + 1 + min(len(first), 20) > width - 3
