"""The site's secrets: made at the first start, kept beside the newsroom, readable by their owner alone."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

BYTES = 48


def random() -> str:
    """A secret that nobody guesses."""
    return secrets.token_urlsafe(BYTES)


def kept(path: Path, make: Callable[[], str] = random) -> str:
    """The secret in `path`, which is made where it is missing; of two who make it, the first one's stands."""
    with suppress(FileExistsError):
        path.parent.mkdir(parents=True, exist_ok=True)
        _made(path, make)
    return path.read_text(encoding="ascii").strip()


def _made(path: Path, make: Callable[[], str]) -> None:
    """Write it whole and then give it its name: nobody ever reads half of one."""
    half = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    handle = os.open(half, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with open(handle, "w", encoding="ascii") as written:
        written.write(make())
    try:
        os.link(half, path)
    finally:
        half.unlink()
