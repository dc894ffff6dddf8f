"""`wholestory tell`: articles in, the whole story out."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from wholestory import __version__
from wholestory.cli import checking
from wholestory.cli.progress import Bar
from wholestory.cli.writing import STDOUT, NotWritten, printable, stop_printing, write_whole
from wholestory.model import Telling

TOLD, SOME_FAILED, USAGE = 0, 1, 2


def command(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Files and folders: .txt, .html, .jsonl, .warc, .mhtml.")
    ] = None,
    *,
    html: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the report as one self-contained page.")
    ] = None,
    json_file: Annotated[
        Path | None,
        typer.Option("--json", metavar="FILE", help="Write everything told as JSON; - for stdout, alone."),
    ] = None,
    language: Annotated[
        list[str] | None, typer.Option(metavar="CODE", help="Only these languages occur (ISO 639-1).")
    ] = None,
    story: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Show this story of the list in full.")
    ] = None,
    sample: Annotated[
        bool, typer.Option("--sample", help="Tell the sample edition that comes along.")
    ] = False,
    ascii: Annotated[bool, typer.Option("--ascii", help="Draw with ASCII characters only.")] = False,
    plain: Annotated[bool, typer.Option("--plain", help="No colour, no links.")] = False,
) -> None:
    """Tell the stories in PATHS: who says what, what all say, where they differ."""
    paths = paths or []
    checking.inputs(paths, sample=sample)
    checking.outputs({"--html": html, "--json": json_file}, paths)
    languages = checking.languages(language)
    telling = _tell_sample(languages) if sample else _tell(paths, languages)
    checking.story(story, len(telling.stories))
    raise typer.Exit(give(telling, html=html, json_file=json_file, look=Look(story, ascii, plain)))


@dataclass(frozen=True, slots=True)
class Look:
    """How a telling is shown in the terminal: which story in full, and drawn with what."""

    story: int | None
    ascii: bool
    plain: bool


def give(telling: Telling, *, html: Path | None, json_file: Path | None, look: Look) -> int:
    """Write and show a telling; the exit code."""
    written, unwritten = _write(telling, html, json_file)
    if STDOUT not in (html, json_file):
        unwritten += _show(telling, look)
    else:
        written += [f"{failure.path}  {failure.code}: {failure.message}" for failure in telling.failures]
    for line in written + unwritten:
        typer.echo(printable(line), err=True)
    return USAGE if unwritten else SOME_FAILED if telling.failures else TOLD


def _tell(paths: Sequence[Path], languages: Sequence[str] | None) -> Telling:
    from wholestory.telling import tell  # here, so that --help stays instant

    with Bar() as bar:
        return tell(paths, languages=languages, progress=bar.advance)


def _tell_sample(languages: Sequence[str] | None) -> Telling:
    with as_file(files("wholestory") / "sample" / "articles") as folder:
        return _tell([folder], languages)


def _write(telling: Telling, html: Path | None, json_file: Path | None) -> tuple[list[str], list[str]]:
    """What was written where, and what could not be."""
    from wholestory.report import contract, page

    written: list[str] = []
    unwritten: list[str] = []
    wanted: list[tuple[str, Path | None, Callable[[], str]]] = [
        ("report", html, lambda: page.html(telling, version=__version__)),
        ("data", json_file, lambda: json.dumps(contract.data(telling), ensure_ascii=False, indent=1)),
    ]
    for label, path, text in wanted:
        if path is None:
            continue
        try:
            write_whole(path, text())
        except NotWritten as error:
            unwritten.append(str(error))
        else:
            written += [] if path == STDOUT else [f"The {label}: {path.absolute()}"]
    return written, unwritten


def _show(telling: Telling, look: Look) -> list[str]:
    """What stood against showing it, if anything did."""
    from wholestory.report import terminal

    console = Console(
        no_color=look.plain or None, force_terminal=False if look.plain else None, highlight=False
    )
    try:
        terminal.show(telling, console, story=look.story, ascii=look.ascii)
        sys.stdout.flush()
    except (BrokenPipeError, SystemExit) as end:  # its reader has seen enough, as in "| head"
        stop_printing()
        if isinstance(end, SystemExit) and end.code != 1:  # rich says it so
            raise
    except OSError as error:
        stop_printing()
        return [f"the terminal could not be written to: {error.strerror or error}"]
    return []
