"""Hard-wrapped files: their lines joined to the paragraphs that were broken, newlines left inside.

A file is wrapped where lines break inside sentences: one closes in no way and the next begins with a small
letter (or, in scripts without capitals, has no room for the next line's first word). Its width is that of
the lines so broken; a paragraph ends at a blank line, an indentation, or where a line had room left.
"""

from __future__ import annotations

import re
from itertools import pairwise

from wholestory.extract import bylines, datelines, forms
from wholestory.extract.lines import Line

_NARROWEST, _WIDEST = 40, 125  # columns
_CLOSED = re.compile(r"[.!?…。！？؟۔।][\"'»”’“«›)\]』」]*$")
_OPENING = "\"'«„“‘‹([¿¡"
_BULLET = re.compile(r"[•▪◦‣●■*#]\s|-\s|https?://")
_ROOM = 0.6  # of the width: what a line has at least whose paragraph goes on


def joined(text: str, lines: list[Line]) -> list[Line]:
    """The lines of a file, those of one paragraph as one `Line` if it is hard-wrapped."""
    width = _width(lines)
    if width is None:
        return lines
    return [_one(text, paragraph) for run in _runs(lines) for paragraph in _paragraphs(run, width)]


def _one(text: str, paragraph: list[Line]) -> Line:
    first, last = paragraph[0], paragraph[-1]
    return Line(text[first.start : last.end], first.start, last.end, first.gap, first.indent)


def _width(lines: list[Line]) -> int | None:
    """The column at which paragraphs were broken; None where too few are, or lines go on beyond it."""
    inside = [pair for run in _runs(lines) if any(map(_is_closed, run)) for pair in pairwise(run)]
    pairs = [pair for pair in inside if _columns(pair[0]) >= _NARROWEST]
    broken = [pair for pair in inside if _breaks(*pair)]
    ends = sorted(_columns(a) for a, b in broken or filter(_may_break, inside))
    if not ends or ends[-1] > _WIDEST:
        return None
    width = ends[-1 - len(ends) // 10]
    fitting = sum(_is_full(a, b, width) or _breaks(a, b) for a, b in pairs)
    proof = len(broken) or (len(ends) if fitting == len(pairs) > 2 or fitting == len(ends) > 1 else 0)
    wide = sum(len(line.text) > max(width + 20, _WIDEST) for line in lines)
    if not proof or wide > (0 if proof < 3 else 0.1 * len(lines)):
        return None
    return width if fitting >= 0.7 * len(pairs) else None


def _columns(line: Line) -> int:
    return line.indent + len(line.text)


def _runs(lines: list[Line]) -> list[list[Line]]:
    """Lines between which stands neither a blank line nor an indentation."""
    runs: list[list[Line]] = []
    for line in lines:
        if not runs or line.gap or line.indent > runs[-1][-1].indent + 1:
            runs.append([])
        runs[-1].append(line)
    return runs


def _breaks(line: Line, following: Line) -> bool:
    """Whether a sentence is broken between two lines, by their form."""
    if len(line.text) < _NARROWEST or _is_closed(line) or _is_label(following):
        return False
    first = following.text.lstrip(_OPENING)[:1]
    return first.islower() or (first.isalpha() and first.upper() == first.lower())


def _may_break(pair: tuple[Line, Line]) -> bool:
    """Whether a long line that closes in no way may go on in one that begins with a capital."""
    return _columns(pair[0]) >= _NARROWEST + 15 and not _is_closed(pair[0]) and not _is_label(pair[1])


def _is_closed(line: Line) -> bool:
    return bool(_CLOSED.search(line.text))


def _is_full(line: Line, following: Line, width: int) -> bool:
    first = following.text.partition(" ")[0]  # no line is broken at a no-break space
    return _columns(line) + 1 + min(len(first), 20) >= width


def _is_label(line: Line) -> bool:
    return bool(bylines.labelled(line.text) or bylines.is_staff(line.text) or datelines.read(line.text))


def _paragraphs(run: list[Line], width: int) -> list[list[Line]]:
    """A run is one paragraph if no line of it had much room; else it breaks where one had room left."""
    dense = any(_breaks(a, b) for a, b in pairwise(run)) and all(
        _could_go_on(a, b, width) for a, b in pairwise(run)
    )
    paragraphs: list[list[Line]] = []
    for line in run:
        above = paragraphs[-1][-1] if paragraphs else None
        if above and (dense or _goes_on(above, line, width)):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return paragraphs


def _goes_on(line: Line, following: Line, width: int) -> bool:
    if _stands_alone(following, width, above=line):
        return False
    return _is_full(line, following, width) or _breaks(line, following)


def _could_go_on(line: Line, following: Line, width: int) -> bool:
    """Whether the lines may be one paragraph's, if their width was only aimed at."""
    used = _columns(line) / width
    ragged = used >= 0.8 or (used >= _ROOM and (_is_closed(line) or _breaks(line, following)))
    return ragged and not _stands_alone(following, width, above=line)


def _stands_alone(line: Line, width: int, *, above: Line) -> bool:
    """Whether a line is one of a head or a list: who wrote, when, a name, an entry."""
    if _BULLET.match(line.text):
        return True
    if _is_closed(line) or _columns(line) >= _ROOM * width or _wants_more(above):
        return False
    if _is_label(line) or bylines.is_outlet(line.text):
        return True
    # A headline in capitals word by word that fills its line more likely goes on than ends there.
    return forms.is_name(line.text, most=4) and not (
        _is_full(above, line, width) and _is_title_case(above.text)
    )


def _is_title_case(text: str) -> bool:
    long = [word for word in text.split() if len(word) > 3]
    return len(long) > 3 and sum(map(forms.is_upper, long)) >= 0.8 * len(long)


def _wants_more(line: Line) -> bool:
    """Whether a line ends on a word or sign that another must follow ("the bank of")."""
    last = line.text.rsplit(" ", 1)[-1]
    return last.endswith((",", "-")) or last in forms.PARTICLES
