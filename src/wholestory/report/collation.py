"""The collation: each claim with its readings, the most-told first, and who has which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from wholestory.model import ArticleId, Claim, ClaimValue, Coverage, Outcome, Relation, Span
from wholestory.report import labels
from wholestory.report.library import Library
from wholestory.report.witnesses import Witness

_CONTRADICTION = {Outcome.DIFFER, Outcome.DISPUTED}


@dataclass(frozen=True, slots=True)
class Reading:
    """One value of a claim: as its first teller prints it, with all who tell it and their evidence."""

    printed: Span
    relation: Relation
    values: tuple[ClaimValue, ...]
    voices: int

    def value_of(self, article: ArticleId) -> ClaimValue | None:
        """The value that `article` gives here."""
        return next((v for v in self.values if v.article == article), None)


@dataclass(frozen=True, slots=True)
class Row:
    """One claim. `subject` is a name or phrase as printed, `about` what is said of it."""

    claim: Claim
    subject: str
    about: str
    readings: tuple[Reading, ...]

    def reading_of(self, article: ArticleId) -> Reading | None:
        """The reading that `article` has; one that differs before one that does not."""
        held = [r for r in self.readings if r.value_of(article)]
        return next((r for r in held if r.relation is Relation.DIFFERS), held[0] if held else None)


@dataclass(frozen=True, slots=True)
class Shared:
    """What several accounts say in words of their own: one sentence of each; `voices` of them say it."""

    sentences: tuple[Span, ...]
    voices: int


@dataclass(frozen=True, slots=True)
class Alone:
    """A sentence whose content one account alone has; `figures` are what stands out in it."""

    sentence: Span
    figures: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Collation:
    """All say, they differ, only one says; and what cannot be compared."""

    agreed: tuple[Row, ...]
    shared: tuple[Shared, ...]
    differing: tuple[Row, ...]
    alone: tuple[Alone, ...]
    loose: tuple[Row, ...]
    lone: tuple[Row, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every claim, those that differ first."""
        return self.differing + self.agreed + self.loose + self.lone


def of(coverage: Coverage, witnesses: Sequence[Witness], library: Library) -> Collation:
    """The collation of a story's or thread's claims."""
    rows = [_row(claim, witnesses, library) for claim in coverage.claims]

    def having(*outcomes: Outcome) -> tuple[Row, ...]:
        return tuple(row for row in rows if row.claim.outcome in outcomes)

    lone = having(Outcome.ALONE)
    return Collation(
        agreed=having(Outcome.AGREE, Outcome.PRECISION, Outcome.COMPATIBLE),
        shared=_shared(coverage, witnesses),
        differing=having(Outcome.DIFFER, Outcome.DISPUTED),
        alone=_alone(coverage, lone, witnesses, library),
        loose=having(Outcome.NOT_COMPARABLE),
        lone=lone,
    )


def across(thread: Collation, witnesses: Sequence[Witness]) -> tuple[Row, ...]:
    """The claims of a thread that one of these articles has a part in."""
    here = {w.article for w in witnesses}
    return tuple(row for row in thread.rows if any(v.article in here for v in row.claim.values))


def standing_apart(rows: Iterable[Row]) -> frozenset[ArticleId]:
    """Who tells a value alone, or with one other account, that at least twice as many contradict."""
    return frozenset(
        value.article
        for row in rows
        for reading in row.readings[1:]
        if reading.relation is Relation.DIFFERS
        and reading.voices <= 2
        and row.readings[0].voices >= 2 * reading.voices
        for value in reading.values
    )


def _row(claim: Claim, witnesses: Sequence[Witness], library: Library) -> Row:
    readings = _readings(claim, witnesses)
    counted = claim.attribute.partition(":")[2]
    unit = readings[0].values[0].quantity.unit
    return Row(
        claim=claim,
        subject="" if claim.subject == counted else library.names.get(claim.subject, claim.subject),
        about=labels.attribute(claim.attribute, unit),
        readings=readings,
    )


