"""Where the report's templates lead on the site: to the pages of stories, threads and articles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.urls import reverse

from wholestory.report.chapters import Chapter
from wholestory.report.collation import Row
from wholestory.report.witnesses import Witness

MOST = 40  # rows of a long list


@lru_cache(8192)
def address(name: str, *args: str | int, **named: str | int) -> str:
    """The address of a page of the site."""
    return str(reverse(name, args=args, kwargs=named))


@dataclass(frozen=True, slots=True)
class Routes:
    """Addresses of the site; a page of it shows one chapter, so its parts have plain ids."""

    chapters: Mapping[str, Chapter]
    most: int = MOST
    relation: str = ""

    def story(self, story: str) -> str:
        """As `report.page.links.Links.story`."""
        return address("story", story)

    def thread(self, thread: str) -> str:
        """As `Links.thread`."""
        return address("thread", thread)

    def article(self, witness: Witness) -> str | None:
        """As `Links.article`: our page of it, which leads on to the outlet's."""
        return address("article", witness.article)

    def part(self, chapter: Chapter, name: str = "") -> str:
        """As `Links.part`."""
        return name or "story"

    def evidence(self, chapter: Chapter, row: Row) -> str | None:
        """As `Links.evidence`."""
        rows = chapter.collation.rows
        return f"claim-{next(n for n, each in enumerate(rows, 1) if each is row)}"
