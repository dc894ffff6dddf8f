"""`wholestory update`: ask the feeds that are due, read what is new, tell the stories."""

from __future__ import annotations

from dataclasses import asdict

import typer

from wholestory.cli import newsrooms
from wholestory.cli.newsrooms import Database, Json
from wholestory.cli.progress import Bar
from wholestory.cli.writing import printable


def command(*, database: Database = None, json: Json = False) -> None:
    """Ask the feeds whose time has come, keep and read what is new, and tell its stories."""
    with newsrooms.opened(database) as newsroom, Bar() as bar:
        found = newsroom.update(told=lambda done, of: bar.advance("asking", done, of))
        read = newsroom.read(told=lambda done, of: bar.advance("reading", done, of))
        grouped = newsroom.group(told=lambda done, of: bar.advance("grouping", done, of))
        told = newsroom.tell(told=lambda done, of: bar.advance("comparing", done, of))
        names = {each.feed.id: each.feed.url for each in newsroom.followed()}
    if json:
        newsrooms.answer({**asdict(found), "articles": asdict(read), "grouped": grouped, "told": told})
    else:
        newsrooms.say(
            f"{found.asked} feeds asked: {found.new} new entries, {found.changed} changed, "
            f"{found.unchanged} feeds unchanged, {found.failed} failed."
        )
        newsrooms.say(
            f"{read.looked} entries read: {read.read} whole articles, {read.teasers} known by the feed's "
            f"words alone, {read.failed} without words."
        )
        newsrooms.say(f"{grouped} articles put into stories; {told} stories told.")
        for feed, error in found.errors:
            typer.echo(printable(f"{names.get(feed, feed)}  {error}"), err=True)
    raise typer.Exit(newsrooms.SOME_FAILED if found.failed else newsrooms.DONE)
