"""What was said once and is carried by many: quotations joined by their words, never by their sense alone.

Same language: one wording must stand in the other, by runs of words. Other languages: the same speaker,
in one story, within days of each other, and sentence vectors that agree.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations

from wholestory.compare.appearance import first
from wholestory.compare.linking import Linked
from wholestory.compare.scope import Embed, Scope
from wholestory.compare.translation import translations
from wholestory.compare.union import groups
from wholestory.compare.wording import RUN, Wording, days_apart, drift, overlap_in_article, share
from wholestory.model import (
    Analysis,
    Caution,
    EntityId,
    Quotation,
    QuotationKind,
    Speaker,
    SpeakerState,
    Utterance,
    UtteranceId,
    quotation_id,
)
from wholestory.text.words import forms, shingles

SHARE = 0.6  # of the shorter wording's runs must stand in the longer
FREE = 12  # words: from here on a wording proves itself, whatever the time between
DAYS_APART = 21  # shorter words may recur (a greeting each year): these join only close in time
NESTED_RATIO = 0.8  # a nested wording is no part of someone else's frame around it
COMMON_RUN = 60  # a run in more wordings than this is a formula, and proposes nobody


def find(scope: Scope, linked: Linked, *, embed: Embed | None = None) -> tuple[Utterance, ...]:
    """The utterances of the scope's articles, in order of their first quotation's id."""
    wordings = [w for analysis in scope.analyses for w in _wordings(scope, analysis, linked)]
    links = [pair for pair in _candidates(wordings) if _same(wordings[pair[0]], wordings[pair[1]])]
    verbatim = groups(len(wordings), links)
    if embed is not None:
        links += translations(wordings, verbatim, embed=embed)
    found = [[wordings[i] for i in group] for group in groups(len(wordings), links)]
    return tuple(_utterance(scope, linked, group) for group in found)


def _wordings(scope: Scope, analysis: Analysis, linked: Linked) -> Iterator[Wording]:
    published = scope.published(analysis)
    days = [_day(published.earliest), _day(published.latest)] if published else [None, None]
    for index, quotation in enumerate(analysis.quotations):
        if quotation.kind is QuotationKind.INDIRECT:
            continue  # reported in the outlet's words: there is no wording to carry
        texts = [scope.quote(part) for part in quotation.parts]
        yield Wording(
            id=quotation_id(analysis.article, index),
            article=analysis.article,
            story=scope.story_of[analysis.article],
            quotation=quotation,
            parts=tuple(tuple(forms(text)) for text in texts),
            text=" ".join(texts),
            language=analysis.language,
            earliest=days[0],
            latest=days[1],
            speaker=_entity(analysis, quotation, linked),
        )


def _day(iso: str | None) -> int | None:
    return date.fromisoformat(iso).toordinal() if iso else None


def _entity(analysis: Analysis, quotation: Quotation, linked: Linked) -> EntityId | None:
    speaker = quotation.speaker
    if speaker.state is not SpeakerState.NAMED or speaker.referent is None:
        return None
    return linked.of.get((analysis.article, speaker.referent))


def _candidates(wordings: Sequence[Wording]) -> Iterator[tuple[int, int]]:
    """Pairs that share a run of words; single words and pairs of words meet inside their story only."""
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, wording in enumerate(wordings):
        for run in shingles(wording.words, RUN):
            holders[run].append(i)
        for word in set(wording.words) if len(wording.words) > RUN else ():
            holders[wording.article, word].append(i)
        if 0 < len(wording.words) < RUN:
            holders[wording.article, wording.words[0]].append(i)
    met: set[tuple[int, int]] = set()
    for held in holders.values():
        if len(held) <= COMMON_RUN:
            met.update(combinations(held, 2))
        else:
            met.update((held[0], other) for other in held[1:])
    yield from sorted(met)


def _same(one: Wording, other: Wording) -> bool:
    if overlap_in_article(one, other) or _speakers_clash(one, other):
        return False
    shorter, longer = sorted((len(one.words), len(other.words)))
    if one.nested != other.nested and shorter < NESTED_RATIO * longer:
        return False
    if QuotationKind.HEADLINE in (one.quotation.kind, other.quotation.kind) and one.article == other.article:
        return _headline_of(*sorted((one, other), key=lambda w: len(w.words)))
    if share(one, other) < SHARE:
        return False
    return shorter >= FREE or one.story == other.story or _close(one, other)


def _headline_of(short: Wording, long: Wording) -> bool:
    """A headline may cut words out of the quotation below it, but puts none in."""
    return len(short.words) > 1 and set(short.words) <= {
        p for w in long.words for p in (w, w.split("'")[-1])
    } | set(long.words)


def _speakers_clash(one: Wording, other: Wording) -> bool:
    """Short words said by two named people are two utterances; long ones are one, with a caution."""
    if one.speaker and other.speaker and one.speaker != other.speaker:
        return min(len(one.words), len(other.words)) < FREE
    return False


def _close(one: Wording, other: Wording) -> bool:
    apart = days_apart(one, other)
    return apart is not None and apart <= DAYS_APART


def _utterance(scope: Scope, linked: Linked, group: list[Wording]) -> Utterance:
    speaker, entity = _speaker(linked, group)
    carriers = {w.article for w in group}
    return Utterance(
        id=UtteranceId(f"u-{min(w.id for w in group)}"),
        quotations=tuple(sorted(w.id for w in group)),
        speaker=speaker,
        entity=entity,
        first=first([scope.analyses[place] for place in sorted(scope.places[a] for a in carriers)]),
        warnings=tuple(sorted(_cautions(group, entity))),
    )


def _speaker(linked: Linked, group: list[Wording]) -> tuple[Speaker, EntityId | None]:
    named = Counter(w.speaker for w in group if w.speaker)
    if named:
        (best, votes), *others = named.most_common()
        if others and others[0][1] == votes:
            return Speaker(SpeakerState.AMBIGUOUS), None
        mine = next(w for w in group if w.speaker == best)
        return Speaker(SpeakerState.NAMED, linked.name(best), mine.quotation.speaker.span), best
    order = list(SpeakerState)
    told = min((w.quotation.speaker for w in group), key=lambda s: order.index(s.state))
    return Speaker(told.state, told.name, told.span), None


def _cautions(group: list[Wording], entity: EntityId | None) -> Iterable[Caution]:
    found: set[Caution] = set()
    languages = {w.language for w in group}
    if len(languages) > 1:
        found.add(Caution.TRANSLATED)
    for language in languages:
        same = sorted((w for w in group if w.language == language), key=lambda w: (-len(w.words), w.id))
        for carried in same[1:]:
            found |= drift(same[0], carried)
    if len({w.speaker for w in group if w.speaker}) > 1:
        found.add(Caution.SPEAKER_DIFFERS)
    if entity and any(w.quotation.speaker.state is SpeakerState.NONE for w in group):
        found.add(Caution.SPEAKER_MISSING)
    described = {
        w.quotation.speaker.name for w in group if w.quotation.speaker.state is SpeakerState.ANONYMOUS
    }
    if len(described) > 1 or (described and entity):
        found.add(Caution.DESCRIBED_DIFFERENTLY)
    return found
