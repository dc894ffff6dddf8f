"""Commands, one a file."""

from __future__ import annotations

from typing import Annotated

import typer

from wholestory import __version__
from wholestory.cli import tell

app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False)
app.command("tell")(tell.command)


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
    app()
