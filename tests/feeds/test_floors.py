"""The bars of `make eval-feeds`, held on a tenth of the suites. Never lower them."""

import importlib.util
import sys
from pathlib import Path

import pytest

from torturing import WHOLE, note

EVERY = 1 if WHOLE else 10
EVALS = Path(__file__).resolve().parents[2] / "evals"


def loaded(name):
    sys.path.insert(0, str(EVALS))
    try:
        spec = importlib.util.spec_from_file_location(name, EVALS / f"{name}.py")
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
        return module
    finally:
        sys.path.remove(str(EVALS))


@pytest.fixture(scope="module")
def feeds():
    loaded("feeds_fields")
    loaded("feeds_safety")
    return loaded("feeds")


@pytest.mark.shared
def test_entries_are_counted_as_the_neighbours_agree(feeds, shared):
    counts = feeds.count(shared / "suites", every=EVERY)
    assert counts.agreed > 3000 / EVERY
    assert counts.crashes == []
    assert len(counts.wrong) <= (counts.agreed // 1000 or 1)
    note(f"entries counted in {counts.agreed} feeds", f"{len(counts.wrong)} wrong, 0 crashes")


@pytest.mark.shared
def test_fields_are_those_gofeed_expects(feeds, shared):
    tally = feeds.feeds_fields.measure(shared / "suites" / "gofeed")
    assert tally.right > 900
    assert tally.rate >= feeds.FIELDS


@pytest.mark.shared
def test_hostile_feeds_stay_within_their_limits(feeds, shared):
    ordeals = feeds.hostile(shared / "suites", every=EVERY)
    assert len(ordeals) >= 38 / EVERY
    for ordeal in ordeals:
        assert not ordeal.ended, ordeal
        assert ordeal.megabytes <= 512, ordeal
    note(
        f"{len(ordeals)} hostile feeds",
        f"at most {max(each.megabytes for each in ordeals):.0f} MB, none ended",
    )


@pytest.mark.shared
def test_attack_strings_leave_nothing_behind(feeds, shared):
    texts = feeds.feeds_safety.strings(shared / "suites")
    assert len(texts) >= feeds.feeds_safety.LEAST
    count, found = feeds.feeds_safety.findings(texts[::EVERY])
    assert found == []
    note(f"{len(texts[::EVERY])} attack strings in {count} documents", "0 findings")
    assert feeds.feeds_safety.corpus_feeds(shared / "suites", every=EVERY)[1] == []


@pytest.mark.parametrize(
    "unsafe",
    [
        "<script>x</script>",
        "<p onclick=x>",
        "<a href='javascript:x'>a</a>",
        "<svg></svg>",
        "<p style='x'>",
        "<!--x-->",
    ],
)
def test_the_audit_finds_what_it_should(feeds, unsafe):
    assert list(feeds.feeds_safety.marked(unsafe))


def test_the_audit_finds_bad_addresses_and_words(feeds):
    assert list(feeds.feeds_safety.addressed("javascript:alert(1)"))
    assert list(feeds.feeds_safety.addressed('https://t.example/"onx='))
    assert list(feeds.feeds_safety.shown("\x00"))
