"""Marking: an article's paragraphs cut into pieces, quotations and words that others carry too set apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from wholestory.members.words import gettext as _
from wholestory.model import (
    Article,
    ArticleId,
    Block,
    Caption,
    Coverage,
    KeptArticle,
    Quotation,
    QuotationKind,
    ReuseKind,
    Role,
    Span,
    Speaker,
    SpeakerState,
    WholeArticle,
    WholeStory,
)
from wholestory.report import labels, shown
from wholestory.report.library import place_of

BLOCKS, LETTERS = 600, 200_000  # of one text that a page shows
NAME, WORDS = 24, 90  # letters of an outlet's name, of the words that a note repeats
_MARKS, _THIN = tuple('“”„‟"‘’‚«»‹›「」『』'), " \u00a0\u2009\u202f"
SHORT = 40  # letters; shorter passages in common are chance


@dataclass(frozen=True, slots=True)
class Together:
    """What an article's story knows of it: the coverage, and the names of the outlets."""

    coverage: Coverage | None
    outlets: Mapping[ArticleId, str]


@dataclass(frozen=True, slots=True)
class Said:
    """A quotation: its speaker, how it begins, what stands over it."""

    speaker: Speaker
    words: str
    title: str


@dataclass(frozen=True, slots=True)
class Other:
    """Another article that carries the same words."""

    article: ArticleId
    outlet: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Words marked alike. `note` is the number of the quotation that ends here, `ends` whose words do."""

    text: str
    said: Said | None
    same: tuple[Other, ...]
    note: int | None
    ends: tuple[Other, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of the text; a caption comes with its credit."""

    kind: str
    pieces: tuple[Piece, ...]
    credit: str | None = None


@dataclass(slots=True)
class _Marks:
    quotations: list[tuple[Span, int]] = field(default_factory=list)
    passages: list[tuple[Span, Other]] = field(default_factory=list)


def together(whole: WholeStory) -> Together:
    """What the articles of a story have to do with each other."""
    return Together(whole.coverage, {kept.article.id: _outlet(kept) for kept in whole.articles})


def marked(found: WholeArticle, story: Together | None) -> dict[str, object]:
    """An article's paragraphs after its title, who says what, and the captions that stand nowhere in it."""
    article, analysis = found.kept.article, found.kept.analysis
    quotations = [
        q for q in analysis.quotations if q.kind is not QuotationKind.HEADLINE and q.nested_in is None
    ]
    said = [_said(article, quotation) for quotation in quotations]
    marks = _Marks(_parts(article, quotations), _passages(article.id, story))
    body = [block for block in article.blocks if block.role is not Role.TITLE]
    kept = _within(body)
    standing = {article.text[b.start : b.end] for b in kept if b.role is Role.CAPTION}
    return {
        "blocks": tuple(_paragraph(article, block, marks, said) for block in kept),
        "said": tuple(said),
        "shared": bool(marks.passages),
        "captions": tuple(c for c in article.captions if not _stands(c, standing)),
        "left_out": len(body) - len(kept),
    }


def _within(blocks: Sequence[Block]) -> list[Block]:
    """As many as a page holds."""
    found, letters = list[Block](), 0
    for block in blocks[:BLOCKS]:
        letters += block.end - block.start
        if letters > LETTERS and found:
            break
        found.append(block)
    return found


def _outlet(kept: KeptArticle) -> str:
    return shown.clipped(kept.article.outlet or place_of(kept.article), NAME)


def _stands(caption: Caption, standing: Iterable[str]) -> bool:
    """Whether a caption's words are a block of the text."""
    words = caption.text or caption.credit
    return not words or any(words in text for text in standing)


def _said(article: Article, quotation: Quotation) -> Said:
    speaker = quotation.speaker
    words = shown.clipped(" … ".join(article.quote(part) for part in quotation.parts), WORDS)
    if speaker.state is SpeakerState.NAMED and speaker.name:
        title = shown.line(speaker.name)
    else:
        title = ", ".join(filter(None, [shown.line(speaker.name or ""), _(labels.STATES[speaker.state])]))
    return Said(speaker, words, title)


def _parts(article: Article, quotations: Sequence[Quotation]) -> list[tuple[Span, int]]:
    parts = ((part, n) for n, quotation in enumerate(quotations) for part in quotation.parts)
    return sorted((_with_marks(article.text, part), n) for part, n in parts)


def _with_marks(text: str, part: Span) -> Span:
    """Quoted words with the marks around them, and the thin spaces inside those."""
    before = len(text[: part.start].rstrip(_THIN))
    after = len(text) - len(text[part.end :].lstrip(_THIN))
    start = before - 1 if text[before - 1 : before] in _MARKS else part.start
    end = after + 1 if text[after : after + 1] in _MARKS else part.end
    return Span(part.article, max(start, 0), end)


def _passages(article: ArticleId, story: Together | None) -> list[tuple[Span, Other]]:
    """What of an article's words stands in other articles too, and in which."""
    if story is None or story.coverage is None:
        return []
    found = []
    for reuse in story.coverage.reuse:
        for here, there in ((reuse.earlier, reuse.later), (reuse.later, reuse.earlier)):
            known = there.article in story.outlets and reuse.kind is not ReuseKind.QUOTATION
            if here.article == article and known and here.end - here.start >= SHORT:
                found.append((here, Other(there.article, story.outlets[there.article])))
    return sorted(found, key=lambda each: (each[0], each[1].article))


def _paragraph(article: Article, block: Block, marks: _Marks, said: Sequence[Said]) -> Paragraph:
    quotations = [(s, n) for s, n in marks.quotations if s.start < block.end and s.end > block.start]
    passages = [(s, other) for s, other in marks.passages if s.start < block.end and s.end > block.start]
    spans = [span for span, _ in (*quotations, *passages)]
    cuts = {block.start, block.end, *(s.start for s in spans), *(s.end for s in spans)}
    edges = sorted(cut for cut in cuts if block.start <= cut <= block.end)
    last = {n: span.end for span, n in marks.quotations}
    pieces = []
    for start, end in pairwise(edges):
        over = [n for span, n in quotations if span.start <= start and span.end >= end]
        same = [(span, other) for span, other in passages if span.start <= start and span.end >= end]
        ending = tuple(dict.fromkeys(o for s, o in same if end == min(s.end, block.end)))
        note = over[0] + 1 if over and end == min(last[over[0]], block.end) else None
        quoted = said[over[0]] if over else None
        others = tuple(dict.fromkeys(other for _, other in same))
        pieces.append(Piece(shown.safe(article.text[start:end]), quoted, others[:3], note, ending[:3]))
    return Paragraph(block.role.value, tuple(pieces), _credit(article, block))


def _credit(article: Article, block: Block) -> str | None:
    """Whose picture a caption is of, where it does not say so itself."""
    if block.role is not Role.CAPTION:
        return None
    text = article.text[block.start : block.end]
    credits = (c.credit for c in article.captions if c.text and c.credit and c.text in text)
    return next((credit for credit in credits if credit not in text), None)
