"""`wholestory feeds`: what is followed, and how each feed does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from wholestory.cli import newsrooms
from wholestory.cli.newsrooms import Database, Json
from wholestory.cli.writing import printable

if TYPE_CHECKING:
    from wholestory.model import Followed


def command(*, database: Database = None, json: Json = False) -> None:
    """List what is followed: when it answered last, when it is asked next, what is wrong."""
    with newsrooms.opened(database) as newsroom:
        followed = newsroom.followed()
    if json:
        newsrooms.answer([_row(each) for each in followed])
    elif followed:
        Console(highlight=False).print(_table(followed))
    else:
        newsrooms.say("Nothing is followed yet. Try: wholestory follow ADDRESS")


def _row(each: Followed) -> dict[str, object]:
    feed, own = each.feed, each.subscription
    return {
        "id": feed.id,
        "url": feed.url,
        "title": own.title,
        "folders": own.folders,
        "tags": own.tags,
        "state": feed.state,
        "answered_at": feed.answered_at,
        "next_check_at": feed.next_check_at,
        "pushed_until": feed.pushed_until,
        "failures": feed.failures,
        "error": feed.error,
    }


def _table(followed: Sequence[Followed]) -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in ("", "title", "answered", "next", "trouble"):
        table.add_column(name)
    for each in followed:
        feed = each.feed
        times = (f"{at:%Y-%m-%d %H:%M}" if at else "–" for at in (feed.answered_at, feed.next_check_at))
        trouble = f"{feed.failures}× {feed.error}" if feed.error else ""
        cells = (str(feed.id), each.subscription.title or feed.url, *times, trouble)
        table.add_row(*(Text(printable(cell)) for cell in cells))
    return table
