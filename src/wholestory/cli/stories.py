"""`wholestory stories`: what the newsroom tells now."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from wholestory.cli import checking, newsrooms
from wholestory.cli.newsrooms import Database
from wholestory.cli.tell import Look, give


def command(
    *,
    days: Annotated[
        float, typer.Option(metavar="N", min=0.0, help="Stories with news of the last N days.")
    ] = 2.0,
    most: Annotated[int, typer.Option(metavar="N", min=1, help="So many stories at most.")] = 50,
    brief: Annotated[bool, typer.Option("--brief", help="A line a story, with its id.")] = False,
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
    """Show the stories of the last days, the hottest first: who says what, where they differ."""
    checking.outputs({"--html": html, "--json": json_file}, [])
    since = datetime.now(UTC) - timedelta(days=days)
    with newsrooms.opened(database) as newsroom:
        if brief:
            for each in newsroom.stories(most=most, since=since):
                told = f"{each.articles} articles, {each.voices} voices"
                newsrooms.say(f"{each.id:10} {told:25} {each.headline or 'untitled'} ({each.outlet or '?'})")
            return
        telling = newsroom.telling(since=since, most=most)
    checking.story(story, len(telling.stories))
    raise typer.Exit(give(telling, html=html, json_file=json_file, look=Look(story, ascii, plain)))
