"""What each line of a file is in the article: a block of its text, or removed, and why."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wholestory.extract import bylines, forms, furniture
from wholestory.extract.shapes import Shape, Shaped
from wholestory.extract.zones import Zones, is_notice
from wholestory.model import Role

_SUBHEAD_WORDS = 14
_AGENCY = re.compile(r"[(\[][^\W\d_][^()\[\]]{1,40}[)\]]$")  # "(Agency)" signs the text it closes


@dataclass(frozen=True, slots=True)
class Verdict:
    """A block's role, or the reason for which a line was removed."""

    role: Role | None
    reason: str | None = None


TITLE = Verdict(Role.TITLE)
SUBHEAD = Verdict(Role.SUBHEAD)
PARAGRAPH = Verdict(Role.PARAGRAPH)
CAPTION = Verdict(Role.CAPTION)


def judge(shaped: list[Shaped], zones: Zones) -> list[Verdict]:
    """One verdict a line."""
    verdicts = [_judge(shaped, index, zones) for index in range(len(shaped))]
    if zones.title is not None:
        verdicts = _without_repeats(shaped, verdicts, zones.title)
    return _with_pairs(shaped, verdicts)


def _judge(shaped: list[Shaped], index: int, zones: Zones) -> Verdict:
    if index == zones.title:
        return TITLE
    if zones.title is not None and index < zones.title:
        return _before_title(shaped[index])
    if index < zones.first:
        return _before_body(shaped[index], zones)
    if index < zones.last:
        return _within(shaped, index, zones)
    return _after(shaped, index, zones)


def _removed(line: Shaped) -> Verdict:
    return Verdict(None, line.reason or ("promotion" if line.promotes else "frame"))


def _named(line: Shaped) -> Verdict | None:
    """The verdict on a line that names a writer, an outlet or a section."""
    text = bylines.core(line.text)
    if bylines.is_row(line.text):
        return Verdict(None, "byline")
    if bylines.labelled(text) or bylines.is_staff(text):
        return Verdict(None, "byline")
    if furniture.normal(text) in furniture.table("sections"):
        return Verdict(None, "section")
    if bylines.is_outlet(text):
        return Verdict(None, "outlet")
    return Verdict(None, "byline") if bylines.is_person(text) else None


def _before_title(line: Shaped) -> Verdict:
    if line.shape is Shape.CAPTION:
        return CAPTION
    if bylines.printed(line.text):
        return Verdict(None, "outlet")
    if line.shape is Shape.FRAGMENT:
        return _named(line) or _removed(line)
    return _removed(line)


def _before_body(line: Shaped, zones: Zones) -> Verdict:
    """Between title and text: a standfirst, a picture's caption, who wrote it and when."""
    if line.shape is Shape.CAPTION:
        return CAPTION
    if line.shape is not Shape.SENTENCE and bylines.printed(line.text):
        return Verdict(None, "outlet")
    if line.shape not in (Shape.FRAGMENT, Shape.SENTENCE):
        return _removed(line)
    named = _named(line)
    core = bylines.core(line.text)
    if core != line.text and forms.overlap(core, zones.body) >= 0.5 and not bylines.is_outlet(core):
        named = None  # "A B in C" is a sub-heading if the text tells of A B
    if named and (named.reason != "byline" or bylines.labelled(line.text) or bylines.is_row(line.text)):
        return named
    shared = forms.overlap(line.text, zones.body)
    if forms.is_list_of_names(line.text) and (shared > 0.5 or line.text.endswith(".")):
        return CAPTION
    if named:
        return CAPTION if zones.title is not None and shared == 1 and _is_told_of(line) else named
    if (
        len(forms.words(line.text)) >= 4
        or forms.weight(line.text) > 24
        or (shared > 0 and not forms.is_name(line.text))
    ):
        return Verdict(None, "promotion") if line.promotes and shared < 0.5 else SUBHEAD
    return _removed(line)


def _is_told_of(line: Shaped) -> bool:
    """Whether a name of one or two words stands in the text with each of them."""
    return len(line.text.split()) < 3 and len(forms.stems(line.text)) == len(forms.words(line.text))


def _within(shaped: list[Shaped], index: int, zones: Zones) -> Verdict:
    line = shaped[index]
    match line.shape:
        case Shape.PROSE | Shape.BULLET:
            return PARAGRAPH if not _calls(line, zones) else Verdict(None, "promotion")
        case Shape.SENTENCE:
            return Verdict(None, "promotion") if _calls(line, zones) else PARAGRAPH
        case Shape.CAPTION:
            return CAPTION
        case Shape.DATE:
            return SUBHEAD
        case Shape.FURNITURE:
            return _furniture_within(shaped, index, zones)
        case Shape.FRAGMENT:
            return _fragment_within(shaped, index, zones)
    return _removed(line)


