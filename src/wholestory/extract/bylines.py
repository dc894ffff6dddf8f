"""Names at the head of an article: who wrote it and who printed it."""

from __future__ import annotations

import re
from functools import cache

from wholestory.extract import dates, forms, furniture
from wholestory.text import languages

_JOIN = re.compile(r"\s*(?:,|&|;|/|\s(?:and|und|et|y|e|ed|i|и|και)\s)\s*", re.IGNORECASE)
_DOMAIN = re.compile(r"^(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,12}$", re.IGNORECASE)
_WITH = re.compile(r"\s*(?P<comma>,)\s+(?P<word>\w+) (?P<name>[^,]+)$")
_BARE_WITH = re.compile(r"(?P<comma>,)?\s+(?P<word>\w+) (?P<name>\S+)$")
_STATION = re.compile(r"\s+(?:in|aus|à|a|em|en|for|für|para|pour|per)\s+(?P<place>[^\W\d_].*)$")
_OFFICE = re.compile(r"\s*,\s*([^,]+)$")
_HANDLE = re.compile(r"\s*[(\[]?@\w+[)\]]?$")
_BARS = re.compile(r"\s*[|·•]\s*")
_STRONG = 4  # letters of a label that is no everyday preposition


def labelled(text: str) -> tuple[int, int, bool] | None:
    """Where the writers' names stand after a label ("By …"), and whether the label can be nothing else."""
    if len(text) > 120:
        return None
    match = _label().match(text)
    end = _names_end(text, match.end()) if match else None
    if match is None or end is None:
        return None
    label = match[0].strip()
    sure = ":" in label or len(label) > _STRONG or label.lower() == "by"
    return (match.end(), end, sure) if sure or _is_full(text[match.end() : end]) else None


def is_signed(text: str) -> bool:
    """Whether a line names its writers after a label that can be nothing else."""
    found = labelled(text)
    return found is not None and found[2]


def printed(text: str) -> tuple[int, int] | None:
    """Where the outlet's name stands after a label ("Source: …")."""
    match = _outlet_label().match(text) if len(text) < 80 else None
    return match.span("name") if match and forms.is_name(match["name"], most=6) else None


def core(text: str) -> str:
    """A name without what else is said of it at its end: a handle, an office, a place, agencies."""
    if len(text) > 100:
        return text
    text = _HANDLE.sub("", text)
    match = _OFFICE.search(text)
    if match and _is_office(match[1]) and forms.is_name(text[: match.start()]):
        text = text[: match.start()]
    match = _STATION.search(text)
    if match and forms.is_name(match["place"], most=4) and is_person(text[: match.start()]):
        return text[: match.start()]
    match = _WITH.search(text) or _BARE_WITH.search(text)
    used = match and match["word"].casefold() in furniture.table("joiners")
    return text[: match.start()] if match and used and _is_agency(match) else text


def is_row(text: str) -> bool:
    """Whether a line parted by bars or dots holds nothing but names and what stands beside them."""
    parts = [p for p in _BARS.split(text) if p]
    return 1 < len(parts) < 6 and len(text) < 120 and all(map(_is_beside, parts))


def _is_beside(part: str) -> bool:
    said = is_signed(part) or is_staff(part) or is_outlet(part) or is_person(core(part))
    return said or furniture.find(part) is not None or furniture.normal(part) in furniture.table("ago")


def _is_office(text: str) -> bool:
    words = furniture.normal(text).split()
    return bool(words) and any(e in furniture.table("staff") for e in (words[0], words[-1], " ".join(words)))


def _is_agency(match: re.Match[str]) -> bool:
    name = match["name"]
    short = " " not in name and 2 <= len(name) <= 6 and (name.isupper() or name.islower())
    return is_staff(name) or short or (match["comma"] is not None and forms.is_name(name, most=3))


def is_staff(text: str) -> bool:
    """Whether the line names a desk or an office instead of a person."""
    plain = furniture.normal(text)
    if plain in furniture.table("staff"):
        return True
    label = _label().match(text)
    return label is not None and furniture.normal(text[label.end() :]) in furniture.table("staff")


def is_person(text: str) -> bool:
    """Whether the line has the form of writers' names: two to four words each, no newspaper's word."""
    names = [n for n in _JOIN.split(text.strip()) if n]
    if not names or len(names) > 4 or is_outlet(text):
        return False
    return all(forms.is_name(n, most=4) and _is_full(n) for n in names)


def is_outlet(text: str) -> bool:
    """Whether a name has a newspaper's form: one of its words, a leading article, or a domain."""
    if _DOMAIN.match(text):
        return True
    plain = furniture.normal(text).split()
    if not plain or len(plain) > 6 or not forms.is_name(text, most=6):
        return False
    if any(w in furniture.table("outlets") for w in plain):
        return True
    return len(plain) > 1 and plain[0] in furniture.table("articles")


def _is_full(name: str) -> bool:
    return len(name.split()) > 1 or (len(name) > 1 and forms.is_spaceless(name))


def _names_end(text: str, start: int) -> int | None:
    """The end of the names from `start` on; None unless little but an office follows them."""
    end, at = None, start
    for piece in [*_JOIN.finditer(text, start), None]:
        stop = piece.start() if piece else len(text)
        name = text[at:stop]
        cut = re.search(r"\s+(?:in|aus|à|a|em|en|from|for|da|de|di|\(|\||–|—|-)\s+\S+", name)
        if end is not None and text[at - 2 : at].startswith(",") and not _is_full(name.strip()):
            break  # a place or an office after a comma
        whole = forms.is_name(name.strip(), most=5) and not is_staff(name) and not is_calendar(name)
        if not whole and cut and forms.is_name(name[: cut.start()].strip(), most=5):
            end, stop = at + cut.start(), at + cut.start()
            break
        if not whole:
            break
        end = at + len(name.rstrip())
        at = piece.end() if piece else stop
    if end is None or len(text[end:].split()) > 7 or (forms.is_sentence(text) and len(text.split()) > 8):
        return None
    return end


def is_calendar(name: str) -> bool:
    """Whether a word after a label is a day or month ("By Friday"), so that no writer is meant."""
    found = forms.words(name)
    return bool(found) and all(w in dates.calendar_words() for w in found)


@cache
def _outlet_label() -> re.Pattern[str]:
    known = "|".join(map(re.escape, languages.merged("furniture")["outlet_labels"]))
    return re.compile(rf"(?:{known})\s*:\s*(?P<name>\S.*)", re.IGNORECASE)


@cache
def _label() -> re.Pattern[str]:
    known = sorted(languages.merged("furniture")["bylines"], key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, known))})(?:\s*:\s*|\s+)", re.IGNORECASE)
