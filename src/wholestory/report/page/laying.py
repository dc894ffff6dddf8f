"""Laying out a telling: everything that the templates are given, for a page that stands alone or a site's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from wholestory.model import Telling
from wholestory.report import chapters, counts, dates, labels
from wholestory.report import columns as beside
from wholestory.report.chapters import Chapter
from wholestory.report.library import Library
from wholestory.report.page.apparatus import Apparatus
from wholestory.report.page.links import Links
from wholestory.report.page.reading import Reader

Linked = Callable[[Mapping[str, Chapter]], Links]


def out(telling: Telling, linked: Linked) -> dict[str, Any]:
    """What the templates of stories and threads ask for."""
    library = Library.of(telling)
    told, threads = chapters.stories(telling, library), chapters.threads(telling, library)
    by_id = {chapter.id: chapter for chapter in (*told, *threads)}
    return {
        "told": told,
        "threads": threads,
        "reader": Reader(library, by_id),
        "apparatus": Apparatus(library),
        "links": linked(by_id),
        "beside": beside,
        "counts": counts,
        "dates": dates,
        "labels": labels,
    }
