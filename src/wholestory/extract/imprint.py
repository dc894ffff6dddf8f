"""What a scraped file says of its own article: outlet, writers, date."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wholestory.extract import bylines, datelines, forms, furniture
from wholestory.extract.roles import Verdict
from wholestory.extract.shapes import Shaped
from wholestory.extract.zones import Zones
from wholestory.model import ArticleId, Basis, FileSpan, Granularity, Published

_SPLIT = re.compile(r"\s*[|·•]\s*|\s+[-–—]\s+")
_SUFFIX = re.compile(r"\s*[|·•]\s*|\s+[-–—]\s+")
_BAR = re.compile(r"\s*[|•·]\s+")
_RIGHTS = re.compile(
    r"(?:©|\(c\)|copyright)[\s©]*(?:(?:19|20)\d\d(?:\s*[-–]\s*\d{2,4})?)?[\s,]*([^\W\d_][^.,|©]{1,50})", re.I
)


@dataclass(frozen=True, slots=True)
class Imprint:
    """Names as printed; None where the file does not say."""

    outlet: str | None
    byline: str | None
    published: Published | None


@dataclass(frozen=True, slots=True)
class _Name:
    """A name in the head: what it stands for is told by its label, its form, its repetition and its place."""

    text: str
    labelled: bool = False
    printed: bool = False  # labelled as the outlet's
    whole: str | None = None  # with its label, where that may be the name's own article

    @property
    def is_known(self) -> bool:
        """Whether more than its place says what it stands for."""
        return self.labelled or self.printed or bylines.is_staff(self.text) or bylines.is_outlet(self.text)

    @property
    def is_writer(self) -> bool:
        return self.labelled or bylines.is_person(self.text) or bylines.is_staff(self.text)


def read(
    shaped: Sequence[Shaped],
    verdicts: Sequence[Verdict],
    zones: Zones,
    *,
    id: ArticleId,
    suffix: str | None,
    familiar: bool,
) -> Imprint:
    """The imprint of a file; `suffix` is the outlet that its title ended with.

    In a language that is not `familiar` a lone name may be the outlet's or the writer's: it is neither.
    """
    names = list(_names(shaped, verdicts, zones))
    if not familiar:
        names = [_Name(n.whole) if n.whole else n for n in names]
        above = list(_names(shaped[: zones.title], verdicts[: zones.title], zones)) if zones.title else []
        kicker = above[0] if len(above) == 1 and names.count(above[0]) == 1 else None
        names = [n for n in names if n.is_known or n != kicker]
        names = names if len(names) > 1 else [n for n in names if n.is_known]
    outlet = suffix or _outlet(names) or _holder(shaped)
    byline = _byline(names, outlet)
    return Imprint(outlet, byline, _published(shaped, zones, id))


def prefix(title: str) -> tuple[int, str | None] | None:
    """Where a title's own words begin after a section, or an outlet, then named: "LIVE | Ferry sinks"."""
    mark = _BAR.search(title)
    if not mark or len(title[mark.end() :].split()) < 3:
        return None
    name = title[: mark.start()]
    if furniture.normal(name) in furniture.table("sections"):
        return mark.end(), None
    if bylines.is_outlet(name):
        return mark.end(), name
    return (mark.end(), None) if name.isupper() and len(name.split()) <= 3 and len(name) <= 25 else None


def suffix(title: str, shaped: Sequence[Shaped]) -> tuple[int, str] | None:
    """Where a title's own words end and the outlet's name after them: "Ferry sinks - The Harbour Post"."""
    marks = list(_SUFFIX.finditer(title))
    if not marks:
        return None
    name = title[marks[-1].end() :]
    known = any(furniture.normal(s.text) == furniture.normal(name) for s in shaped)
    barred = "|" in marks[-1][0] and forms.is_name(name, most=4)
    if name and (known or bylines.is_outlet(name) or barred) and len(title[: marks[-1].start()].split()) >= 2:
        return marks[-1].start(), name
    return None


