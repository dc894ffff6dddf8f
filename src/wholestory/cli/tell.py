"""`wholestory tell`: articles in, the whole story out."""

from __future__ import annotations

import json
from importlib.resources import as_file, files
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from wholestory import __version__
from wholestory.cli.progress import Bar
from wholestory.cli.writing import write_whole
from wholestory.model import Telling

TOLD, SOME_FAILED, USAGE = 0, 1, 2


def command(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Files and folders: .txt, .html, .htm, .jsonl.")
    ] = None,
    *,
    html: Annotated[Path | None, typer.Option(help="Write the report as one self-contained page.")] = None,
    json_file: Annotated[Path | None, typer.Option("--json", help="Write everything told as JSON.")] = None,
    language: Annotated[
        list[str] | None, typer.Option(help="Only these languages occur (ISO 639-1).")
    ] = None,
    story: Annotated[int | None, typer.Option(min=1, help="Show this story of the list in full.")] = None,
    sample: Annotated[
        bool, typer.Option("--sample", help="Tell the sample edition that comes along.")
    ] = False,
    ascii: Annotated[bool, typer.Option("--ascii", help="Draw with ASCII characters only.")] = False,
    plain: Annotated[bool, typer.Option("--plain", help="No colour, no links.")] = False,
) -> None:
    """Tell the stories in PATHS: who says what, what all say, where they differ."""
    _check(paths, sample=sample, outputs=(html, json_file))
    telling = _tell_sample(language) if sample else _tell(paths or [], language)
    if story is not None and story > len(telling.stories):
        raise typer.BadParameter(f"there are {len(telling.stories)} stories", param_hint="--story")
    _show(telling, story=story, ascii=ascii, plain=plain)
    _write(telling, html, json_file)
    raise typer.Exit(SOME_FAILED if telling.failures else TOLD)


def _check(paths: list[Path] | None, *, sample: bool, outputs: tuple[Path | None, ...]) -> None:
    if not paths and not sample:
        raise typer.BadParameter("name files or folders, or --sample", param_hint="PATHS")
    for output in outputs:
        if output and not output.absolute().parent.is_dir():
            raise typer.BadParameter(f"there is no folder {output.absolute().parent}")


def _tell(paths: list[Path], languages: list[str] | None) -> Telling:
    from wholestory.telling import tell  # here, so that --help stays instant

    with Bar() as bar:
        return tell(paths, languages=languages, progress=bar.advance)


def _tell_sample(languages: list[str] | None) -> Telling:
    with as_file(files("wholestory") / "sample" / "articles") as folder:
        return _tell([folder], languages)


def _show(telling: Telling, *, story: int | None, ascii: bool, plain: bool) -> None:
    from wholestory.report import terminal

    console = Console(no_color=plain or None, force_terminal=False if plain else None, highlight=False)
    terminal.show(telling, console, story=story, ascii=ascii)


def _write(telling: Telling, html: Path | None, json_file: Path | None) -> None:
    from wholestory.report import contract, page

    say = Console(stderr=True, highlight=False)
    if html:
        write_whole(html, page.html(telling, version=__version__))
        say.print(f"The report: {html.absolute()}", soft_wrap=True)
    if json_file:
        write_whole(json_file, json.dumps(contract.data(telling), ensure_ascii=False, indent=1))
        say.print(f"The data: {json_file.absolute()}", soft_wrap=True)
