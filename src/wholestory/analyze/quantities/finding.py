"""Figures as they stand in a text."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from text_to_num import text2num

from wholestory.analyze.quantities import clock, lexicon
from wholestory.analyze.quantities.figure import Figure, Kind
from wholestory.analyze.quantities.lexicon import Lexicon

_TOKEN = re.compile(r"\d[\d.,]*|[^\W\d_]+|[½¼¾⅓⅔]")
_PHONE = re.compile(r"(?:\+\d{1,3}|\(0\d{1,4}\)|0\d{1,4})[ /.-]?\(?\d[\d ()/.-]{5,20}\d(?!\w)")
_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₺": "TRY", "₩": "KRW"}
_PREFIXED = re.compile(r"(?:\b(?:US|A|C|CA|AU|HK|NZ|R) ?)?[$€£¥₹₽₺₩] ?\Z|\b(?:EUR|USD|GBP|CHF) \Z")
_WORD = r"[^\s,;:()\"“”«»]+"
_FOLLOWING = re.compile(rf"(?:-|[ \u00a0\u202f\t]?|\n(?!\n))({_WORD}(?:[ \u00a0\u202f]{_WORD}){{0,2}})")
_MINUS = re.compile(r"(?:^|[\s(])[-−]\Z")
_RUNS_ON = re.compile(r"[.,:]?\d")
_BEFORE = re.compile(r"[^\s\"“”«»„(),;:.!?]+\.?")
_LONGEST = 15  # digits: more are no quantity of news, and floats would not hold them


@dataclass(frozen=True, slots=True)
class _Number:
    """A number read at one place, before its unit and what hedges it are known."""

    end: int
    low: float
    high: float
    sort: str = "exact"


def find(text: str, language: str | None, *, skip: Sequence[tuple[int, int]] = ()) -> tuple[Figure, ...]:
    """The figures of `text`, in order; none inside the ranges `skip`, none that is part of a word or code."""
    lex = lexicon.of(language)
    taken = sorted([*skip, *_phones(text)])
    starts = [a for a, _ in taken]
    done, found = 0, []
    openings, compound = lex.openings, lex.compound
    for token in _TOKEN.finditer(text):
        word = token.group()
        opens = word[0].isnumeric() or word.casefold() in openings
        if not opens and (compound is None or len(word) < 7 or not compound.match(word)):
            continue
        at = token.start()
        index = bisect_right(starts, at) - 1
        if at < done or (index >= 0 and at < taken[index][1]):
            continue
        figure = _figure(text, at, lex, language)
        if figure:
            found.append(figure)
        done = figure.end if figure else token.end() if word[0].isdecimal() else done
    return tuple(found)


def _phones(text: str) -> Iterator[tuple[int, int]]:
    """Telephone numbers."""
    for match in _PHONE.finditer(text):
        before = text[match.start() - 1 : match.start()]
        if not before.isalnum() and before not in (".", ","):
            yield match.span()


def _figure(text: str, at: int, lex: Lexicon, language: str | None) -> Figure | None:
    if text[at].isdecimal():
        if _glued(text, at):
            return None
        if hour := clock.read(text, at, lex):
            return hour
    number = _number(text, at, lex, language)
    if number is None:
        return None
    if _MINUS.search(text, max(0, at - 2), at):
        number = replace(number, low=-number.high, high=-number.low)
    number = _ranged(text, at, number, lex, language)
    scaled = _scaled(text, number, lex)
    figure = _with_unit(text, at, scaled, lex)
    return _hedged(text, figure, scaled.sort, lex) if figure else None


def _glued(text: str, at: int) -> bool:
    """Whether digits belong to something longer: a word, a code, a score, a decimal."""
    before = text[at - 1] if at else " "
    if before in "#@_":
        return True
    if before in "-−–—/:.,'’+" and at > 1:
        return not (before in "–—" and text[at - 2].isspace()) and not text[at - 2].isspace()
    return before.isalnum()


def _number(text: str, at: int, lex: Lexicon, language: str | None) -> _Number | None:
    if text[at] in "½¼¾⅓⅔":
        value = unicodedata.numeric(text[at])
        return _Number(at + 1, value, value)
    if text[at].isdecimal():
        return _digits(text, at, lex)
    if (phrase := lex.phrase.match(text, at)) and (vague := _vague(phrase, lex)):
        return vague
    return _spelled(text, at, lex, language)


def _digits(text: str, at: int, lex: Lexicon) -> _Number | None:
    match = lex.digits.match(text, at)
    if not match or len(match.group()) > 2 * _LONGEST:
        return None
    end = match.end()
    whole, _, part = match.group().partition(lex.decimal)
    if lex.decimal == "," and not part and re.fullmatch(r"\d+\.\d{1,2}", whole):
        whole, _, part = whole.partition(".")
    plain = re.sub(r"\D", "", whole)
    if len(plain) > _LONGEST or len(part) > _LONGEST:
        return None
    value = float(f"{int(plain)}.{int(part):0{len(part)}}" if part else int(plain))
    if end < len(text) and text[end] in "½¼¾⅓⅔":
        value, end = value + unicodedata.numeric(text[end]), end + 1
    return None if _RUNS_ON.match(text, end) else _Number(end, value, value)


def _vague(match: re.Match[str], lex: Lexicon) -> _Number | None:
    sort, bounds = lex.phrases.get(" ".join(match.group().casefold().split()), ("", ()))
    if not bounds:
        return None
    if sort == "many":
        return _Number(match.end(), bounds[0], float("inf"), "many")
    return _Number(match.end(), bounds[0], bounds[-1], {"halves": "exact"}.get(sort, sort))


def _spelled(text: str, at: int, lex: Lexicon, language: str | None) -> _Number | None:
    match = lex.spelled.match(text, at) or (lex.compound and re.compile(r"[^\W\d_]+").match(text, at))
    if not match:
        return None
    words = re.sub(r"\s+", " ", match.group().casefold())
    if words in lex.listed("number_articles"):
        return None
    value = _value(words, lex, language)
    if value is None:
        return None
    return _Number(match.end(), value, value) if value < 10**_LONGEST else None


def _value(words: str, lex: Lexicon, language: str | None) -> float | None:
    try:
        return float(text2num(words, language))
    except ValueError:
        rest, _, scale = words.rpartition(" ")
        return (
            value * lex.scales[scale]
            if scale in lex.scales and (value := _value(rest, lex, language))
            else None
        )


def _ranged(text: str, at: int, number: _Number, lex: Lexicon, language: str | None) -> _Number:
    """The number, or the range that it opens: "20-30", "20 to 30", "between 20 and 30"."""
    end = number.end
    dash = re.compile(r"[ \u00a0]?[-–—][ \u00a0]?(?=\d)").match(text, end)
    link = dash or lex.links.match(text, end)
    if not link or number.sort != "exact":
        return number
    if not dash and link["link"].casefold() in lex.listed("range_only_between"):
        before = _words_before(text, at)
        if not before or before[-1] not in lex.listed("between"):
            return number
    other = _number(text, link.end(), lex, language)
    if not other or other.sort != "exact":
        return number
    if number.low < other.high and (not dash or other.high <= number.low * 20):
        return _Number(other.end, number.low, other.high, "dash" if dash else "range")
    return _Number(other.end, number.low, other.high, "score") if dash else number


def _scaled(text: str, number: _Number, lex: Lexicon) -> _Number:
    """The number times the million or thousand that follows it."""
    match = _FOLLOWING.match(text, number.end)
    if not match:
        return number
    for words in _shorter(match[1]):
        factor = lex.scales.get(words.casefold())
        if factor and not (len(words) == 1 and text[number.end] == " "):
            return replace(
                number,
                end=match.start(1) + len(words),
                low=number.low * factor,
                high=number.high * factor,
            )
    return number


def _shorter(words: str) -> Iterator[str]:
    """The words, then fewer of them, down to one; each also without closing points."""
    parts = words.split(" ")
    for count in range(len(parts), 0, -1):
        joined = " ".join(parts[:count])
        yield joined
        if joined[-1:] in ".!?":
            yield joined.rstrip(".!?")


def _with_unit(text: str, at: int, number: _Number, lex: Lexicon) -> Figure | None:
    if number.sort == "score":
        return None
    plain = Figure(at, number.end, at, Kind.NUMBER, number.low, number.high, "", exact=number.sort == "exact")
    if number.sort in ("dash", "few"):
        plain = replace(plain, bare=True)
    sign = _PREFIXED.search(text, max(0, at - 6), at)
    if sign:
        code = _SIGNS.get(sign.group().strip()[-1], sign.group().strip())
        return replace(plain, start=sign.start(), kind=Kind.MONEY, unit=code, bare=False)
    return _followed(text, number, plain, lex)


def _followed(text: str, number: _Number, plain: Figure, lex: Lexicon) -> Figure | None:
    link = lex.unit_links.match(text, number.end)
    match = _FOLLOWING.match(text, link.end() if link else number.end)
    if not match:
        return plain
    for words in _shorter(match[1].replace("\u00a0", " ").replace("\u202f", " ")):
        code = _SIGNS.get(words)
        sort, unit, factor = ("money", code, 1.0) if code else lex.units.get(words.casefold(), ("", "", 0.0))
        if sort:
            end = match.start(1) + len(words)
            low, high = number.low * factor, number.high * factor
            return replace(plain, end=end, kind=Kind(sort), low=low, high=high, unit=unit, bare=False)
    following = text[number.end : number.end + 2]
    if any(text.startswith(glued, number.end) for glued in lex.glued):
        return plain
    if following[:1] in "-’'" and following[1:].isalpha() and text[plain.number].isdecimal():
        return None
    return None if following[:1].isalpha() else plain


def _words_before(text: str, at: int) -> list[str]:
    """Up to four words directly before a place, in lower case, none beyond the end of a clause."""
    start = max(0, at - 40)
    stretch = text[start:at]
    cut = max(stretch.rfind(c) for c in ',;:!?"“”«»„()\n')
    words = _BEFORE.findall(stretch[cut + 1 :].casefold())
    return words[-4:]


def _hedged(text: str, figure: Figure, sort: str, lex: Lexicon) -> Figure:
    """The figure with what is said of its exactness before and after it."""
    before = _words_before(text, figure.start)
    for count in (4, 3, 2, 1):
        phrase = " ".join(before[-count:])
        if len(before) >= count and phrase in lex.hedges:
            start = _start_of(text, figure.start, count)
            return _bounded(replace(figure, start=start), lex.hedges[phrase], sort)
    match = _FOLLOWING.match(text, figure.end)
    after = [] if not match else [w for w in _shorter(match[1]) if w.casefold() in lex.after]
    if after and match:
        return _bounded(replace(figure, end=match.start(1) + len(after[0])), "about", sort)
    return _bounded(figure, sort if sort in ("dozens", "few", "many") else "", sort)


def _start_of(text: str, at: int, words: int) -> int:
    """Where the last `words` words before a place begin."""
    found = list(_BEFORE.finditer(text, max(0, at - 40), at))
    return found[-words].start()


def _bounded(figure: Figure, hedge: str, sort: str) -> Figure:
    """The interval that a hedged number leaves: "about 200" is 170 to 230, "nearly 200" 170 to 200."""
    low, high = figure.low or 0.0, figure.high if figure.high is not None else float("inf")
    if figure.kind is Kind.CLOCK:
        return figure
    value = _written(low) if low == high or high == float("inf") else f"{_written(low)}-{_written(high)}"
    slack = 0.2 if sort == "dozens" else 0.15 if _round(low) else 0.1
    bounds: dict[str, tuple[float | None, float | None]] = {
        "about": (low * (1 - slack), high * (1 + slack)),
        "dozens": (low * (1 - slack), high * (1 + slack)),
        "over": (low, None),
        "many": (low, None),
        "at_least": (low, None),
        "under": (None, high),
        "at_most": (None, high),
        "nearly": (low * 0.85, high),
    }
    least, most = bounds.get(hedge, (low, high))
    most = None if most == float("inf") else most
    return replace(figure, low=_even(least), high=_even(most), value=value, exact=figure.exact and not hedge)


def _even(bound: float | None) -> float | None:
    return None if bound is None else round(bound, 6)


def _round(number: float) -> bool:
    """Whether it has one digit other than zero."""
    digits = f"{number:.0f}".strip("0")
    return len(digits) <= 1 and number >= 10


def _written(number: float) -> str:
    return f"{number:.10f}".rstrip("0").rstrip(".") if number < 1e15 else f"{number:.0f}"
