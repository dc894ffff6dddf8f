"""Images' captions and credits among the lines of an article, told by their form.

A credit is "X/Y", "X via Y", "… Images", a label ("Photo:") with a name, or one of these in brackets at the
end of a line. A single agency in brackets closes agency copy, and is no credit.
"""

from __future__ import annotations

import re
from functools import cache

from wholestory.extract import forms, furniture
from wholestory.text import languages

_MOST_WORDS = 70
_BRACKETS = re.compile(r"[(\[（【]([^()\[\]（）【】]{3,140})[)\]）】][\s.]*$")
_ALL_BRACKETS = re.compile(r"^[(\[（【]([^()\[\]（）【】]{3,140})[)\]）】]\.?$")
_PARTS = re.compile(r"\s*/\s*")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LABEL_SIGN = re.compile(r"[:：©|]|\b(?:by|di|von|de|par|por|of)\s+[^\W\d_a-zà-ÿ]")
_ANY_LABEL = re.compile(r"[^\W\d_]{2,16}\s*[:：]\s*")  # in brackets before names: a credit in any language
_VIA = re.compile(r"\bvia\b", re.IGNORECASE)
_WRITER_LABELS = re.compile(r"\b(?:by|di|von|de|par|por|of)$")


def bare(text: str) -> tuple[int, int] | None:
    """Where the credit stands in a line that is nothing but one; None for any other line."""
    if len(text) > 160:
        return None
    bracketed = _ALL_BRACKETS.match(text)
    if bracketed:
        return _credited(text, *bracketed.span(1))
    labelled = _label().match(text)
    if labelled and (_is_owner(text[labelled.end() :], most=9) or _is_store(text[labelled.end() :])):
        return labelled.end(), len(text.rstrip(" ."))
    if text.startswith("©") and not _YEAR.search(text) and _is_owner(text[1:], most=6):
        return 0, len(text)
    if _is_slashed(text, pair=False) or _is_agency(text):
        return 0, len(text)
    return None


def trailing(text: str) -> tuple[int, int, int] | None:
    """Where a caption's text ends, and its credit starts and ends; None for a line without a credit."""
    if len(text) > 900 or len(text.split()) > _MOST_WORDS:
        return None
    bracketed = _BRACKETS.search(text)
    if bracketed and bracketed.start() > 0:
        span = _credited(text, *bracketed.span(1))
        return (_closed(text, bracketed.start()), *span) if span else None
    return _labelled_end(text)


def is_caption(text: str) -> bool:
    """Whether a line without a credit says of itself that it describes a picture."""
    if len(text.split()) > _MOST_WORDS:
        return False
    if ":" in text[:40] and furniture.normal(text[: text.index(":")]) in furniture.table("caption_labels"):
        return True
    inner = re.findall(r"[(\[]([^()\[\]]{2,40})[)\]]", text)
    return any(furniture.normal(i) in furniture.table("captions") for i in inner)


def _closed(text: str, end: int) -> int:
    return len(text[:end].rstrip(" \t|–—-"))


def _credited(text: str, start: int, end: int) -> tuple[int, int] | None:
    inner = text[start:end]
    labelled = _label().match(inner) or _loose_label().match(inner)
    if labelled and _is_owner(inner[labelled.end() :], most=9):
        return start + labelled.end(), end
    foreign = _ANY_LABEL.match(inner)
    if foreign and _is_owner(inner[foreign.end() :], most=9) and ("/" in inner or not inner.isascii()):
        return start + foreign.end(), end
    if inner.startswith("©") and _is_owner(inner[1:], most=8):
        return start, end
    return (start, end) if _is_slashed(inner, pair=True) or _is_agency(inner) else None


def _labelled_end(text: str) -> tuple[int, int, int] | None:
    """A label inside the line with nothing but an owner after it: "The quay. Photo: A B"."""
    tail = max(0, len(text) - 140)
    if not _LABEL_SIGN.search(text, tail):
        return None
    for labelled in _inner_label().finditer(text, tail):
        if labelled.start() > 0 and _is_owner(text[labelled.end() :], most=8):
            return _closed(text, labelled.start()), labelled.end(), len(text.rstrip(" ."))
    return None


def _is_owner(text: str, *, most: int) -> bool:
    """Names of people and agencies, however joined."""
    tokens = [t.strip("()[].,:©") for t in re.split(r"[\s/|,]+", text.strip())]
    tokens = [t for t in tokens if t and t not in "–—-&+"]
    if not 1 <= len(tokens) <= most:
        return False
    if not (forms.is_upper(tokens[0]) or _looks_agency(tokens[0]) or "/" in text):
        return False
    free = sum(not forms.is_upper(t) and not _is_linking(t) for t in tokens)
    return free <= (1 if "/" in text else 0) + (len(tokens) == 1)


def _is_store(text: str) -> bool:
    """ "archivio museo Albini": whose pictures they are, though not by a name alone."""
    tokens = furniture.normal(text).split()
    return 1 <= len(tokens) <= 6 and text[-1:].isalnum() and tokens[0] in furniture.table("pictures")


def _looks_agency(token: str) -> bool:
    return token.isalpha() and 2 <= len(token) <= 6  # "dpa", "epa"


def _is_linking(token: str) -> bool:
    return token.lower() in forms.PARTICLES | {
        "via",
        "for",
        "für",
        "pour",
        "para",
        "per",
        "imago",
        "dpa",
        "picture",
    }


def _is_slashed(text: str, *, pair: bool) -> bool:
    """ "A B/Agency": names parted by slashes; as a `pair` in brackets not two agencies, which sign copy."""
    parts = _PARTS.split(text.strip(" ."))
    if not 2 <= len(parts) <= 5 or "://" in text or any(c in text for c in "?!:;"):
        return False
    if not all(1 <= len(p.split()) <= 5 and _is_owner(p, most=5) for p in parts):
        return False
    several = any(len(p.split()) > 1 for p in parts)
    return several or (not pair and all(map(forms.is_upper, parts)))


def _is_agency(text: str) -> bool:
    """ "A B Images", "A via B": an owner of pictures by its last word or its link."""
    tokens = text.strip(" .").split()
    if not 2 <= len(tokens) <= 7 or not _is_owner(text, most=7):
        return False
    plain = furniture.normal(tokens[-1])
    if _VIA.search(text) and forms.is_upper(tokens[-1]):
        return True
    return len(tokens) <= 4 and plain in _owners() and all(map(forms.is_upper, tokens))


@cache
def _owners() -> frozenset[str]:
    return furniture.table("pictures") - {"via"}


@cache
def _labels() -> str:
    known = sorted(languages.merged("furniture")["credits"], key=len, reverse=True)
    return "|".join(
        re.escape(p) + (r"\s*[:：]?\s+" if _WRITER_LABELS.search(p) else r"\s*[:：©|]\s*") for p in known
    )


@cache
def _label() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{_labels()})", re.IGNORECASE)


@cache
def _loose_label() -> re.Pattern[str]:
    """In brackets a label needs no colon: "(foto Ansa)"."""
    known = sorted(languages.merged("furniture")["credits"], key=len, reverse=True)
    return re.compile(rf"\s*(?:{'|'.join(map(re.escape, known))})\s+", re.IGNORECASE)


@cache
def _inner_label() -> re.Pattern[str]:
    return re.compile(rf"(?<=[\s.|–—(])(?:{_labels()}|©\s*)", re.IGNORECASE)
