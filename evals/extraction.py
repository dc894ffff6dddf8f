"""Body text of saved pages against a gold standard: trafilatura, readability and ours in one table.

    python evals/extraction.py [FOLDER] [--predictions OUT]

FOLDER holds `ground-truth.json` (id -> {"articleBody": …}) and `html/ID.html` or `html/ID.html.gz`.
OUT receives, as JSON, id -> title, author, date, body of every page of the folder.

Score: multisets of 4-grams of the tokens `\\w+`, case kept; precision and recall averaged over pages (0 where
nothing is found), F1 of those means; exact: pages whose tokens are the gold's.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha1
from pathlib import Path

from wholestory.errors import Unreadable
from wholestory.extract.worker import pages
from wholestory.model import Article, ArticleId, Role

DEFAULT = Path(__file__).resolve().parents[2] / "shared" / "eval" / "extraction" / "scrapinghub"
_TOKEN = re.compile(r"\w+")
_SIZE = 4

Shingles = Counter[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Score:
    """Means over pages."""

    precision: float
    recall: float
    exact: float

    @property
    def f1(self) -> float:
        """The harmonic mean of the mean precision and the mean recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def shingles(text: str) -> Shingles:
    """The 4-grams of a text; a shorter text is one of its own."""
    tokens = _TOKEN.findall(text)
    if len(tokens) < _SIZE:
        return Counter([tuple(tokens)] if tokens else [])
    return Counter(tuple(tokens[i : i + _SIZE]) for i in range(len(tokens) - _SIZE + 1))


def score(gold: Mapping[str, str], found: Mapping[str, str]) -> Score:
    """How well the bodies found match the gold's, page by page."""
    precision = recall = exact = 0.0
    for page, body in gold.items():
        wanted, given = shingles(body), shingles(found.get(page, ""))
        common = sum((wanted & given).values())
        precision += common / sum(given.values()) if given else 0.0
        recall += common / sum(wanted.values()) if wanted else 0.0
        exact += _TOKEN.findall(body) == _TOKEN.findall(found.get(page, ""))
    return Score(precision / len(gold), recall / len(gold), exact / len(gold))


def body(article: Article) -> str:
    """An article's paragraphs and sub-headings, a line each; no title, no captions."""
    roles = (Role.PARAGRAPH, Role.SUBHEAD)
    return "\n".join(article.text[b.start : b.end] for b in article.blocks if b.role in roles)


def bytes_of(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Each page of a folder with its id."""
    for file in sorted((folder / "html").iterdir()):
        name = file.name.removesuffix(".gz").removesuffix(".html")
        yield name, gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()


def ours(folder: Path) -> dict[str, Article]:
    """The articles we find, by id; pages without one are left out."""
    found = {}
    with pages() as read:
        for name, data in bytes_of(folder):
            try:
                found[name] = read(data, id=ArticleId(name))
            except Unreadable as error:
                print(f"  {name[:12]}: {error.code}: {error}")
    return found


def bare(data: bytes) -> str:
    """trafilatura as it comes, without readers' comments."""
    from trafilatura import extract

    return extract(data, include_comments=False) or ""


def precise(data: bytes) -> str:
    """trafilatura's precision mode."""
    from trafilatura import extract

    return extract(data, include_comments=False, favor_precision=True) or ""


def readable(data: bytes) -> str:
    """readability-lxml's summary as text."""
    from lxml import html
    from readability import Document

    try:
        summary = html.document_fromstring(Document(data.decode("utf-8", "replace")).summary())
    except Exception:
        return ""
    return "".join(map(str, summary.itertext()))


def gold_of(folder: Path) -> dict[str, str]:
    """The gold bodies by id."""
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    return {name: entry["articleBody"] for name, entry in truth.items()}


def halves(gold: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """The pages in two halves by a hash of their ids: the one tuned on, then the other."""
    tuned = {n: b for n, b in gold.items() if sha1(n.encode()).digest()[-1] % 2 == 0}
    return tuned, {n: b for n, b in gold.items() if n not in tuned}


def prediction(article: Article) -> dict[str, str | None]:
    """What is written for one page."""
    date = article.published.value if article.published else None
    return {"title": article.title, "author": article.byline, "date": date, "body": body(article)}


def _row(name: str, gold: Mapping[str, str], found: Mapping[str, str], seconds: float) -> None:
    result = score(gold, found)
    print(
        f"{name:24} {result.precision:6.4f}  {result.recall:6.4f}  {result.f1:6.4f}  {result.exact:6.4f}"
        f"  {len(found) / seconds:7.1f}"
    )


def _table(folder: Path, gold: Mapping[str, str]) -> None:
    others: dict[str, Callable[[bytes], str]] = {
        "trafilatura": bare,
        "trafilatura, precision": precise,
        "readability": readable,
    }
    for name, read in others.items():
        start = time.perf_counter()
        found = {page: read(data) for page, data in bytes_of(folder) if page in gold}
        _row(name, gold, found, time.perf_counter() - start)


def main() -> None:
    """Print the table; write the predictions where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--predictions", type=Path)
    given = parser.parse_args()
    if not (given.folder / "html").is_dir():
        parser.error(f"no folder of pages: {given.folder / 'html'}")
    print(f"{'':24} {'P':>6}  {'R':>6}  {'F1':>6}  {'exact':>6}  {'pages/s':>7}")
    gold = gold_of(given.folder) if (given.folder / "ground-truth.json").is_file() else {}
    if gold:
        _table(given.folder, gold)
    start = time.perf_counter()
    articles = ours(given.folder)
    seconds = time.perf_counter() - start
    if gold:
        found = {name: body(article) for name, article in articles.items()}
        _row("ours", gold, found, seconds)
        for name, half in zip(("  half tuned on", "  other half"), halves(gold), strict=True):
            if half:
                _row(name, half, found, seconds)
    if given.predictions:
        rows = {name: prediction(article) for name, article in articles.items()}
        given.predictions.write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
