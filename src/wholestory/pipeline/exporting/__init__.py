"""Export: articles written as other programs read them, one after the other, whatever their number."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO

from wholestory.errors import NotWritten
from wholestory.model import Exported
from wholestory.pipeline.exporting import json_lines, parquet, warc

__all__ = ["Kind", "to_file", "write"]


class Kind(StrEnum):
    """What articles are written as."""

    JSON = "json"
    PARQUET = "parquet"
    WARC = "warc"


def write(
    articles: Iterable[Exported], out: BinaryIO, kind: Kind, *, at: datetime, packed: bool = False
) -> None:
    """Write articles, at the moment `at`; a WARC file in pieces packed by gzip where `packed`.

    Raises `NeedsMore` where what writes Parquet is not installed.
    """
    match kind:
        case Kind.JSON:
            json_lines.write(articles, out)
        case Kind.PARQUET:
            parquet.write(articles, out)
        case Kind.WARC:
            warc.write(articles, out, at=at, packed=packed)


def to_file(articles: Iterable[Exported], path: Path, kind: Kind, *, at: datetime) -> None:
    """Write the file at `path` whole or not at all; an earlier one stays until then. Raises `NotWritten`."""
    part = path.with_name(f".wholestory-{token_hex(8)}")
    try:
        with part.open("xb") as out:
            write(articles, out, kind, at=at, packed=path.suffix == ".gz")
        os.replace(part, path)
    except OSError as error:
        raise NotWritten(f"{path} could not be written: {error.strerror or error}") from error
    finally:
        with suppress(OSError):
            part.unlink()
