"""`wholestory search`."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

from wholestory.cli import newsrooms
from wholestory.cli.newsrooms import Database, Json
from wholestory.cli.writing import printable

if TYPE_CHECKING:
    from wholestory.model import Hit


def command(
    words: Annotated[
        list[str],
        typer.Argument(
            help='Words, "a phrase", title: outlet: lang: country: person: before: after:, OR; '
            "after --, also -not."
        ),
    ],
    *,
    most: Annotated[int, typer.Option(metavar="N", min=1, max=1000, help="Show at most N articles.")] = 20,
    database: Database = None,
    json: Json = False,
) -> None:
    """Find articles by their words, the newest first."""
    with newsrooms.opened(database) as newsroom:
        found = newsroom.search(" ".join(map(_quoted, words)), most=most)
    if json:
        newsrooms.answer({"hits": [asdict(hit) for hit in found.hits], "more": found.more, "cut": found.cut})
        return
    console = Console(highlight=False)
    for hit in found.hits:
        console.print(_shown(hit))
    if found.cut:
        newsrooms.say("This took too long; there may be more. Name more of its words, or after: and before:.")
    elif not found.hits:
        newsrooms.say("Nothing found.")


def _quoted(word: str) -> str:
    """What the shell took the quotation marks off is a phrase still."""
    return f'"{word}"' if " " in word and '"' not in word else word


def _shown(hit: Hit) -> Text:
    head = f"{hit.sort_at:%Y-%m-%d %H:%M}  {hit.outlet or '–'}  "
    shown = Text(printable(head), style="dim")
    shown.append(printable(hit.title or "–"), style="bold not dim")
    shown.append("\n    ")
    at = hit.snippet.span.start
    for mark in hit.snippet.found:
        shown.append(_line(hit, at, mark.start), style="not dim")
        shown.append(_line(hit, mark.start, mark.end), style="bold not dim")
        at = max(at, mark.end)
    shown.append(_line(hit, at, hit.snippet.span.end), style="not dim")
    shown.append(f"\n    {printable(hit.url or hit.path or '')}")
    return shown


def _line(hit: Hit, start: int, end: int) -> str:
    first = hit.snippet.span.start
    return printable(hit.snippet.text[start - first : end - first].replace("\n", " "))
