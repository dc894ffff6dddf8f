"""Signs: what speaks for and against two groups of articles telling of one event."""

from __future__ import annotations

import math

from wholestory.cluster.mass import Mass, Touch

DOUBT = 6.0  # log odds asked on top where one side is dated and the other is not
SAME_WORDS = 0.4
SAME_DAY = 0.5  # two articles this close in time are as close as any: minutes tell nothing of events
NAMES = (
    "dense", "dense_centre", "words", "words_centre", "names", "names_centre", "quotes",
    "root_words", "dense_words", "gap", "apart", "undated", "foreign", "foreign_dense",
    "foreign_words", "foreign_names", "sizes", "short", "short_dense", "short_words", "unnamed", "silence",
)  # fmt: skip
SETTLED = (*NAMES, "around", "around_centre", "foreign_around", "spread")
BURST = 0.05, 0.5  # days squared: the spread of times of any group, and what is believed of one article
HANGS = 0.36  # likeness of all pairs of articles below which a large story is doubted …
LOOSE = 10.0  # … by so many log odds for each unit below …
SOME, MANY = 10, 30  # … nothing yet with so many articles, in full with so many


def signs(a: Mass, b: Mass, common: Touch) -> tuple[float, ...]:
    """The signs of `NAMES` for two groups, each about 0 to 1 (gaps: log of days).

    Without vectors the root of the words' likeness stands in: on dev it runs along the diagonal.
    """
    pairs = a.size * b.size
    words, names = common.words / pairs, common.names / max(1, a.named * b.named)
    words_centre = _cosine(common.words, a.own.words, b.own.words)
    dense, dense_centre = math.sqrt(max(words, 0.0)), math.sqrt(max(words_centre, 0.0))
    if a.vectored and b.vectored:
        dense = common.dense / (a.vectored * b.vectored)
        dense_centre = _cosine(common.dense, a.own.dense, b.own.dense)
    gap, apart, undated = _times(a, b)
    foreign = 1 - sum(n * b.languages.get(k, 0) for k, n in a.languages.items()) / pairs
    short = 1 / (1 + math.exp(math.sqrt(a.length * b.length / pairs) / 10 - 2))
    return (
        dense,
        dense_centre,
        words,
        words_centre,
        names,
        _cosine(common.names, a.own.names, b.own.names),
        common.quotes / (a.quoting * b.quoting) if common.quotes else 0.0,
        math.sqrt(max(words_centre, 0.0)),
        max(dense_centre, 0.0) * words_centre,
        math.log1p(gap),
        math.log1p(apart),
        undated,
        foreign,
        foreign * dense_centre,
        foreign * words_centre,
        foreign * names,
        math.log(pairs) / 5,
        short,
        short * dense_centre,
        short * words_centre,
        0.0 if a.named and b.named else 1.0,
        _silence(a, b, common) * (1 - foreign),
    )


def settled(a: Mass, b: Mass, common: Touch) -> tuple[float, ...]:
    """The signs of `SETTLED`, for groups with their surroundings (`surroundings`)."""
    plain = signs(a, b, common)
    around, centre = plain[:2]
    if a.vectored and b.vectored:
        around = common.around / (a.vectored * b.vectored)
        centre = _cosine(common.around, a.own.around, b.own.around)
    foreign = plain[NAMES.index("foreign")]
    return (*plain, around, centre, foreign * centre, _spread(a, b))


def _spread(a: Mass, b: Mass) -> float:
    """How far the middles of two groups lie apart, measured by how long each is told (log)."""
    if not a.dated or not b.dated:
        return 0.0
    within = a.squares - a.middle**2 / a.dated + b.squares - b.middle**2 / b.dated
    width = math.sqrt((max(0.0, within) + 2 * BURST[1]) / (a.dated + b.dated) + BURST[0])
    apart = abs(a.middle / a.dated - b.middle / b.dated)
    return math.log1p(max(0.0, apart - SAME_DAY) / width)


def _silence(a: Mass, b: Mass, common: Touch) -> float:
    """How far both sides quote people and yet share no words of theirs."""
    both = a.quoting * b.quoting
    return both / (a.size * b.size) * max(0.0, 1 - 3 * common.quotes / both) if both else 0.0


def _times(a: Mass, b: Mass) -> tuple[float, float, float]:
    """Days between two groups' spans, days between their middles, and 1 if a date is missing."""
    if not a.dated or not b.dated:
        return 0.0, 0.0, 1.0
    gap = max(0.0, a.low - b.high, b.low - a.high)
    apart = abs(a.middle / a.dated - b.middle / b.dated)
    return max(0.0, gap - SAME_DAY), max(0.0, apart - SAME_DAY), 0.0


def _cosine(common: float, a: float, b: float) -> float:
    return common / math.sqrt(a * b) if a > 0 and b > 0 else 0.0


def looseness(a: Mass, b: Mass, common: Touch) -> float:
    """What a join that makes a large story must be surer by if it would not hang together.

    Articles that chain from subject to subject are less alike on average than those of one event, however
    large; a mere limit of size would tear these apart too.
    """
    size = a.vectored + b.vectored
    if size <= SOME:
        return 0.0
    inside = (a.own.dense + b.own.dense + 2 * common.dense - size) / (size * (size - 1))
    full = min(1.0, math.log(size / SOME) / math.log(MANY / SOME))
    return LOOSE * full * max(0.0, HANGS - inside)


def doubt(a: Mass, b: Mass, common: Touch) -> float:
    """What a join must be surer by: an undated article joins dated ones on strong evidence only.

    Strong are quotations in common and nearly the same words; a like subject, however like, is not.
    """
    if bool(a.dated) == bool(b.dated):
        return 0.0
    same_words = _cosine(common.words, a.own.words, b.own.words) >= SAME_WORDS
    return DOUBT if common.quotes or same_words else math.inf
