"""Names in the seed articles against the hand-made gold, and on any folder of scraped text by eye.

`python evals/names.py` scores ../shared/gold; `python evals/names.py FOLDER` prints what each article names.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from wholestory import extract
from wholestory.analyze import language, names, sentences
from wholestory.model import Article, ArticleId, EntityType, MentionKind
from wholestory.text.words import fold

SHARED = Path(__file__).resolve().parents[2] / "shared"
LANGUAGES = ("de", "en", "es", "fr", "it", "pt")


@dataclass(slots=True)
class Score:
    """Counts of mentions: found, right, in gold; of links: right, wrong, left open; of types."""

    found: int = 0
    right: int = 0
    gold: int = 0
    linked: int = 0
    wrong: list[str] = field(default_factory=list)
    open: int = 0
    missed: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)
    mistyped: list[str] = field(default_factory=list)
    nominals: Counter[str] = field(default_factory=Counter)

    @property
    def f1(self) -> float:
        """F1 of named mentions: same stretch of the file."""
        return 2 * self.right / max(self.found + self.gold, 1)

    @property
    def links(self) -> float:
        """Of the mentions of people that were found, those linked to the right person."""
        return self.linked / max(self.linked + len(self.wrong) + self.open, 1)


def read(path: Path) -> tuple[Article, names.Names]:
    """An article of scraped text, and its names."""
    article = extract.scraped(extract.decode(path.read_bytes()), id=ArticleId(path.stem[:24]), path=path.name)
    code = language.of(article, LANGUAGES)
    return article, names.find(article, code, sentences.split(article, code))


def score(shared: Path = SHARED) -> dict[str, Score]:
    """One score for each seed article that has gold."""
    scores = {}
    for path in sorted((shared / "gold").glob("0*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        seed = next((shared / "seeds").glob(f"{path.stem}_*.txt"))
        scores[path.stem] = _against(gold["entities"], *read(seed))
    return scores


def _against(entities: dict[str, dict[str, object]], article: Article, found: names.Names) -> Score:
    result = Score()
    kept = [(s.file_start, s.file_start + s.end - s.start) for s in article.segments]
    gold = {place: entity for place, entity in _gold(entities, "named_mentions") if _inside(place, kept)}
    result.gold = len(gold)
    seen = set()
    for mention in found.mentions:
        place = article.in_file(mention.span)
        if mention.kind is not MentionKind.NAMED or place is None:
            continue
        result.found += 1
        words = article.quote(mention.span)
        if place not in gold:
            result.extra.append(words)
            continue
        seen.add(place)
        result.right += 1
        _link(result, gold[place], words, mention.referent, found)
    result.missed = [str(gold[place]["canonical"]) for place in gold.keys() - seen]
    _nominals(result, article, found, dict(_gold(entities, "nominal_mentions")))
    return result


def _gold(
    entities: dict[str, dict[str, object]], key: str
) -> Iterator[tuple[tuple[int, int], dict[str, object]]]:
    for entity in entities.values():
        for mention in entity[key]:  # type: ignore[attr-defined]
            yield (mention["start"], mention["end"]), entity


def _inside(place: tuple[int, int], kept: list[tuple[int, int]]) -> bool:
    return any(start <= place[0] and place[1] <= end for start, end in kept)


def _link(
    result: Score, entity: dict[str, object], words: str, referent: int | None, found: names.Names
) -> None:
    """Counts the link of one right mention; people only, other names have one form."""
    if referent is None:
        result.open += 1
        return
    chosen, canonical = found.referents[referent], str(entity["canonical"])
    if entity["type"] == "PER":
        if chosen.type is not EntityType.PERSON:
            result.mistyped.append(f"{chosen.name}: {chosen.type}")
        if _same(chosen.name, canonical):
            result.linked += 1
        else:
            result.wrong.append(f"{words} → {chosen.name}, not {canonical}")
    elif chosen.type is EntityType.PERSON:
        result.mistyped.append(f"{chosen.name}: {chosen.type}")


def _same(name: str, canonical: str) -> bool:
    """Same first and last word."""
    one, other = fold(name).split(), fold(canonical).split()
    return (one[0], one[-1]) == (other[0], other[-1])


def _nominals(
    result: Score,
    article: Article,
    found: names.Names,
    gold: dict[tuple[int, int], dict[str, object]],
) -> None:
    for mention in found.mentions:
        place = article.in_file(mention.span)
        if mention.kind is not MentionKind.NOMINAL or mention.referent is None or place is None:
            continue
        entity = next((e for p, e in gold.items() if p[0] < place[1] and place[0] < p[1]), None)
        if entity is None:
            result.nominals["not in gold"] += 1
        else:
            right = _same(found.referents[mention.referent].name, str(entity["canonical"]))
            result.nominals["right" if right else "wrong"] += 1
    result.nominals["gold"] = len(gold)


def show(folder: Path) -> None:
    """Prints each article's referents with their mentions."""
    for path in sorted(folder.glob("*.txt")):
        article, found = read(path)
        print(f"\n{path.name}  {article.title or ''}")
        for index, referent in enumerate(found.referents):
            mentions = Counter(article.quote(m.span) for m in found.mentions if m.referent == index)
            described = [article.quote(span) for span in referent.descriptions]
            print(f"  {referent.type:13}{referent.name}  {dict(mentions)}  {described or ''}")
        for mention in found.mentions:
            if mention.referent is None:
                among = [found.referents[c].name for c in mention.candidates]
                print(f"  open         {article.quote(mention.span)}  {among}")


def main() -> None:
    """Prints the table."""
    if len(sys.argv) > 1:
        show(Path(sys.argv[1]))
        return
    print("seed   mentions F1   links right   wrong   open   nominals")
    for name, s in score().items():
        nominals = ", ".join(f"{k} {v}" for k, v in sorted(s.nominals.items()))
        print(f"{name}    {s.f1:.3f}         {s.links:.3f}         {len(s.wrong):<8}{s.open:<7}{nominals}")
        for label, items in (
            ("missed", s.missed),
            ("extra", s.extra),
            ("wrong", s.wrong),
            ("type", s.mistyped),
        ):
            if items:
                print(f"       {label}: {', '.join(sorted(items))}")


if __name__ == "__main__":
    main()
