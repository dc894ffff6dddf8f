"""Coverages of stories and of threads as one body of facts, in which no id stands twice.

A thread's coverage looks across its stories, so it may speak of the same person or the same words as a
story's does. Entities that share a mention are one, under the id met first; an utterance whose
quotations another one holds as well gives way to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from wholestory.model import Coverage, Entity, EntityId, Granularity, Moment, Reuse, Span, Utterance


@dataclass(frozen=True, slots=True)
class Merged:
    """What all coverages found; `same` leads from an entity's id in a coverage to its id here."""

    entities: tuple[Entity, ...]
    same: Mapping[EntityId, EntityId]
    utterances: tuple[Utterance, ...]
    moments: tuple[Moment, ...]
    reuse: tuple[Reuse, ...]


def merged(coverages: Sequence[Coverage]) -> Merged:
    """All coverages as one, stories first, in their order."""
    entities, same = _entities([e for c in coverages for e in c.entities])
    utterances = _widest([u for c in coverages for u in c.utterances])
    return Merged(
        entities=entities,
        same=same,
        utterances=tuple(
            replace(u, entity=same.get(u.entity, u.entity)) if u.entity else u for u in utterances
        ),
        moments=_moments([m for c in coverages for m in c.moments]),
        reuse=tuple(dict.fromkeys(r for c in coverages for r in c.reuse)),
    )


def _entities(found: Sequence[Entity]) -> tuple[tuple[Entity, ...], dict[EntityId, EntityId]]:
    groups = _groups(found)
    same = {entity.id: group[0].id for group in groups for entity in group}
    return tuple(_one(group) for group in groups), same


def _groups(found: Sequence[Entity]) -> list[list[Entity]]:
    """Entities that share an id or a mention, each group in the order they were met."""
    group_of: dict[EntityId | Span, int] = {}
    groups: list[list[Entity]] = []
    for entity in found:
        keys = _keys(entity)
        hits = sorted({group_of[key] for key in keys if key in group_of})
        home = hits[0] if hits else len(groups)
        groups += [] if hits else [[]]
        for other in hits[1:]:
            groups[home] += groups[other]
            keys += [key for e in groups[other] for key in _keys(e)]
            groups[other] = []
        groups[home].append(entity)
        group_of.update(dict.fromkeys(keys, home))
    return [group for group in groups if group]


def _keys(entity: Entity) -> list[EntityId | Span]:
    return [entity.id, *entity.mentions]


def _one(group: Sequence[Entity]) -> Entity:
    mentions = tuple(sorted({mention for entity in group for mention in entity.mentions}))
    return replace(group[0], name=max((e.name for e in group), key=len), mentions=mentions)


def _widest(found: Sequence[Utterance]) -> list[Utterance]:
    """Each utterance that no other one contains; of equals the one met first."""
    kept: list[Utterance] = []
    holders: dict[str, set[int]] = {}
    for utterance in sorted(found, key=lambda u: -len(u.quotations)):
        places = [holders.get(quotation, set()) for quotation in utterance.quotations]
        if places and set.intersection(*places):
            continue
        for quotation in utterance.quotations:
            holders.setdefault(quotation, set()).add(len(kept))
        kept.append(utterance)
    order = {id(utterance): place for place, utterance in enumerate(found)}
    return sorted(_once(kept), key=lambda u: order[id(u)])


def _once(utterances: Iterable[Utterance]) -> list[Utterance]:
    return list({utterance.id: utterance for utterance in reversed(list(utterances))}.values())


def _moments(found: Iterable[Moment]) -> tuple[Moment, ...]:
    spans: dict[tuple[str, Granularity], dict[Span, None]] = {}
    for moment in found:
        spans.setdefault((moment.value, moment.granularity), {}).update(dict.fromkeys(moment.spans))
    return tuple(Moment(value, granularity, tuple(s)) for (value, granularity), s in sorted(spans.items()))
