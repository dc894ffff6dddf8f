"""Which of a file's first lines is its headline."""

from __future__ import annotations

from itertools import takewhile

from wholestory.extract import bylines, dates, forms, furniture
from wholestory.extract.shapes import Shape, Shaped

_TITLE_LINES = 15
_HEAD_LINES = 5
_CLOSED = (".", "。", ":", ";")


def choose(shaped: list[Shaped], body: frozenset[str]) -> int | None:
    """The index of the title among the first lines; None where none stands before the running text."""
    scores: list[tuple[float, int]] = []
    for index, line in enumerate(shaped[:_TITLE_LINES]):
        heads = _heads(shaped, index)
        if line.shape is Shape.PROSE and not (heads or furniture.calls(line.text)):
            break
        closed = line.shape is Shape.SENTENCE and not (
            heads or _could_be_title(line, body) or _is_closed(shaped, index)
        )
        if closed and _opens_text(line, body, first=not scores):
            break
        if line.shape in (Shape.FRAGMENT, Shape.SENTENCE, Shape.PROSE) or (
            line.shape is Shape.FURNITURE and not line.sure
        ):
            score = _title_score(shaped, index, body) - 0.3 * len(scores)
            scores += [(score, -index)] if score > 0 else []
    return -max(scores)[1] if scores else None


def _opens_text(line: Shaped, body: frozenset[str], *, first: bool) -> bool:
    """Whether a closed sentence is the text's own, after which no title can come."""
    if line.promotes:
        return False
    return not first or forms.overlap(line.text, body) > 0.4 or len(line.text.split()) > 14


def _could_be_title(line: Shaped, body: frozenset[str]) -> bool:
    return not line.text.rstrip("\"'”’»").endswith(_CLOSED) and forms.overlap(line.text, body) > 0


def _heads(shaped: list[Shaped], index: int) -> bool:
    """Whether a closed line is a headline by what follows: a date or a writer's label, before any text."""
    line = shaped[index]
    if line.shape not in (Shape.SENTENCE, Shape.PROSE) or line.promotes:
        return False
    if forms.weight(line.text) > 160 or line.text.endswith((":", ";", ",")):
        return False
    following = shaped[index + 1 : index + 2 + _HEAD_LINES]
    head = list(takewhile(lambda s: s.shape not in (Shape.SENTENCE, Shape.PROSE), following))
    told = any(s.shape is Shape.DATE or bylines.is_signed(s.text) for s in head)
    return told and len(head) < len(following)


def _is_closed(shaped: list[Shaped], index: int) -> bool:
    """Whether a first line is a headline in spite of its full stop, as some collections print them.

    It is set in capitals word by word, or the text's first paragraph says it again at length; a lead names
    its day, and is not said again.
    """
    line, after = shaped[index], next((s for s in shaped[index + 1 :] if s.shape is Shape.PROSE), None)
    if index or after is None or len(line.text.split()) > 18 or not line.text.endswith("."):
        return False
    long = [w for w in line.text.split() if len(w) > 3]
    if len(long) > 3 and sum(map(forms.is_upper, long)) >= 0.8 * len(long):
        return True
    dated = any(w in dates.calendar_words() for w in forms.words(line.text))
    return not dated and forms.overlap(line.text, forms.stems(after.text)) >= 0.5


def _title_score(shaped: list[Shaped], index: int, body: frozenset[str]) -> float:
    line = shaped[index]
    text, count = line.text, forms.weight(line.text) / 6
    shared = forms.overlap(text, body)
    if count > 45 or (count < 2 and not line.heading):
        return 0
    score = 2 * shared + (3.0 if line.heading else 0.0)
    score += 0.6 if line.line.gap and _gap_after(shaped, index) else 0.0
    score += 0.4 if index == 0 else 0.0
    score += 0.4 if len(forms.words(text)) >= 5 or count >= 5 else -0.3
    score -= (
        1.5
        if line.shape is Shape.SENTENCE
        and text.endswith(_CLOSED)
        and not (_is_closed(shaped, index) or _heads(shaped, index))
        else 0
    )
    score -= 1.5 if line.shape is Shape.FURNITURE or line.promotes else 0
    score -= 1.5 if forms.is_list_of_names(text) and text.endswith(".") else 0
    named = (
        bylines.labelled(text)
        or bylines.is_staff(text)
        or furniture.normal(text) in furniture.table("sections")
    )
    score -= 3 if named and shared < 0.5 else 0
    score -= 1.5 if _is_only_named(text) and (shared < 0.6 or bylines.is_outlet(text)) else 0
    return score - 0.5


def _is_only_named(text: str) -> bool:
    return bylines.is_person(text) or bylines.is_outlet(text)


def _gap_after(shaped: list[Shaped], index: int) -> bool:
    return index + 1 >= len(shaped) or shaped[index + 1].line.gap
