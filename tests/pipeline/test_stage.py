import pytest

from wholestory.pipeline.stage import Stage, check, run
from wholestory.pipeline.stages import READ, TELL

DOUBLE = Stage("double", 1, ("n",), "twice", lambda n: 2 * n)
ADD = Stage("add", 1, ("n", "twice"), "sum", lambda n, twice: n + twice)


def test_a_line_of_stages_hands_on_what_each_gives():
    assert run([DOUBLE, ADD], {"n": 3})["sum"] == 9


def test_a_line_that_does_not_fit_together_is_refused():
    with pytest.raises(ValueError, match="add needs twice"):
        check([ADD, DOUBLE], given=["n"])


def test_our_own_lines_fit_together():
    check(READ, given=["input", "read_page", "languages"])
    check(TELL, given=["stories", "thread", "articles", "analyses", "embed"])
