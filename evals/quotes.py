"""Quotations and speakers on PolNeAR (English) and German Wikinews: `make eval-quotes`.

Gold parts are the stretches between quotation marks inside an annotated attribution, each with the
source of the tightest one. A predicted part counts if it covers at least half of a gold part; its speaker
is right if it shares a content word with the gold source (a pronoun: the same pronoun). Joint asks both.
All marks count, PolNeAR's double apostrophes and single marks too; docs/notes/quotations.md has the others.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.table import Table
from stopwordsiso import stopwords

from wholestory.analyze import names, quotations, sentences
from wholestory.model import Article, ArticleId, Block, QuotationKind, Role, SpeakerState

SHARED = Path(__file__).resolve().parents[2] / "shared" / "eval" / "quotes"
FLOORS = {"polnear": {"named_precision": 0.90, "joint": 0.80}, "german": {"joint": 0.55}}
_QUOTED = re.compile(
    r"“([^“”\n]+)”|\"([^\"\n]+)\"|''((?:(?!'').)+)''|„([^„“”\n]+)[“”]|»([^«»\n]+)«|„([^„\"\n]+)\""
    r"|(?<![\w'’])['‘]((?:[^\n'‘’“”\"]|(?<=\w)['’](?=\w))+)['’](?![\w'])"
)
_PRONOUNS = {"he", "she", "they", "it", "who", "i", "we", "er", "sie", "es", "ich", "wir", "man"}
_BESIDE = re.compile(
    r"(?:said|says|told|wrote|added|sagte|erklärte)\s+((?:[A-Z]\S+\s?){1,4})"
    r"|((?:[A-Z]\w+\s){1,4}|\b[Hh]e |\b[Ss]he )(?:said|says|told|wrote|added|sagte|erklärte)"
)


@dataclass(frozen=True)
class Part:
    """A stretch of quoted words, and the words of its source (none: not given)."""

    start: int
    end: int
    source: str
    named: bool = False


@dataclass
class Score:
    """Counts over parts; `shown` those a named speaker was given to."""

    gold: int = 0
    predicted: int = 0
    hit: int = 0
    found: int = 0
    right: int = 0
    shown: int = 0
    shown_right: int = 0
    joint_hit: int = 0

    def figures(self) -> dict[str, float]:
        """The measures of the table, 0 to 1."""
        precision, recall = _ratio(self.hit, self.predicted), _ratio(self.found, self.gold)
        joint = _f1(_ratio(self.joint_hit, self.predicted), _ratio(self.right, self.gold))
        return {
            "precision": precision,
            "recall": recall,
            "f1": _f1(precision, recall),
            "speaker": _ratio(self.right, self.found),
            "joint": joint,
            "named_precision": _ratio(self.shown_right, self.shown),
            "named_recall": _ratio(self.shown_right, self.gold),
        }


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _f1(p: float, r: float) -> float:
    return 2 * p * r / (p + r) if p + r else 0.0


def article(text: str) -> Article:
    """One block per line of the raw text, offsets untouched."""
    blocks = tuple(Block(Role.PARAGRAPH, m.start(), m.end()) for m in re.finditer(r"[^\n]*\S[^\n]*", text))
    return Article(id=ArticleId("a"), text=text, blocks=blocks, path="a.txt")


def ours(text: str, language: str) -> list[Part]:
    """The parts between marks that we find, outermost only."""
    read = article(text)
    split = sentences.split(read, language)
    found: list[Part] = []
    for quotation in quotations.find(read, language, split, names.find(read, language, split)):
        if quotation.kind in (QuotationKind.NESTED, QuotationKind.INDIRECT):
            continue
        speaker = quotation.speaker
        source = f"{read.quote(speaker.span) if speaker.span else ''} {speaker.name or ''}".strip()
        named = speaker.state is SpeakerState.NAMED
        found.extend(Part(p.start, p.end, source, named) for p in quotation.parts)
    return found


def baseline(text: str) -> list[Part]:
    """Every pair of marks, and the capitalised words beside the nearest verb of saying."""
    found = []
    for match in _QUOTED.finditer(text):
        near = _BESIDE.search(text, match.end(), match.end() + 120)
        near = near or _BESIDE.search(text, max(0, match.start() - 120), match.start())
        source = next((g for g in near.groups() if g), "") if near else ""
        found.append(Part(match.start() + 1, match.end() - 1, source.strip(), bool(source)))
    return found


def score(documents: Iterable[tuple[str, list[Part]]], find: Callable[[str], list[Part]]) -> Score:
    """Counts of `find` over texts with their gold parts."""
    total = Score()
    for text, gold in documents:
        predicted = find(text)
        matches = [next((g for g in gold if _covers(p, g)), None) for p in predicted]
        total.gold += len(gold)
        total.predicted += len(predicted)
        total.hit += sum(m is not None for m in matches)
        total.joint_hit += sum(m is not None and same(p, m) for p, m in zip(predicted, matches, strict=True))
        for g in gold:
            over = [p for p in predicted if _covers(p, g)]
            total.found += bool(over)
            total.right += any(same(p, g) for p in over)
            total.shown += any(p.named for p in over)
            total.shown_right += any(p.named and same(p, g) for p in over)
    return total


def _covers(predicted: Part, gold: Part) -> bool:
    overlap = min(predicted.end, gold.end) - max(predicted.start, gold.start)
    return overlap * 2 >= gold.end - gold.start and overlap > 0


def same(predicted: Part, gold: Part) -> bool:
    """Whether the two sources share a content word, or are the same pronoun; none equals none."""
    one, other = _content(predicted.source), _content(gold.source)
    return bool(one & other) if other else not one


def _content(source: str) -> set[str]:
    words = {w.removesuffix("'s").removesuffix("’s").lower() for w in re.findall(r"[\w'’]+", source)}
    return (words - _STOP) | (words & _PRONOUNS)


_STOP = {w for code in ("en", "de") for w in stopwords(code)} | {"mr", "mrs", "ms"}


def gold_parts(text: str, attributions: list[tuple[list[tuple[int, int]], str]]) -> list[Part]:
    """The stretches between marks that an annotated content covers at least half of."""
    found = []
    for match in _QUOTED.finditer(text):
        start, end = match.start() + 1, match.end() - 1
        around = [
            (sum(b - a for a, b in content), source)
            for content, source in attributions
            if sum(max(0, min(b, end) - max(a, start)) for a, b in content) * 2 >= end - start
        ]
        if around:
            found.append(Part(start, end, min(around)[1]))
    return found


def polnear(split: str) -> Iterator[tuple[str, list[Part]]]:
    """PolNeAR's articles of `split` (train, dev) with their gold parts."""
    for path in sorted((SHARED / "polnear" / split / "text").glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        table = next((SHARED / "polnear" / split / "attributions").glob(path.stem + "*.ann"))
        yield text, gold_parts(text, list(_brat(table.read_text(encoding="utf-8"))))


def _brat(table: str) -> Iterator[tuple[list[tuple[int, int]], str]]:
    spans: dict[str, tuple[list[tuple[int, int]], str]] = {}
    events: list[list[str]] = []
    for line in table.split("\n"):
        if match := re.match(r"(T\d+)\t\S+ ([\d ;]+)\t(.*)", line):
            places = [tuple(map(int, s.split())) for s in match[2].split(";")]
            spans[match[1]] = [(p[0], p[1]) for p in places], match[3]
        elif match := re.match(r"E\d+\t(.*)", line):
            events.append(match[1].split())
    for event in events:
        roles = [(re.sub(r"\d+$", "", a.split(":")[0]), a.split(":")[1]) for a in event]
        content = [s for role, key in roles if role == "Content" for s in spans[key][0]]
        if content:
            yield content, " ".join(spans[key][1] for role, key in roles if role == "Source")


def german(split: str) -> Iterator[tuple[str, list[Part]]]:
    """German Wikinews of `split` with their gold parts."""
    for path in sorted((SHARED / "german" / split).glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        attributions = [
            ([(s["charBegin"], s["charEnd"]) for s in a["quote"]["spans"]], a["speaker"].get("text") or "")
            for a in data["annotations"]
        ]
        yield data["originalText"], gold_parts(data["originalText"], attributions)


def measure(split: str = "dev") -> dict[str, dict[str, dict[str, float]]]:
    """Figures of both corpora, ours and the baseline's."""
    results: dict[str, dict[str, dict[str, float]]] = {}
    for corpus, code, documents in (("polnear", "en", polnear), ("german", "de", german)):
        loaded = list(documents(split))
        results[corpus] = {
            "ours": score(loaded, partial(ours, language=code)).figures(),
            "regex": score(loaded, baseline).figures(),
        }
    return results


def main() -> None:
    """Print the table; exit 1 where a floor is missed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--split", default="dev", choices=("train", "dev"))
    results = measure(options.parse_args().split)
    table = Table("corpus", "system", "P", "R", "F1", "speaker", "joint F1", "named P", "named R")
    for corpus, systems in results.items():
        for system, figures in systems.items():
            table.add_row(corpus, system, *(f"{100 * value:.1f}" for value in figures.values()))
    Console().print(table)
    missed = [
        f"{corpus} {name} under {floor}"
        for corpus, floors in FLOORS.items()
        for name, floor in floors.items()
        if results[corpus]["ours"][name] < floor
    ]
    sys.exit("; ".join(missed) if missed else 0)


if __name__ == "__main__":
    main()
