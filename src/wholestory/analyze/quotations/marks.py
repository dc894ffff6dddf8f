"""Stretches between quotation marks: which mark opens, which closes, which is an apostrophe."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from wholestory.model import Article

_DOUBLE = re.compile(r"``|''|[\"“”„‟«»「」『』＂]")
_SINGLE = re.compile(r"[‘’‚‛‹›]|(?<!')'(?!')")
# Each opening mark and what may close it; print mixes typed and typewriter marks.
_CLOSERS = {
    "“": ("”", '"', "''"),
    "„": ("“", "”", '"', "‟", "''"),
    "‟": ("”", '"'),
    "”": ("”", '"'),
    '"': ('"', "”", "''"),
    "＂": ("＂",),
    "``": ("''", '"', "”"),
    "''": ("''", '"'),
    "«": ("»",),
    "»": ("«", "»"),
    "「": ("」",),
    "『": ("』",),
}
_ONLY_OPEN = frozenset(("„", "‟", "``", "「", "『"))
_ONLY_CLOSE = frozenset(("」", "』"))
_BEFORE = frozenset(' \t\n\u00a0\u202f\u2009([{—–-/¿¡:>“„«‹"‘‚»')
_SPACES = frozenset(" \t\n\u00a0\u202f\u2009")
_CLIPPED = re.compile(r"['’‘](?:\d\ds?|em|til|cause|cos|n|tis|twas|bout|round)\b", re.IGNORECASE)
_DEEPEST = 4
_FARTHEST = 8  # paragraphs one quotation may run through without a mark


@dataclass(frozen=True, slots=True)
class Stretch:
    """`text[start:end]` between marks, `outer_start` and `outer_end` with them.

    `block` is the block it stands in, `parent` the index of the stretch around it. `open` is True
    where it runs to the end of its paragraph and the next stretch goes on with it.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    block: int
    parent: int | None = None
    open: bool = False


@dataclass(frozen=True, slots=True)
class _Opening:
    mark: str
    start: int
    end: int
    block: int


@dataclass(slots=True)
class _Paragraph:
    """What one block holds: closed stretches, marks nothing closed, the closing mark nothing opened."""

    closed: list[Stretch] = field(default_factory=list)
    left: list[_Opening] = field(default_factory=list)
    stray: re.Match[str] | None = None


def find(article: Article) -> tuple[Stretch, ...]:
    """Every stretch between marks in order, an outer one before those inside it."""
    found: list[Stretch] = []
    pending: _Opening | None = None
    for index, block in enumerate(article.blocks):
        paragraph = _doubles(article.text, block.start, block.end, index)
        if pending is not None and paragraph.stray is not None:
            found.extend(_through(article, pending, paragraph.stray, index))
            pending = None
        running = _left_open(paragraph)
        if running is not None and _repeated(article, index + 1, running):
            found.append(_stretch(article.text, running, block.end, block.end, index, open=True))
        elif running is not None:
            pending = running
        elif paragraph.closed or (pending and index - pending.block > _FARTHEST):
            pending = None
        found.extend(paragraph.closed)
        found.extend(_singles(article.text, block.start, block.end, index, paragraph.closed))
    return _nested(found)


def _stretch(text: str, opening: _Opening, at: int, after: int, block: int, *, open: bool = False) -> Stretch:
    """From `opening` to the closing mark, without the white space that some print inside the marks."""
    inner = text[opening.end : at]
    start = opening.end + len(inner) - len(inner.lstrip())
    return Stretch(
        start, max(start, opening.end + len(inner.rstrip())), opening.start, after, block, open=open
    )


def _left_open(paragraph: _Paragraph) -> _Opening | None:
    """The mark a paragraph leaves open; none where a like one was opened after it, an unbalanced print."""
    if not paragraph.left:
        return None
    first = paragraph.left[0]
    return None if any(s.outer_start > first.start for s in paragraph.closed) else first


def _repeated(article: Article, index: int, opening: _Opening) -> bool:
    """Whether the next paragraph begins with the mark again, as a quotation of several paragraphs does."""
    if index >= len(article.blocks):
        return False
    start = article.blocks[index].start
    head = article.text[start : start + 2]
    return head.startswith(opening.mark) or (opening.mark == "«" and head[:1] == "»")


def _through(article: Article, opening: _Opening, stray: re.Match[str], last: int) -> Iterator[Stretch]:
    """The paragraphs of a quotation whose marks stand only at its beginning and its end."""
    for index in range(opening.block, last + 1):
        block = article.blocks[index]
        begin = opening if index == opening.block else _Opening("", block.start, block.start, index)
        at, after = stray.span() if index == last else (block.end, block.end)
        if at > begin.end:
            yield _stretch(article.text, begin, at, after, index, open=index < last)


