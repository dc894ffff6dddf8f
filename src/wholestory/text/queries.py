"""The language of searching.

It has words, "phrases", title:, outlet:, lang:, country:, person:, before:, after:, -not and OR. Whatever is
typed means something: what is no well-formed part of the language is taken as words.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

from wholestory.model import Field, Query, Term
from wholestory.text import searchable

MOST_TERMS = 32
LONGEST = 2000  # letters of a query; what goes beyond is not read

_QUOTED = r'"[^"]*"?|“[^”]*”?|„[^“”]*[“”]?|«[^»]*»?'
_PART = re.compile(rf"(?P<without>-)?(?:(?P<field>[A-Za-z]+):)?(?P<value>{_QUOTED}|[^\s\"“„«]+)")
_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{1,2}))?(?:-([0-9]{1,2}))?")
_FIELDS: dict[str, Field] = {field.value: field for field in Field if field is not Field.WORDS}
_MARKS = '"“”„«»'


def parse(typed: str) -> Query:
    """What `typed` asks for; raises nothing."""
    groups: list[tuple[Term, ...]] = []
    without: list[Term] = []
    bounds: dict[str, list[datetime]] = {"after": [], "before": []}
    joined = False
    for part in list(_PART.finditer(typed[:LONGEST]))[: 2 * MOST_TERMS]:
        if part.group() == "OR":
            joined = bool(groups)
            continue
        term = _bound(part, bounds) or _term(part)
        if isinstance(term, Term) and part["without"]:
            without.append(term)
        elif isinstance(term, Term) and joined:
            groups[-1] += (term,)
        elif isinstance(term, Term):
            groups.append((term,))
        joined = False
    return Query(
        groups=tuple(groups[:MOST_TERMS]),
        without=tuple(without[:MOST_TERMS]),
        since=max(bounds["after"], default=None),
        before=min(bounds["before"], default=None),
    )


def _bound(part: re.Match[str], bounds: dict[str, list[datetime]]) -> datetime | None:
    """The moment that `before:` or `after:` names, noted in `bounds`; None for anything else."""
    kind, value = (part["field"] or "").lower(), part["value"].strip(_MARKS)
    if kind not in bounds or part["without"] or (moment := _moment(value)) is None:
        return None
    bounds[kind].append(moment)
    return moment


def _moment(value: str) -> datetime | None:
    """The beginning of a year, month or day."""
    if (found := _DAY.fullmatch(value)) is None:
        return None
    year, month, day = (int(number or 1) for number in found.groups())
    try:
        return datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return None


def _term(part: re.Match[str]) -> Term | None:
    """A term; None where there is no letter in it."""
    field = _FIELDS.get((part["field"] or "").lower())
    value = part["value"].strip(_MARKS)
    if field is None:
        field, value = Field.WORDS, f"{part['field'] or ''} {value}"
    if field is Field.LANGUAGE:
        value = re.split("[-_]", value)[0]
    return Term(value.strip(), field) if searchable.phrase(value)[0] else None
