"""Mails as entries: their own words, safe to show, without what watches the reader."""

from contextlib import suppress
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest

from wholestory import feeds
from wholestory.errors import Unreadable
from wholestory.feeds import mail
from wholestory.model import FeedKind

NOW = "2026-11-22T08:00:00+00:00"


def letter(html=None, text=None, **headers):
    made = EmailMessage()
    given = {
        "From": "Alice Ebb <alice@tide.example>",
        "Subject": "Häfen im Nebel",
        "Message-ID": "<1@tide.example>",
    }
    given |= {"Date": "Sun, 22 Nov 2026 07:00:00 +0100"}
    for name, value in (given | {name.replace("_", "-"): value for name, value in headers.items()}).items():
        if value is not None:
            made[name] = value
    if text is not None:
        made.set_content(text)
    if html is not None:
        made.add_alternative(html, subtype="html") if text is not None else made.set_content(
            html, subtype="html"
        )
    return made


def read(made):
    found = mail.read(made if isinstance(made, bytes) else made.as_bytes(), now=NOW)
    return found, found.entries[0]


def test_a_mail_is_an_entry_of_its_lists_feed():
    feed, entry = read(letter("<p>Fog</p>", List_Id='"The Tide, mornings" <Mornings.tide.example>'))
    assert (feed.kind, feed.id, feed.title) == (FeedKind.MAIL, "mornings.tide.example", "The Tide, mornings")
    assert (entry.id, entry.title, entry.content) == ("1@tide.example", "Häfen im Nebel", "<p>Fog</p>")
    assert (entry.authors[0].name, entry.authors[0].email) == ("Alice Ebb", "alice@tide.example")
    assert entry.published.at == datetime(2026, 11, 22, 6, tzinfo=UTC)
    assert entry.sanitised_by == feeds.SANITISER
    assert entry.link is None


def test_without_a_list_it_is_of_its_senders_feed_and_html_goes_before_text():
    feed, entry = read(letter("<p>Fog</p>", text="Fog, plainly"))
    assert (feed.id, feed.title, entry.content) == ("alice@tide.example", "Alice Ebb", "<p>Fog</p>")
    _, entry = read(letter(text="Fog <b>\n\nand tide"))
    assert entry.content == "<p>Fog &lt;b&gt;</p><p>and tide</p>"


def test_the_page_of_a_mail_is_its_link():
    assert read(letter("x", Archived_At="<https://tide.example/m/1>"))[1].link == "https://tide.example/m/1"
    assert read(letter("x", Archived_At="<javascript:alert(1)>"))[1].link is None


@pytest.mark.parametrize(
    "image",
    [
        '<img src="https://t.example/x.gif" width="1" height="1">',
        "<IMG SRC=https://t.example/x.gif WIDTH=0>",
        '<img style="width:1px;height:1px" src="https://t.example/x">',
        '<img src="https://t.example/x" style="display: none">',
        '<img alt="" src="https://t.example/wf/open?u=1">',
        '<img src="https://t.example/pixel.gif">',
        "<img src='cid:part1'>",
        '<img src="https://t.example/x" onerror="alert(1)" height=1>',
    ],
)
def test_pictures_that_report_the_reader_are_taken_out(image):
    _, entry = read(letter(f"<p>Fog</p>{image}"))
    assert "<p>Fog</p>" in entry.content
    assert "example" not in entry.content
    assert entry.pictures == ()


@pytest.mark.parametrize(
    "image",
    [
        '<img src="https://tide.example/harbour.jpg" width="600" height="300">',
        '<img src="https://tide.example/open-sea.jpg" width="300">',
        '<img src="https://tide.example/a.png" alt="Sea" width="100%">',
    ],
)
def test_pictures_that_are_to_be_seen_stay(image):
    _, entry = read(letter(f"<p>Fog</p>{image}"))
    assert '<img src="https://tide.example/' in entry.content.replace('alt="Sea" ', "").replace(
        'width="100%" ', ""
    )
    assert len(entry.pictures) == 1


def test_nothing_in_a_mail_runs():
    _, entry = read(
        letter("<script>a()</script><p onclick=a()>Fog<iframe srcdoc=x></iframe><a href=javascript:a()>b")
    )
    assert (
        entry.content == '<p>Fog<a rel="noopener noreferrer">b</a></p>' or "javascript" not in entry.content
    )
    for bad in ("script", "onclick", "iframe"):
        assert bad not in entry.content


def test_attachments_and_mails_within_are_not_looked_into():
    made = letter(text="Fog")
    made.add_attachment(b"<html>Attached", maintype="text", subtype="html", filename="a.html")
    made.add_attachment(letter("<p>Within</p>"))
    assert read(made)[1].content == "Fog"


@pytest.mark.parametrize(
    ("date", "received"),
    [
        ("Mon, 1 Jan 1970 00:00:00 +0000", None),
        ("Sun, 22 Nov 2099 07:00:00 +0000", None),
        ("Wed, 25 Nov 2026 07:00:00 +0000", None),
        ("yesterday", None),
        (None, None),
        ("Sun, 22 Nov 2026 07:00:00 +0000", "by mx.example; Thu, 19 Nov 2026 07:00:00 +0000"),
        ("Sun, 22 Mar 2026 07:00:00 +0000", "by mx.example; Thu, 19 Nov 2026 07:00:00 +0000"),
    ],
)
def test_a_date_that_cannot_be_is_left_out(date, received):
    assert read(letter("x", Date=date, Received=received))[1].published is None


def test_old_letters_and_odd_charsets_are_read():
    raw = b"From: =?koi8-r?B?68HM1dfB?= <k@tide.example>\nSubject: =?nonsense?Q?a=20b?=\n"
    raw += b"Content-Type: text/plain; charset=koi8-r\n\n"
    feed, entry = read(raw + "Гавань закрыта".encode("koi8-r"))
    assert (feed.title, entry.content, entry.title) == ("Калува", "Гавань закрыта", "a b")


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b" \n",
        b"words without headers",
        b"Subject: from nobody\n\nx",
        b"From: not an address\n\nx",
        b"\x00\xff" * 100,
    ],
)
def test_what_is_no_mail_is_refused(raw):
    with pytest.raises(Unreadable):
        mail.read(raw)


def test_hostile_mails_end_in_time_and_take_nothing_down():
    nested = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(3000))
    sender = b"From: a@tide.example\n"
    many = b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 100_000
    with feeds.reader() as reader:
        for raw in (
            sender + nested,
            sender + many,
            sender + b"To: " + b"a," * 400_000 + b"\n\nx",
            b"From: " + b"(" * 500_000,
        ):
            with suppress(Unreadable):
                assert reader.mail(raw, now=datetime.fromisoformat(NOW)).kind is FeedKind.MAIL
        assert (
            reader.mail(letter("Fog").as_bytes(), now=datetime.fromisoformat(NOW)).entries[0].content == "Fog"
        )
