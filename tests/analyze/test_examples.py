"""Each language's examples, run through the whole analysis: a new language is a folder, these its test."""

import pytest

from making import article
from wholestory import analyze
from wholestory.model import Basis, Granularity, Published
from wholestory.text import languages

EXAMPLES = [
    pytest.param(code, example, id=f"{code}-{number}")
    for code in languages.CODES
    for number, example in enumerate(languages.load(code, "examples")["examples"], 1)
]


def read(code, example):
    day = example.get("published")
    published = Published(day, day, day, Granularity.DAY, Basis.STATED) if day else None
    told = article(
        *example["text"].split("\n\n"), title=example.get("title"), published=published, language=code
    )
    return told, analyze.article(told, languages=[code])


def speakers(told, analysis):
    for quotation in analysis.quotations:
        for part in quotation.parts:
            yield told.quote(part).strip(" ,."), (quotation.speaker.state.value, quotation.speaker.name)


def figures(analysis, *attributes):
    for statement in analysis.statements:
        if statement.attribute.startswith(attributes):
            yield statement.quantity.value


@pytest.mark.parametrize(("code", "example"), EXAMPLES)
def test_reads_the_examples_of_its_language(code, example):
    told, analysis = read(code, example)
    said = dict(speakers(told, analysis))
    names = {r.name: r.type.value for r in analysis.referents}

    for one in example.get("speakers", ()):
        assert said.get(one["words"]) == (one["state"], one.get("speaker")), said
    assert [words for words in example.get("not_quoted", ()) if words in said] == []
    for one in example.get("names", ()):
        assert names.get(one["name"]) == one["type"], names
    assert [name for name in example.get("not_names", ()) if name in names] == []
    times = {told.quote(t.span): t.value for t in analysis.timings}
    for one in example.get("times", ()):
        assert times.get(one["words"]) == one["value"], times
    for key, attributes in (
        ("ages", ("age",)),
        ("birthdays", ("birthday",)),
        ("counts", ("count",)),
        ("money", ("money",)),
    ):
        if key in example:
            assert sorted(figures(analysis, *attributes)) == sorted(example[key]), analysis.statements
    if "sentences" in example:
        assert len(analysis.sentences) == example["sentences"]


@pytest.mark.parametrize("code", languages.CODES)
def test_every_language_shows_at_least_twenty(code):
    assert len(languages.load(code, "examples")["examples"]) >= 20
