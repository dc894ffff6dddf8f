"""MHTML: the page of a file that a browser saved, and nothing of what stands beside it."""

import io
import os
import random
from datetime import UTC, datetime

import pytest
from archiving import mhtml, page

from wholestory.errors import Unreadable
from wholestory.pipeline.saved import Taken
from wholestory.pipeline.saved import mhtml as reading

MOST = 1 << 20


def read(data):
    return reading.read(io.BytesIO(data), most=MOST)


def test_the_page_comes_with_its_address_and_time():
    found = read(mhtml(page("Alice").decode()))
    assert (found.data.strip(), found.url) == (page("Alice"), "https://tide.example/a")
    assert found.at == datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


def test_letters_of_any_charset_come_through():
    told = "<html><body><p>Гавань закрыта</p></body></html>"
    assert read(mhtml(told)).data.strip().decode() == told
    old = read(mhtml(told, charset="koi8-r")).data
    assert b'<meta charset="koi8-r">' in old
    assert old.replace(b'<meta charset="koi8-r">', b"").strip().decode("koi8-r") == told


def test_quoted_printable_as_browsers_write_it():
    lines = [
        "From: <Saved by Blink>",
        "Snapshot-Content-Location: https://tide.example/b",
        "Subject: =?utf-8?Q?Hafen?=",
        "MIME-Version: 1.0",
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----Toy--1"',
        "",
        "",
        "------Toy--1",
        "Content-Type: text/html",
        "Content-Transfer-Encoding: quoted-printable",
        "Content-Location: https://tide.example/b",
        "",
        "<html><body><p>Der Hafen ist seit Montag f=C3=BCr alle Schif=",
        "fe zu.</p></body></html>",
        "------Toy--1",
        "Content-Type: text/html",
        "",
        "<html><body>An advertisement</body></html>",
        "------Toy--1--",
    ]
    found = read("\r\n".join(lines).encode())
    assert (
        found.data.decode().strip()
        == "<html><body><p>Der Hafen ist seit Montag für alle Schiffe zu.</p></body></html>"
    )
    assert found.url == "https://tide.example/b"


def test_the_part_named_as_the_start_is_the_page_and_parts_within_parts_are_found():
    data = b"""Content-Type: multipart/related; boundary=A; start="<two>"

--A
Content-Type: multipart/alternative; boundary=B

--B
Content-Type: text/plain

words
--B
Content-Type: text/html

<p>one</p>
--B--
--A
Content-Type: text/html
Content-ID: <two>

<p>two</p>
--A--
"""
    assert read(data).data.strip() == b"<p>two</p>"
    assert read(data.replace(b"<two>", b"<none>", 1)).data.strip() == b"<p>one</p>"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "bad_record"),
        (b"Subject: a mail\n\nwords", "bad_record"),
        (mhtml("plain", type="plain"), "no_article"),
        (mhtml("<p>" + "é" * (MOST // 2 + 9)), "too_large"),
        (mhtml(page("Alice").decode())[:900], "cut_short"),
        (b"Content-Type: multipart/related; boundary=A\n" + b"X: y\n" * 500, "bad_record"),
        (
            b"Content-Type: multipart/related; boundary=A\n\n" + b"--A\nContent-Type: image/png\n\n" * 20_000,
            "no_article",
        ),
    ],
)
def test_files_that_hold_no_page_say_why(data, code):
    with pytest.raises(Unreadable) as error:
        read(data)
    assert error.value.code == code


def test_no_damage_stops_the_reading():
    whole = mhtml(page("Alice").decode())
    chance = random.Random(1)
    outcomes = set()
    for _ in range(1000 if os.environ.get("WHOLESTORY_TORTURE") else 100):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 5)):
            at = chance.randrange(len(data) - 1)
            data[at : at + chance.randint(0, 20)] = chance.randbytes(chance.randint(0, 20))
        try:
            outcomes.add(isinstance(read(bytes(data)), Taken))
        except Unreadable as error:
            outcomes.add(error.code)
    assert True in outcomes
    assert len(outcomes) > 1
