"""When something was built, opened, began or ended: years and days of events that news names alike."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wholestory.analyze.statements.scene import Scene, span
from wholestory.model import Anchor, Granularity, Quantity, Sentence, Statement, Timing
from wholestory.text import calendar

_REACH = 24  # code points between a participle and its year: "built in 1998", "varata nel 1998"
_PERSONAL = frozenset({"born", "died", "married", "elected", "arrested", "met"})
_GLUED = re.compile(r"-(?P<word>[^\W\d_]+)")


def find(scene: Scene) -> Iterator[Statement]:
    """The years of events that the article tells beside the word for them."""
    for index, timing in enumerate(scene.timings):
        if timing.anchor is not Anchor.ABSOLUTE or timing.granularity is not Granularity.YEAR:
            continue
        sentence = scene.sentence(timing.span.start)
        key = _event(scene, timing, sentence) if sentence else None
        if sentence and key and timing.value:
            yield from _statement(scene, timing, index, sentence, key)


def _event(scene: Scene, timing: Timing, sentence: Sentence) -> str | None:
    text, at = scene.article.text, timing.span
    before = list(scene.rules.events.finditer(text, max(sentence.span.start, at.start - _REACH), at.start))
    if before and "," not in text[before[-1].end() : at.start]:
        return before[-1].lastgroup
    after = scene.rules.events.search(text, at.end, min(sentence.span.end, at.end + 12))
    return after.lastgroup if after else None


def _statement(scene: Scene, timing: Timing, index: int, sentence: Sentence, key: str) -> Iterator[Statement]:
    subject = None
    if key in _PERSONAL:
        people = {m.referent for m in scene.people(sentence.span.start, timing.span.start)}
        subject = people.pop() if len(people) == 1 else None
        if subject is None:
            return
    days = calendar.spanned(timing.value)
    if days is None or days.first is None or days.last is None:
        return
    yield Statement(
        attribute=f"year:{key}",
        quantity=Quantity(
            timing.value or "", "date", float(days.first.toordinal()), float(days.last.toordinal()), "year"
        ),
        span=timing.span,
        sentence=sentence.span,
        status=scene.status(timing.span.start, timing.span.end, sentence, cited=False),
        subject=subject,
        topic=None if subject is not None else span(scene, timing.span.start, timing.span.end),
        at=index,
    )
