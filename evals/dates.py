"""Times, numbers, ages, money and shares on the cases of Recognizers-Text: `make eval-dates`.

A case is a sentence, the day it is read on, and what stands in it. A gold item is found if one of ours
overlaps it, right if the value is one the case allows (a day; the first and last day of a span; a number).
Precision is over our items that give a value: right among those on a gold item or on nothing at all. The
cases are spoken commands, many of them puzzles. Each table has a baseline: dateparser's search for times,
where it is installed, else ISO dates; for figures the digits as they stand.
"""

from __future__ import annotations

import argparse
import importlib
import json
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from wholestory.analyze import quantities, statements, timings
from wholestory.analyze.names import Names
from wholestory.model import (
    Article,
    ArticleId,
    Basis,
    Block,
    Granularity,
    Published,
    Role,
    Sentence,
    Span,
    Timing,
)

SHARED = Path(__file__).resolve().parents[2] / "shared" / "eval" / "dates" / "recognizers"
LANGUAGES = {
    "English": "en",
    "German": "de",
    "Spanish": "es",
    "French": "fr",
    "Italian": "it",
    "Portuguese": "pt",
}
FLOORS = {  # found and right, precision
    "days": (0.26, 0.60),
    "spans": (0.18, 0.31),
    "numbers": (0.40, 0.40),
    "ages": (0.48, 0.82),
    "money": (0.75, 0.84),
    "shares": (0.54, 0.77),
}


@dataclass(frozen=True)
class Item:
    """A stretch of a case and the values it may have; ours is `firm` if it names one, not mere bounds."""

    start: int
    end: int
    values: frozenset[str]
    firm: bool = True


@dataclass(frozen=True)
class Case:
    """One sentence, the day it is read on, what is sought in it, and what else stands there."""

    text: str
    day: str | None
    gold: tuple[Item, ...]
    others: tuple[Item, ...]


@dataclass
class Score:
    """Counts over items."""

    gold: int = 0
    found: int = 0
    right: int = 0
    ours: int = 0

    def add(self, case: Case, ours: Sequence[Item]) -> None:
        """Count one case; what of ours lies on items of other sorts does not count."""
        self.gold += len(case.gold)
        for item in case.gold:
            over = [o for o in ours if _overlap(o, item)]
            self.found += bool(over)
            self.right += any(o.values & item.values for o in over)
        self.ours += sum(
            1
            for o in ours
            if o.firm or any(o.values & g.values for g in case.gold)
            if any(_overlap(o, g) for g in case.gold) or not any(_overlap(o, g) for g in case.others)
        )

    @property
    def recall(self) -> float:
        """Right among gold."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def precision(self) -> float:
        """Right among ours."""
        return self.right / self.ours if self.ours else 0.0


Finder = Callable[[Case, str], list[Item]]
Wanted = Callable[[dict[str, Any]], frozenset[str] | None]


def _overlap(a: Item, b: Item) -> bool:
    return a.start < b.end and b.start < a.end


def cases(path: Path, wanted: Wanted) -> Iterator[Case]:
    """The cases of a file; `wanted` gives the values of a result that is sought, None for another sort."""
    for raw in json.loads(path.read_text(encoding="utf-8-sig")):
        if "NotSupportedByDesign" in raw or any(not {"Start", "End"} <= r.keys() for r in raw["Results"]):
            continue
        sought: list[Item] = []
        others: list[Item] = []
        for result in raw["Results"]:
            values = wanted(result)
            item = Item(result["Start"], result["End"] + 1, values or frozenset())
            (sought if values is not None else others).append(item)
        day = (raw.get("Context") or {}).get("ReferenceDateTime", "")[:10] or None
        if day is None and "DateTime" in path.parts:
            continue
        yield Case(raw["Input"], day, tuple(sought), tuple(others))


def time_values(sort: str) -> Wanted:
    """The values of a day, or of a span of days as "first/last", both included."""

    def wanted(result: dict[str, Any]) -> frozenset[str] | None:
        if result.get("TypeName") != sort:
            return None
        resolution = result.get("Resolution") or {}
        values = frozenset(v for value in resolution.get("values", ()) for v in _time_value(value))
        return values - {"not resolved"} or None

    return wanted


def _time_value(value: dict[str, str]) -> Iterator[str]:
    if "value" in value:
        yield value["value"]
    if "start" in value and "end" in value:
        last = date.fromisoformat(value["end"][:10]) - timedelta(days=1)
        yield f"{value['start'][:10]}/{last}"


def number_values(result: dict[str, Any]) -> frozenset[str] | None:
    """The value of a number."""
    value = (result.get("Resolution") or {}).get("value")
    return frozenset([_plain(str(value))]) if value else None


def age_values(result: dict[str, Any]) -> frozenset[str] | None:
    """The value of an age in years."""
    resolution = result.get("Resolution") or {}
    return number_values(result) if resolution.get("unit") in ("Year", "Ano", "Año", "Jahr") else None


def _plain(value: str) -> str:
    try:
        return f"{float(value.rstrip('%').replace(',', '.')):g}"
    except ValueError:
        return value


def our_times(case: Case, language: str) -> list[Item]:
    """What `timings` finds, resolved."""
    article, sentences = _article(case.text)
    found = timings.find(article, language, sentences)
    told = timings.resolve(found, _published(case.day))
    return [Item(t.span.start, t.span.end, _told(t), firm=t.value is not None) for t in told]


def _told(timing: Timing) -> frozenset[str]:
    span = f"{timing.earliest}/{timing.latest}"
    return frozenset([timing.value, span] if timing.value else [span])


def _published(day: str | None) -> Published | None:
    return Published(day, day, day, Granularity.DAY, Basis.STATED) if day else None


def _article(text: str) -> tuple[Article, tuple[Sentence, ...]]:
    id_ = ArticleId("case")
    article = Article(id=id_, text=text, blocks=(Block(Role.PARAGRAPH, 0, len(text)),))
    return article, (Sentence(Span(id_, 0, len(text)), Role.PARAGRAPH),)


def our_figures(*kinds: quantities.Kind) -> Finder:
    """What `quantities` finds, of those kinds."""

    def finder(case: Case, language: str) -> list[Item]:
        found = [f for f in quantities.find(case.text, language) if f.kind in kinds]
        return [Item(f.start, f.end, frozenset([_plain(f.value)])) for f in found]

    return finder


def our_ages(case: Case, language: str) -> list[Item]:
    """The ages that `statements` finds."""
    article, sentences = _article(case.text)
    found = statements.find(article, language, sentences, Names((), ()), (), ())
    ages = [s for s in found if s.attribute == "age"]
    return [Item(s.span.start, s.span.end, frozenset([_plain(s.quantity.value)])) for s in ages]


def digits(case: Case, language: str) -> list[Item]:
    """Baseline: digits as they stand."""
    found = re.finditer(r"\d+(?:[.,]\d+)*", case.text)
    return [Item(m.start(), m.end(), frozenset([_plain(m.group().replace(",", ""))])) for m in found]


def searched(case: Case, language: str) -> list[Item]:
    """Baseline: dateparser's search, or ISO dates where it is not installed."""
    try:
        search_dates = importlib.import_module("dateparser.search").search_dates
    except ImportError:
        found = re.finditer(r"\d{4}-\d\d-\d\d", case.text)
        return [Item(m.start(), m.end(), frozenset([m.group()])) for m in found]
    settings = {"RELATIVE_BASE": datetime.fromisoformat(case.day)} if case.day else {}
    items, at = [], 0
    for words, moment in search_dates(case.text, languages=[language], settings=settings) or ():
        start = case.text.find(words, at)
        if start >= 0:
            at = start + len(words)
            items.append(Item(start, at, frozenset([moment.date().isoformat()])))
    return items


