"""Outlets -> the lines that the package carries; `wholestory.outlets.rows` reads them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from wholestory.model import Outlet, OutletFeed

_LEFT_OUT = ("topics",)  # told by the feeds


def files(catalogue: Iterable[Outlet]) -> dict[str, str]:
    """File names and what they say: a file a country, a line an outlet, in the order given."""
    lines: dict[str, list[str]] = {}
    for outlet in catalogue:
        name = f"{(outlet.country or 'unknown').lower()}.jsonl"
        lines.setdefault(name, []).append(json.dumps(row(outlet), ensure_ascii=False))
    return {name: "".join(f"{line}\n" for line in found) for name, found in lines.items()}


def write(folder: Path, texts: dict[str, str]) -> None:
    """Puts the files into a folder in place of those that are there."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.jsonl"):
        old.unlink()
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def row(outlet: Outlet) -> dict[str, Any]:
    """A line: what is not known is left out."""
    told = {name: getattr(outlet, name) for name in outlet.__dataclass_fields__ if name not in _LEFT_OUT}
    told["name"] = outlet.name if outlet.name != outlet.domains[0] else None
    told["feeds"] = [_feed(feed) for feed in outlet.feeds]
    return {name: value for name, value in told.items() if value}


def _feed(feed: OutletFeed) -> list[str | None]:
    return [feed.url, feed.language, feed.language_by, *feed.topics]
