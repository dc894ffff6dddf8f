"""What the commands of a newsroom share: opening it, its errors in one line, its answers as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wholestory import settings
from wholestory.cli.writing import printable
from wholestory.errors import AlreadyThere, BadAddress, BadMember, BadSetting, WholestoryError

if TYPE_CHECKING:
    from wholestory.newsroom import Newsroom

DONE, SOME_FAILED, USAGE = 0, 1, 2
MISUSE = (AlreadyThere, BadAddress, BadMember, BadSetting)

Database = Annotated[
    str | None,
    typer.Option(
        metavar="ADDRESS", help="The newsroom: sqlite:///FILE. Else WHOLESTORY_DATABASE, or news.db here."
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Answer as JSON, for programs.")]


@contextmanager
def opened(database: str | None) -> Iterator[Newsroom]:
    """The newsroom that is meant; whatever is wrong ends the command with one clear line."""
    from wholestory import newsroom  # here, so that --help stays instant
    from wholestory.fetch import Manners

    with said():
        found = settings.read(Path.cwd())
        manners = Manners(contact=found.contact or None)
        with newsroom.opened(
            address(database),
            manners=manners,
            allowed=found.allowed_hosts,
            public=found.public or None,
            accounts=found.accounts,
        ) as opened:
            yield opened


def address(database: str | None) -> str:
    """The address of the newsroom that is meant. Raises `BadSetting`."""
    return settings.read(Path.cwd()).database if database is None else database


@contextmanager
def said() -> Iterator[None]:
    """Whatever is wrong ends the command with one clear line."""
    try:
        yield
    except WholestoryError as error:
        typer.echo(printable(f"{error.code}: {error}"), err=True)
        raise typer.Exit(USAGE if isinstance(error, MISUSE) else SOME_FAILED) from error


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in JSON")


def say(line: str) -> None:
    """One line for a person."""
    typer.echo(printable(line))


def answer(value: object) -> None:
    """One JSON value for a program."""
    typer.echo(json.dumps(value, ensure_ascii=False, default=_plain))
