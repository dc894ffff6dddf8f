"""Invented articles of real size for measuring a store: words, names and days spread as in news."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np

from wholestory.model import (
    Analysis,
    Article,
    ArticleId,
    Block,
    Caption,
    EntityType,
    Mention,
    MentionKind,
    PlainText,
    Referent,
    Removed,
    Role,
    Sentence,
    Span,
    Vector,
)

LANGUAGES = ("en", "en", "en", "en", "de", "fr", "es", "it", "pt", "ar")
VOCABULARY, PEOPLE, OUTLETS = 150_000, 60_000, 400
WORDS = 440  # of an article: 3,000 letters with the names
TITLE, SENTENCE, PARAGRAPH = 9, 21, 3  # words of a title and a sentence, sentences of a paragraph
DAYS = 365
END = datetime(2026, 11, 1, tzinfo=UTC)
SEED = 5
_ONSETS = ("", "b", "c", "d", "f", "g", "h", "l", "m", "n", "p", "r", "s", "t", "v", "st", "tr", "pl", "ch")
_ENDINGS = ("", "s", "ed", "ing", "ment", "ion", "ly", "ity", "ous", "al", "ik", "ungen", "ez", "ello", "w")
_SOUNDS = ("a", "e", "i", "o", "u", "en", "er", "an", "on", "is", "al", "or", "ou")


@dataclass(frozen=True, slots=True)
class Print:
    """An invented article, its analysis (one of the press's moulds) and when it is sorted."""

    number: int
    article: Article
    mould: int
    sort_at: datetime


class Press:
    """Prints articles; the same ones every time. Their analyses are drawn from some thousand `moulds`."""

    def __init__(self, count: int, *, moulds: int = 4000) -> None:
        self.count = count
        self.words = {language: _words(language) for language in dict.fromkeys(LANGUAGES)}
        self.names = [f"{_word(n * 7 + 300)} {_word(n * 13 + 500)}".title() for n in range(PEOPLE)]
        weights = 1 / np.arange(1, VOCABULARY + 1, dtype=float) ** 1.09
        self.shares = np.cumsum(weights / weights.sum())
        self.moulds = [self._mould(number) for number in range(min(moulds, count))]

    def print(self, numbers: range) -> Iterator[Print]:
        """The articles of these numbers, the oldest first."""
        return map(self._one, numbers)

    def vector(self, number: int) -> Vector:
        """An article's vector."""
        drawn = np.random.default_rng([SEED, number])
        return Vector("invented", drawn.normal(size=512).astype("<f4").tobytes())

    def people(self, mould: int) -> list[str]:
        """Who is named in an article of a mould."""
        return [each.name for each in self.moulds[mould].referents]

    def _one(self, number: int) -> Print:
        drawn = np.random.default_rng([SEED, number])
        mould = int(drawn.integers(len(self.moulds)))
        language = self.moulds[mould].language or "en"
        ranks = np.searchsorted(self.shares, drawn.random(WORDS))
        words = [self.words[language][rank] for rank in ranks.tolist()]
        outlet = int(drawn.random() ** 2 * OUTLETS)
        at = END - timedelta(days=DAYS * (1 - number / self.count))
        article = _laid_out(ArticleId(f"e{number}"), words, self.people(mould), outlet, language)
        return Print(number, article, mould, at)

    def _mould(self, number: int) -> Analysis:
        """An analysis that takes as many bytes as that of a real article of this size."""
        drawn, id = np.random.default_rng([SEED + 1, number]), ArticleId(f"m{number}")
        names = [self.names[int(n)] for n in (drawn.random(4) ** 3 * PEOPLE)]
        ends = np.cumsum(drawn.integers(60, 260, 18)).tolist()
        starts = [0, *(end + 1 for end in ends)]
        spans = [Span(id, start, end) for start, end in zip(starts, ends, strict=False)]
        mentioned = sorted(drawn.integers(0, ends[-1], 145).tolist())
        kinds = [MentionKind.NAMED, MentionKind.NOMINAL, MentionKind.PRONOUN]
        mentions = (
            Mention(Span(id, start, start + int(length)), kinds[length % 3], length % 4)
            for start, length in zip(mentioned, drawn.integers(3, 30, 145).tolist(), strict=True)
        )
        return Analysis(
            article=id,
            language=LANGUAGES[number % len(LANGUAGES)],
            published=None,
            sentences=tuple(Sentence(span, Role.PARAGRAPH) for span in spans),
            referents=tuple(Referent(name, EntityType.PERSON) for name in names),
            mentions=tuple(mentions),
        )


def _laid_out(id: ArticleId, words: list[str], people: list[str], outlet: int, language: str) -> Article:
    title = " ".join([*words[:TITLE], people[0]]).capitalize()
    text, blocks = title, [Block(Role.TITLE, 0, len(title))]
    for start in range(TITLE, len(words), SENTENCE * PARAGRAPH):
        text += "\n\n"
        begin = len(text)
        for one in range(start, min(len(words), start + SENTENCE * PARAGRAPH), SENTENCE):
            said = " ".join(words[one : one + SENTENCE])
            said = f"{said.capitalize()}, {people[one % len(people)]} said."
            text += f"{said} "
        text = text.rstrip()
        blocks.append(Block(Role.PARAGRAPH, begin, len(text)))
    url = f"https://outlet{outlet}.example/{id}"
    name = PlainText(f"Outlet {outlet}")
    rest = " ".join(words[::-1])
    captions = tuple(Caption(rest[at : at + 140], people[-1]) for at in (100, 400))
    removed = tuple(Removed(rest[at : at + 35], "share", at, at + 35) for at in range(600, 1400, 80))
    return Article(
        id=id,
        text=text,
        blocks=tuple(blocks),
        url=url,
        outlet=name,
        byline=people[1],
        language=language,
        captions=captions,
        removed=removed,
    )


def _words(language: str) -> list[str]:
    """The vocabulary of a language, the commonest first and shortest."""
    shift = sum(map(ord, language)) * 977
    return [f"{_word(n + 200 + shift % 50)}{'' if n % 3 else language[0]}" for n in range(VOCABULARY)]


def _word(number: int) -> str:
    said = ""
    while number:
        number, one = divmod(number, len(_ONSETS))
        number, other = divmod(number, len(_SOUNDS))
        said += _ONSETS[one] + _SOUNDS[other]
    return said or "a"
