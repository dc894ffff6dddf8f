"""`wholestory outlets`: browse the catalogue, and follow from it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from wholestory.cli import newsrooms
from wholestory.cli.newsrooms import Database, Json
from wholestory.cli.writing import printable
from wholestory.model import OutletKind, Topic

if TYPE_CHECKING:
    from wholestory.model import Outlet

SHOWN = 50


def command(
    words: Annotated[list[str] | None, typer.Argument(help="Words of a name or domain.")] = None,
    *,
    topic: Annotated[Topic | None, typer.Option(help="Only what they publish on this.")] = None,
    language: Annotated[str | None, typer.Option(metavar="CODE", help="ISO 639-1, as en.")] = None,
    country: Annotated[str | None, typer.Option(metavar="CODE", help="ISO 3166-1, as GB.")] = None,
    kind: Annotated[OutletKind | None, typer.Option(help="Only outlets known to be this.")] = None,
    follow: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Follow the first N of them, one feed each.")
    ] = None,
    database: Database = None,
    json: Json = False,
) -> None:
    """List outlets of the catalogue; with --follow, follow them."""
    from wholestory import outlets

    chosen = outlets.find(
        topic=topic,
        language=language and language.lower(),
        country=country and country.upper(),
        kind=kind,
        words=" ".join(words or ()) or None,
    )
    if follow is not None:
        with newsrooms.opened(database) as newsroom:
            chosen = newsroom.follow_outlets(chosen, most=follow, topic=topic, language=language)
    if json:
        newsrooms.answer([_row(each) for each in chosen])
        return
    shown = chosen if follow is not None else chosen[:SHOWN]
    if shown:
        Console(highlight=False).print(_table(shown))
    rest = len(chosen) - len(shown)
    newsrooms.say(
        f"{len(chosen)} outlets{' are followed now. Next: wholestory update' if follow is not None else ''}"
        f"{f'; {rest} more with --json or narrower options' if rest else ''}"
    )


def _row(each: Outlet) -> dict[str, object]:
    return {
        "id": each.id,
        "name": each.name,
        "domains": each.domains,
        "country": each.country,
        "languages": each.languages,
        "kind": each.kind,
        "owner": each.owner,
        "topics": each.topics,
        "feeds": [feed.url for feed in each.feeds],
    }


def _table(found: Sequence[Outlet]) -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in ("name", "country", "languages", "kind", "feeds", "topics"):
        table.add_column(name)
    for each in found:
        cells = (
            each.name,
            each.country or "–",
            " ".join(each.languages) or "–",
            each.kind or "–",
            str(len(each.feeds)),
            ", ".join(each.topics[:3]) + (" …" if len(each.topics) > 3 else ""),
        )
        table.add_row(*(Text(printable(cell)) for cell in cells))
    return table
