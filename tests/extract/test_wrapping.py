"""Hard-wrapped files read as if they were not, in any width; all other files are left alone."""

import textwrap
from pathlib import Path

import pytest

from wholestory import extract
from wholestory.extract import lines, wrapping
from wholestory.model import Article, ArticleId

SAMPLE = Path(__file__).resolve().parents[2] / "src" / "wholestory" / "sample" / "articles"
FILES = sorted(SAMPLE.glob("*.txt"))


def read(text: str) -> Article:
    return extract.scraped(text, id=ArticleId("a"), path="a.txt")


def wrapped(text: str, width: int, indent: str = "") -> str:
    return "\n".join(
        textwrap.fill(line, width, initial_indent=indent, break_long_words=False, break_on_hyphens=False)
        if len(line) > width
        else line
        for line in text.split("\n")
    )


def told(article: Article) -> object:
    blocks = [(b.role, " ".join(article.text[b.start : b.end].split())) for b in article.blocks]
    return blocks, article.outlet, article.byline, article.published and article.published.value


@pytest.mark.parametrize("width", [60, 72, 80, 95, 110])
def test_a_wrapped_article_reads_as_the_unwrapped(width: int) -> None:
    texts = [extract.decode(path.read_bytes()) for path in FILES]
    wrong = [
        p.name for p, t in zip(FILES, texts, strict=True) if told(read(t)) != told(read(wrapped(t, width)))
    ]
    assert not wrong


def test_paragraphs_may_be_told_by_their_indentation() -> None:
    paragraphs = [
        "The bridge at Tarn reopened to traffic on Thursday, two years after a flood had torn it away.",
        "The work cost 42 million euros, the council said, and nobody expects another flood this century.",
        "People had waited long, the mayor said. The first to cross was a baker on her way to the market.",
    ]
    body = "\n".join(wrapped(p, 64, indent="    ") for p in paragraphs)
    article = read(f"Bridge at Tarn reopens after two years\n\n{body}\n")
    assert [" ".join(article.text[b.start : b.end].split()) for b in article.blocks][1:] == paragraphs


def test_two_lines_that_break_once_inside_a_sentence_are_one_paragraph() -> None:
    body = (
        'The bridge at Tarn reopened to traffic on Thursday, two years after the flood. "We waited," said\n'
        "the mayor, Ann Oakes. The work cost 42 million euros, the council said – “worth\nit”."
    )
    article = read(f"Bridge at Tarn reopens after two years\n\nThe Tarn Herald\n14 March 2024\n\n{body}\n")
    assert article.text.endswith(body)
    assert (article.outlet, len(article.blocks)) == ("The Tarn Herald", 2)


@pytest.mark.parametrize(
    "file",
    [
        "A ferry ran aground\nby Jane Doe\n\nThe ferry hit a bank on Friday, and all were brought ashore.\n",
        "A ferry ran aground in the Kell Strait on Friday evening\nby Jane Doe\n\nAll were brought ashore.\n",
        "One short line.\nAnother short line that closes as well.\nAnd a third line, no longer than these.\n",
        "اصطدام عبّارة برصيف ليندموث مساء الجمعة وإصابة 14 شخصا\nصدى الميناء\n\nاصطدمت عبّارة برصيف.\n",
    ],
)
def test_other_files_are_left_alone(file: str) -> None:
    found = lines.split(file)
    assert wrapping.joined(file, found) == found
