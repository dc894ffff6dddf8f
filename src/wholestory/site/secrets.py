"""The site's secret: made at the first start, kept beside the newsroom, readable by its owner alone."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

BYTES = 48


def kept(path: Path) -> str:
    """The secret in `path`, which is made where it is missing; of two who make it, the first one's stands."""
    with suppress(FileExistsError):
        path.parent.mkdir(parents=True, exist_ok=True)
        _made(path)
    return path.read_text(encoding="ascii").strip()


def _made(path: Path) -> None:
    """Write it whole and then give it its name: nobody ever reads half of one."""
    half = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    handle = os.open(half, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with open(handle, "w", encoding="ascii") as written:
        written.write(secrets.token_urlsafe(BYTES))
    try:
        os.link(half, path)
    finally:
        half.unlink()
