"""What each language's news prose looks like, as data: one folder a language, the same file names in each."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

CODES = ("de", "en", "es", "fr", "it", "pt")
KINDS = (
    "abbreviations",
    "cues",
    "examples",
    "figures",
    "furniture",
    "months",
    "ordinals",
    "pages",
    "series",
    "times",
    "titles",
    "topics",
)


@cache
def load(code: str, kind: str) -> dict[str, Any]:
    """The table `kind` of language `code`; empty for a language we have no folder of."""
    if code not in CODES:
        return {}
    return tomllib.loads(files(__package__).joinpath(code, f"{kind}.toml").read_text(encoding="utf-8"))


@cache
def merged(kind: str) -> dict[str, tuple[str, ...]]:
    """The lists of table `kind` over all languages, for text whose language is not known yet."""
    lists: dict[str, list[str]] = {}
    for code in CODES:
        for key, value in load(code, kind).items():
            if isinstance(value, list):
                lists.setdefault(key, []).extend(str(v) for v in value)
    return {key: tuple(dict.fromkeys(values)) for key, values in lists.items()}
