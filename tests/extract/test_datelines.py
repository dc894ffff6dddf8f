"""Lines that say when an article appeared."""

import pytest

from wholestory.extract import datelines


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("21 November 2025, 18:21", "2025-11-21T18:21"),
        ("21 novembre 2025, ore 18:40", "2025-11-21T18:40"),
        ("21. November 2025, 19:05 Uhr", "2025-11-21T19:05"),
        ("le 21 novembre 2025 à 19h20", "2025-11-21T19:20"),
        ("21 de noviembre de 2025 a las 18:21 h", "2025-11-21T18:21"),
        ("21 de novembro de 2025 às 18h21", "2025-11-21T18:21"),
        ("03 Novembre 2023 2813", "2023-11-03"),
        ("03 November 2023 1821", "2023-11-03"),
        ("2025-11-21T18:21:00+01:00", "2025-11-21T18:21+01:00"),
        ("2025-11-21T18:21:00Z", "2025-11-21T18:21+00:00"),
        ("Published: Fri, 21 Nov 2025 18:21:00 GMT", "2025-11-21T18:21+00:00"),
        ("Nov. 21, 2025 6:21 p.m.", "2025-11-21T18:21"),
        ("Publicado el 21/11/2025", "2025-11-21"),
        ("Stand: 21.11.2025, 19.05 Uhr", "2025-11-21T19:05"),
        ("venerdì 21 novembre 2025", "2025-11-21"),
        ("1er novembre 2025", "2025-11-01"),
        ("Novembre 2025", "2025-11"),
        ("2025年11月21日 18:21", "2025-11-21T18:21"),
        ("21 ноября 2025, 18:21", "2025-11-21T18:21"),
        ("21 Νοεμβρίου 2025", "2025-11-21"),
        ("١٢ نوفمبر ٢٠٢٥", "2025-11-12"),
        ("21 listopada 2025", "2025"),  # October in Croatian, November in Polish: the year alone
    ],
)
def test_a_date_is_read_as_exactly_as_it_is_said(line: str, value: str) -> None:
    found = datelines.read(line)
    assert found is not None
    assert found.dates[0].value == value


@pytest.mark.parametrize(
    "line",
    [
        "What we know on 21 November 2025",
        "June 2019 was the hottest month since 2003",
        "31 February 2025",
        "The 2024 vote, explained",
        "Ferry Disaster Inquiry 21 November 2025",
        "2813",
        "18:21",
    ],
)
def test_other_lines_are_no_date_lines(line: str) -> None:
    assert datelines.read(line) is None


def test_an_update_is_told_from_the_first_publication() -> None:
    found = datelines.read("Publié le 20/11/2025, mis à jour le 21/11/2025 à 18:20")
    assert found is not None
    assert [(d.value, d.updated) for d in found.dates] == [("2025-11-20", False), ("2025-11-21T18:20", True)]


def test_an_order_of_day_and_month_that_cannot_be_told_gives_bounds_alone() -> None:
    found = datelines.read("01/02/2025", english=True)
    assert found is not None
    assert (found.dates[0].value, found.dates[0].earliest, found.dates[0].latest) == (
        None,
        "2025-01-02",
        "2025-02-01",
    )


def test_names_beside_the_date_are_kept_apart() -> None:
    line = "By Jane Doe | The Harbour Post | 21 November 2025"
    found = datelines.read(line)
    assert found is not None
    assert [line[s:e] for s, e in found.names] == ["By Jane Doe", "The Harbour Post"]


@pytest.mark.parametrize("line", ["18:21", "6.21pm GMT", "Actualizado a las 19:05h.", "19h20"])
def test_a_time_alone_is_a_time(line: str) -> None:
    assert datelines.is_time(line)


@pytest.mark.parametrize("line", ["3 hours ago", "vor 3 Stunden", "Updated 5 minutes ago", "il y a 2 heures"])
def test_ago_tells_no_date(line: str) -> None:
    assert datelines.is_ago(line)
    assert datelines.read(line) is None
