from hypothesis import given
from hypothesis import strategies as st

from wholestory.report import sigla

NAMES = ["The Averil Courier", "La Vigie du Kell", "Il Faro di Tessa", "Lodestar", "صوت الميناء", "Quay 9"]


def test_they_are_made_from_the_title():
    found = sigla.assigned(NAMES)
    assert found["The Averil Courier"] == "AC"
    assert found["La Vigie du Kell"] == "LV"
    assert found["Quay 9"] == "Q9"
    assert found["صوت الميناء"].isascii()


def test_they_do_not_depend_on_order():
    assert sigla.assigned(NAMES) == sigla.assigned(NAMES[::-1])


@given(st.lists(st.text(), unique=True, max_size=60))
def test_they_are_short_ascii_and_unique(names):
    found = sigla.assigned(names)
    assert len(set(found.values())) == len(names)
    assert all(s.isascii() and s.isalnum() and len(s) <= 4 for s in found.values())


def test_titles_without_an_outlet_are_numbered_beside_the_named_ones():
    assert sigla.numbered(["a", "b", "c"], ["T2"]) == {"a": "T1", "b": "T3", "c": "T4"}