def _doubles(text: str, start: int, end: int, block: int) -> _Paragraph:
    """Pair the double marks of one block with a stack of what is open."""
    paragraph = _Paragraph()
    stack = paragraph.left
    for match in _DOUBLE.finditer(text, start, end):
        mark, (at, after) = match.group(), match.span()
        before = text[at - 1] if at > start else " "
        behind = text[after] if after < end else " "
        depth = _closes(stack, mark, before, behind)
        if depth is not None:
            opening = stack[depth]
            del stack[depth:]
            if text[opening.end : at].strip():
                paragraph.closed.append(_stretch(text, opening, at, after, block))
        elif _opens(mark, before, behind):
            _push(stack, _Opening(mark, at, after, block))
        elif paragraph.stray is None and not stack and not paragraph.closed and _may_end(mark, before):
            paragraph.stray = match
    return paragraph


def _push(stack: list[_Opening], opening: _Opening) -> None:
    """Open a mark; a typewriter mark opened twice was never closed the first time."""
    if stack and (len(stack) == _DEEPEST or (opening.mark == stack[-1].mark == '"')):
        stack.pop()
    stack.append(opening)


def _closes(stack: Sequence[_Opening], mark: str, before: str, behind: str) -> int | None:
    """The depth of the opening that `mark` closes, None where it closes none."""
    if mark in _ONLY_OPEN:
        return None
    ambiguous = mark in '"＂«»“' or mark == "''"
    if ambiguous and before in _BEFORE and behind not in _SPACES and mark != "»":
        return None
    for depth in range(len(stack) - 1, -1, -1):
        if mark in _CLOSERS[stack[depth].mark]:
            return depth
    return None


def _opens(mark: str, before: str, behind: str) -> bool:
    """Whether a mark that closes nothing may open."""
    if mark in _ONLY_CLOSE or before == "=":
        return False
    if mark in _ONLY_OPEN or mark == "“":
        return True
    if mark == "«":
        return before in _BEFORE
    return before in _BEFORE and behind not in _SPACES


def _may_end(mark: str, before: str) -> bool:
    return mark in '”"»' and before not in _SPACES and not before.isdigit()


def _singles(text: str, start: int, end: int, block: int, around: Sequence[Stretch]) -> list[Stretch]:
    """Pair the single marks of one block, each pair inside one double stretch or outside of all."""
    found: list[Stretch] = []
    opened: dict[int, _Opening] = {}
    marks = list(_SINGLE.finditer(text, start, end))
    if not marks:
        return found
    regions = _regions(around)
    for number, match in enumerate(marks):
        at, after = match.span()
        region = _region(regions, at)
        opening = opened.get(region)
        if _opens_single(text, start, end, at):
            opened[region] = _Opening(match.group(), at, after, block)
        elif opening and _closes_single(text, start, end, at) and not _plural(text, marks, number, end):
            del opened[region]
            if text[opening.end : at].strip():
                found.append(_stretch(text, opening, at, after, block))
    return found


def _regions(around: Sequence[Stretch]) -> list[tuple[int, int]]:
    """Breakpoints of the block: from each on, the number of the double stretch one is in (-1 outside)."""
    points: list[tuple[int, int]] = []
    stack: list[int] = []
    events = sorted(
        [(s.outer_start, 1, i) for i, s in enumerate(around)]
        + [(s.outer_end, 0, i) for i, s in enumerate(around)]
    )
    for at, opening, number in events:
        if opening:
            stack.append(number)
        elif stack:
            stack.pop()
        points.append((at, stack[-1] if stack else -1))
    return points


def _region(points: list[tuple[int, int]], at: int) -> int:
    where = bisect_right(points, (at, len(points) + 1)) - 1
    return points[where][1] if where >= 0 else -1


def _opens_single(text: str, start: int, end: int, at: int) -> bool:
    mark = text[at]
    before = text[at - 1] if at > start else " "
    behind = text[at + 1] if at + 1 < end else " "
    if before not in _BEFORE or behind in _SPACES or before == "=":
        return False
    return mark in "‚‹›" or _CLIPPED.match(text, at) is None


def _closes_single(text: str, start: int, end: int, at: int) -> bool:
    behind = text[at + 1] if at + 1 < end else " "
    return at > start and text[at - 1] not in _SPACES and not behind.isalnum()


def _plural(text: str, marks: Sequence[re.Match[str]], number: int, end: int) -> bool:
    """Whether a mark that could close is a plural's apostrophe: another that closes better follows."""
    at = marks[number].start()
    if text[at - 1] not in "sS" or not text[at + 1 : at + 3].strip().isalpha() or number + 1 == len(marks):
        return False
    later = marks[number + 1].start()
    return _closes_single(text, 0, end, later) and not _opens_single(text, 0, end, later)


def _nested(found: list[Stretch]) -> tuple[Stretch, ...]:
    """In order, each with the index of the stretch around it; what crosses another is left out."""
    ordered: list[Stretch] = []
    stack: list[int] = []
    for stretch in sorted((s for s in found if s.start < s.end), key=lambda s: (s.outer_start, -s.outer_end)):
        while stack and ordered[stack[-1]].outer_end <= stretch.outer_start:
            stack.pop()
        if stack and stretch.outer_end > ordered[stack[-1]].outer_end:
            continue
        parent = stack[-1] if stack else None
        stack.append(len(ordered))
        ordered.append(
            Stretch(
                stretch.start,
                stretch.end,
                stretch.outer_start,
                stretch.outer_end,
                stretch.block,
                parent,
                stretch.open,
            )
        )
    return tuple(ordered)
