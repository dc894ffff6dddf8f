"""Entities, claims, moments and reuse as the contract writes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from wholestory.model import (
    Claim,
    ClaimId,
    ClaimValue,
    Entity,
    EntityId,
    Moment,
    Reuse,
    Telling,
)
from wholestory.report.contract.merging import Merged
from wholestory.report.contract.places import Data, Places


def entities(found: Iterable[Entity], places: Places) -> list[Data]:
    """People, organisations, places and works, with every mention."""
    return [
        {
            "id": entity.id,
            "name": entity.name,
            "type": entity.type.value,
            "mentions": [places.named(span) for span in entity.mentions],
        }
        for entity in found
    ]


def listed(telling: Telling, whole: Merged, places: Places) -> list[Data]:
    """The claims of stories, then those that only a thread can make, each id once."""
    threads = {str(thread.id) for thread in telling.threads}
    owned: dict[ClaimId, tuple[Claim, Data]] = {}
    for coverage in telling.coverages:
        owner = "thread" if coverage.of in threads else "story"
        for claim in coverage.claims:
            owned.setdefault(claim.id, (claim, {"id": claim.id, owner: coverage.of}))
    return [{**head, **_claim(claim, whole.same, places)} for claim, head in owned.values()]


def moments(found: Iterable[Moment], places: Places) -> list[Data]:
    """The times that accounts name."""
    return [
        {
            "value": moment.value,
            "granularity": moment.granularity.value,
            "spans": [places.named(span) for span in moment.spans],
        }
        for moment in found
    ]


def reuse(found: Iterable[Reuse], places: Places) -> list[Data]:
    """Passages that two articles share, the earlier one first."""
    return [{"kind": r.kind.value, "spans": [places.named(r.earlier), places.named(r.later)]} for r in found]


def _claim(claim: Claim, same: Mapping[EntityId, EntityId], places: Places) -> Data:
    subject = EntityId(claim.subject)
    return {
        "subject": same.get(subject, claim.subject),
        "attribute": claim.attribute,
        "outcome": claim.outcome.value,
        "outlier": claim.outlier,
        "values": [_value(value, places) for value in claim.values],
        "because": list(claim.because),
    }


def _value(value: ClaimValue, places: Places) -> Data:
    quantity = value.quantity
    return {
        "article": value.article,
        "value": quantity.value,
        "unit": quantity.unit,
        "low": quantity.low,
        "high": quantity.high,
        "granularity": quantity.granularity,
        "exact": quantity.exact,
        "status": value.status.value,
        **places.worded(value.span),
        "sentence": places.bare(value.sentence),
    }
