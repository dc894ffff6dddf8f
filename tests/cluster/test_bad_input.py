"""What no collection is spared: it must neither bridge stories nor gather them around itself."""

import json
import random
from itertools import combinations

import pytest

from wholestory import cluster
from wholestory.model import ArticleId
from wholestory.pipeline.batch import CHUNK, read_chunk
from wholestory.pipeline.inputs import Form, Input

DAY = "2025-03-{:02d}T{:02d}:00:00+00:00"
EVENTS = {
    "fire": [
        (
            "Fire destroys the grain market of Halden",
            "A fire tore through the grain market of Halden on Monday night and 11 people "
            "were taken to hospital.",
        ),
        (
            "Grain market in Halden burns down, 11 hurt",
            "Eleven people are in hospital after the grain market of Halden went up in flames "
            "on Monday night.",
        ),
    ],
    "strike": [
        (
            "Ferry crews of Norvik walk out over pay",
            "Crews of the Norvik ferries began a strike on Tuesday and 46 sailings were "
            "cancelled, the union Sjofolk said.",
        ),
        (
            "Norvik ferry strike cancels 46 sailings",
            "The strike of the Norvik ferry crews, called by the union Sjofolk, led to 46 "
            "cancelled sailings on Tuesday.",
        ),
    ],
    "vote": [
        (
            "Parliament of Tessaly passes water law",
            "The parliament of Tessaly passed the water law of minister Ada Brunel by 71 "
            "votes to 54 on Wednesday.",
        ),
        (
            "Tessaly adopts Brunel's water law by 71 to 54",
            "With 71 votes to 54 the parliament of Tessaly adopted the water law that "
            "minister Ada Brunel had drafted.",
        ),
    ],
    "find": [
        (
            "Divers find bronze bell off Carrow Point",
            "Divers found a bronze bell of 340 kilos from the ship Amaranth off Carrow Point, "
            "the museum said.",
        ),
        (
            "Bell of the Amaranth raised off Carrow Point",
            "The bronze bell of the ship Amaranth, 340 kilos in weight, was found by divers "
            "off Carrow Point.",
        ),
    ],
    "match": [
        (
            "Orlando Vess scores twice as Brask win cup",
            "Orlando Vess scored twice as Brask beat Ulmen 3-1 in the cup final before 21,400 "
            "spectators on Sunday.",
        ),
        (
            "Brask lift the cup after 3-1 win over Ulmen",
            "Brask won the cup final against Ulmen 3-1 with two goals by Orlando Vess; 21,400 "
            "watched on Sunday.",
        ),
    ],
}
GOLD = {f"{event}-{i}": event for event, told in EVENTS.items() for i in range(len(told))}
EVERYTHING = " ".join(text for told in EVENTS.values() for _, text in told)


def record(id, title, text, published=None, **fields):
    given = {"title": title, "text": text, "lang": "en", "published_at": published, **fields}
    data = json.dumps({k: v for k, v in given.items() if v is not None}).encode()
    return Input(ArticleId(id), f"{id}.jsonl", Form.RECORD, data)


def real():
    for day, (event, told) in enumerate(EVENTS.items(), 3):
        for i, (title, text) in enumerate(told):
            yield record(f"{event}-{i}", title, text, DAY.format(day, 8 + 3 * i))


def grouped(*more):
    inputs = [*real(), *more]
    reads = [read_chunk(inputs[i : i + CHUNK], None) for i in range(0, len(inputs), CHUNK)]
    found = cluster.group([a for r in reads for a in r.articles], [y for r in reads for y in r.analyses])
    return [set(story.articles) for story in found.stories]


def bridged(stories):
    """Whether articles of two events stand in one story, or an event fell apart."""
    events = [{GOLD[a] for a in story if a in GOLD} for story in stories]
    return any(len(found) > 1 for found in events) or sum(len(found) for found in events) > len(EVENTS)


def test_the_events_themselves_are_told_apart():
    assert not bridged(grouped())


LIVE = record("blog", "Live: all that happened today", EVERYTHING, DAY.format(4, 12))
DIGEST = record("digest", "News digest for Wednesday", EVERYTHING, DAY.format(5, 18))
BOTH = record(
    "both",
    "Fire in Halden, strike in Norvik: the morning in brief",
    f"{EVENTS['fire'][0][1]} {EVENTS['strike'][0][1]}",
    DAY.format(4, 10),
)


@pytest.mark.parametrize("intruder", [LIVE, DIGEST, BOTH], ids=["live blog", "daily digest", "two in one"])
def test_an_article_on_everything_bridges_nothing(intruder):
    assert not bridged(grouped(intruder))


