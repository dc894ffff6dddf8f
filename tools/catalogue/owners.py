"""An owner's bare name out of a free text, where that can only be read one way; else None."""

from __future__ import annotations

import re

LONGEST = 60

_BRACKETS = re.compile(r"\s*\(([^()]*)\)\s*\Z")
_SHARE = re.compile(r"(\d+(?:[.,]\d+)?)\s*%")
_SMALL = re.compile(r"&|al|and|das?|de[rs]?|di|die|du|e|el|family|for|l[ae]|of|the|und|van|von|y")
_BODIES = re.compile(
    r"\b(?:Ministry|Department|Council|Committee|Press|Publishing|Publication|Centre|Center|School|University"
    r"|Corporation|Company|Organization|Foundation|Trust|Government|Institute|Group|Media)\b"
)
_FIRMS = re.compile(r",? (?:Inc|Ltd|LLC|LP|Limited|Co|L\.P|S\.p\.A|B\.V|GmbH|N\.V)\b\.?", re.IGNORECASE)
_NO_NAME = re.compile(
    r"\b(?:unknown|independent|private|public broadcasters?|non-?profit|owned|ownership|members|readers"
    r"|employees?|shareholders?|staff|founders|investors|cooperative|various|unnamed|via)\b",
    re.IGNORECASE,
)
_MARKS = '();:%/[]"–'


def bare(text: str) -> str | None:
    """The owner that `text` names, without shares and remarks in brackets.

    Nothing of a text that names several, holds less than half, or describes rather than names.
    """
    name = text.strip()
    while remark := _BRACKETS.search(name):
        if _is_part(remark[1]):
            return None
        name = name[: remark.start()]
    if not name or len(name) > LONGEST or " - " in name or any(mark in name for mark in _MARKS):
        return None
    if _NO_NAME.search(name) and not _BODIES.search(name):
        return None
    return name if _is_one(name) and _is_name(name) else None


def _is_part(remark: str) -> bool:
    """Whether a remark says that the one it follows owns less than half, or is one of several."""
    share = _SHARE.search(remark)
    return "co-owner" in remark.lower() or (share is not None and float(share[1].replace(",", ".")) < 50)


def _is_one(name: str) -> bool:
    rest = _FIRMS.sub("", name)
    if " & " in rest.replace("& Sons", ""):
        return False
    return not ("," in rest or " and " in rest) or bool(_BODIES.search(rest))


def _is_name(name: str) -> bool:
    """Whether every word is written as in a name, but for small words."""
    return all(_SMALL.fullmatch(word) or re.search(r"[^\Wa-z]", word) for word in name.split())
