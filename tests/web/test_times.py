"""Times in the reader's language, as exactly as they are known and no more."""

import pytest
from django.utils.translation import override

from wholestory.model import Basis, Granularity, Published
from wholestory.report import dates
from wholestory.web import times, wording

DAY = Published("2025-11-21", "2025-11-21", "2025-11-21", Granularity.DAY, Basis.STATED)
MINUTE = Published("2025-11-21T18:21+01:00", None, None, Granularity.MINUTE, Basis.METADATA)
BOUNDED = Published(None, "2025-11-01", "2025-11-30", Granularity.DAY, Basis.INFERRED)
SINCE = Published(None, "2025-11-01", None, Granularity.DAY, Basis.INFERRED)


@pytest.mark.parametrize("published", [None, DAY, MINUTE, BOUNDED, SINCE])
def test_in_english_they_read_as_in_the_report(published):
    with override("en"):
        assert times.words(published) == dates.words(published)
        assert times.short(published) == dates.short(published)


@pytest.mark.parametrize("value", ["2025", "2025-11", "2025-11-21", "2025-11-21T18:21", "2025-11-21T18:21Z"])
def test_what_is_not_known_is_not_added(value):
    with override("en"):
        assert times.moment(value) == dates.moment(value)
    with override("it"):
        assert ("novembre" in times.moment(value)) == (len(value) > 4)


@pytest.mark.parametrize(
    "value", ["", "soon", "2025-13-40", "0000", "99999-01-01", "2025-11-21-3", "9" * 40, "2025-²", "2025--1"]
)
def test_what_is_no_time_stands_as_it_is(value):
    assert times.compact(value) == value
    assert wording.when(value) == value


@pytest.mark.parametrize("value", ["2025", "2025-11", "2025-11-21"])
@pytest.mark.parametrize("language", ["en", "it", "de", "ar"])
def test_a_day_reads_the_same_wherever_it_stands(value, language):
    with override(language):
        assert times.compact(value) == wording.when(value)