def test_seven_digests_bridge_nothing():
    digests = [
        record(f"digest-{d}", f"News digest, {d} March", EVERYTHING, DAY.format(d, 18)) for d in range(3, 10)
    ]
    assert not bridged(grouped(*digests))


@pytest.mark.parametrize("published", [None, "2099-01-01T00:00:00+00:00", "1970-01-01T00:00:00+00:00"])
def test_an_article_without_a_true_date_bridges_nothing(published):
    assert not bridged(grouped(record("odd", "The day in brief", EVERYTHING, published)))


@pytest.mark.parametrize("published", [None, "2099-01-01T00:00:00+00:00", "1970-01-01T00:00:00+00:00"])
def test_many_articles_of_one_false_date_stay_apart(published):
    false = [
        record(f"false-{event}", told[0][0].replace(" of ", " in old "), told[1][1], published)
        for event, told in EVENTS.items()
    ]
    stories = grouped(*false)
    assert not bridged(stories)
    assert all(sum(a.startswith("false-") for a in story) < 2 for story in stories)


def test_articles_without_a_title_bridge_nothing():
    untitled = [record(f"untitled-{e}", "", told[0][1], DAY.format(5, 9)) for e, told in EVENTS.items()]
    empty = [record(f"empty-{i}", "", "Photo.", DAY.format(5, 9)) for i in range(5)]
    assert not bridged(grouped(*untitled, *empty))


def test_two_megabytes_of_everything_bridge_nothing():
    body = "\n\n".join([EVENTS["fire"][0][1], *[EVERYTHING] * (2_000_000 // len(EVERYTHING))])
    stories = grouped(record("huge", "All reports on the fire and the rest", body, DAY.format(3, 20)))
    assert not bridged(stories)


TOWNS = [
    "Aldermoor",
    "Birkdal",
    "Castrel",
    "Dunwick",
    "Elmsted",
    "Farrow",
    "Gilsk",
    "Hartmoor",
    "Iverness",
    "Jastrow",
    "Kelmore",
    "Lydgate",
]


def test_titles_from_a_template_form_no_blob():
    reports = [
        record(
            f"report-{town}",
            f"Police report for {town}",
            f"In {town} a car was stolen on Tuesday night, the police say. The damage is put at "
            f"{4100 + 317 * n} euros. Witnesses are asked to call the station in {town}.",
            DAY.format(5, 6),
        )
        for n, town in enumerate(TOWNS)
    ]
    stories = grouped(*reports)
    assert not bridged(stories)
    assert max(len([a for a in story if a.startswith("report-")]) for story in stories) <= 2


def test_a_daily_template_forms_no_blob():
    daily = [
        record(
            f"lottery-{d}",
            "Lottery results",
            f"The winning numbers are {', '.join(map(str, drawn[:5]))} and {drawn[5]}. "
            "Nobody won the jackpot.",
            DAY.format(d, 20),
        )
        for d in range(1, 15)
        if (drawn := random.Random(d).sample(range(1, 50), 6))
    ]
    stories = grouped(*daily)
    assert not bridged(stories)
    assert max(len([a for a in story if a.startswith("lottery-")]) for story in stories) <= 2


def test_one_article_published_three_hundred_times_stands_alone():
    text = (
        "Subscribe to the Harbour Gazette today and read all about fires, strikes, votes and matches. "
        "Our reporters are in Halden, Norvik, Tessaly and Brask. It costs 12 euros a month."
    )
    copies = [
        record(
            f"copy-{i}",
            "Read the Harbour Gazette",
            text,
            DAY.format(1 + i % 9, i % 24),
            outlet="Harbour Gazette",
        )
        for i in range(300)
    ]
    stories = grouped(*copies)
    assert not bridged(stories)
    assert all(story <= set(GOLD) or not story & set(GOLD) for story in stories)


def test_an_event_s_report_published_three_hundred_times_draws_in_nothing_else():
    title, text = EVENTS["strike"][0]
    copies = [
        record(f"copy-{i}", title, text, DAY.format(4, i % 24), outlet="Wire Mirror") for i in range(300)
    ]
    stories = grouped(*copies)
    assert not bridged(stories)
    (largest,) = [story for story in stories if "copy-0" in story]
    assert {GOLD[a] for a in largest if a in GOLD} == {"strike"}


def test_no_two_kinds_of_bad_input_bridge_anything_together():
    odd = [
        record(f"odd-{i}", "The day in brief", EVERYTHING, p)
        for i, p in enumerate((None, "1970-01-01", "2099-01-01"))
    ]
    assert all(not bridged(grouped(*pair)) for pair in combinations([LIVE, DIGEST, BOTH, *odd], 2))
