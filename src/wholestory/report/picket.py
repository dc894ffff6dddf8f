"""The picket: one stroke a title, grouped by language; thick for own reports, thin for copies."""

from __future__ import annotations

from dataclasses import dataclass

from wholestory.report.chapters import Chapter


@dataclass(frozen=True, slots=True)
class Stroke:
    """One title."""

    own: bool
    first: bool
    apart: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The strokes of one language: own reports first, then copies, each by time."""

    language: str | None
    strokes: tuple[Stroke, ...]


def of(chapter: Chapter) -> tuple[Group, ...]:
    """The picket of a chapter, the language of most titles first."""
    first = chapter.first

    def group(language: str | None) -> Group:
        held = sorted((w for w in chapter.witnesses if w.language == language), key=lambda w: not w.own)
        return Group(language, tuple(Stroke(w.own, w is first, w.article in chapter.apart) for w in held))

    return tuple(group(language) for language in chapter.languages)
