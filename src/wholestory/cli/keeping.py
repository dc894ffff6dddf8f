"""`wholestory backup` and `export`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from wholestory.cli import newsrooms
from wholestory.cli.newsrooms import Database, Json
from wholestory.cli.writing import STDOUT, NotWritten, write_whole


class Form(StrEnum):
    """What can be written."""

    OPML = "opml"


def backup(
    to: Annotated[Path, typer.Argument(metavar="FILE")],
    *,
    database: Database = None,
    json: Json = False,
) -> None:
    """Copy the whole newsroom to FILE, while others go on writing."""
    if to.exists():
        raise typer.BadParameter(f"{to} is there already", param_hint="FILE")
    with newsrooms.opened(database) as newsroom:
        newsroom.backup(to)
    if json:
        newsrooms.answer({"backup": str(to.absolute()), "bytes": to.stat().st_size})
    else:
        newsrooms.say(f"The backup: {to.absolute()}")


def export(
    form: Annotated[Form, typer.Argument(help="opml: what is followed, for other programs.")],
    to: Annotated[Path, typer.Argument(metavar="FILE", help="- for stdout.")] = STDOUT,
    *,
    database: Database = None,
) -> None:
    """Write what is followed to FILE."""
    with newsrooms.opened(database) as newsroom:
        data = newsroom.opml()
    try:
        write_whole(to, data.decode("utf-8"))
    except NotWritten as error:
        raise typer.BadParameter(str(error), param_hint="FILE") from error
