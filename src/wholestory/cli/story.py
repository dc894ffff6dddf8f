"""`wholestory story`: one story in full, or how it came to be."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from wholestory.cli import checking, newsrooms
from wholestory.cli.newsrooms import Database
from wholestory.cli.tell import Look, give
from wholestory.errors import NotThere
from wholestory.model import StoryId


def command(
    id: Annotated[str, typer.Argument(metavar="ID", help="As `stories` and the data name it: s-e12.")],
    *,
    history: Annotated[
        bool, typer.Option("--history", help="Say instead which article joined when and why.")
    ] = False,
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
    """Show one story: its accounts, what all say, where they differ, and how it came to be."""
    checking.outputs({"--html": html, "--json": json_file}, [])
    with newsrooms.opened(database) as newsroom:
        found = newsroom.story(StoryId(id))
        if found is None:
            raise NotThere(f"there is no story {id!r}; `wholestory stories` lists what there is")
        events = newsroom.history(StoryId(id)) if history else ()
        telling = newsroom.telling(found.brief.id)
    if not history and not telling.stories:
        newsrooms.say(
            f"The accounts of {found.brief.headline or id} are still to be compared: `wholestory update`."
        )
    elif not history:
        raise typer.Exit(give(telling, html=html, json_file=json_file, look=Look(1, ascii, plain)))
    elif json_file:
        newsrooms.answer([asdict(event) for event in events])
    for event in events if not json_file else ():
        newsrooms.say(f"{event.at or '':25}  {event.words}")
