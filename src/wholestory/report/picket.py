"""The picket: one stroke a title, grouped by language; thick for own reports, thin for copies."""

from __future__ import annotations

from wholestory.model import Stroke, Strokes
from wholestory.report.chapters import Chapter


def of(chapter: Chapter) -> tuple[Strokes, ...]:
    """The picket of a chapter, the language of most titles first."""
    first = chapter.first

    def group(language: str | None) -> Strokes:
        held = sorted((w for w in chapter.witnesses if w.language == language), key=lambda w: not w.own)
        return Strokes(language, tuple(Stroke(w.own, w is first, w.article in chapter.apart) for w in held))

    return tuple(group(language) for language in chapter.languages)
