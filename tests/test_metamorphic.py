"""The same outcomes up to renaming, whatever the names, the years and the order of the files.

Runs on the five seeds (../shared) under changes that must not matter: all names replaced, all dates moved
by seven years and ages with them, the order shuffled, one article doubled, one left out, an unrelated one
added.
"""

import re
import shutil
from pathlib import Path

import pytest

import wholestory
from wholestory.model import Outcome, QuotationKind

SETS = {
    "latin": {
        "Kardashian": "Bellamorte", "Kim": "Ada", "Ivanka": "Rosalind", "Donald": "Casimir", "Trump": "Veldt",
        "Kushner": "Oakes", "Jared": "Piers", "Johnson": "Tamsin", "Alice": "Greta", "Marie": "Luise",
        "Harris": "Quillon", "Kamala": "Sunniva", "Biden": "Roos", "Joe": "Ned",
    },
    "accents": {
        "Kardashian": "Žáčková", "Kim": "Zoë", "Ivanka": "Łucja", "Donald": "Jérôme", "Trump": "Ødegård",
        "Kushner": "Núñez", "Jared": "Björn", "Johnson": "Güneş", "Alice": "Éva", "Marie": "Ane",
        "Harris": "Şahin", "Kamala": "Nilüfer", "Biden": "Århus", "Joe": "Øle",
    },
    "cyrillic": {
        "Kardashian": "Багратова", "Kim": "Вера", "Ivanka": "Ольга", "Donald": "Борис", "Trump": "Зимин",
        "Kushner": "Лапин", "Jared": "Игорь", "Johnson": "Мохова", "Alice": "Дарья", "Marie": "Нина",
        "Harris": "Ершова", "Kamala": "Тая", "Biden": "Ковров", "Joe": "Олег",
    },
}  # fmt: skip
ENGLISH = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
ITALIAN = ["lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"]
EVENTS = [{"000", "001"}, {"002"}, {"003"}, {"004"}]
UNRELATED = """Harbour wall of Corrin reopens after two years

The Averil Courier
14 March 2024

The harbour wall of Corrin reopened to walkers on Thursday, two years after a storm broke it in three
places. "We have built it for the next hundred years," said the engineer Solveig Marr.
"""


@pytest.fixture(scope="session")
def seeds(shared) -> dict[str, str]:
    return {f.name: f.read_text(encoding="utf-8") for f in sorted((shared / "seeds").glob("*.txt"))}


def tell(folder: Path, texts: dict[str, str]):
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return wholestory.tell([folder])


def short(telling, article) -> str:
    return Path(telling.article(article).path).name[:3]


def events(telling):
    return {frozenset(short(telling, a) for a in story.articles) for story in telling.stories}


def sagas(telling):
    stories = {s.id: s for s in telling.stories}
    return [
        {short(telling, a) for id in thread.stories for a in stories[id].articles}
        for thread in telling.threads
        if len(thread.stories) > 1
    ]


def ages(telling):
    """Each age claim across stories: its outcome, who holds it, and the outlier."""
    return {
        (
            claim.outcome,
            frozenset(short(telling, v.article) for v in claim.values),
            None if claim.outlier is None else short(telling, claim.values[claim.outlier].article),
        )
        for coverage in telling.coverages
        for claim in coverage.claims
        if claim.attribute == "age" and len({v.article for v in claim.values}) > 1
    }


def said(telling, names=None):
    """Each marked quotation: where, of what kind, by whom (names mapped back)."""
    back = {new: old for old, new in (names or {}).items()}
    found = set()
    for analysis in telling.analyses:
        for quotation in analysis.quotations:
            if quotation.kind is not QuotationKind.INDIRECT:
                name = quotation.speaker.name or ""
                for new, old in back.items():
                    name = name.replace(new, old)
                found.add((short(telling, analysis.article), len(quotation.parts), quotation.kind, name))
    return found


@pytest.fixture(scope="session")
def plain(seeds, tmp_path_factory):
    return tell(tmp_path_factory.mktemp("plain"), seeds)


def grouped_right(telling):
    loose = {frozenset(e) for e in EVENTS}
    together = {frozenset({"000", "001"}), frozenset({"002"}), frozenset({"003", "004"})}
    return events(telling) in (loose, together)


def test_the_seeds_are_one_saga_of_their_events(plain):
    assert grouped_right(plain)
    assert sagas(plain) == [{"000", "001", "002", "003", "004"}]


