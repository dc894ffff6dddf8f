"""`wholestory stories`: what the newsroom's articles of the last days tell."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from wholestory.cli import checking, newsrooms
from wholestory.cli.newsrooms import Database
from wholestory.cli.progress import Bar
from wholestory.cli.tell import Look, give


def command(
    *,
    days: Annotated[float, typer.Option(metavar="N", min=0.0, help="Articles of the last N days.")] = 2.0,
    story: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Show this story of the list in full.")
    ] = None,
    html: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the report as one self-contained page.")
    ] = None,
    json_file: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help="Write everything as JSON; - for stdout.")
    ] = None,
    ascii: Annotated[bool, typer.Option("--ascii", help="Draw with ASCII characters only.")] = False,
    plain: Annotated[bool, typer.Option("--plain", help="No colour, no links.")] = False,
    database: Database = None,
) -> None:
    """Tell the stories of what has been read in the last days: who says what, where they differ."""
    checking.outputs({"--html": html, "--json": json_file}, [])
    with newsrooms.opened(database) as newsroom, Bar() as bar:
        telling = newsroom.tell(days=days, told=bar.advance)
    checking.story(story, len(telling.stories))
    raise typer.Exit(give(telling, html=html, json_file=json_file, look=Look(story, ascii, plain)))
