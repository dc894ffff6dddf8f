"""Lucide's icons that we use, as the symbols of one hidden `<svg>`."""

from __future__ import annotations

import re
from pathlib import Path

PACKAGE = ("lucide-static", "1.62.0")

# Our name, then Lucide's.
USED = {
    "bell": "bell",
    "bookmark": "bookmark",
    "chevron": "chevron-down",
    "clock": "clock",
    "close": "x",
    "compass": "compass",
    "help": "circle-question-mark",
    "home": "house",
    "install": "download",
    "listen": "volume-2",
    "lock": "lock",
    "out": "arrow-up-right",
    "printer": "printer",
    "rss": "rss",
    "search": "search",
    "settings": "settings",
    "share": "share-2",
    "size": "a-large-small",
    "stories": "layers",
    "theme": "sun-moon",
    "user": "user",
}


def sprite(packages: Path) -> str:
    """The sprite's text, one symbol a line."""
    lines = [
        _symbol(name, packages / PACKAGE[0] / "icons" / f"{theirs}.svg") for name, theirs in USED.items()
    ]
    return '<svg hidden width="0" height="0">\n' + "\n".join(lines) + "\n</svg>\n"


def _symbol(name: str, file: Path) -> str:
    inside = re.search(r"<svg[^>]*>(.*)</svg>", file.read_text(encoding="utf-8"), re.S)
    if inside is None:
        raise ValueError(f"{file} holds no <svg>")
    drawn = re.sub(r"\s+", " ", inside[1]).replace("> <", "><").replace(" />", "/>").strip()
    return f'<symbol id="i-{name}" viewBox="0 0 24 24">{drawn}</symbol>'
