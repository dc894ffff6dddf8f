"""Lines that are no part of an article by their words alone, in all languages at once.

A page mixes languages (share words of the template, text of the country), so the tables are merged.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from wholestory.extract import forms
from wholestory.text import languages

REASONS = (
    "share",
    "related",
    "newsletter",
    "cookies",
    "subscription",
    "navigation",
    "comments",
    "advertisement",
    "copyright",
    "app",
    "counters",
)
_LONGEST = 240
_NUMBER = re.compile(r"\d[\d.,'\u202f]*\d|\d")
_TOKEN = re.compile(r"\w+|#|©")
_PARTS = re.compile(r"\s*[|·•/▪→›»]\s*|\s{2,}|\t")
_ANY_WORDS = r"(?:\S+ )*?"
_EDGE_MARKS = " \t-–—*•·▪►▶→»›>+#[]()|"


@dataclass(frozen=True, slots=True)
class Match:
    """Why a line is furniture; `exact` where the whole line is a known phrase."""

    reason: str
    exact: bool


@lru_cache(maxsize=4096)
def find(text: str) -> Match | None:
    """Whether the whole line is furniture by its words; None for anything longer than a sentence."""
    if len(text) > _LONGEST:
        return None
    plain = normal(text)
    if not plain or plain == "#":
        return Match("counters", exact=True) if plain and len(text) < 12 else None
    return _whole(plain) or _whole(_uncounted(plain)) or _share(plain) or _parts(text)


def normal(text: str) -> str:
    """The line's words alone: case folded, numbers as `#`, one space between."""
    return " ".join(_TOKEN.findall(_NUMBER.sub(" # ", text.casefold())))


def table(key: str) -> frozenset[str]:
    """All phrases of one table, in all languages, normalised."""
    return _table(key)


def promotes(text: str) -> bool:
    """Whether a line has the words of a sign-up call or of an app's marketing, and little else."""
    if len(text) > _LONGEST or any(mark in text for mark in '“”„«»"'):
        return False
    found = forms.words(text)
    if not found:
        return False
    selling = sum(w in _table("promotion") for w in found)
    speaking = any(w in _table("address") for w in found)
    return selling >= 1 and selling + speaking >= (0.2 if speaking else 0.25) * len(found)


@lru_cache(maxsize=4096)
def calls(text: str) -> bool:
    """Whether a line speaks to its reader to sell or sign up, as no report does outside quotation marks."""
    if len(text) > _LONGEST:
        return False
    found = forms.words(text)
    selling = len({w for w in found if w in _table("promotion")})
    speaking = any(w in _table("address") for w in found)
    return speaking and selling >= 2 and promotes(text)


@cache
def _table(key: str) -> frozenset[str]:
    return frozenset(normal(p) for p in languages.merged("furniture").get(key, ()))


@cache
def _phrases() -> dict[str, str]:
    listed = languages.merged("furniture")
    return {normal(p): reason for reason in reversed(REASONS) for p in listed[reason] if "*" not in p}


@cache
def _patterns() -> dict[str, tuple[tuple[str, re.Pattern[str]], ...]]:
    """Patterns by the first word of a line they can match; under "" those that may begin with any."""
    listed = languages.merged("furniture")
    grouped: dict[str, dict[str, list[str]]] = {}
    for reason in REASONS:
        for phrase in (p for p in listed[reason] if "*" in p):
            first = normal(phrase.split()[0]).split()
            key = "" if "*" in phrase.split()[0] or not first else first[0]
            grouped.setdefault(key, {}).setdefault(reason, []).append(_pattern(phrase))
    return {
        key: tuple((reason, re.compile("|".join(patterns))) for reason, patterns in reasons.items())
        for key, reasons in grouped.items()
    }


def _pattern(phrase: str) -> str:
    """`*` alone stands for any words, at the edge of a word for the rest of it and any words more."""
    pieces = []
    for token in phrase.split():
        inner = re.escape(normal(token.strip("*"))).replace(r"\ ", " ")
        before = _ANY_WORDS + (r"\S*" if inner else "") if token.startswith("*") else ""
        after = r"\S* " + _ANY_WORDS if token.endswith("*") and inner else " " if inner else ""
        pieces.append(before + inner + after)
    return "(?:" + "".join(pieces) + ")"


def _whole(plain: str) -> Match | None:
    if plain in _phrases():
        return Match(_phrases()[plain], exact=True)
    if not plain or len(plain) > 160:
        return None
    first = plain.partition(" ")[0]
    for reason, pattern in (*_patterns().get(first, ()), *_patterns()[""]):
        if pattern.fullmatch(plain + " "):
            return Match(reason, exact=False)
    return None


def _uncounted(plain: str) -> str:
    """A menu's word without the number beside it: "Comment (41)"."""
    return plain.strip("# ")


def _share(plain: str) -> Match | None:
    found = plain.split()
    known = [w in _table("share") for w in found]
    if sum(known) >= 2 and all(
        k or w == "#" or w in _table("share_fillers") for k, w in zip(known, found, strict=True)
    ):
        return Match("share", exact=True)
    return None


def _parts(text: str) -> Match | None:
    """A menu on one line: every part between separators is furniture or a section's name."""
    parts = [normal(p) for p in _PARTS.split(text.strip(_EDGE_MARKS)) if normal(p)]
    if len(parts) < 2:
        return None
    known = [_phrases().get(p) or _phrases().get(_uncounted(p)) for p in parts]
    reasons = [
        k or ("section" if p in _table("sections") else None) for k, p in zip(known, parts, strict=True)
    ]
    return Match(str(reasons[0]), exact=True) if all(reasons) else None
