"""What could not be read, and why."""

from __future__ import annotations

from rich.text import Text

from wholestory.model import Telling
from wholestory.report import labels
from wholestory.report.terminal.pen import BOLD, DIM, Pen

MOST = 50


def show(pen: Pen, telling: Telling) -> None:
    """The unreadable inputs, one a line; nothing where there are none."""
    if not telling.failures:
        return
    pen.gap()
    pen.put(Text(f"{labels.count(len(telling.failures), 'file')} could not be read", style=BOLD))
    for failure in telling.failures[:MOST]:
        reason = failure.message or failure.code
        pen.indented(
            Text.assemble(pen.words(failure.path), (f"  {failure.code}: {pen.words(reason)}", DIM)), by=2
        )
    if len(telling.failures) > MOST:
        pen.indented(Text(f"and {len(telling.failures) - MOST} more, all in the JSON", style=DIM), by=2)
