"""The apparatus at the end of the page: the sentences that its values rest on, numbered as they are cited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from wholestory.model import Span
from wholestory.report.library import Library


@dataclass(slots=True)
class Apparatus:
    """Numbers each sentence at its first citation, while the page is written from top to bottom."""

    library: Library
    numbers: dict[Span, int] = field(default_factory=dict)

    def cite(self, span: Span) -> int:
        """The number of the sentence that `span` stands in."""
        return self.numbers.setdefault(self.library.sentence(span), len(self.numbers) + 1)

    def cited(self) -> Sequence[tuple[int, Span]]:
        """Every sentence cited so far, with its number."""
        return tuple((number, sentence) for sentence, number in self.numbers.items())
