"""A telling in a terminal: the edition as a list, then one story in full."""

from __future__ import annotations

from rich.console import Console

from wholestory.model import Telling
from wholestory.report import chapters
from wholestory.report.library import Library
from wholestory.report.terminal import edition, failures
from wholestory.report.terminal import story as stories
from wholestory.report.terminal.pen import Pen


def show(telling: Telling, console: Console, *, story: int | None = None, ascii: bool = False) -> None:
    """Write the telling to `console`, never wider than it is, complete without colour.

    `story` is a place in the edition, from 1: only that story is shown. Without it the edition is
    listed and its first story follows. `ascii` draws with ASCII characters only; an outlet's own letters
    stay. Raises IndexError where the edition has no such story.
    """
    pen, library = Pen.of(console, ascii=ascii), Library.of(telling)
    told, threads = chapters.stories(telling, library), chapters.threads(telling, library)
    if story is None:
        edition.show(pen, telling, library, told)
    if told:
        chosen = told[(story or 1) - 1]
        thread = next((t for t in threads if chosen.thread and t.id == chosen.thread.id), None)
        stories.show(pen, library, chosen, thread=thread, told=told)
    failures.show(pen, telling)