def _readings(claim: Claim, witnesses: Sequence[Witness]) -> tuple[Reading, ...]:
    """The values that are one value together; the most-told first, the one all contradict last."""
    voice = {w.article: w.voice for w in witnesses}
    place = {w.article: n for n, w in enumerate(witnesses)}
    odd = claim.values[claim.outlier] if claim.outlier is not None else None
    groups: dict[tuple[object, ...], list[ClaimValue]] = {}
    for value in sorted(claim.values, key=lambda v: place.get(v.article, len(place))):
        q = value.quantity
        groups.setdefault((q.value, q.low, q.high, q.exact, value is odd), []).append(value)
    counted = [(group, len({voice.get(v.article, v.article) for v in group})) for group in groups.values()]
    ranked = sorted(counted, key=lambda g: (odd in g[0], -g[1], not g[0][0].quantity.exact))
    even = _even(claim, ranked)
    return tuple(
        Reading(group[0].span, _relation(group, ranked[0][0], claim, even=even), tuple(group), voices)
        for group, voices in ranked
    )


def _even(claim: Claim, ranked: Sequence[tuple[list[ClaimValue], int]]) -> bool:
    """Whether no value wins: as many tell another one, or ages of several days contradict each other."""
    if claim.outcome not in _CONTRADICTION or claim.outlier is not None or len(ranked) < 2:
        return False
    (most, voices), (next_most, next_voices) = ranked[:2]
    return claim.attribute == "age" or (voices == next_voices and not _overlap(most[0], next_most[0]))


def _relation(group: list[ClaimValue], most: list[ClaimValue], claim: Claim, *, even: bool) -> Relation:
    if claim.outcome is Outcome.NOT_COMPARABLE:
        return Relation.LOOSE
    if group is most:
        return Relation.DIFFERS if even else Relation.MOST
    if claim.outcome is Outcome.COMPATIBLE:
        return Relation.WORKED
    if claim.outcome not in _CONTRADICTION:
        return Relation.FITS
    if claim.outlier is not None:
        return Relation.DIFFERS if claim.values[claim.outlier] in group else _fit(group[0], most[0])
    return Relation.FITS if not even and _overlap(group[0], most[0]) else Relation.DIFFERS


def _fit(one: ClaimValue, other: ClaimValue) -> Relation:
    return Relation.FITS if _overlap(one, other) else Relation.WORKED


def _overlap(one: ClaimValue, other: ClaimValue) -> bool:
    a, b = one.quantity, other.quantity
    below = a.high is not None and b.low is not None and a.high < b.low
    above = a.low is not None and b.high is not None and a.low > b.high
    return not below and not above


def _shared(coverage: Coverage, witnesses: Sequence[Witness]) -> tuple[Shared, ...]:
    """What most accounts share first; what only copies of one text share is not shared."""
    voice = {w.article: w.voice for w in witnesses}
    found = [
        Shared(_ordered(spans, witnesses), len({voice.get(s.article, s.article) for s in spans}))
        for spans in coverage.common
    ]
    return tuple(sorted((s for s in found if s.voices > 1), key=lambda s: -s.voices))


def _ordered(spans: Sequence[Span], witnesses: Sequence[Witness]) -> tuple[Span, ...]:
    place = {w.article: n for n, w in enumerate(witnesses)}
    return tuple(sorted(spans, key=lambda s: place.get(s.article, len(place))))


def _alone(
    coverage: Coverage, lone: Sequence[Row], witnesses: Sequence[Witness], library: Library
) -> tuple[Alone, ...]:
    """What one alone says: its own sentences, then the figures only it gives, outlet by outlet in turn."""
    figures: dict[Span, list[Span]] = {
        library.sentence(span): [] for account in coverage.accounts for span in account.alone
    }
    for row in lone:
        for value in row.claim.values:
            figures.setdefault(library.sentence(value.sentence), []).append(value.span)
    return tuple(Alone(s, tuple(figures[s])) for s in _in_turn(figures, witnesses))


def _in_turn(sentences: Mapping[Span, object], witnesses: Sequence[Witness]) -> list[Span]:
    place = {w.article: n for n, w in enumerate(witnesses)}
    rank: dict[ArticleId, int] = {}
    keyed = []
    for sentence in sentences:
        turn = rank[sentence.article] = rank.get(sentence.article, -1) + 1
        keyed.append((turn, place.get(sentence.article, len(place)), sentence))
    return [sentence for _, _, sentence in sorted(keyed)]
