"""What a command was asked for, checked before any work is done. Each raises typer.BadParameter."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import typer

from wholestory.cli.writing import STDOUT


def inputs(paths: Sequence[Path], *, sample: bool) -> None:
    """Either paths or the sample edition."""
    if not paths and not sample:
        raise typer.BadParameter("name files or folders, or --sample", param_hint="PATHS")
    if paths and sample:
        raise typer.BadParameter("the sample edition takes no PATHS beside it", param_hint="--sample")


def outputs(outputs: dict[str, Path | None], paths: Sequence[Path]) -> None:
    """Each output goes to a place of its own, which is no folder and none of the inputs."""
    taken: dict[Path, str] = {}
    for option, output in outputs.items():
        if output is None:
            continue
        place = output if output == STDOUT else output.absolute()
        if place in taken:
            raise typer.BadParameter(f"{taken[place]} goes to {output} already", param_hint=option)
        taken[place] = option
        if output != STDOUT:
            _check_place(place, option, paths)


def _check_place(place: Path, option: str, paths: Sequence[Path]) -> None:
    if place.is_dir():
        raise typer.BadParameter(f"{place} is a folder; name a file", param_hint=option)
    if not place.parent.is_dir():
        raise typer.BadParameter(f"there is no folder {place.parent}", param_hint=option)
    if place.is_file() and any(path.is_file() and path.samefile(place) for path in paths):
        raise typer.BadParameter(f"{place} is one of the articles", param_hint=option)


def languages(given: Sequence[str] | None) -> list[str] | None:
    """The codes asked for, lower case, without their countries; "en,it" counts as two."""
    if not given:
        return None
    from babel.localedata import exists  # here, so that --help stays instant

    codes = [code.strip() for several in given for code in several.split(",")]
    plain = [code.lower().replace("_", "-").split("-")[0] for code in codes]
    for code, language in zip(codes, plain, strict=True):
        if len(language) != 2 or not language.isascii() or not language.isalpha() or not exists(language):
            raise typer.BadParameter(f"{code!r} is no language code such as en", param_hint="--language")
    return list(dict.fromkeys(plain))


def story(wanted: int | None, there: int) -> None:
    """The story asked for is one of those there are."""
    if wanted is not None and wanted > there:
        count = {0: "no story", 1: "one story"}.get(there, f"{there} stories")
        raise typer.BadParameter(f"{wanted} of {count}", param_hint="--story")
