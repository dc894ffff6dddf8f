"""Quotations as a reader meets them: said once, by whom, how they travelled, where their words vary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from wholestory.model import (
    ArticleId,
    Caution,
    Coverage,
    Quotation,
    QuotationId,
    QuotationKind,
    Span,
    Speaker,
    SpeakerState,
    quotation_id,
)
from wholestory.report import shown
from wholestory.report.library import Library
from wholestory.report.witnesses import Witness

ABOUT_WORDS = frozenset({Caution.WORDS_DIFFER, Caution.SHORTENED, Caution.TRANSLATED})


@dataclass(frozen=True, slots=True)
class Carried:
    """The words as one article carries them."""

    article: ArticleId
    quotation: Quotation


@dataclass(frozen=True, slots=True)
class Saying:
    """One utterance: `carried` holds every article's wording, the first to carry it first.

    `speaker` is the fullest known, `description` the words by which an article introduces them.
    """

    carried: tuple[Carried, ...]
    speaker: Speaker
    description: Span | None
    warnings: tuple[Caution, ...]

    @property
    def first(self) -> Carried:
        """The wording shown."""
        return self.carried[0]

    @property
    def counted(self) -> bool:
        """Whether anyone is known to have said it; marks in a headline alone are not a quotation."""
        return not (
            self.first.quotation.kind is QuotationKind.HEADLINE and self.speaker.state is SpeakerState.NONE
        )


@dataclass(frozen=True, slots=True)
class Variant:
    """One wording, or one description of a speaker, and who has it."""

    spans: tuple[Span, ...]
    articles: tuple[ArticleId, ...]


def of(
    coverage: Coverage, witnesses: Sequence[Witness], library: Library, *, whole: bool
) -> tuple[Saying, ...]:
    """What is said in a story, what most accounts carry first, then in order of appearance.

    `whole` takes in quotations that belong to no utterance; a thread leaves them to its stories.
    """
    place = {w.article: n for n, w in enumerate(witnesses)}
    known = _known(place, library)
    sayings = [
        _saying([known[q] for q in u.quotations if q in known], u.speaker, u.warnings, place, library)
        for u in coverage.utterances
        if any(q in known for q in u.quotations)
    ]
    told = {q for u in coverage.utterances for q in u.quotations}
    sayings += [
        _saying([carried], carried.quotation.speaker, (), place, library)
        for id, carried in known.items()
        if whole and id not in told
    ]
    return tuple(sorted(sayings, key=lambda s: _weight(s, place)))


def wordings(saying: Saying, library: Library) -> tuple[Variant, ...]:
    """The different wordings of a saying, each with those who carry it."""
    found: dict[str, list[Carried]] = {}
    for carried in saying.carried:
        words = " ".join(shown.line(library.quote(part)) for part in carried.quotation.parts)
        found.setdefault(words.casefold().strip(" .,;:!?…"), []).append(carried)
    return tuple(
        Variant(group[0].quotation.parts, tuple(c.article for c in group)) for group in found.values()
    )


def descriptions(saying: Saying, library: Library) -> tuple[Variant, ...]:
    """The different names and phrases that stand for the speaker."""
    found: dict[str, list[Span]] = {}
    for carried in saying.carried:
        if span := carried.quotation.speaker.span:
            found.setdefault(shown.line(library.quote(span)).casefold(), []).append(span)
    return tuple(Variant((spans[0],), tuple(s.article for s in spans)) for spans in found.values())


def _known(place: Mapping[ArticleId, int], library: Library) -> dict[QuotationId, Carried]:
    return {
        quotation_id(article, index): Carried(article, quotation)
        for article in place
        for index, quotation in enumerate(library.analyses[article].quotations)
    }


def _saying(
    carried: list[Carried],
    speaker: Speaker,
    warnings: tuple[Caution, ...],
    place: Mapping[ArticleId, int],
    library: Library,
) -> Saying:
    ordered = tuple(sorted(carried, key=lambda c: place[c.article]))
    return Saying(ordered, speaker, _description(ordered, library), warnings)


def _description(carried: Iterable[Carried], library: Library) -> Span | None:
    for one in carried:
        speaker, referents = one.quotation.speaker, library.analyses[one.article].referents
        if speaker.state is SpeakerState.NAMED and speaker.referent is not None:
            found = referents[speaker.referent].descriptions
            if found:
                return found[0]
    return None


def _weight(saying: Saying, place: Mapping[ArticleId, int]) -> tuple[bool, bool, int, int, int]:
    """Counted before not, quoted before reported, most carriers first, then in order of appearance."""
    first = saying.first
    return (
        not saying.counted,
        first.quotation.kind is QuotationKind.INDIRECT,
        -len({c.article for c in saying.carried}),
        place[first.article],
        first.quotation.parts[0].start,
    )


def compared(saying: Saying, caution: Caution, library: Library) -> tuple[Variant, ...]:
    """What to set under each other for a caution: wordings once, under the first caution on words."""
    if caution in {Caution.SPEAKER_DIFFERS, Caution.DESCRIBED_DIFFERENTLY}:
        return descriptions(saying, library)
    on_words = [w for w in saying.warnings if w in ABOUT_WORDS]
    return wordings(saying, library) if on_words[:1] == [caution] else ()
