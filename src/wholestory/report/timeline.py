"""The timeline with two sides: what happened, and when it was told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wholestory.model import Coverage, Moment, Span
from wholestory.report import dates, shown
from wholestory.report.library import Library
from wholestory.report.witnesses import Witness


@dataclass(frozen=True, slots=True)
class Tick:
    """One point of time: `happened` holds the spans that name it, `told` those who published then."""

    day: str
    clock: str | None
    happened: tuple[Span, ...]
    told: tuple[Witness, ...]


def of(coverage: Coverage, witnesses: Sequence[Witness]) -> tuple[Tick, ...]:
    """All points of time that the accounts name or appeared at, in order."""
    happened: dict[tuple[str, str | None], list[Span]] = {}
    for moment in coverage.moments:
        happened.setdefault(_key(moment.value), []).extend(_in_order(moment, witnesses))
    told: dict[tuple[str, str | None], list[Witness]] = {}
    for witness in witnesses:
        if witness.published and witness.published.value:
            told.setdefault(_key(witness.published.value), []).append(witness)
    keys = sorted({*happened, *told}, key=lambda key: (key[0], key[1] or ""))
    return tuple(Tick(*key, tuple(happened.get(key, ())), tuple(told.get(key, ()))) for key in keys)


def event(span: Span, library: Library, *, width: int) -> str:
    """What happened then, cut from the sentence that names the time."""
    sentence = library.sentence(span)
    text = library.quote(sentence)
    return shown.around(text, span.start - sentence.start, span.end - sentence.start, width=width)


def _key(value: str) -> tuple[str, str | None]:
    return dates.day_of(value), dates.clock_of(value)


def _in_order(moment: Moment, witnesses: Sequence[Witness]) -> list[Span]:
    place = {w.article: n for n, w in enumerate(witnesses)}
    return sorted((s for s in moment.spans if s.article in place), key=lambda s: (place[s.article], s.start))
