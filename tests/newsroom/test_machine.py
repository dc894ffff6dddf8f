"""Any order of what feeds, clocks, readers and crashes do, beside a model: nothing lost, nothing doubled.

The model knows articles, which feeds give in ever other ways; it shares nothing with the code that tells
entries apart. A tenth of the steps here, all of them by `make torture`.
"""

import os
import random
import shutil
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from desk import DAY, Crash, Desk, item, rss
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from wholestory.fetch import Outcome

STEPS = 10_000 if os.environ.get("WHOLESTORY_TORTURE") else 1_000
EACH = 50
FEEDS = 3
BAD = (b"<!doctype html><title>Sign in</title>", b"", 404, 410, 500, Outcome.TRUNCATED, Outcome.HELD)
NUMBERS = st.integers(0, 10**6)
MOMENT = timedelta(seconds=1)  # undated entries of one document stand microseconds apart
ASKING = st.booleans()


@dataclass
class Piece:
    """An article as its outlet knows it. A bare one has neither id nor address nor date."""

    number: int
    guid: str | None
    bare: bool
    date: str | None
    at: datetime | None = None  # what `date` means, where it is credible
    text: int = 0

    @property
    def words(self):
        return f"Text {self.number}.{self.text}"


@dataclass
class Outlet:
    """What a feed gives now, and what of it has been taken in: the texts of each article, in order."""

    url: str
    shown: list[Piece] = field(default_factory=list)
    has_ids: bool = True
    has_dates: bool = True
    bad: object = None
    taken: dict[int, list[str]] = field(default_factory=dict)
    first: dict[int, datetime] = field(default_factory=dict)
    reused: set[int] = field(default_factory=set)

    def document(self):
        return rss(*(self._item(piece) for piece in self.shown))

    def _item(self, piece):
        title = f"Article number {piece.number}"
        if piece.bare:
            return item(None, title, words=piece.words)
        date = piece.date if self.has_dates else None
        guid = piece.guid if self.has_ids else None
        link = f"https://tide.example/{piece.number}"
        return item(guid, title, link=link, words=piece.words, date=date)

    def took(self, now):
        for piece in self.shown:
            date = piece.date if self.has_dates and not piece.bare and piece.at else None
            self.first.setdefault(piece.number, min(piece.at, now) if date else now)
            texts = self.taken.setdefault(piece.number, [])
            if texts[-1:] != [piece.words]:
                texts.append(piece.words)


