"""Sigla: two or three letters that stand for an outlet, as for the witnesses of an edition."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import count

from anyascii import anyascii

_WORD = re.compile(r"[A-Za-z0-9]+")


def assigned(names: Iterable[str]) -> dict[str, str]:
    """A siglum for each name, unique among them; the same for the same set of names in any order."""
    found, taken = dict[str, str](), set[str]()
    for name in sorted(set(names)):
        found[name] = free(_candidates(name), taken)
        taken.add(found[name])
    return found


def numbered(keys: Iterable[str], taken: Iterable[str]) -> dict[str, str]:
    """Sigla for titles whose outlet is not named: T1, T2, …"""
    used, found = set(taken), dict[str, str]()
    for key in keys:
        found[key] = free((f"T{number}" for number in count(len(found) + 1)), used)
        used.add(found[key])
    return found


def free(candidates: Iterable[str], taken: set[str]) -> str:
    """The first candidate that is not taken."""
    return next(siglum for siglum in candidates if siglum not in taken)


def _candidates(name: str) -> Iterator[str]:
    words = _WORD.findall(anyascii(name)) or ["X"]
    words = words[1:] if len(words) > 1 and words[0].lower() == "the" else words
    main = [w for w in words if not w.islower()] or words
    initials = "".join(word[0] for word in main).upper()
    if len(initials) > 1:
        yield initials[:2]
        yield initials[:3]
        yield (initials[0] + main[1][:2]).upper()
    letters = "".join(main).upper()
    yield from (letters[0] + letter for letter in letters[1:])
    yield from (f"{letters[:2]}{number}" for number in count(2))
