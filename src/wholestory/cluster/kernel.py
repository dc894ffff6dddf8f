"""Signs: what speaks for and against two groups of articles telling of one event."""

from __future__ import annotations

import math

from wholestory.cluster.arithmetic import Number
from wholestory.cluster.mass import (
    AROUND,
    DATED,
    DENSE,
    HIGH,
    LENGTH,
    LOW,
    MIDDLE,
    NAMED,
    QUOTING,
    SQUARES,
    VECTORED,
)
from wholestory.cluster.table import Held
from wholestory.cluster.told import LANGUAGES, NAMES, QUOTES, WORDS

DOUBT = 6.0  # log odds asked on top where one side is dated and the other is not
SAME_WORDS = 0.4
SAME_DAY = 0.5  # two articles this close in time are as close as any: minutes tell nothing of events
ARRIVING = (
    "dense", "dense_centre", "words", "words_centre", "names", "names_centre", "quotes",
    "root_words", "dense_words", "gap", "apart", "undated", "foreign", "foreign_dense",
    "foreign_words", "foreign_names", "sizes", "short", "short_dense", "short_words", "unnamed", "silence",
)  # fmt: skip
SETTLED = (*ARRIVING, "around", "around_centre", "foreign_around", "spread")
LONGEST = 1000.0  # words beyond which a text is not the less short
BURST = 0.05, 0.5  # days squared: the spread of times of any group, and what is believed of one article
HANGS = 0.36  # likeness of all pairs of articles below which a large story is doubted …
LOOSE = 10.0  # … by so many log odds for each unit below …
SOME, MANY = 10, 30  # … nothing yet with so many articles, in full with so many


def signs(given: Held) -> tuple[Number, ...]:
    """The signs of `ARRIVING`, each about 0 to 1 (gaps: log of days).

    Without vectors the root of the words' likeness stands in: on dev it runs along the diagonal.
    """
    x, a, b, common, count = given.x, given.a, given.b, given.common, given.count
    vectored, named, quoting = a[VECTORED] * b[VECTORED], a[NAMED] * b[NAMED], a[QUOTING] * b[QUOTING]
    words, words_centre = common[WORDS] / count, given.cosine(WORDS)
    names, quotes = common[NAMES] / x.most(named, 1.0), common[QUOTES] / x.most(quoting, 1.0)
    root = x.sqrt(x.most(words_centre, 0.0))
    dense = x.where(vectored, common[DENSE] / x.most(vectored, 1.0), x.sqrt(x.most(words, 0.0)))
    dense_centre = x.where(vectored, given.cosine(DENSE), root)
    foreign = 1 - common[LANGUAGES] / count
    short = 1 / (1 + x.exp(x.least(x.sqrt(a[LENGTH] * b[LENGTH] / count), LONGEST) / 10 - 2))
    return (
        dense,
        dense_centre,
        words,
        words_centre,
        names,
        given.cosine(NAMES),
        quotes,
        root,
        x.most(dense_centre, 0.0) * words_centre,
        *_times(given),
        foreign,
        foreign * dense_centre,
        foreign * words_centre,
        foreign * names,
        x.log(count) / 5,
        short,
        short * dense_centre,
        short * words_centre,
        x.where(named, 0.0, 1.0),
        quoting / count * x.most(1 - 3 * quotes, 0.0) * (1 - foreign),
    )


def settled(given: Held) -> tuple[Number, ...]:
    """The signs of `SETTLED`, for groups with their surroundings (`surroundings`)."""
    x, plain = given.x, signs(given)
    vectored = given.a[VECTORED] * given.b[VECTORED]
    around = x.where(vectored, given.common[AROUND] / x.most(vectored, 1.0), plain[0])
    centre = x.where(vectored, given.cosine(AROUND), plain[1])
    foreign = plain[ARRIVING.index("foreign")]
    return (*plain, around, centre, foreign * centre, _spread(given))


def apart(given: Held) -> Number:
    """Days between the middles of two groups, beyond `SAME_DAY`; 0 if a date is missing."""
    x, a, b = given.x, given.a, given.b
    middles = a[MIDDLE] / x.most(a[DATED], 1.0) - b[MIDDLE] / x.most(b[DATED], 1.0)
    return x.where(a[DATED] * b[DATED], x.most(abs(middles) - SAME_DAY, 0.0), 0.0)


def _times(given: Held) -> tuple[Number, Number, Number]:
    """Days between two groups' spans and between their middles (logs), and 1 if a date is missing."""
    x, a, b = given.x, given.a, given.b
    dated = a[DATED] * b[DATED]
    gap = x.most(x.most(a[LOW] - b[HIGH], b[LOW] - a[HIGH]) - SAME_DAY, 0.0)
    return x.log1p(x.where(dated, gap, 0.0)), x.log1p(apart(given)), x.where(dated, 0.0, 1.0)


def _spread(given: Held) -> Number:
    """How far the middles of two groups lie apart, measured by how long each is told (log)."""
    x, a, b = given.x, given.a, given.b
    one, other = (side[SQUARES] - side[MIDDLE] ** 2 / x.most(side[DATED], 1.0) for side in (a, b))
    count = x.most(a[DATED] + b[DATED], 1.0)
    width = x.sqrt((x.most(one + other, 0.0) + 2 * BURST[1]) / count + BURST[0])
    return x.log1p(apart(given) / width)


def looseness(given: Held) -> Number:
    """What a join that makes a large story must be surer by if it would not hang together.

    Articles that chain from subject to subject are less alike on average than those of one event, however
    large; a mere limit of size would tear these apart too.
    """
    size = given.a[VECTORED] + given.b[VECTORED]
    large = given.x.most(size, SOME)
    inside = given.own[0][DENSE] + given.own[1][DENSE] + 2 * given.common[DENSE] - size
    full = given.x.least(1.0, given.x.log(large / SOME) / math.log(MANY / SOME))
    return LOOSE * full * given.x.most(0.0, HANGS - inside / (large * (large - 1)))


def doubt(given: Held) -> Number:
    """What a join must be surer by: an undated article joins dated ones on strong evidence only.

    Strong are quotations in common and nearly the same words; a like subject, however like, is not.
    """
    mixed = (given.a[DATED] > 0) != (given.b[DATED] > 0)
    strong = (given.common[QUOTES] != 0) | (given.cosine(WORDS) >= SAME_WORDS)
    return given.x.where(mixed, given.x.where(strong, DOUBT, math.inf), 0.0)
