"""The face of a story: what a front page shows of it, as data. The report shows the same chapter whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from wholestory.model import (
    Account,
    Analysis,
    Arrived,
    Article,
    ArticleId,
    Counts,
    Coverage,
    Cutting,
    Edition,
    EntityType,
    Face,
    Point,
    Relation,
    Role,
    Span,
    Stroke,
    Strokes,
    Teller,
    Telling,
    Version,
)
from wholestory.report import chapters, columns, counts, dates, picket, shown, witnesses
from wholestory.report.chapters import Chapter
from wholestory.report.collation import Alone, Reading, Row, Shared
from wholestory.report.library import Library
from wholestory.report.witnesses import Witness

ROWS = 4  # of each of the three columns
VERSIONS = 4  # of a claim
NAMED = 5  # tellers of a version
OTHERS = 3
FIRSTS = 4
PEOPLE, OUTLETS = 8, 60
TITLE, DEK, SENTENCE, VALUE = 300, 320, 180, 80  # characters


def faces(telling: Telling) -> dict[str, Face]:
    """The face of each story that has been compared, by its id."""
    library = Library.of(telling)
    return {chapter.id: face(chapter, library) for chapter in chapters.stories(telling, library)}


def face(chapter: Chapter, library: Library) -> Face:
    """What a card shows of a chapter; nothing in it is reworded."""
    collated = chapter.collation
    headline = _headline(chapter)
    alone = [_alone(chapter, library, one) for one in collated.alone[:ROWS]]
    return Face(
        headline=headline,
        dek=_dek(chapter, library),
        lines=picket.of(chapter),
        counts=_counts(chapter),
        arrived=_arrived(chapter),
        others=_others(chapter, headline),
        agreed=_agreed(chapter, library)[:ROWS],
        differing=tuple(_claim(chapter, library, row) for row in collated.differing[:ROWS]),
        alone=tuple(alone),
        people=_people(library.coverages[chapter.id]),
        outlets=tuple(dict.fromkeys(shown.line(w.outlet) for w in chapter.witnesses if w.named))[:OUTLETS],
    )


def plain(article: Article, analysis: Analysis) -> Face:
    """What one article alone gives, its accounts not compared with any other."""
    witness = _lone(article, analysis)
    opening = next((s.span for s in analysis.sentences if s.role is Role.PARAGRAPH), None)
    by = _teller(witness)
    dated = bool(witness.published and witness.published.value)
    return Face(
        headline=_title(witness) if witness.headline else None,
        dek=Cutting(shown.clipped(article.quote(opening), DEK), by) if opening else None,
        lines=(Strokes(witness.language, (Stroke(own=witness.own, first=dated, apart=False),)),),
        counts=_single(witness),
        arrived=(Arrived(by, None),) if dated else (),
        outlets=(by.outlet,) if witness.named else (),
    )


def teller(article: Article, analysis: Analysis) -> Teller:
    """Whose an article is, on its own."""
    return _teller(_lone(article, analysis))


def _lone(article: Article, analysis: Analysis) -> Witness:
    telling = Telling(
        articles=(article,), analyses=(analysis,), stories=(), threads=(), coverages=(), edition=Edition(())
    )
    (witness,) = witnesses.listed([Account(article.id, None, (), ())], Library.of(telling))
    return witness


def _single(witness: Witness) -> Counts:
    own, agency = int(witness.own), None if witness.own else witness.agency
    return Counts(
        titles=1,
        articles=1,
        voices=1,
        own=own,
        copies=1 - own,
        agency=agency,
        carried=int(bool(agency)),
        apart=0,
        claims=0,
    )


def _headline(chapter: Chapter) -> Cutting | None:
    """The story's; where that is of no account that was compared, the first title there is."""
    wanted = chapter.headline.article if chapter.headline else None
    titled = sorted((w for w in chapter.witnesses if w.headline), key=lambda w: w.article != wanted)
    return _title(titled[0]) if titled else None


def _title(witness: Witness) -> Cutting:
    return Cutting(shown.clipped(witness.headline or "", TITLE), _teller(witness))


def _dek(chapter: Chapter, library: Library) -> Cutting | None:
    """The first sentence of the summary, or of the first account that has one beyond its title."""
    leads = (span for w in chapter.witnesses for span in chapter.leads.get(w.article, ())[:1])
    found = next((span for span in (*chapter.summary, *leads) if _witness(chapter, span.article)), None)
    return _cutting(chapter, library, found, DEK) if found else None


