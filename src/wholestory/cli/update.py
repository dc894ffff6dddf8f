"""`wholestory update`: ask the feeds that are due."""

from __future__ import annotations

from dataclasses import asdict

import typer

from wholestory.cli import newsrooms
from wholestory.cli.newsrooms import Database, Json
from wholestory.cli.progress import Bar
from wholestory.cli.writing import printable


def command(*, database: Database = None, json: Json = False) -> None:
    """Ask the feeds whose time has come, and keep what is new."""
    with newsrooms.opened(database) as newsroom, Bar() as bar:
        found = newsroom.update(told=lambda done, of: bar.advance("asking", done, of))
        names = {each.feed.id: each.feed.url for each in newsroom.followed()}
    if json:
        newsrooms.answer(asdict(found))
    else:
        newsrooms.say(
            f"{found.asked} feeds asked: {found.new} new entries, {found.changed} changed, "
            f"{found.unchanged} feeds unchanged, {found.failed} failed."
        )
        for feed, error in found.errors:
            typer.echo(printable(f"{names.get(feed, feed)}  {error}"), err=True)
    raise typer.Exit(newsrooms.SOME_FAILED if found.failed else newsrooms.DONE)
