"""Quotations as a reader meets them: said once, by whom, how they travelled, where their words vary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from wholestory.model import (
    ArticleId,
    Caution,
    Coverage,
    MentionKind,
    Quotation,
    QuotationId,
    QuotationKind,
    SourceLink,
    Span,
    Speaker,
    SpeakerState,
    quotation_id,
)
from wholestory.report import shown
from wholestory.report.library import Library
from wholestory.report.witnesses import Witness
from wholestory.text.words import forms

Told = tuple[ArticleId, Quotation]
ABOUT_SPEAKER = frozenset({Caution.SPEAKER_DIFFERS, Caution.DESCRIBED_DIFFERENTLY})
ABOUT_WORDS = frozenset({Caution.WORDS_DIFFER, Caution.SHORTENED, Caution.TRANSLATED})


@dataclass(frozen=True, slots=True)
class Carried:
    """The words as one article carries them: its quotations of them in order, a headline's only alone."""

    article: ArticleId
    quotations: tuple[Quotation, ...]

    @property
    def quotation(self) -> Quotation:
        """The first of them."""
        return self.quotations[0]

    @property
    def parts(self) -> tuple[Span, ...]:
        """All their parts."""
        return tuple(part for quotation in self.quotations for part in quotation.parts)

    @property
    def sources(self) -> tuple[SourceLink, ...]:
        """The chain that the article names, the speaker left out."""
        speaker = self.quotation.speaker.span
        links = dict.fromkeys(link for quotation in self.quotations for link in quotation.sources)
        return tuple(link for link in links if not (speaker and link.span.overlaps(speaker)))


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
    def alone(self) -> bool:
        """Whether one article alone carries it."""
        return len(self.carried) == 1

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
        _saying({q: known[q] for q in u.quotations if q in known}, u.speaker, u.warnings, place, library)
        for u in coverage.utterances
        if any(q in known for q in u.quotations)
    ]
    told = {q for u in coverage.utterances for q in u.quotations}
    sayings += [
        _saying({id: (article, quotation)}, quotation.speaker, (), place, library)
        for id, (article, quotation) in known.items()
        if whole and id not in told
    ]
    return tuple(sorted(sayings, key=lambda s: _weight(s, place)))


def wordings(saying: Saying, library: Library) -> tuple[Variant, ...]:
    """The different wordings of a saying, each with those who carry it."""
    found: dict[tuple[str, ...], list[Carried]] = {}
    for carried in saying.carried:  # where marks and stops stand is no difference in what was said
        words = tuple(form for part in carried.parts for form in forms(library.quote(part)))
        found.setdefault(words, []).append(carried)
    return tuple(Variant(group[0].parts, tuple(c.article for c in group)) for group in found.values())


def descriptions(saying: Saying, library: Library) -> tuple[Variant, ...]:
    """The different names and phrases that stand for the speaker."""
    found: dict[str, list[Span]] = {}
    for carried in saying.carried:
        span = carried.quotation.speaker.span
        if span and not _pronoun(span, library):
            found.setdefault(shown.line(library.quote(span)).casefold(), []).append(span)
    return tuple(Variant((spans[0],), tuple(s.article for s in spans)) for spans in found.values())


def _pronoun(span: Span, library: Library) -> bool:
    mentions = library.analyses[span.article].mentions
    return any(m.span == span and m.kind is MentionKind.PRONOUN for m in mentions)


def _known(place: Mapping[ArticleId, int], library: Library) -> dict[QuotationId, Told]:
    return {
        quotation_id(article, index): (article, quotation)
        for article in place
        for index, quotation in enumerate(library.analyses[article].quotations)
    }


def _saying(
    told: Mapping[QuotationId, Told],
    speaker: Speaker,
    warnings: tuple[Caution, ...],
    place: Mapping[ArticleId, int],
    library: Library,
) -> Saying:
    by_article: dict[ArticleId, list[Quotation]] = {}
    for article, quotation in told.values():
        by_article.setdefault(article, []).append(quotation)
    carried = tuple(_carried(a, by_article[a]) for a in sorted(by_article, key=lambda a: place[a]))
    return Saying(carried, speaker, _description(carried, library), warnings)


def _carried(article: ArticleId, quotations: Sequence[Quotation]) -> Carried:
    in_text = [q for q in quotations if q.kind is not QuotationKind.HEADLINE]
    return Carried(article, tuple(sorted(in_text or quotations, key=lambda q: q.parts[0].start)))


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
        -len(saying.carried),
        place[first.article],
        first.quotation.parts[0].start,
    )


def cautions(saying: Saying, library: Library) -> list[tuple[Caution, tuple[Variant, ...]]]:
    """What to mind, each with what to set under each other: wordings once, under the first on words.

    A caution that rests on carriers outside this story is left to the thread.
    """
    if len(saying.carried) < 2:
        return []
    words = [c for c in saying.warnings if c in ABOUT_WORDS]
    found = [(c, wordings(saying, library) if c is words[0] else ()) for c in words]
    speakers = descriptions(saying, library)
    about = [c for c in saying.warnings if c in ABOUT_SPEAKER and len(speakers) > 1]
    missing = [(c, ()) for c in saying.warnings if c is Caution.SPEAKER_MISSING]
    return [*found, *((c, speakers) for c in about), *missing]