def _calls(line: Shaped, zones: Zones) -> bool:
    return furniture.calls(line.text) and forms.overlap(line.text, zones.body) < 0.7


def _furniture_within(shaped: list[Shaped], index: int, zones: Zones) -> Verdict:
    """Inside the text a menu's word can be a sub-heading, and a sentence can open as a link does."""
    line = shaped[index]
    if line.sure:
        alone = not any(_is_furniture(shaped, i) for i in (index - 1, index + 1))
        numbered = line.reason == "counters" and len(line.text.strip(".")) <= 2
        return SUBHEAD if alone and (line.reason == "navigation" or numbered) else _removed(line)
    said = forms.is_sentence(line.text) and not line.text.endswith((":", "!", "?"))
    if said and not is_notice(line, zones.body):
        return PARAGRAPH
    free = len(forms.words(line.text)) >= 5 and not any(m in line.text for m in ":>»→|")
    return (
        SUBHEAD
        if free and not line.promotes and line.reason == "related" and _leads(shaped, index)
        else _removed(line)
    )


def _is_furniture(shaped: list[Shaped], index: int) -> bool:
    return 0 <= index < len(shaped) and shaped[index].shape is Shape.FURNITURE


def _leads(shaped: list[Shaped], index: int) -> bool:
    """Whether running text follows without a blank line, as under sub-headings in dense files."""
    return (
        index + 1 < len(shaped) and shaped[index + 1].shape is Shape.PROSE and not shaped[index + 1].line.gap
    )


def _fragment_within(shaped: list[Shaped], index: int, zones: Zones) -> Verdict:
    line = shaped[index]
    if line.heading:
        return SUBHEAD
    if _follows_related(shaped, index):
        return Verdict(None, "related")
    if forms.is_list_of_names(line.text) and forms.overlap(line.text, zones.body) > 0.8:
        return CAPTION
    if line.text[:1].islower() and index and shaped[index - 1].shape is not Shape.PROSE:
        return PARAGRAPH
    if len(line.text.split()) <= _SUBHEAD_WORDS and forms.weight(line.text) <= 130:
        return SUBHEAD
    following_gap = index + 1 >= len(shaped) or shaped[index + 1].line.gap
    return CAPTION if line.line.gap and following_gap else PARAGRAPH


def _follows_related(shaped: list[Shaped], index: int) -> bool:
    """Whether the line stands in a list of links, without a blank line, under its heading."""
    while index > 0 and not shaped[index].line.gap:
        index -= 1
        above = shaped[index]
        if above.shape is Shape.FURNITURE:
            return above.reason == "related" and above.sure
        if above.shape is not Shape.FRAGMENT:
            return False
    return False


def _after(shaped: list[Shaped], index: int, zones: Zones) -> Verdict:
    """Behind the last line of text: the frame, unless a caption or the rest of a text cut off."""
    line = shaped[index]
    if index >= zones.frame:
        related = any(s.reason == "related" for s in shaped[max(zones.frame, index - 12) : index])
        return (
            Verdict(None, "related")
            if related and line.reason is None and not line.promotes
            else _removed(line)
        )
    if line.shape is Shape.CAPTION:
        return CAPTION
    if line.shape is not Shape.FRAGMENT:
        return _removed(line)
    if _AGENCY.match(line.text):
        return PARAGRAPH
    if bylines.labelled(line.text) or bylines.is_staff(line.text):
        return Verdict(None, "byline")
    several = len(shaped) - zones.last > 1
    count = len(line.text.split())
    if count > (12 if several else 8) or (line.text[:1].islower() and count > 3):
        return PARAGRAPH
    return _removed(line)


def _without_repeats(shaped: list[Shaped], verdicts: list[Verdict], title: int) -> list[Verdict]:
    words = furniture.normal(shaped[title].text)
    return [
        Verdict(None, "repeat") if i != title and v.role in (Role.SUBHEAD, None) and s.shape is Shape.FRAGMENT
        and furniture.normal(s.text) == words else v
        for i, (s, v) in enumerate(zip(shaped, verdicts, strict=True))
    ]  # fmt: skip


def _with_pairs(shaped: list[Shaped], verdicts: list[Verdict]) -> list[Verdict]:
    """A short line right above a credit is its caption."""
    found = list(verdicts)
    for i in range(1, len(shaped)):
        if shaped[i].shape is Shape.CREDIT and _is_captioned(shaped, i, found[i - 1]):
            found[i - 1] = CAPTION
    return found


def _is_captioned(shaped: list[Shaped], credit: int, above: Verdict) -> bool:
    line = shaped[credit - 1]
    if above.role is Role.SUBHEAD and line.shape is Shape.FRAGMENT and not line.heading:
        return True
    short = len(line.text.split()) <= 35 and line.shape in (Shape.SENTENCE, Shape.PROSE)
    return above.role is Role.PARAGRAPH and short and line.line.gap and not shaped[credit].line.gap
