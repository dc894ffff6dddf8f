"""`wholestory import`, `export`, `backup`, `restore` and `tidy`."""

from __future__ import annotations

import sys
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wholestory import settings
from wholestory.cli import newsrooms
from wholestory.cli.newsrooms import Database, Json
from wholestory.cli.progress import Bar
from wholestory.cli.writing import STDOUT, NotWritten, printable, stop_printing, write_whole

if TYPE_CHECKING:
    from wholestory.newsroom import Newsroom


class Form(StrEnum):
    """What can be written."""

    OPML = "opml"
    JSON = "json"
    PARQUET = "parquet"
    WARC = "warc"


def import_(
    paths: Annotated[
        list[Path], typer.Argument(help="Files and folders of articles, lists of feeds (.opml).")
    ],
    *,
    database: Database = None,
    json: Json = False,
) -> None:
    """Keep the articles of files, each once, and follow the feeds of lists."""
    with newsrooms.opened(database) as newsroom, Bar(bytes=True) as bar:
        found = newsroom.import_(paths, told=lambda done, of: bar.advance("importing", done, of))
    if json:
        newsrooms.answer(asdict(found))
    else:
        newsrooms.say(
            f"{found.new} new articles, {found.changed} changed, {found.same} known already, "
            f"{found.followed} feeds followed, {found.failed} unread."
        )
    for failure in found.failures:
        typer.echo(printable(f"{failure.path}  {failure.code}: {failure.message}"), err=True)
    if found.failed > len(found.failures):
        typer.echo(f"and {found.failed - len(found.failures)} more", err=True)
    raise typer.Exit(newsrooms.SOME_FAILED if found.failed else newsrooms.DONE)


def export(
    form: Annotated[Form, typer.Argument(help="opml: what is followed; json, parquet, warc: all articles.")],
    to: Annotated[Path, typer.Argument(metavar="FILE", help="- for stdout; .gz packs WARC.")] = STDOUT,
    *,
    database: Database = None,
) -> None:
    """Write what is followed, or all articles, to FILE."""
    with newsrooms.opened(database) as newsroom:
        if form is not Form.OPML:
            _export(newsroom, form, to)
            return
        data = newsroom.opml()
    try:
        write_whole(to, data.decode("utf-8"))
    except NotWritten as error:
        raise typer.BadParameter(str(error), param_hint="FILE") from error


def _export(newsroom: Newsroom, form: Form, to: Path) -> None:
    from wholestory.pipeline.exporting import Kind

    if to != STDOUT:
        newsroom.export(to, Kind(form))
        return
    try:
        newsroom.export(sys.stdout.buffer, Kind(form))
        sys.stdout.buffer.flush()
    except BrokenPipeError:  # its reader has seen enough, as in "| head"
        stop_printing()


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


def restore(
    backup: Annotated[Path, typer.Argument(metavar="BACKUP")],
    *,
    to: Annotated[Path | None, typer.Option(metavar="FILE", help="Where to; else the newsroom.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a newsroom; it is kept beside.")] = False,
    database: Database = None,
) -> None:
    """Put a backup in the place of the newsroom, which no program may have open."""
    from wholestory import newsroom

    with newsrooms.said():
        place = to or settings.file(newsrooms.address(database))
        kept = newsroom.restore(backup, place, force=force)
    newsrooms.say(f"The newsroom: {place.absolute()}")
    if kept is not None:
        newsrooms.say(f"The one that was there: {kept.absolute()}")


def tidy(*, database: Database = None, json: Json = False) -> None:
    """Let go of articles older than the setting keep_days; without it, of none."""
    with newsrooms.opened(database) as newsroom:
        days = settings.read(Path.cwd()).keep_days
        gone = newsroom.tidy(days=days) if days else 0
    if json:
        newsrooms.answer({"days": days, "gone": gone})
    elif not days:
        newsrooms.say("Everything is kept: the setting keep_days says for how many days articles are.")
    else:
        newsrooms.say(f"{gone} articles of more than {days} days went; their entries stay known.")