def test_the_ordinal_that_fits_no_other_account_stands_apart(plain):
    apart = [a for a in ages(plain) if a[2]]
    assert [(outcome, outlier) for outcome, _, outlier in apart] == [(Outcome.DIFFER, "001")]
    assert any(outcome is Outcome.COMPATIBLE and held == {"003", "004"} for outcome, held, _ in ages(plain))


@pytest.mark.parametrize("names", SETS)
def test_names_do_not_matter(seeds, plain, tmp_path, names):
    renamed = {}
    for file, text in seeds.items():
        for old, new in SETS[names].items():
            text = text.replace(old, new).replace(old.lower(), new.lower())
        renamed[file] = text
    other = tell(tmp_path / "renamed", renamed)
    assert events(other) == events(plain)
    assert sagas(other) == sagas(plain)
    assert ages(other) == ages(plain)
    assert said(other, SETS[names]) == said(plain)


def moved(text: str) -> str:
    """Years and ages moved by seven; weekdays moved to where those dates then fall."""
    text = re.sub(r"\b(19|20)\d\d\b", lambda m: str(int(m[0]) + 7), text)
    text = re.sub(r"\b(4\d)(?=(nd|rd|st|th|esimo|-year-old|, took)\b)", lambda m: str(int(m[1]) + 7), text)
    text = text.replace("49nd", "49th").replace("50rd", "50th")
    text = text.replace("Wednesday (October 30)", "Thursday (October 30)")
    return text.replace("lunedì 30 ottobre", "mercoledì 30 ottobre")


def test_the_years_do_not_matter(seeds, plain, tmp_path):
    other = tell(tmp_path / "moved", {file: moved(text) for file, text in seeds.items()})
    assert events(other) == events(plain)
    assert sagas(other) == sagas(plain)
    assert ages(other) == ages(plain)


def test_weekdays_that_the_new_years_belie_do_not_matter(seeds, plain, tmp_path):
    years = {file: re.sub(r"\b(19|20)\d\d\b", lambda m: str(int(m[0]) + 7), t) for file, t in seeds.items()}
    other = tell(tmp_path / "belied", years)
    assert events(other) == events(plain)
    assert sagas(other) == sagas(plain)
    assert ages(other) == ages(plain)


def test_the_order_of_the_files_does_not_matter(seeds, plain, tmp_path):
    names = sorted(seeds)
    turned = {f"{place}_{name}": seeds[name] for place, name in enumerate(reversed(names))}
    other = tell(tmp_path / "turned", turned)
    back = lambda a: Path(other.article(a).path).name.split("_")[1]  # noqa: E731
    assert {frozenset(back(a) for a in s.articles) for s in other.stories} == events(plain)


def test_a_doubled_article_joins_its_double_and_changes_nothing_else(seeds, plain, tmp_path):
    double = next(name for name in seeds if name.startswith("002"))
    other = tell(tmp_path / "doubled", {**seeds, "222.txt": seeds[double]})
    assert {frozenset(e - {"222"}) for e in events(other)} == events(plain)
    assert any({"002", "222"} <= e for e in events(other))


@pytest.mark.parametrize("left_out", ["000", "001", "002", "003", "004"])
def test_an_article_left_out_leaves_the_rest_as_it_was(seeds, plain, tmp_path, left_out):
    rest = {name: text for name, text in seeds.items() if not name.startswith(left_out)}
    other = tell(tmp_path / "rest", rest)
    assert events(other) == {frozenset(e - {left_out}) for e in events(plain)} - {frozenset()}
    assert sagas(other) == [saga - {left_out} for saga in sagas(plain)]


def test_without_the_article_that_dates_it_an_undated_birthday_is_not_compared(seeds, tmp_path):
    rest = {name: text for name, text in seeds.items() if name[:3] not in ("004", "002")}
    other = tell(tmp_path / "undated", rest)
    assert {outcome for outcome, held, _ in ages(other) if held == {"001", "003"}} == {Outcome.NOT_COMPARABLE}


def test_an_unrelated_article_stays_alone(seeds, plain, tmp_path):
    other = tell(tmp_path / "more", {**seeds, "999.txt": UNRELATED})
    assert events(other) == events(plain) | {frozenset({"999"})}
    assert sagas(other) == sagas(plain)


def test_nothing_of_one_run_is_left_for_the_next(seeds, plain, tmp_path):
    again = tell(tmp_path / "again", seeds)
    assert [c.id for v in again.coverages for c in v.claims] == [
        c.id for v in plain.coverages for c in v.claims
    ]
    shutil.rmtree(tmp_path / "again")
