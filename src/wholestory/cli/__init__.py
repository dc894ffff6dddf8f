"""Commands, one a file."""

from __future__ import annotations

import signal
import sys
from io import TextIOWrapper
from typing import Annotated

import typer

from wholestory import __version__
from wholestory.cli import (
    doctor,
    feeds,
    follow,
    keeping,
    members,
    outlets,
    search,
    serve,
    stories,
    story,
    tell,
    update,
)

INTERRUPTED = 130

app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None)
app.command("tell")(tell.command)
app.command("follow")(follow.follow)
app.command("unfollow")(follow.unfollow)
app.command("outlets")(outlets.command)
app.command("feeds")(feeds.command)
app.command("update")(update.command)
app.command("stories")(stories.command)
app.command("story")(story.command)
app.command("export")(keeping.export)
app.command("backup")(keeping.backup)
app.command("restore")(keeping.restore)
app.command("tidy")(keeping.tidy)
app.command("import")(keeping.import_)
app.command("search")(search.command)
app.command("serve")(serve.serve)
app.command("work")(serve.work)
app.command("doctor")(doctor.command)
app.add_typer(members.app, name="member")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"wholestory {__version__}")
        raise typer.Exit


@app.callback()
def _wholestory(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version.")
    ] = False,
) -> None:
    """Every title's account of every story, in one place."""


def main() -> None:
    """The `wholestory` command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a letter that the terminal does not know is no error
            stream.reconfigure(errors="replace")
    signal.signal(signal.SIGTERM, _end)
    try:
        app(prog_name="wholestory")
    except SystemExit as end:
        if end.code == INTERRUPTED:
            typer.echo("Stopped.", err=True)
        raise


def _end(number: int, _: object) -> None:
    """Ended by the system: go the usual way out, which takes the workers along."""
    raise SystemExit(128 + number)