def _counts(chapter: Chapter) -> Counts:
    agencies = Counter(shown.line(w.agency) for w in chapter.witnesses if not w.own and w.agency)
    agency, carried = max(agencies.items(), key=lambda item: (item[1], item[0]), default=(None, 0))
    return Counts(
        titles=chapter.outlets,
        articles=len(chapter.witnesses),
        voices=chapter.voices,
        own=sum(w.own for w in chapter.witnesses),
        copies=sum(not w.own for w in chapter.witnesses),
        agency=agency,
        carried=carried,
        apart=len({w.outlet for w in chapter.witnesses if w.article in chapter.apart}),
        claims=len(chapter.collation.rows),
    )


def _arrived(chapter: Chapter) -> tuple[Arrived, ...]:
    first = chapter.first
    if first is None:
        return ()
    told = [witness for witness, _ in counts.firsts(chapter)][:FIRSTS]
    gaps = (None if w is first else dates.lag(first.published, w.published) for w in told)
    return tuple(Arrived(_teller(witness), gap) for witness, gap in zip(told, gaps, strict=True))


def _others(chapter: Chapter, headline: Cutting | None) -> tuple[Cutting, ...]:
    """Accounts with something of their own first: who told it first, tells most, in another language."""
    held = [column.witness for column in columns.of(chapter)]
    known = {headline.by.outlet} if headline else set()
    found: dict[str, Cutting] = {}
    for witness in held:
        if witness.headline and shown.line(witness.outlet) not in known:
            found.setdefault(witness.outlet, _title(witness))
    return tuple(found.values())[:OTHERS]


def _agreed(chapter: Chapter, library: Library) -> tuple[Point, ...]:
    rows = [_claim(chapter, library, row) for row in chapter.collation.agreed[:ROWS]]
    return (*rows, *(_shared(chapter, library, one) for one in chapter.collation.shared[:ROWS]))


def _claim(chapter: Chapter, library: Library, row: Row) -> Point:
    held = row.readings[:VERSIONS]
    versions = tuple(_version(chapter, library, reading) for reading in held)
    about = shown.clipped(row.about, VALUE)
    return Point(shown.clipped(row.subject, VALUE), about, row.claim.attribute, versions)


def _version(chapter: Chapter, library: Library, reading: Reading) -> Version:
    told = _tellers(chapter, (value.article for value in reading.values))
    return Version(
        shown.clipped(library.quote(reading.printed), VALUE), reading.relation, reading.voices, told
    )


def _shared(chapter: Chapter, library: Library, shared: Shared) -> Point:
    told = _tellers(chapter, (span.article for span in shared.sentences))
    return _sentence(shown.clipped(library.quote(shared.sentences[0]), SENTENCE), shared.voices, told)


def _alone(chapter: Chapter, library: Library, alone: Alone) -> Point:
    told = _tellers(chapter, [alone.sentence.article])
    return _sentence(shown.clipped(library.quote(alone.sentence), SENTENCE), 1, told)


def _sentence(text: str, voices: int, told: tuple[Teller, ...]) -> Point:
    return Point("", "", "", (Version(text, Relation.MOST, voices, told),))


def _tellers(chapter: Chapter, articles: Iterable[ArticleId]) -> tuple[Teller, ...]:
    return tuple(_teller(witness) for witness in counts.tellers(chapter, set(articles))[:NAMED])


def _cutting(chapter: Chapter, library: Library, span: Span, width: int) -> Cutting | None:
    witness = _witness(chapter, span.article)
    return Cutting(shown.clipped(library.quote(span), width), _teller(witness)) if witness else None


def _witness(chapter: Chapter, article: ArticleId) -> Witness | None:
    return next((w for w in chapter.witnesses if w.article == article), None)


def _teller(witness: Witness) -> Teller:
    at = witness.published.value if witness.published else None
    return Teller(witness.article, shown.line(witness.outlet), witness.siglum, witness.language, at)


def _people(coverage: Coverage) -> tuple[str, ...]:
    """The people that most articles name."""
    people = [entity for entity in coverage.entities if entity.type is EntityType.PERSON]
    named: Sequence[tuple[int, str]] = [
        (len({span.article for span in person.mentions}), shown.line(person.name)) for person in people
    ]
    return tuple(dict.fromkeys(name for _, name in sorted(named, key=lambda each: -each[0])))[:PEOPLE]
