"""Files are written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import NamedTemporaryFile

import typer


def write_whole(path: Path, text: str) -> None:
    """Put `text` into `path` in one step; ends the command with a clear line where that cannot be done."""
    try:
        with NamedTemporaryFile("w", dir=path.absolute().parent, encoding="utf-8", delete=False) as file:
            file.write(text)
        os.chmod(file.name, 0o644)
        os.replace(file.name, path)
    except OSError as error:
        typer.echo(f"{path} could not be written: {error.strerror}", err=True)
        raise typer.Exit(2) from error
