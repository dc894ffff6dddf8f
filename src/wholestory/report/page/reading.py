"""What the templates ask: words of spans, witnesses of sentences, pieces of text, strokes of the picket."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from wholestory.model import ArticleId, Caution, Reason, Span
from wholestory.report import collation, columns, counts, picket, sayings, shown, timeline
from wholestory.report.chapters import Chapter
from wholestory.report.collation import Row
from wholestory.report.columns import Column
from wholestory.report.library import Library
from wholestory.report.page import drawing
from wholestory.report.sayings import Saying, Variant
from wholestory.report.witnesses import Witness

_LANGUAGE = re.compile(r"[a-z]{2,3}")
COLUMNS = 12  # accounts that a table of facts can hold beside each other
ACROSS = 4  # accounts side by side in one band


@dataclass(frozen=True, slots=True)
class Reader:
    """Answers about a library and its chapters, in plain values."""

    library: Library
    chapters: Mapping[str, Chapter]
    chosen: tuple[ArticleId, ...] = ()  # the accounts to set side by side; all where none is named

    def words(self, span: Span) -> str:
        """The words of `span`, on one line."""
        return shown.line(self.library.quote(span))

    def sentence(self, span: Span) -> Span:
        """The whole sentence of `span`."""
        return self.library.sentence(span)

    def where(self, span: Span) -> tuple[str, int]:
        """The part of its article that `span` stands in, and the number of its paragraph; 0 for others."""
        return self.library.paragraph(span)

    def language(self, article: ArticleId) -> str:
        """The language for a `lang` attribute; empty where it is not known."""
        code = self.library.language(article) or ""
        return code if _LANGUAGE.fullmatch(code) else ""

    def pieces(self, sentence: Span, figures: Iterable[Span]) -> list[tuple[str, bool]]:
        """The words of a sentence in pieces; True where a piece is one of the figures."""
        text, found, reached = self.library.quote(sentence), list[tuple[str, bool]](), 0
        for figure in sorted(f for f in figures if f.within(sentence)):
            start, end = figure.start - sentence.start, figure.end - sentence.start
            if start >= reached:
                found += [(text[reached:start], False), (text[start:end], True)]
                reached = end
        return [piece for piece in (*found, (text[reached:], False)) if piece[0]]

    def witness(self, chapter: Chapter, article: ArticleId) -> Witness:
        """The witness of `article`."""
        return next(w for w in chapter.witnesses if w.article == article)

    def any_witness(self, article: ArticleId) -> Witness:
        """The witness of `article` in the first chapter that has it."""
        return next(w for c in self.chapters.values() for w in c.witnesses if w.article == article)

    def among(self, chapter: Chapter, articles: Iterable[str]) -> list[Witness]:
        """The witnesses among these articles, in order."""
        held = set(articles)
        return [w for w in chapter.witnesses if w.article in held]

    def tellers(self, chapter: Chapter, spans: Iterable[Span]) -> list[Witness]:
        """Who says these spans; a copy only where its original is not among them."""
        return counts.tellers(chapter, {span.article for span in spans})

    def strokes(self, chapter: Chapter) -> list[tuple[str | None, int, drawing.Drawing]]:
        """For each language its code, its titles and its strokes."""
        groups = picket.of(chapter)
        return [(g.language, len(g.strokes), drawing.of([g])) for g in groups]

    def whole_picket(self, chapter: Chapter) -> drawing.Drawing:
        """The strokes of all languages in one drawing."""
        return drawing.of(picket.of(chapter))

    def table_holds(self, chapter: Chapter) -> list[Witness]:
        """The columns of the table of facts: every title but copies of one that is here; none if too many."""
        here = {w.article for w in chapter.witnesses}
        held = [w for w in chapter.witnesses if w.copy_of not in here]
        return held if len(held) <= COLUMNS else []

    def choosing(self, chosen: Sequence[ArticleId]) -> Reader:
        """The same, with these accounts side by side."""
        return replace(self, chosen=tuple(chosen))

    def columns(self, chapter: Chapter) -> tuple[Column, ...]:
        """The accounts to set side by side."""
        found = columns.of(chapter)
        if not self.chosen:
            return found
        by_article = {column.witness.article: column for column in found}
        return tuple(by_article[article] for article in self.chosen if article in by_article)

    def bands(self, items: Sequence[object]) -> list[Sequence[object]]:
        """Accounts in bands of at most four, as even as can be."""
        bands = -(-len(items) // ACROSS)
        size = -(-len(items) // bands) if bands else 1
        return [items[n : n + size] for n in range(0, len(items), size)]

    def event(self, spans: Sequence[Span]) -> str:
        """What happened at a point of time, cut from the first sentence that names it."""
        return timeline.event(spans[0], self.library, width=150)

    def cautions(self, saying: Saying) -> list[tuple[Caution, tuple[Variant, ...]]]:
        """What to mind about a saying, with what to set under each other."""
        return sayings.cautions(saying, self.library)

    def values_under(self, row: Row, article: ArticleId) -> Span | None:
        """The figure that `article` gives for a claim."""
        reading = row.reading_of(article)
        value = reading.value_of(article) if reading else None
        return value.span if value else None

    def across(self, chapter: Chapter) -> tuple[Row, ...]:
        """The claims of a story's thread that the story has a part in."""
        thread = self.chapters[chapter.thread.id] if chapter.thread else None
        return collation.across(thread.collation, chapter.witnesses) if thread else ()

    def concerned(self, reason: Reason) -> list[Chapter]:
        """The stories that a thread's reason is about."""
        return [self.chapters[id] for id in reason.ids if id in self.chapters]
