from analysing import analysis, day, minute

from making import article
from wholestory.compare.appearance import first


def told(id, published):
    return analysis(article("Words.", id=id, published=published))


def test_clocks_of_two_zones_are_compared_by_the_instant():
    later = told("a", minute("2025-11-21T18:00+00:00"))
    earlier = told("b", minute("2025-11-21T18:30+02:00"))
    assert first([later, earlier]) == "b"


def test_a_clock_with_an_offset_and_one_without_leave_it_open_within_a_day():
    assert first([told("a", minute("2025-11-21T18:00+00:00")), told("b", minute("2025-11-21T18:30"))]) is None


def test_a_day_before_is_before_and_the_same_day_is_open():
    assert first([told("a", day("2025-11-20")), told("b", minute("2025-11-21T08:00"))]) == "a"
    assert first([told("a", day("2025-11-21")), told("b", minute("2025-11-21T08:00"))]) is None
