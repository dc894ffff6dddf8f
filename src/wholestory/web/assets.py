"""The files that pages ask for, under names that change with their content: they are kept for ever."""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable

FOLDER = files(__package__) / "static"
TYPES = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "woff2": "font/woff2",
}


@dataclass(frozen=True, slots=True)
class Asset:
    """One file: its address's last part, its bytes, its type."""

    name: str
    body: bytes
    type: str


@cache
def all_assets() -> dict[str, Asset]:
    """Every file of ours by its plain name."""
    return {name: _asset(name, file.read_bytes()) for name, file in _walk(FOLDER, "")}


@cache
def by_address() -> dict[str, Asset]:
    """Every file of ours by the name it is served under."""
    return {asset.name: asset for asset in all_assets().values()}


def address(name: str) -> str:
    """Where a file is served. Raises `KeyError` where there is none of that name."""
    return f"/static/{all_assets()[name].name}"


def text(name: str) -> str:
    """What stands in a file of text; nothing where there is none."""
    found = all_assets().get(name)
    return found.body.decode("utf-8") if found else ""


def _asset(name: str, body: bytes) -> Asset:
    stem, _, suffix = name.rpartition(".")
    kind = TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Asset(f"{stem}.{sha256(body).hexdigest()[:12]}.{suffix}", body, kind)


def _walk(folder: Traversable, prefix: str) -> list[tuple[str, Traversable]]:
    if not folder.is_dir():
        return []
    found = []
    for each in sorted(folder.iterdir(), key=lambda each: each.name):
        name = f"{prefix}{each.name}"
        found += _walk(each, f"{name}/") if each.is_dir() else [(name, each)]
    return found