KINDS = quantities.Kind
SUITES: dict[str, tuple[str, Wanted, Finder, Finder]] = {
    "days": ("DateTime/{}/DateTimeModel.json", time_values("datetimeV2.date"), our_times, searched),
    "spans": ("DateTime/{}/DateTimeModel.json", time_values("datetimeV2.daterange"), our_times, searched),
    "numbers": ("Number/{}/NumberModel.json", number_values, our_figures(*KINDS), digits),
    "ages": ("NumberWithUnit/{}/AgeModel.json", age_values, our_ages, digits),
    "money": ("NumberWithUnit/{}/CurrencyModel.json", number_values, our_figures(KINDS.MONEY), digits),
    "shares": ("Number/{}/PercentModel.json", number_values, our_figures(KINDS.PERCENT), digits),
}


def measure(suite: str, folder: Path, *, baseline: bool = False) -> dict[str, Score]:
    """The score of each language in a suite."""
    pattern, wanted, ours, base = SUITES[suite]
    finder = base if baseline else ours
    scores: dict[str, Score] = defaultdict(Score)
    for name, language in LANGUAGES.items():
        path = folder / pattern.format(name)
        if path.is_file():
            for case in cases(path, wanted):
                scores[language].add(case, finder(case, language))
    return dict(scores)


def total(scores: dict[str, Score]) -> Score:
    """All languages together."""
    parts = scores.values()
    return Score(*(sum(getattr(s, f) for s in parts) for f in ("gold", "found", "right", "ours")))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a table for each suite; 1 where a floor is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=SHARED)
    parser.add_argument("--no-baseline", action="store_true")
    options = parser.parse_args(arguments)
    if not options.folder.is_dir():
        print("needs the evaluation material in ../shared")
        return 0
    missed = []
    for suite, floor in FLOORS.items():
        scores = measure(suite, options.folder)
        base = {} if options.no_baseline else measure(suite, options.folder, baseline=True)
        _show(suite, scores, base)
        whole = total(scores)
        missed += [suite] if whole.recall < floor[0] or whole.precision < floor[1] else []
    if missed:
        print(f"below the floor: {', '.join(missed)}")
    return 1 if missed else 0


def _show(suite: str, scores: dict[str, Score], base: dict[str, Score]) -> None:
    table = Table("language", "gold", "found", "found and right", "precision", "baseline", title=suite)
    for language, score in [*scores.items(), ("all", total(scores))]:
        other = total(base) if language == "all" else base.get(language, Score())
        table.add_row(
            language,
            str(score.gold),
            f"{score.found / max(score.gold, 1):.3f}",
            f"{score.recall:.3f}",
            f"{score.precision:.3f}",
            f"{other.recall:.3f} / {other.precision:.3f}",
        )
    Console().print(table)


if __name__ == "__main__":
    sys.exit(main())