class Gathering(RuleBasedStateMachine):
    """`desk` is the real thing, `outlets` the model."""

    template = None

    @initialize()
    def opened(self):
        self.folder = Path(tempfile.mkdtemp(dir=_quick_folder()))
        if Gathering.template is None:
            Gathering.template = Path(tempfile.mkdtemp()) / "news.db"
            Desk(Gathering.template).store.close()
        shutil.copy(Gathering.template, self.folder / "news.db")
        self.desk = Desk(self.folder / "news.db")
        self.outlets = [Outlet(f"https://{n}.example/rss") for n in range(FEEDS)]
        self.followed, self.count, self.seen = set(), 0, {}
        self.is_looked_at = True
        for number in range(FEEDS):
            self.follows(number)
            self.adds(number, 2, bool(number % 2), 2, True)

    def asks_or_not(self, asking):
        """What changed is taken in at once, or stands beside what changes next."""
        if asking:
            self.updates_when_all_is_due()

    def teardown(self):
        if hasattr(self, "desk"):
            self.desk.store.close()
            shutil.rmtree(self.folder)

    def outlet(self, number):
        return self.outlets[number % FEEDS]

    # What outlets do.

    @rule(feed=NUMBERS, many=st.integers(1, 4), bare=st.booleans(), age=st.integers(-3, 9), asking=ASKING)
    def adds(self, feed, many, bare, age, asking):
        outlet = self.outlet(feed)
        for _ in range(many):
            self.count += 1
            at = self.desk.now.replace(microsecond=0, second=0) - age * timedelta(hours=7)
            printed = at.strftime("%a, %d %b %Y %H:%M:%S GMT")
            date, at = ((printed, at), ("Thu, 01 Jan 1970 00:00:00 GMT", None), ("soon", None))[
                self.count % 3
            ]
            outlet.shown.insert(0, Piece(self.count, f"id {self.count}", bare, date, at))
        self.asks_or_not(asking)

    @rule(feed=NUMBERS, at=NUMBERS, asking=ASKING)
    def edits(self, feed, at, asking):
        if shown := self.outlet(feed).shown:
            shown[at % len(shown)].text += 1
        self.asks_or_not(asking)

    @rule(feed=NUMBERS, at=NUMBERS, asking=ASKING)
    def gives_another_id(self, feed, at, asking):
        if shown := self.outlet(feed).shown:
            self.count += 1
            shown[at % len(shown)].guid = f"id {self.count}"
        self.asks_or_not(asking)

    @rule(feed=NUMBERS, at=NUMBERS, asking=ASKING)
    def reuses_an_id(self, feed, at, asking):
        """An article leaves, and its id comes back on another."""
        outlet = self.outlet(feed)
        if found := [piece for piece in outlet.shown if not piece.bare]:
            old = found[at % len(found)]
            self.count += 1
            new = Piece(self.count, old.guid, False, None)
            outlet.shown[outlet.shown.index(old)] = new
            outlet.reused |= {old.number, new.number}
        self.asks_or_not(asking)

    @rule(feed=NUMBERS, at=NUMBERS, asking=ASKING)
    def drops(self, feed, at, asking):
        if shown := self.outlet(feed).shown:
            del shown[at % len(shown)]
        self.asks_or_not(asking)

    @rule(feed=NUMBERS, left=st.integers(0, 2), asking=ASKING)
    def shrinks(self, feed, left, asking):
        del self.outlet(feed).shown[left:]
        self.asks_or_not(asking)

    @rule(feed=NUMBERS, seed=NUMBERS, asking=ASKING)
    def reorders(self, feed, seed, asking):
        random.Random(seed).shuffle(self.outlet(feed).shown)
        self.asks_or_not(asking)

    @rule(feed=NUMBERS, ids=st.booleans(), dates=st.booleans(), asking=ASKING)
    def loses_or_finds_ids_and_dates(self, feed, ids, dates, asking):
        outlet = self.outlet(feed)
        outlet.has_ids, outlet.has_dates = ids, dates
        self.asks_or_not(asking)

    @rule(feed=NUMBERS, bad=st.sampled_from(BAD))
    def answers_something_else(self, feed, bad):
        self.outlet(feed).bad = bad

    @rule(feed=NUMBERS)
    def answers_well_again(self, feed):
        self.outlet(feed).bad = None

    # What the world and its readers do.

    @rule(hours=st.sampled_from([-30, -1, 0, 0.3, 1, 2, 25, 25, 200]))
    def time_moves(self, hours):
        self.desk.now += timedelta(hours=hours)

    @rule(feed=NUMBERS)
    def follows(self, feed):
        self.desk.follow(self.outlet(feed).url)
        self.followed.add(feed % FEEDS)

    @precondition(lambda self: self.followed)
    @rule(at=NUMBERS)
    def unfollows(self, at):
        number = sorted(self.followed)[at % len(self.followed)]
        (found,) = [f for _, f in self.desk.store.followed() if f.url == self.outlets[number].url]
        assert self.desk.store.unfollow(found.id)
        self.followed.remove(number)

    @rule()
    def reopens(self):
        self.desk.reopen()

    @rule()
    def another_worker_takes_what_is_due_and_dies(self):
        self.desk.store.due(self.desk.now, most=2, lease=timedelta(minutes=15))

    @rule(
        crash=st.sampled_from([None, None, None, None, "before", "after"]), later=st.sampled_from([0, 2, 26])
    )
    def updates(self, crash, later):
        self.desk.pages = {o.url: o.document() if o.bad is None else o.bad for o in self.outlets}
        self.desk.asked, self.desk.crash = [], crash
        try:
            found = self.desk.update(later=timedelta(hours=later))
        except Crash:
            self.desk.reopen()
        else:
            assert found.late == 0
            assert not [words for _, words in found.errors if "report this" in words]
        if crash != "before":
            for outlet in self.outlets:
                if outlet.url in self.desk.asked and outlet.bad is None:
                    outlet.took(self.desk.now)
        assert {o.url for o in self.outlets if o.url in self.desk.asked} <= {
            self.outlets[n].url for n in self.followed
        }
        self.is_looked_at = False

    @rule()
    def updates_when_all_is_due(self):
        self.desk.now += 8 * DAY
        self.updates(None, 0)

    # What must hold.

    @invariant()
    def all_is_kept_once_and_in_its_place(self):
        if self.is_looked_at:
            return
        self.is_looked_at = True
        listed = self.desk.entries()
        assert [e.number for e in self.desk.entries(at_once=7)] == [e.number for e in listed]
        ids = {feed.url: feed.id for _, feed in self.desk.store.followed()}
        for outlet in self.outlets:
            if outlet.url in ids:
                self._compare(outlet, [each for each in listed if each.feed == ids[outlet.url]])
        for each in listed:
            first = self.seen.setdefault(each.number, (each.sort_at, each.seen_at, each.key))
            assert first == (each.sort_at, each.seen_at, each.key), "the place of an entry never changes"
        assert set(self.seen) == {each.number for each in listed}, "nothing is lost"

    def _compare(self, outlet, listed):
        histories = [self._history(each) for each in listed]
        now = Counter(history[-1].rpartition(".")[0] for history in histories)
        assert not now or max(now.values()) == 1, "no article stands twice"
        assert len(histories) <= len(outlet.taken), "no more entries than articles"
        places = [(history, each.sort_at) for history, each in zip(histories, listed, strict=True)]
        kept = [words for history in histories for words in history]
        for number, texts in outlet.taken.items():
            name = f"Text {number}."
            assert set(texts) <= set(kept), "every text that was ever taken in is kept"
            if number not in outlet.reused:
                ((own, sort_at),) = [(h, at) for h, at in places if h[-1].startswith(name)]
                assert own == texts, "the earlier texts in their order"
                assert abs(sort_at - outlet.first[number]) < MOMENT, "sorted by its date, else by first sight"

    def _history(self, listed):
        entries = [each.entry for each in self.desk.store.earlier(listed.number)] + [listed.entry]
        return [each.summary.removeprefix("<p>").removesuffix("</p>") for each in entries]


def _quick_folder():
    """Memory where there is some: what is tested is the order of things, not the disk."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


TestGathering = pytest.mark.filterwarnings("ignore")(Gathering.TestCase)
TestGathering.settings = settings(
    max_examples=STEPS // EACH,
    stateful_step_count=EACH,
    deadline=None,
    derandomize=STEPS == 1_000,
    database=None,
    suppress_health_check=list(HealthCheck),
)
