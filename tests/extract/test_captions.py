"""Captions and credits told by their form."""

import pytest

from wholestory.extract import captions


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("MARA LINDT/KNA/Harbour Images", "MARA LINDT/KNA/Harbour Images"),
        ("Harbour Images", "Harbour Images"),
        ("Photo: Jane Doe", "Jane Doe"),
        ("Foto: Jan Olsen/dpa", "Jan Olsen/dpa"),
        ("Bild: dpa", "dpa"),
        ("Crédit photo : Jane Doe / AFP", "Jane Doe / AFP"),
        ("Foto di Anna Verdi", "Anna Verdi"),
        ("Foto: archivio museo Albini", "archivio museo Albini"),
        ("Foto: Archiv", "Archiv"),
        ("Foto: Divulgação/Marinha", "Divulgação/Marinha"),
        ("(AFP via Harbour Images)", "AFP via Harbour Images"),
        ("© Jane Doe", "© Jane Doe"),
    ],
)
def test_a_line_that_is_a_credit_alone(line: str, credit: str) -> None:
    found = captions.bare(line)
    assert found is not None
    assert line[slice(*found)] == credit


@pytest.mark.parametrize(
    "line",
    ["He/she", "Photo by the way is nice", "The photo: Jane says no.", "© 2025 The Post", "Photo finish"],
)
def test_lines_that_are_no_credit(line: str) -> None:
    assert captions.bare(line) is None


@pytest.mark.parametrize(
    ("line", "text", "credit"),
    [
        ("The quay at dawn. (Image Source: A B/C D Images)", "The quay at dawn.", "A B/C D Images"),
        ("The quay at dawn (Instagram / Jane Doe)", "The quay at dawn", "Instagram / Jane Doe"),
        ("The quay at dawn (AFP via X Images)", "The quay at dawn", "AFP via X Images"),
        ("Die Fähre im Hafen. Foto: Jan Olsen/dpa", "Die Fähre im Hafen.", "Jan Olsen/dpa"),
        ("Die Fähre im Hafen | Bild: dpa", "Die Fähre im Hafen", "dpa"),
        ("A quay at dusk © Jane Doe", "A quay at dusk", "Jane Doe"),
        ("El muelle (Foto: EFE)", "El muelle", "EFE"),
    ],
)
def test_a_caption_is_parted_from_its_credit(line: str, text: str, credit: str) -> None:
    found = captions.trailing(line)
    assert found is not None
    assert (line[: found[0]], line[found[1] : found[2]]) == (text, credit)


@pytest.mark.parametrize(
    "line",
    [
        "Er sagte das am Freitag. (dpa)",
        "Er sagte das am Freitag. (APA/dpa)",
        "The deal (signed in 2019/2020)",
        "He left (and/or stayed)",
        "The minister (whom nobody saw) left.",
        "He said the source: Reuters said so yesterday",
    ],
)
def test_sentences_with_brackets_are_no_captions(line: str) -> None:
    assert captions.trailing(line) is None
