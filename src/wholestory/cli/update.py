"""`wholestory update`: ask the feeds that are due, read what is new, tell the stories."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from wholestory.cli import newsrooms
from wholestory.cli.newsrooms import Database, Json
from wholestory.cli.progress import Bar
from wholestory.cli.writing import printable

if TYPE_CHECKING:
    from wholestory.pipeline.updating import Updated


def command(*, database: Database = None, json: Json = False) -> None:
    """Ask the feeds whose time has come, keep and read what is new, and tell its stories."""
    with newsrooms.opened(database) as newsroom, Bar() as bar:
        done = newsroom.update(told=bar.advance)
        names = {each.feed.id: each.feed.url for each in newsroom.followed()}
    if json:
        newsrooms.answer(asdict(done))
    else:
        _say(done)
        for feed, error in done.feeds.errors:
            typer.echo(printable(f"{names.get(feed, feed)}  {error}"), err=True)
    raise typer.Exit(newsrooms.SOME_FAILED if done.feeds.failed else newsrooms.DONE)


def _say(done: Updated) -> None:
    feeds, read = done.feeds, done.articles
    newsrooms.say(
        f"{feeds.asked} feeds asked: {feeds.new} new entries, {feeds.changed} changed, "
        f"{feeds.unchanged} feeds unchanged, {feeds.failed} failed."
    )
    newsrooms.say(
        f"{read.looked} entries read: {read.read} whole articles, {read.teasers} known by the feed's "
        f"words alone, {read.failed} without words."
    )
    newsrooms.say(f"{done.placed} articles put into stories; {done.told} stories told.")
