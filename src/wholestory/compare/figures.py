"""Counts, sums and hours that several accounts of one event give."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from wholestory.compare.linking import Linked
from wholestory.compare.outcomes import Measured, clash, outcome, outlier
from wholestory.compare.scope import Scope
from wholestory.model import (
    Analysis,
    ArticleId,
    Claim,
    ClaimId,
    ClaimValue,
    EntityId,
    Outcome,
    Statement,
    Status,
)

Key = tuple[str, EntityId | str]


def find(scope: Scope, linked: Linked) -> Iterator[Claim]:
    """One claim for each attribute of each subject; a caption's figures are told of its picture only."""
    values: dict[Key, list[Measured]] = defaultdict(list)
    for analysis in scope.analyses:
        for statement in analysis.statements:
            if statement.status is not Status.CAPTION and statement.attribute not in ("age", "birthday"):
                values[_key(analysis, statement, linked)].append(_measure(analysis, statement))
    for key, measured in sorted(values.items()):
        chosen = _one_each(measured)
        yield _claim(scope, key, chosen)


def _key(analysis: Analysis, statement: Statement, linked: Linked) -> Key:
    subject = linked.of.get((analysis.article, statement.subject)) if statement.subject is not None else None
    return statement.attribute, subject or statement.attribute.partition(":")[2]


def _measure(analysis: Analysis, statement: Statement) -> Measured:
    quantity = statement.quantity
    value = ClaimValue(analysis.article, quantity, statement.status, statement.span, statement.sentence)
    return Measured(value, quantity.low, quantity.high)


def _one_each(measured: Sequence[Measured]) -> list[Measured]:
    """For each article the value that clashes least with the others: its total, not a part of it."""
    of: dict[ArticleId, list[Measured]] = defaultdict(list)
    for one in measured:
        of[one.value.article].append(one)
    return [
        min(
            own,
            key=lambda m: sum(all(clash(m, v) for v in theirs) for a, theirs in of.items() if a != article),
        )
        for article, own in of.items()
    ]


def _claim(scope: Scope, key: Key, values: Sequence[Measured]) -> Claim:
    attribute, subject = key
    found = outcome(values)
    return Claim(
        id=ClaimId(f"c-{scope.of}-{subject}-{attribute}"),
        subject=subject,
        attribute=attribute,
        outcome=found,
        values=tuple(m.value for m in values),
        outlier=outlier(values) if found in (Outcome.DIFFER, Outcome.DISPUTED) else None,
    )
