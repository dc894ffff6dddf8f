"""An outlet's words made safe to show: nothing in them may steer a terminal, a page or the order of text."""

from __future__ import annotations

import re
from typing import Literal
from unicodedata import bidirectional
from urllib.parse import urlsplit

ESCAPE = "␛"
# C0, DEL and C1 controls, the line separators, and the marks that embed, override or isolate direction.
_STEERING = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")
_SPACE = re.compile(r"\s+")


def safe(text: str) -> str:
    """`text` with every control character shown as ␛; line breaks and tabs stay."""
    return _STEERING.sub(ESCAPE, text)


def line(text: str) -> str:
    """The same on one line."""
    return _SPACE.sub(" ", safe(text)).strip()


def clipped(text: str, width: int) -> str:
    """`text` cut at a word to at most `width` characters, the cut marked by an ellipsis."""
    text = line(text)
    if len(text) <= width:
        return text
    head = text[: width - 1]
    return (head.rsplit(" ", 1)[0] if " " in head[width // 2 :] else head).rstrip(",;: ") + "…"


def around(text: str, start: int, end: int, *, width: int) -> str:
    """About `width` characters of `text` around `[start:end]`, cut at words, cuts marked by ellipses."""
    if len(line(text)) <= width:
        return line(text)
    spare = max(width - (end - start), 0)
    left = max(0, start - spare // 2)
    right = min(len(text), left + max(width, end - start))
    left = max(0, min(left, right - width))
    left = left if left == 0 else text.find(" ", left, start) + 1 or start
    cut = text[left:right]
    cut = cut if right == len(text) or " " not in text[end:right] else cut.rsplit(" ", 1)[0]
    return ("…" if left else "") + line(cut) + ("…" if left + len(cut) < len(text) else "")


def direction(text: str) -> Literal["ltr", "rtl"]:
    """Which way `text` runs, by its first letter that has a direction."""
    for character in text:
        kind = bidirectional(character)
        if kind in {"L", "R", "AL"}:
            return "ltr" if kind == "L" else "rtl"
    return "ltr"


def link(url: str | None) -> str | None:
    """`url` if it is a plain web address that may be followed, else None."""
    if not url or _STEERING.search(url) or _SPACE.search(url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme.lower() in {"http", "https"} and parts.hostname else None
