"""Counts, sums and hours that several accounts of one event give."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

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
from wholestory.text.words import content, romanised

APART = (Outcome.DIFFER, Outcome.DISPUTED)
BY_CHANCE = 24  # numbers up to here recur in any two articles
BEGINNING = 5  # letters: what related words of different languages have in common

Key = tuple[str, EntityId | str]


def find(scope: Scope, linked: Linked) -> Iterator[Claim]:
    """One claim for each attribute of each subject; a caption's figures are told of its picture only."""
    values: dict[Key, list[Measured]] = defaultdict(list)
    for analysis in scope.analyses:
        for statement in analysis.statements:
            if statement.status is not Status.CAPTION and statement.attribute not in ("age", "birthday"):
                values[_key(analysis, statement, linked)].append(_measure(analysis, statement))
    for key, measured in sorted(_across_languages(scope, values).items()):
        claim = _claim(scope, key, _one_each(measured))
        counted = claim.attribute.startswith("count:")
        if claim.outcome not in APART or not counted or _corroborated(scope, claim):
            yield claim


def _across_languages(scope: Scope, values: Mapping[Key, list[Measured]]) -> Mapping[Key, list[Measured]]:
    """The values by key, telling figures of one unit joined where languages name the thing differently.

    Nouns without a common name have a key of their own in each language; 4.5 million euros in one account
    and in another are one figure all the same. Small numbers recur by chance and stay apart.
    """
    language = {analysis.article: analysis.language for analysis in scope.analyses}
    joined: dict[Key, list[Measured]] = {}
    home: dict[tuple[str, str, float | None], Key] = {}
    for key, measured in sorted(values.items()):
        spoken = {language[m.value.article] for m in measured}
        figure = (_unit(key[0]), measured[0].value.quantity.value, measured[0].low)
        at_one = len({m.value.quantity.value for m in measured}) == 1
        at = home.get(figure) if at_one and (measured[0].low or 0) > BY_CHANCE else None
        if at and not spoken & {language[m.value.article] for m in joined[at]}:
            joined[at].extend(measured)
        else:
            joined[key] = list(measured)
            home.setdefault(figure, key)
    return joined


def _unit(attribute: str) -> str:
    """What is measured, without what it is measured of: "money:EUR fund" is money:EUR, "count:x" a count."""
    kind, _, thing = attribute.partition(":")
    return f"{kind}:{thing.partition(' ')[0]}" if " " in thing else kind


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
        outlier=outlier(values) if found in APART else None,
    )


def _corroborated(scope: Scope, claim: Claim) -> bool:
    """Whether differing figures are surely of the same thing: two agree on one, or their sentences meet.

    "Two members wanted a cut" and "six members met" count members of two kinds.
    """
    told = [value.quantity.value for value in claim.values]
    if len(set(told)) < len(told):
        return True
    words = [_context(scope, value) for value in claim.values]
    return any(one & other for one, other in combinations(words, 2))


def _context(scope: Scope, value: ClaimValue) -> set[str]:
    """What else the sentence speaks of, spelt so that languages can meet: names, and words' beginnings."""
    sentence = scope.quote(value.sentence)
    start, end = value.span.start - value.sentence.start, value.span.end - value.sentence.start
    around = f"{sentence[:start]} {sentence[end:]}"
    language = next(a.language for a in scope.analyses if a.article == value.article)
    return {romanised(word)[:BEGINNING] for word in content(around, language) if len(word) >= BEGINNING}
