"""The house's words: the glossary's classes stand, and no seed's name has crept into the source."""

import json
import re
from pathlib import Path

from wholestory import model

SRC = Path(__file__).resolve().parents[2] / "src" / "wholestory"
GLOSSARY = [
    "Article",
    "Story",
    "Thread",
    "Mention",
    "Entity",
    "Quotation",
    "Utterance",
    "Statement",
    "Claim",
    "Timing",
    "Moment",
    "Reuse",
    "Account",
    "Coverage",
    "Analysis",
    "Edition",
    "Pick",
    "Failure",
    "Span",
]
COMMON = {
    "north",
    "west",
    "white",
    "house",
    "post",
    "johnson",
    "stark",
    "clark",
}  # ordinary words or surnames


def test_the_glossary_words_are_the_class_names():
    assert [word for word in GLOSSARY if not hasattr(model, word)] == []


def test_no_class_is_named_after_nothing():
    vague = re.compile(r"^class \w*(Manager|Helper|Service|Util|Handler|Wrapper)\b", re.M)
    assert [f.name for f in SRC.rglob("*.py") if vague.search(f.read_text(encoding="utf-8"))] == []


def test_no_proper_name_of_the_seeds_stands_in_the_source(shared):
    words = set()
    for gold in (shared / "gold").glob("*.json"):
        if gold.name == "entities.json":
            names = [e["name"] for e in json.loads(gold.read_text()).values() if e["type"] == "PER"]
        else:
            names = [
                e["canonical"]
                for e in json.loads(gold.read_text())["entities"].values()
                if e["type"] == "PER"
            ]
        words |= {w for name in names for w in re.findall(r"[A-Z][\w’']{3,}", name)}
    words = {w for w in words if w.lower() not in COMMON}
    pattern = re.compile(rf"\b({'|'.join(sorted(map(re.escape, words)))})\b", re.I)
    places = [f for f in SRC.rglob("*") if f.suffix in {".py", ".toml", ".html", ".css", ".json"}]
    found = {f.name: pattern.findall(f.read_text(encoding="utf-8")) for f in places}
    assert {name: hits for name, hits in found.items() if hits} == {}
