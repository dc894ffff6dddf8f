"""Time expressions as they stand in a text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from wholestory.analyze.timings import grammar, marks, reading, tense
from wholestory.analyze.timings.grammar import Grammar, Pattern
from wholestory.analyze.timings.reading import Parts
from wholestory.analyze.timings.tense import Tense
from wholestory.model import Anchor, Article, Granularity, Role, Sentence, Span, Timing
from wholestory.text import calendar

_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_BEFORE = re.compile(r"([^\W\d_]+|\d+)[’'‘]?([^\w.!?;:]*)\Z")
_MEASURED = re.compile(r"\s?(?:[%‰€$£°]|(?:km|kg|m|euros?|dollars?|million)\b)", re.IGNORECASE)
_DATED = re.compile(r",?[ \u00a0]\d{1,2}[/.-]\d")
_COUNTED = re.compile(r"[^\W\d]+[^\w.,;:!?]+([^\W\d]+)(?:[- ]([^\W\d]+)(?:[- ]([^\W\d]+))?)?")
_NAME = re.compile(r"[ \u00a0]([^\W\d_]+)")


def find(article: Article, language: str | None, sentences: Sequence[Sentence]) -> tuple[Timing, ...]:
    """The time expressions of an article, in order; those without a year are still unresolved.

    What merely looks like a time (an ordinal, a score, a count, a name with a weekday in it) is left out:
    a month or weekday alone, and a year alone, must stand where the language puts times. "Tomorrow" between
    quotation marks is reckoned from a day that the article does not tell, so it is never resolved.
    """
    lexicon = grammar.of(language)
    starts = [s.span.start for s in sentences]
    quoted = marks.ranges(article.text)
    found = []
    for span, section, parts in _matches(article.text, lexicon, language):
        at = bisect_right(starts, span[0]) - 1
        sentence = sentences[at] if at >= 0 and span[1] <= sentences[at].span.end else None
        context = _Context(article, language, sentence)
        if section == "ahead" and context.tense(*span) is Tense.PAST:
            continue  # "three million in six years": how long, not when
        timing = _timing(span, section, parts, context, lexicon)
        spoken = timing.shift is not None and timing.month is None and marks.inside(quoted, span[0])
        found.append(replace(timing, shift=None, weekday=None, anchor=Anchor.TEXT) if spoken else timing)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Context:
    article: Article
    language: str | None
    sentence: Sentence | None

    @property
    def caption(self) -> bool:
        return self.sentence is not None and self.sentence.role is Role.CAPTION

    def tense(self, start: int, end: int) -> Tense | None:
        if self.sentence is None:
            return None
        sentence = (self.sentence.span.start, self.sentence.span.end)
        return tense.around(self.article.text, (start, end), sentence, self.language)


def _matches(
    text: str, lexicon: Grammar, language: str | None
) -> Iterator[tuple[tuple[int, int], str, Parts]]:
    """The longest expression at each place, none inside another."""
    done, starts, counted = 0, lexicon.starts, lexicon.counted
    for token in _TOKEN.finditer(text):
        word = token.group()
        opening = "0" if word[0].isdecimal() else word.casefold()
        if opening not in starts:
            continue
        at = token.start()
        if at < done or (opening in counted and not _of_time(text, at, lexicon)) or _glued(text, at):
            continue
        if best := _longest(text, at, starts[opening]):
            section, match = best
            done = match.end()
            parts = reading.read(section, match, lexicon, language)
            if parts and _stands(section, match, lexicon):
                yield (match.start(), match.end()), section, parts


def _of_time(text: str, at: int, lexicon: Grammar) -> bool:
    """Whether a unit of time follows a number word within two words."""
    following = _COUNTED.match(text, at)
    return following is not None and any(w and w.casefold() in lexicon.unit_words for w in following.groups())


def _glued(text: str, start: int) -> bool:
    """Whether a token is only the end of something longer: a decimal, an amount, a telephone number."""
    before = text[start - 1] if start else " "
    if before in "$€£¥#":
        return True
    if text[start].isdecimal():
        return before in ".,:/+#$€£¥@_-–" and text[start - 2 : start - 1] != " "
    return before in "@#_" or before.isdecimal()


def _longest(text: str, start: int, patterns: Sequence[Pattern]) -> tuple[str, re.Match[str]] | None:
    best: tuple[str, re.Match[str]] | None = None
    for pattern in patterns:
        match = pattern.regex.match(text, start)
        if match and (best is None or match.end() > best[1].end()):
            best = (pattern.section, match)
    return best


def _stands(section: str, match: re.Match[str], lexicon: Grammar) -> bool:
    """Whether an expression stands where it can only be a time."""
    groups = match.groupdict()
    names = [groups[g] for g in ("month", "weekday") if groups.get(g)]
    whole = groups.get("day") and groups.get("year")
    if lexicon.table.get("capitals") and not whole and any(not n[0].isupper() for n in names if n):
        return False
    if section == "year":
        return _year_stands(match, lexicon)
    placed = lexicon.listed("not_alone") if section in ("this", "last", "next") else frozenset()
    short = [n for n in names if n and _short(n, lexicon) and n.casefold() not in placed]
    if short and not groups.get("day") and not groups.get("year"):
        return False
    if section == "month":
        return _after(match, lexicon.listed("month_after")) and not _named(match, lexicon)
    if section == "weekday":
        dated = _DATED.match(match.string, match.end())
        return not dated and not _after(match, lexicon.listed("not_after")) and not _named(match, lexicon)
    return True


def _short(name: str, lexicon: Grammar) -> bool:
    return name.casefold() not in lexicon.full


def _after(match: re.Match[str], words: frozenset[str]) -> bool:
    """Whether one of `words` stands directly before."""
    return _word_before(match).casefold() in words


def _word_before(match: re.Match[str]) -> str:
    before = _BEFORE.search(match.string, max(0, match.start() - 24), match.start())
    if not before or "\n\n" in before[2] or before[2].strip() not in ("", "(", "-", "’", "'", "–"):
        return ""
    return before[1]


def _named(match: re.Match[str], lexicon: Grammar) -> bool:
    """Whether it is part of a name: "Sunday Times", "Black Friday", "Good Friday"."""
    following = _NAME.match(match.string, match.end())
    if following and (following[1][0].isupper() and lexicon.table.get("names_capitalised", True)):
        return True
    before = _word_before(match)
    if not before or not before[0].isupper() or match.group()[0].islower():
        return False
    return before.casefold() not in lexicon.listed("month_after")


def _year_stands(match: re.Match[str], lexicon: Grammar) -> bool:
    """A bare figure is a year only after a word that years follow, and not where it counts something."""
    year = int(match["year"])
    before = _word_before(match).casefold()
    earliest = 1500 if before in lexicon.listed("year_after") else 1800
    if not earliest <= year <= 2100 or _counts(match, lexicon):
        return False
    if before in lexicon.listed("year_after") or before in lexicon.listed("year_attribute_after"):
        return True
    return bool(lexicon.table.get("year_bare")) and year % 100 != 0 and before not in lexicon.listed("hedges")


def _counts(match: re.Match[str], lexicon: Grammar) -> bool:
    """Whether the figure counts what follows: "2014 votes", "2019 Menschen"."""
    rest = match.string[match.end() : match.end() + 40]
    if _MEASURED.match(rest):
        return True
    following = _NAME.match(rest)
    if not following:
        return False
    word, before = following[1], _word_before(match).casefold()
    if lexicon.table.get("year_bare"):
        return word[0].isupper() and before not in lexicon.listed("year_after")
    plural = word[0].islower() and word.endswith("s") and len(word) > 3
    return plural and before not in lexicon.listed("year_after")


def _timing(at: tuple[int, int], section: str, parts: Parts, context: _Context, lexicon: Grammar) -> Timing:
    span = Span(context.article.id, *at)
    said = context.tense(*at)
    future = parts.future if parts.future is not None else said is Tense.FUTURE
    past = not future and said is Tense.PAST and not _attribute(section, span, context, lexicon)
    value, days = _resolved(parts)
    return Timing(
        span=span,
        value=value,
        earliest=days.first.isoformat() if days and days.first else None,
        latest=days.last.isoformat() if days and days.last else None,
        granularity=_granularity(parts),
        anchor=_anchor(parts),
        month=parts.month,
        day=parts.day,
        weekday=parts.weekday,
        shift=parts.shift,
        future=future,
        past=past or (parts.future is False),
        caption=context.caption,
    )


def _attribute(section: str, span: Span, context: _Context, lexicon: Grammar) -> bool:
    """Whether a year only names something ("his 2024 campaign"), so that it says nothing of the past."""
    if section not in ("year", "years"):
        return False
    before = _BEFORE.search(context.article.text, max(0, span.start - 24), span.start)
    return not before or before[1].casefold() not in lexicon.listed("year_after")


def _resolved(parts: Parts) -> tuple[str | None, calendar.Days | None]:
    if parts.year is None:
        return None, None
    iso = f"{parts.year:04}"
    iso += f"-{parts.month:02}" if parts.month else ""
    iso += f"-{parts.day:02}" if parts.month and parts.day else ""
    days = calendar.spanned(iso)
    if parts.until:
        return None, calendar.between(iso, f"{parts.until:04}")
    if days and days.first and parts.shift and parts.shift.high:
        return None, calendar.Days(days.first, calendar.moved(days.first, parts.shift.high, "day"))
    return iso, days


def _granularity(parts: Parts) -> Granularity:
    unit = parts.shift.unit if parts.shift and parts.month is None else None
    if parts.day or parts.weekday is not None or unit in ("day", "week", "weekend"):
        return Granularity.DAY
    if parts.month or unit == "month":
        return Granularity.MONTH
    return Granularity.YEAR


def _anchor(parts: Parts) -> Anchor:
    if parts.year is not None:
        return Anchor.ABSOLUTE
    return Anchor.TEXT if parts.textual else Anchor.PUBLICATION
