"""`wholestory follow` and `unfollow`."""

from __future__ import annotations

from typing import Annotated

import typer

from wholestory.cli import newsrooms
from wholestory.cli.newsrooms import Database, Json
from wholestory.cli.writing import printable
from wholestory.errors import DatabaseUnusable, WholestoryError
from wholestory.model import FeedId

Wanted = Annotated[
    list[str], typer.Argument(help="Addresses of feeds, pages or mailboxes, or files of feeds (OPML).")
]


def follow(wanted: Wanted, *, database: Database = None, json: Json = False) -> None:
    """Follow feeds: by address, by a page that names one, or by a list of them."""
    ids: list[FeedId] = []
    failures: list[dict[str, str]] = []
    with newsrooms.opened(database) as newsroom:
        for each in wanted:
            try:
                ids += newsroom.follow(each)
            except DatabaseUnusable:
                raise
            except WholestoryError as error:
                failures.append({"wanted": each, "code": error.code, "message": str(error)})
        followed = {each.feed.id: each for each in newsroom.followed()}
    rows = [{"id": id, "url": followed[id].feed.url, "title": followed[id].subscription.title} for id in ids]
    if json:
        newsrooms.answer({"followed": rows, "failures": failures})
    else:
        for row in rows:
            newsrooms.say(
                f"{row['id']:>5}  {row['title'] or row['url']}  {row['url'] if row['title'] else ''}".rstrip()
            )
        for failure in failures:
            typer.echo(printable(f"{failure['code']}: {failure['message']}"), err=True)
    raise typer.Exit(newsrooms.SOME_FAILED if failures else newsrooms.DONE)


def unfollow(
    wanted: Annotated[list[str], typer.Argument(help="Addresses or numbers of feeds.")],
    *,
    database: Database = None,
    json: Json = False,
) -> None:
    """Follow feeds no more; what they brought stays."""
    with newsrooms.opened(database) as newsroom:
        done = {each: newsroom.unfollow(FeedId(int(each)) if each.isdecimal() else each) for each in wanted}
    failures = [
        {"wanted": each, "code": "not_followed", "message": f"{each} is not followed"}
        for each, gone in done.items()
        if not gone
    ]
    if json:
        newsrooms.answer({"unfollowed": [w for w, gone in done.items() if gone], "failures": failures})
        raise typer.Exit(newsrooms.SOME_FAILED if failures else newsrooms.DONE)
    for failure in failures:
        typer.echo(printable(f"{failure['code']}: {failure['message']}"), err=True)
    raise typer.Exit(newsrooms.DONE if all(done.values()) else newsrooms.SOME_FAILED)
