"""WARC: pages out, whatever else an archive holds, and however it is damaged."""

import gzip
import io
import os
import random
import zlib
from datetime import UTC, datetime

import brotli
import pytest
from archiving import answer, gzipped, page, record

from wholestory.pipeline.saved import Broken, Taken, warc

MOST = 1 << 20


def read(data):
    return list(warc.read(io.BytesIO(data), most=MOST))


def pages(data):
    return [each.data for each in read(data) if isinstance(each, Taken)]


def codes(data):
    return [each.error.code for each in read(data) if isinstance(each, Broken)]


@pytest.mark.parametrize(
    "packed", [b"".join, lambda records: gzipped(*records), lambda r: gzip.compress(b"".join(r))]
)
def test_pages_are_found_among_other_records_with_address_and_time(packed):
    wanted = [page("Alice"), page("Bob"), page("Carol")]
    data = packed(
        [
            record(b"software: toy\r\n", kind="warcinfo", url="", type="application/warc-fields"),
            record(b"GET / HTTP/1.1\r\n\r\n", kind="request", type="application/http; msgtype=request"),
            record(answer(wanted[0]), url="https://tide.example/alice"),
            record(answer(b"\x89PNG", type="image/png")),
            record(answer(page("Dave"), status="404 Not Found")),
            record(answer(b"", status="301 Moved", Location="/b")),
            record(wanted[1], kind="resource", url="https://gull.example/bob", type="text/html"),
            record(wanted[2], kind="conversion", url="<https://gull.example/carol c>", type="text/html"),
            record(answer(page("Dave")), kind="revisit"),
            record(page("Dave"), kind="resource", url="file:///home/dave.html", type="text/html"),
        ]
    )
    found = read(data)
    assert [each.data for each in found] == wanted
    assert [(each.number, each.url) for each in found] == [
        (3, "https://tide.example/alice"),
        (7, "https://gull.example/bob"),
        (8, "https://gull.example/carol%20c"),
    ]
    assert {each.at for each in found} == {datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)}


def test_the_words_of_a_conversion_are_text():
    (found,) = read(record(b"Bob sails", kind="conversion", type="text/plain"))
    assert (found.data, found.is_text) == (b"Bob sails", True)


@pytest.mark.parametrize(
    ("coding", "packed"), [("gzip", gzip.compress), ("br", brotli.compress), ("deflate", zlib.compress)]
)
def test_codings_and_chunks_are_undone_and_those_undone_already_are_left(coding, packed):
    body = packed(page("Alice"))
    chunked = b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in (body[:50], body[50:])) + b"0\r\n\r\n"
    for block in (
        answer(body, Content_Encoding=coding),
        answer(chunked, Content_Encoding=coding, Transfer_Encoding="chunked"),
        answer(page("Alice"), Content_Encoding=coding, Transfer_Encoding="chunked"),
    ):
        assert pages(record(block)) == [page("Alice")]


def test_a_charset_of_the_header_reaches_the_page_where_it_is_needed():
    told = "<html><head><title>Гавань</title></head><body>Гавань закрыта"
    (found,) = pages(record(answer(told.encode("cp1251"), type="text/html; charset=windows-1251")))
    assert b'<meta charset="windows-1251">' in found
    assert pages(record(answer(told.encode(), type="text/html; charset=windows-1251"))) == [told.encode()]


@pytest.mark.parametrize(
    ("spoiled", "code"),
    [
        (record(answer(page("Bob")), WARC_Block_Digest="sha1:" + "A" * 32), "bad_record"),
        (record(answer(page("Bob")), Content_Length="12345"), "cut_short"),
        (record(answer(page("Bob")), Content_Length="40"), "bad_record"),
        (record(answer(page("Bob")), Content_Length="-4"), "bad_record"),
        (record(answer(page("Bob")), Content_Length=None), "bad_record"),
        (record(answer(page("Bob")), WARC_Truncated="length"), "cut_short"),
        (record(b"no answer at all"), "bad_record"),
        (record(answer(gzip.compress(page("Bob"))[:-9], Content_Encoding="gzip")), "cut_short"),
        (record(answer(b"5\r\nabcde\r\nzz", Transfer_Encoding="chunked")), "cut_short"),
        (record(answer(bytes(MOST + 1))), "too_large"),
        (record(answer(bytes(4 * MOST))), "too_large"),
        (record(answer(brotli.compress(bytes(64 << 20)), Content_Encoding="br")), "too_large"),
        (b"WARC/9.9\r\nContent-Length: 0\r\n\r\n\r\n\r\n", "bad_record"),
        (b"nonsense between records\r\n", "bad_record"),
    ],
)
def test_a_broken_record_is_told_once_and_the_others_are_read(spoiled, code):
    before, after = record(answer(page("Alice"))), record(answer(page("Carol")))
    whole = before + spoiled + (after if code != "cut_short" else b"") + after
    for data in (whole, gzipped(before, spoiled, after)):
        assert pages(data)[0] == page("Alice")
        assert pages(data)[-1] == page("Carol")
        assert codes(data) == [code]


