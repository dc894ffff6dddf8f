"""Export: articles written as other programs read them, one after the other, whatever their number."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO, Protocol

from wholestory.errors import NotWritten
from wholestory.model import Exported
from wholestory.pipeline.exporting import json_lines, parquet, warc

__all__ = ["Kind", "every", "to_file", "write"]

PAGE = 200  # articles read together


class Kind(StrEnum):
    """What articles are written as."""

    JSON = "json"
    PARQUET = "parquet"
    WARC = "warc"


class Shelf(Protocol):
    """What is asked of whoever keeps articles."""

    def exported(self, after: int, *, most: int) -> tuple[Exported, ...]:
        """Articles with all that is kept of them, in the order they were kept, from a number on."""
        ...


def every(shelf: Shelf) -> Iterator[Exported]:
    """All articles there are, a page at a time."""
    number = 0
    while page := shelf.exported(number, most=PAGE):
        yield from page
        number = page[-1].number


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
