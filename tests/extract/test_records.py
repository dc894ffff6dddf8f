"""Records of a collection."""

import pytest

from wholestory import errors
from wholestory.extract import record
from wholestory.model import ArticleId, Basis, Granularity, Role

ID = ArticleId("r1")


def test_a_full_record_becomes_an_article() -> None:
    article = record(
        {
            "title": "Ferry aground",
            "text": "One paragraph.\n\nAnother.",
            "outlet": "The Harbour Post",
            "authors": ["Jane Doe", {"name": "John Roe"}],
            "published_at": "2025-11-21T18:21:00Z",
            "url": "https://example.org/a",
            "lang": "en",
        },
        id=ID,
        path="a.jsonl",
    )
    assert article.text == "Ferry aground\n\nOne paragraph.\n\nAnother."
    assert [b.role for b in article.blocks] == [Role.TITLE, Role.PARAGRAPH, Role.PARAGRAPH]
    assert (article.outlet, article.byline, article.language) == (
        "The Harbour Post",
        "Jane Doe, John Roe",
        "en",
    )
    assert article.published is not None
    assert article.published.value == "2025-11-21T18:21+00:00"
    assert article.published.basis is Basis.METADATA


@pytest.mark.parametrize("key", ["text", "body", "content", "lead"])
def test_the_text_may_have_several_names(key: str) -> None:
    assert record({"title": "T", key: "Words."}, id=ID, path="p").text == "T\n\nWords."


def test_a_missing_field_is_named() -> None:
    with pytest.raises(errors.BadRecord, match='"title"'):
        record({"text": "Words."}, id=ID, path="p")
    with pytest.raises(errors.BadRecord, match='"text"'):
        record({"title": "T", "text": "  "}, id=ID, path="p")


@pytest.mark.parametrize(
    ("given", "value", "granularity"),
    [
        ("2025", "2025", Granularity.YEAR),
        ("2025-11-21", "2025-11-21", Granularity.DAY),
        ("21 November 2025", "2025-11-21", Granularity.DAY),
        (1763749260, "2025-11-21T18:21+00:00", Granularity.MINUTE),
    ],
)
def test_dates_are_read_in_many_forms(given: object, value: str, granularity: Granularity) -> None:
    published = record({"title": "T", "text": "W.", "date": given}, id=ID, path="p").published
    assert published is not None
    assert (published.value, published.granularity) == (value, granularity)


@pytest.mark.parametrize("given", ["soon", None, [], True, float("nan"), 10**30, {"a": 1}])
def test_what_is_no_date_gives_none(given: object) -> None:
    assert record({"title": "T", "text": "W.", "date": given}, id=ID, path="p").published is None


def test_unpaired_surrogates_do_not_get_in() -> None:
    record({"title": "T\ud800", "text": "W."}, id=ID, path="p").text.encode("utf-8")