@pytest.mark.parametrize("cut", [5, 60, 200])
def test_a_file_that_was_cut_off_says_so_and_keeps_what_is_whole(cut):
    records = record(answer(page("Alice"))), record(answer(page("Bob")))
    for data, short in ((b"".join(records), cut), (gzipped(*records), cut)):
        assert pages(data[:-short]) == [page("Alice")]
        assert codes(data[:-short]) in (["cut_short"], ["bad_record"])
    assert codes(gzipped(*records)[:-cut]) == ["cut_short"]


def test_a_bomb_is_left_as_soon_as_it_shows_and_the_next_record_is_read():
    bomb = record(bytes(8), kind="resource", type="video/mp4", Content_Length=str(1 << 40))
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    swollen = (
        packer.compress(bomb) + b"".join(packer.compress(bytes(16 << 20)) for _ in range(40)) + packer.flush()
    )
    data = gzipped(record(answer(page("Alice")))) + swollen + gzipped(record(answer(page("Bob"))))
    assert pages(data) == [page("Alice"), page("Bob")]
    assert codes(data) == ["too_large"]


def spoilt(data, chance, changes=3):
    """Up to so many small changes: letters changed, stretches lost or doubled, the end cut off."""
    for _ in range(chance.randint(1, changes)):
        at, length = chance.randrange(len(data)), chance.choice([1, 1, 1, 8, 200])
        part = data[at : at + length]
        data = chance.choice(
            [
                data[:at] + chance.randbytes(len(part)) + data[at + len(part) :],
                data[:at] + data[at + len(part) :],
                data[:at] + part + data[at:],
                data[: max(at, 1)],
            ]
        )
    return data


ROUNDS = 1000 if os.environ.get("WHOLESTORY_TORTURE") else 100


def test_no_damage_makes_a_page_that_was_not_there_or_stops_the_reading():
    """Digests and checksums are in all these records, so that a changed page can be told from a whole one."""
    names = ["Alice", "Bob", "Carol", "Dave"]
    records = [record(answer(page(name)), url=f"https://tide.example/{name}") for name in names]
    wanted = {page(name) for name in names}
    chance = random.Random(1)
    lost = 0
    for _ in range(ROUNDS):
        assert not set(pages(spoilt(b"".join(records), chance, changes=1))) - wanted
        assert not set(pages(spoilt(gzipped(*records), chance))) - wanted
        read(spoilt(gzip.compress(b"".join(records), mtime=0), chance))  # its checksum comes after all pages
        one = bytearray(gzipped(*records))
        one[chance.randrange(len(one))] ^= 1 << chance.randrange(8)
        found = pages(bytes(one))
        assert len(found) >= len(names) - 1, "one letter costs one record"
        lost += len(names) - len(found)
    assert lost, "nothing was damaged at all"


def test_damaged_archives_of_other_programs_end_in_pages_and_failures(shared):
    chance = random.Random(2)
    suite = sorted((shared / "suites" / "warcio").glob("*.warc*"))
    assert len(suite) > 8
    for number in range(ROUNDS):
        data = suite[number % len(suite)].read_bytes()
        assert all(isinstance(each, Taken | Broken) for each in read(spoilt(data, chance)))


def test_archives_of_other_programs_are_read(shared):
    suite = shared / "suites" / "warcio"
    for name, count, failed in (
        ("example.warc", 1, []),
        ("example.warc.gz", 1, []),
        ("example-bad-non-chunked.warc.gz", 1, []),
        ("example-iana.org-chunked.warc", 1, []),
        ("example-resource.warc.gz", 1, []),
        ("example-wget-bad-target-uri.warc.gz", 1, []),
        ("post-test.warc.gz", 0, []),
        ("example-digest.warc", 0, []),
    ):
        data = (suite / name).read_bytes()
        assert (len(pages(data)), codes(data)) == (count, failed), name


def test_many_false_beginnings_end_the_reading():
    data = gzipped(record(answer(page("Alice")))) + b"\x1f\x8b\x08" * 50_000
    assert pages(data) == [page("Alice")]
    assert len(codes(data)) == 1