def _names(shaped: Sequence[Shaped], verdicts: Sequence[Verdict], zones: Zones) -> Iterator[_Name]:
    for index, (line, verdict) in enumerate(zip(shaped, verdicts, strict=True)):
        if verdict.role is not None or zones.first <= index < zones.last:
            continue
        if index >= zones.last and verdict.reason != "byline":
            continue
        if line.dateline:
            yield from _in_dateline(line.text, line.dateline)
        elif verdict.reason in ("byline", "outlet", "frame"):
            yield from _pieces(_parts(line.text))


def _in_dateline(text: str, dateline: datelines.DateLine) -> Iterator[_Name]:
    """A word before a comma and a date is a place; before a bar it is whoever printed it."""
    for start, end in dateline.names:
        barred = text[end:].lstrip()[:1] in ("|", "·", "•") or text[:start].rstrip()[-1:] in ("|", "·", "•")
        for name in _pieces([text[start:end]]):
            if barred or name.is_writer or bylines.is_outlet(name.text):
                yield name


def _parts(text: str) -> list[str]:
    found = bylines.labelled(text)
    return [text] if bylines.printed(text) or (found and found[2]) else _SPLIT.split(text)


def _pieces(texts: list[str]) -> Iterator[_Name]:
    for text in texts:
        printed, found = bylines.printed(text), bylines.labelled(text)
        text = bylines.core(text)
        if printed:
            yield _Name(text[slice(*printed)], printed=True)
        elif found:
            yield _Name(text[found[0] : found[1]], labelled=True, whole=None if found[2] else text)
        elif (
            bylines.is_staff(text)
            or bylines.is_outlet(text)
            or bylines.is_person(text)
            or forms.is_name(text)
        ):
            yield _Name(text)


def _outlet(names: list[_Name]) -> str | None:
    """The name that is repeated, has a newspaper's form, or is no writer's; of two writers' the first."""
    printed = [n.text for n in names if n.printed]
    free = [n for n in names if not n.labelled and not bylines.is_staff(n.text)]
    counts = Counter(n.text for n in free)
    repeated = [text for text, count in counts.items() if count > 1]
    formed = [n.text for n in free if bylines.is_outlet(n.text)]
    others = [n.text for n in free if not n.is_writer]
    writers = sum(n.is_writer for n in names)
    first = [n.text for n in free[:1] if writers > 1]
    return next(iter([*printed, *repeated, *formed, *others, *first]), None)


def _byline(names: list[_Name], outlet: str | None) -> str | None:
    """A labelled name, else the one that stands after the outlet's."""
    sure = [n.text for n in names if n.labelled]
    if sure:
        return sure[0]
    last = max((i for i, n in enumerate(names) if n.text == outlet), default=-1)
    free = [n for n in names[last + 1 :] + names[: last + 1][::-1] if n.text != outlet]
    people = [n.text for n in free if bylines.is_person(n.text)]
    staff = [n.text for n in free if bylines.is_staff(n.text)]
    return next(iter([*people, *staff]), None)


def _holder(shaped: Sequence[Shaped]) -> str | None:
    """The outlet that a copyright line names."""
    for line in shaped:
        match = _RIGHTS.search(line.text) if line.reason == "copyright" else None
        if match and forms.is_name(match[1].strip(), most=6) and not furniture.find(match[1]):
            return match[1].strip()
    return None


def _published(shaped: Sequence[Shaped], zones: Zones, id: ArticleId) -> Published | None:
    lines = [s for i, s in enumerate(shaped) if s.dateline and not zones.first <= i < zones.last]
    stated = [(d.updated, d.value is None, i, d, s) for i, s in enumerate(lines) for d in _dates(s)]
    if not stated:
        return None
    *_, found, line = min(stated, key=lambda s: s[:3])
    for *_, other, at in stated:  # the same day elsewhere to the minute
        same = other.value and found.value and other.value.startswith(found.value)
        if same and other.granularity is Granularity.MINUTE and not other.updated:
            found, line = other, at
    start = line.line.start + line.content
    span = FileSpan(id, start + found.start, start + found.end)
    return Published(found.value, found.earliest, found.latest, found.granularity, Basis.STATED, (span,))


def _dates(line: Shaped) -> tuple[datelines.Stated, ...]:
    return line.dateline.dates if line.dateline else ()
