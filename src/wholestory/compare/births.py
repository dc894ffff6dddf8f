"""Ages and birthdays, compared by the birth dates that they allow.

Whoever is `n` on day D was born after D − (n+1) years and at the latest on D − n years; an n-th birthday
about day D puts the birth about D − n years. Two values fit where these intervals meet. No birth date is
ever asserted, and where a day is missing nothing is compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from wholestory.compare.linking import Linked
from wholestory.compare.outcomes import Measured, outcome, outlier
from wholestory.compare.scope import Scope
from wholestory.model import (
    Analysis,
    Claim,
    ClaimId,
    ClaimValue,
    EntityId,
    Granularity,
    Outcome,
    Published,
    Statement,
    Timing,
)

AFTER, BEFORE = 45, 21  # days by which news of a birthday may follow or precede it
TELLING = 400  # days: an age told beside a farther date is not known to be of today
ATTRIBUTES = ("age", "birthday")


def find(scope: Scope, linked: Linked) -> Iterator[Claim]:
    """One claim on each person whose age the accounts give; a second where undated values stand apart."""
    values: dict[EntityId, list[Measured]] = defaultdict(list)
    for analysis in scope.analyses:
        for statement in analysis.statements:
            if statement.attribute in ATTRIBUTES and statement.subject is not None:
                entity = linked.of.get((analysis.article, statement.subject))
                if entity:
                    values[entity].append(_measure(scope, analysis, statement))
    for entity, measured in sorted(values.items()):
        yield from _claims(scope, entity, measured)


def _claims(scope: Scope, entity: EntityId, measured: Sequence[Measured]) -> Iterator[Claim]:
    dated = [m for m in measured if m.known]
    if len(dated) == len(measured) or _at_one(measured):
        yield _claim(scope, entity, measured, outcome(measured, inferred=True))
        return
    if dated:
        yield _claim(scope, entity, dated, outcome(dated, inferred=True))
    yield _claim(scope, entity, measured, Outcome.NOT_COMPARABLE)


def _at_one(measured: Sequence[Measured]) -> bool:
    """Whether no comparison is needed: one account alone tells it, or all print the same."""
    accounts = {m.value.article for m in measured}
    return len(accounts) == 1 or len({m.value.quantity.value for m in measured}) == 1


def _claim(scope: Scope, entity: EntityId, values: Sequence[Measured], found: Outcome) -> Claim:
    differ = found in (Outcome.DIFFER, Outcome.DISPUTED)
    undated = found is Outcome.NOT_COMPARABLE
    return Claim(
        id=ClaimId(f"c-{scope.of}-{entity}-age{'-undated' if undated else ''}"),
        subject=entity,
        attribute="age",
        outcome=found,
        values=tuple(m.value for m in values),
        outlier=outlier(values) if differ else None,
        because=("day missing",)
        if undated
        else ("birth dates that fit",)
        if found is Outcome.COMPATIBLE
        else (),
    )


def _measure(scope: Scope, analysis: Analysis, statement: Statement) -> Measured:
    value = ClaimValue(
        analysis.article, statement.quantity, statement.status, statement.span, statement.sentence
    )
    days = _days(scope, analysis, statement)
    low, high = statement.quantity.low, statement.quantity.high
    if days is None or low is None or high is None:
        return Measured(value, None, None)
    earliest, latest = days
    if statement.attribute == "age":
        return Measured(value, _back(earliest, int(high) + 1) + 1, _back(latest, int(low)))
    return Measured(value, _back(earliest, int(high)), _back(latest, int(low)))


def _days(scope: Scope, analysis: Analysis, statement: Statement) -> tuple[int, int] | None:
    """The days on which the figure may hold."""
    at = analysis.timings[statement.at] if statement.at is not None else None
    published = _bounds(scope.published(analysis))
    if statement.attribute == "age":
        told = _bounds(at)
        if published and told and abs(published[0] - told[0]) > TELLING:
            return None
        return published
    if at is not None and at.granularity in (Granularity.DAY, Granularity.MONTH) and _bounds(at):
        return _bounds(at)
    return (published[0] - AFTER, published[1] + BEFORE) if published else None


def _bounds(time: Published | Timing | None) -> tuple[int, int] | None:
    if time is None or not time.earliest or not time.latest:
        return None
    return date.fromisoformat(time.earliest).toordinal(), date.fromisoformat(time.latest).toordinal()


def _back(day: int, years: int) -> int:
    """The same day so many years before, as an ordinal; 29 February becomes the 28th."""
    then = date.fromordinal(day)
    year = max(1, then.year - years)
    return date(year, then.month, min(then.day, 28) if then.month == 2 else then.day).toordinal()
