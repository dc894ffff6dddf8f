"""Files are written whole or not at all."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from unicodedata import category

STDOUT = Path("-")


class NotWritten(Exception):
    """An output that could not be written, and why."""


def write_whole(path: Path, text: str) -> None:
    """Put `text` into `path` in one step, or on stdout for "-". Raises NotWritten."""
    data = text.encode("utf-8", "replace")
    try:
        if path == STDOUT:
            _print(data)
        elif path.exists() and not path.is_file():  # a device or a pipe: nothing to put in its place
            path.write_bytes(data)
        else:
            _replace(Path(os.path.realpath(path)), data)
    except OSError as error:
        raise NotWritten(f"{path} could not be written: {error.strerror or error}") from error


def _replace(path: Path, data: bytes) -> None:
    part = path.with_name(f".wholestory-{token_hex(8)}")
    try:
        part.write_bytes(data)
        os.replace(part, path)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise


def _print(data: bytes) -> None:
    try:
        sys.stdout.buffer.write(data + b"\n")
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        stop_printing()


def printable(line: str) -> str:
    """One line as it may go to a terminal: no control character in it, no half of a letter."""
    return "".join("\ufffd" if category(c) in ("Cc", "Cf", "Cs") else c for c in line)


def stop_printing() -> None:
    """Let what is still to be printed go nowhere, once nobody reads it."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
