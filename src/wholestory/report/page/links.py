"""Where links of a page lead: within a page that stands alone, or to the pages of a site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from wholestory.report.chapters import Chapter
from wholestory.report.collation import Row
from wholestory.report.witnesses import Witness


class Links(Protocol):
    """What the templates ask."""

    @property
    def most(self) -> int:
        """How many rows of a long list are shown."""
        ...

    @property
    def relation(self) -> str:
        """Attributes of links to articles."""
        ...

    def story(self, story: str) -> str:
        """The address of a story."""
        ...

    def thread(self, thread: str) -> str:
        """The address of a thread."""
        ...

    def article(self, witness: Witness) -> str | None:
        """The address of an article; None where it has none."""
        ...

    def part(self, chapter: Chapter, name: str = "") -> str:
        """The id of a part of a chapter, or of all of it, as no other on the page has it."""
        ...

    def evidence(self, chapter: Chapter, row: Row) -> str | None:
        """The id of where the sentences of a claim stand together; None where they do not."""
        ...


@dataclass(frozen=True, slots=True)
class Alone:
    """A page that stands alone: all leads into the page or out to the outlets."""

    chapters: Mapping[str, Chapter]
    most: int = 1_000_000
    relation: str = ' rel="noopener noreferrer"'

    def story(self, story: str) -> str:
        """As `Links.story`."""
        return f"#{self.part(self.chapters[story])}"

    def thread(self, thread: str) -> str:
        """As `Links.thread`."""
        return f"#{self.part(self.chapters[thread])}"

    def article(self, witness: Witness) -> str | None:
        """As `Links.article`."""
        return witness.url

    def part(self, chapter: Chapter, name: str = "") -> str:
        """As `Links.part`."""
        kind = "thread" if chapter.stories else "story"
        return f"{kind}-{chapter.number}" + (f"-{name}" if name else "")

    def evidence(self, chapter: Chapter, row: Row) -> str | None:
        """As `Links.evidence`: each sentence stands in the apparatus."""
        return None
