"""Where an article lies in its file: its title, its first and last line of running text.

What stands before and after is the page's frame, told by its place and form more than by its words:
other apps and other languages bring other words.
"""

from __future__ import annotations

from dataclasses import dataclass

from wholestory.extract import forms, furniture, headlines
from wholestory.extract.shapes import Shape, Shaped

_BLOCK_LINES = 4
_LOOSE = ("share", "related", "navigation", "counters")  # words that open sentences of any kind
_META = (Shape.FURNITURE, Shape.DATE, Shape.TIME, Shape.LINK, Shape.RULE, Shape.CREDIT, Shape.CAPTION)


@dataclass(frozen=True, slots=True)
class Zones:
    """Indices of lines: the title, and the body from `first` up to, not with, `last`.

    `frame` is where the closing frame begins by a line that can be nothing else; at most the number of
    lines. `body` holds the stems of the running text.
    """

    title: int | None
    first: int
    last: int
    frame: int
    body: frozenset[str]


def find(shaped: list[Shaped]) -> Zones:
    """The zones of a file's lines."""
    body = _stems(shaped)
    title = headlines.choose(shaped, body)
    start = 0 if title is None else title + 1
    running = [i for i in range(start, len(shaped)) if _runs_at_head(shaped[i], body)]
    first = running[0] if running else len(shaped)
    end = _closing_block(shaped, first, body)
    last, frame = _closing(shaped[:end], min(first, end), body)
    return Zones(title, first, last, frame, body)


def _stems(shaped: list[Shaped]) -> frozenset[str]:
    running = [s.text for s in shaped if s.shape is Shape.PROSE or _is_long_sentence(s)]
    running = running or [s.text for s in shaped if s.shape is Shape.SENTENCE and not s.promotes]
    return frozenset().union(*(forms.stems(t) for t in running[:200]))


def _is_long_sentence(line: Shaped) -> bool:
    return line.shape is Shape.SENTENCE and not line.promotes and forms.weight(line.text) > 70


def _runs_at_head(line: Shaped, body: frozenset[str]) -> bool:
    if line.shape in (Shape.PROSE, Shape.BULLET):
        return not (line.shape is Shape.PROSE and furniture.calls(line.text))
    if line.shape is not Shape.SENTENCE or forms.is_list_of_names(line.text):
        return False
    return not (line.promotes and forms.overlap(line.text, body) < 0.5)


def _closing(shaped: list[Shaped], first: int, body: frozenset[str]) -> tuple[int, int]:
    """After the last line of running text, and where the frame surely begins."""
    last, frame, related = first, len(shaped), False
    for index in range(first, len(shaped)):
        line = shaped[index]
        if _runs(shaped, index, body, related=related):
            last, frame, related = index + 1, len(shaped), False
        elif line.shape is Shape.FURNITURE:
            frame = min(frame, index)
            related = related or line.reason == "related"
        elif line.promotes and furniture.calls(line.text):
            frame = min(frame, index)
    return last, frame


def _closing_block(shaped: list[Shaped], first: int, body: frozenset[str]) -> int:
    """Where a dense block of short lines begins that closes a file, a blank line before it.

    It is known by its form alone, so that it is found in languages whose furniture we have no words for.
    """
    start = len(shaped)
    while start > first and _is_short(shaped[start - 1]):
        start -= 1
        if shaped[start].line.gap:
            break
    block, above = (
        shaped[start:],
        [s for s in shaped[first:start] if s.shape in (Shape.PROSE, Shape.SENTENCE)],
    )
    if len(block) < _BLOCK_LINES or not block[0].line.gap or len(above) < 2:
        return len(shaped)
    gaps = sum(s.line.gap for s in above[1:]) / (len(above) - 1)
    apart = gaps == 0 or gaps >= 0.7
    loose = sum(s.shape is not Shape.SENTENCE for s in block) >= 0.5 * len(block)
    strange = sum(forms.overlap(s.text, body) for s in block) < 0.35 * len(block)
    return start if apart and loose and strange else len(shaped)


def _is_short(line: Shaped) -> bool:
    closed = line.shape in (Shape.PROSE, Shape.BULLET, Shape.CAPTION)
    return not closed and forms.weight(line.text) <= 90 and not any(m in line.text for m in '“”„«»"')


def _runs(shaped: list[Shaped], index: int, body: frozenset[str], *, related: bool) -> bool:
    """Whether a line is running text, and not part of a closing frame begun before it."""
    line = shaped[index]
    if line.shape is Shape.PROSE:
        return not furniture.calls(line.text)
    if line.shape is Shape.BULLET:
        return not related
    if line.shape is Shape.FURNITURE:
        return not line.sure and forms.is_sentence(line.text) and not is_notice(line, body)
    if line.shape is not Shape.SENTENCE:
        return False
    if line.promotes and forms.overlap(line.text, body) < 0.5:
        return not _in_frame(shaped, index)
    return not (related and not line.text.endswith(".")) and not _between_frame(shaped, index, body)


def is_notice(line: Shaped, body: frozenset[str]) -> bool:
    """Whether a closed sentence of a page's notices shares little with the text."""
    return line.promotes or (line.reason not in _LOOSE and forms.overlap(line.text, body) < 0.5)


def _in_frame(shaped: list[Shaped], index: int) -> bool:
    """Whether the line above is no running text either, or the line itself calls on the reader."""
    above = shaped[index - 1] if index else None
    return furniture.calls(shaped[index].text) or (
        above is not None and (above.shape in _META or above.shape is Shape.FRAGMENT or above.promotes)
    )


def _between_frame(shaped: list[Shaped], index: int, body: frozenset[str]) -> bool:
    line = shaped[index]
    if index + 1 >= len(shaped) or index == 0 or line.line.gap or shaped[index + 1].line.gap:
        return False
    beside = (shaped[index - 1], shaped[index + 1])
    framed = all(b.shape is Shape.FURNITURE or b.promotes for b in beside)
    return framed and len(line.text.split()) <= 10 and forms.overlap(line.text, body) < 0.34
