"""The bars of `make eval-feeds`, held on a tenth of the suites. Never lower them."""

import importlib.util
import sys
from pathlib import Path

import pytest

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
    counts = feeds.count(shared / "suites", every=10)
    assert counts.agreed > 300
    assert counts.crashes == []
    assert len(counts.wrong) <= 1


@pytest.mark.shared
def test_fields_are_those_gofeed_expects(feeds, shared):
    tally = feeds.feeds_fields.measure(shared / "suites" / "gofeed")
    assert tally.right > 900
    assert tally.rate >= feeds.FIELDS


@pytest.mark.shared
def test_hostile_feeds_stay_within_their_limits(feeds, shared):
    for ordeal in feeds.hostile(shared / "suites")[::5]:
        assert not ordeal.ended, ordeal
        assert ordeal.megabytes <= 512, ordeal


@pytest.mark.shared
def test_attack_strings_leave_nothing_behind(feeds, shared):
    texts = feeds.feeds_safety.strings(shared / "suites")
    assert len(texts) >= feeds.feeds_safety.LEAST
    assert feeds.feeds_safety.findings(texts[::25])[1] == []
    assert feeds.feeds_safety.corpus_feeds(shared / "suites", every=10)[1] == []


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
