from dataclasses import replace

import pytest

from making import article
from wholestory.analyze import origin
from wholestory.model import OriginKind


def found(*paragraphs, byline=None, **more):
    made = replace(article(*paragraphs, **more), byline=byline)
    result = origin.find(made, "en")
    if result.span is not None:
        assert made.quote(result.span) == result.agency
    return result.agency


@pytest.mark.parametrize(
    "opening",
    [
        "PORT ORRIN (Lodestar) – A ferry ran aground.",
        "PORT ORRIN, 3 novembre (Lodestar) — A ferry ran aground.",
        "PORT ORRIN, Nov. 3 (Lodestar) — A ferry ran aground.",
        "Orrin (Lodestar) - A ferry ran aground.",
        "(Lodestar) - A ferry ran aground.",
    ],
)
def test_a_dateline_names_the_agency_whatever_it_is_called(opening):
    assert found(opening, "More.") == "Lodestar"


@pytest.mark.parametrize(
    "closing",
    ["(Lodestar)", "The ferry floats again. (Lodestar)", "Fonte: Lodestar", "Quelle: Lodestar", "— REUTERS"],
)
def test_a_closing_line_names_the_agency(closing):
    assert found("A ferry ran aground.", closing) == closing.split()[-1].strip("()")


def test_known_agencies_are_known_in_lower_case():
    assert found("Eine Fähre liegt fest.", "Alle sind wohlauf. (dpa)") == "dpa"


@pytest.mark.parametrize(
    ("byline", "agency"),
    [
        ("Lodestar and Ana Lund", "Lodestar"),
        ("Ana Lund", None),
        ("Redazione", None),
        ("AP", "AP"),
        (None, None),
    ],
)
def test_a_byline_of_one_word_is_an_agency(byline, agency):
    assert found("A ferry ran aground.", byline=byline) == agency


def test_an_outlet_that_signs_its_own_dateline_reports_itself():
    made = article("PORT ORRIN (Lodestar) – A ferry ran aground.", outlet="Lodestar")
    assert origin.find(made, "en").kind is OriginKind.OWN


@pytest.mark.parametrize(
    "text",
    [
        "She ran for mayor (Orrin) – and lost.",
        "The agency (WHO) said so.",
        "He left the house at noon (Tuesday) and came back.",
        "The council met on Monday. Nobody came (again).",
    ],
)
def test_brackets_in_running_text_are_no_agency(text):
    assert found("A first paragraph that opens the report.", text, "It ended at noon.") is None
    assert found(text, "It ended at noon.") is None
