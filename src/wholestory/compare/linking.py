"""Whom the accounts speak of: the referents of single articles linked to entities across them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.fuzz import ratio

from wholestory.model import (
    Analysis,
    Article,
    ArticleId,
    Entity,
    EntityId,
    EntityType,
    MentionKind,
    Referent,
    Span,
)
from wholestory.text.words import WORD, fold, romanised, stopwords

ALIKE = 84  # of 100, per name part: transliterations and slips of one letter, not other names

Name = tuple[str, ...]
Place = tuple[ArticleId, int]  # one referent of one article


@dataclass(frozen=True)
class Linked:
    """Entities, and which referent of which article each is."""

    entities: tuple[Entity, ...]
    of: Mapping[Place, EntityId]

    def within(self, articles: Iterable[ArticleId]) -> tuple[Entity, ...]:
        """The entities that these articles mention, with their mentions there."""
        found: dict[int, list[Span]] = defaultdict(list)
        for article in articles:
            for place, mentions in self._mentions.get(article, {}).items():
                found[place] += mentions
        named = [(self.entities[place], tuple(sorted(found[place]))) for place in sorted(found)]
        return tuple(Entity(e.id, e.name, e.type, mentions) for e, mentions in named)

    def name(self, id: EntityId) -> str:
        """The name of an entity."""
        return self._names[id]

    @cached_property
    def _names(self) -> Mapping[EntityId, str]:
        return {entity.id: entity.name for entity in self.entities}

    @cached_property
    def _mentions(self) -> Mapping[ArticleId, Mapping[int, Sequence[Span]]]:
        """What each article mentions, by place in `entities`."""
        found: dict[ArticleId, dict[int, list[Span]]] = {}
        for place, entity in enumerate(self.entities):
            for mention in entity.mentions:
                found.setdefault(mention.article, {}).setdefault(place, []).append(mention)
        return found


@dataclass(frozen=True, slots=True)
class _Seen:
    place: Place
    name: str
    parts: Name
    type: EntityType
    mentions: tuple[Span, ...]


def link(articles: Sequence[Article], analyses: Sequence[Analysis]) -> Linked:
    """Link referents by their names: equal, written in another script, or a part that only one other has.

    A name part that several people bear stays an entity of its own: it is never guessed whose it is.
    """
    told = zip(articles, analyses, strict=True)
    seen = [s for article, analysis in told for s in _referents(article, analysis)]
    groups = _merge_part_names(_group_full_names(seen))
    entities, of, taken = [], {}, Counter[str]()
    for group in sorted(groups, key=lambda g: min((s.mentions[0], s.name) for s in g)):
        entity = _entity(group, taken)
        entities.append(entity)
        of.update({s.place: entity.id for s in group})
    return Linked(tuple(entities), of)


def _referents(article: Article, analysis: Analysis) -> Iterable[_Seen]:
    spans: dict[int, list[Span]] = defaultdict(list)
    named: set[int] = set()
    for mention in analysis.mentions:
        if mention.referent is not None and mention.kind is not MentionKind.PRONOUN:
            spans[mention.referent].append(mention.span)
            if mention.kind is MentionKind.NAMED:
                named.add(mention.referent)
    empty = stopwords(analysis.language)
    for index, referent in enumerate(analysis.referents):
        name = _untitled(article, referent)
        parts = tuple(romanised(w) for w in WORD.findall(name) if fold(w) not in empty or w[:1].isupper())
        if index in named and any(parts):
            mentions = tuple(sorted(spans[index]))
            yield _Seen((analysis.article, index), referent.name, parts, referent.type, mentions)


def _untitled(article: Article, referent: Referent) -> str:
    """The name without the title that someone known by title and surname alone is named with."""
    for description in referent.descriptions:
        title = article.quote(description)
        if referent.name.startswith(title) and referent.name != title:
            return referent.name[len(title) :]
    return referent.name


def _group_full_names(seen: list[_Seen]) -> list[list[_Seen]]:
    """Equal names together first, then names that are alike part by part; longest names lead."""
    equal: dict[Name, list[_Seen]] = defaultdict(list)
    for one in seen:
        equal[one.parts].append(one)
    groups: list[list[_Seen]] = []
    by_last: dict[str, list[list[_Seen]]] = defaultdict(list)
    for parts in sorted(equal, key=lambda p: (-len(p), p)):
        home = next((g for g in by_last[parts[-1][:1]] if _same(parts, g)), None)
        if home is None:
            home = []
            groups.append(home)
            by_last[parts[-1][:1]].append(home)
        home.extend(equal[parts])
    return groups


def _same(parts: Name, group: list[_Seen]) -> bool:
    """One person's name with and without middle parts, or in another script."""
    other = group[0].parts
    if len(parts) < 2 or len(other) < 2 or not any(s.type is EntityType.PERSON for s in group):
        return parts == other
    return _alike(parts[0], other[0]) and _alike(parts[-1], other[-1])


def _alike(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) > 3 and ratio(one, other) >= ALIKE)


def _merge_part_names(groups: list[list[_Seen]]) -> list[list[_Seen]]:
    """A lone first or last name joins the one person who bears it; borne by several, it stays apart."""
    full = [g for g in groups if len(g[0].parts) > 1 and any(s.type is EntityType.PERSON for s in g)]
    bearers: dict[str, list[list[_Seen]]] = defaultdict(list)
    for group in full:
        for part in {group[0].parts[0], group[0].parts[-1]}:
            bearers[part].append(group)
    kept = []
    for group in groups:
        parts = group[0].parts
        homes = bearers.get(parts[0], []) if len(parts) == 1 else []
        person = any(s.type in (EntityType.PERSON, EntityType.OTHER) for s in group)
        if len(homes) == 1 and person and homes[0] is not group:
            homes[0].extend(group)
        else:
            kept.append(group)
    return kept


def _entity(group: list[_Seen], taken: Counter[str]) -> Entity:
    names = Counter(s.name for s in group for _ in s.mentions)
    parts = sorted((s.parts for s in group), key=lambda p: (len(p), p))[-1]
    # A lone name part says too little to be one person in stories that have nothing to do with each other.
    slug = "-".join(parts) if len(parts) > 1 else f"{parts[0]}-{min(s.place[0] for s in group)}"
    taken[slug] += 1
    return Entity(
        id=EntityId(f"e-{slug}" if taken[slug] == 1 else f"e-{slug}-{taken[slug]}"),
        name=max(names, key=lambda name: (len(name.split()), names[name], name)),
        type=_type(group),
        mentions=tuple(sorted(m for s in group for m in s.mentions)),
    )


def _type(group: list[_Seen]) -> EntityType:
    """What most articles take it for, where any of them can tell."""
    types: Counter[EntityType] = Counter(s.type for s in group if s.type is not EntityType.OTHER)
    return max(types, key=lambda t: (types[t], t)) if types else EntityType.OTHER
