"""A saved page becomes an article: its running text, what was taken off, and what it says of itself."""

import json

import pytest

from wholestory.errors import Empty, NoArticle, NotText, TooLarge
from wholestory.extract import page
from wholestory.extract.html_opinions import Opinions
from wholestory.model import Basis, Granularity, Role

FIRST = "The harbour of Lindmoor was closed on Tuesday after a barge with salt ran aground at the mole."
SECOND = "No one was hurt, the port captain Edda Varn said, but the fairway stays shut until the tide turns."
THIRD = "Two tugs from the neighbouring town arrived in the afternoon and tried in vain to pull it free."
LAST = "The owner of the barge has promised to pay for the damage, and the council will meet on Thursday."
BODY = "".join(f"<p>{text}</p>" for text in (FIRST, SECOND, THIRD, LAST))
MENU = "".join(f'<li><a href="/{i}">Section {i}</a></li>' for i in range(12))


def html(body=BODY, head="", title="Barge blocks the harbour of Lindmoor", lang="en"):
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{title} | The Tide</title>'
        f"{head}</head><body><nav><ul>{MENU}</ul></nav><article><h1>{title}</h1>{body}</article>"
        f"<footer><p>About us</p><p>Imprint</p></footer></body></html>"
    ).encode()


def read(data, **more):
    return page(data, id="p1", path="p1.html", **more)


def texts(article, role):
    return [article.text[b.start : b.end] for b in article.blocks if b.role is role]


def test_the_text_is_title_and_paragraphs_and_nothing_of_the_menu():
    article = read(html())
    assert texts(article, Role.TITLE) == ["Barge blocks the harbour of Lindmoor"]
    assert texts(article, Role.PARAGRAPH) == [FIRST, SECOND, THIRD, LAST]
    assert article.segments == ()


def test_blocks_slice_the_text_in_order():
    article = read(html())
    assert "\n\n".join(article.text[b.start : b.end] for b in article.blocks) == article.text


def test_sub_headings_stay_and_are_known_as_such():
    body = f"<p>{FIRST}</p><p>{SECOND}</p><h2>What happens next</h2><p>{THIRD}</p><p>{LAST}</p>"
    assert texts(read(html(body)), Role.SUBHEAD) == ["What happens next"]


def test_a_short_line_in_bold_is_a_sub_heading():
    body = (
        f"<p>{FIRST}</p><p>{SECOND}</p><p><strong>What happens next</strong></p><p>{THIRD}</p><p>{LAST}</p>"
    )
    assert texts(read(html(body)), Role.SUBHEAD) == ["What happens next"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('<p><a href="/x">Related: Ten harbours that were closed this year</a></p>', "related"),
        ('<p>Leggi anche: <a href="/x">Dieci porti chiusi quest\'anno</a></p>', "related"),
        ('<p>Lesen Sie auch: <a href="/x">Zehn Häfen, die gesperrt wurden</a></p>', "related"),
        ('<p>Sign up for our <a href="/x">free newsletter</a> and never miss a tide.</p>', "call"),
        ("<p>Foto: Bastian Ohm/Küstenbild</p>", "credit"),
        ('<p class="byline">Jonna Reth, Lindmoor</p>', "byline"),
    ],
)
def test_a_line_of_furniture_among_the_paragraphs_is_removed_with_its_reason(line, reason):
    body = f"<p>{FIRST}</p><p>{SECOND}</p>{line}<p>{THIRD}</p><p>{LAST}</p>"
    article = read(html(body))
    assert texts(article, Role.PARAGRAPH) == [FIRST, SECOND, THIRD, LAST]
    assert {removed.reason for removed in article.removed} <= {reason}


@pytest.mark.parametrize(
    "line",
    [
        "(Reporting by Jonna Reth in Lindmoor; editing by Pavel Osk)",
        "Follow us on Twitter @thetide and on Facebook",
        "Jonna Reth contributed to this report.",
    ],
)
def test_lines_that_close_a_page_are_removed(line):
    article = read(html(f"{BODY}<p>{line}</p>"))
    assert texts(article, Role.PARAGRAPH)[-1] == LAST
    assert line not in article.text


def test_a_paragraph_that_speaks_of_newsletters_stays():
    said = "The mayor wrote in his newsletter that the harbour office had been warned of the shoal in spring."
    body = f"<p>{FIRST}</p><p>{SECOND}</p><p>{said}</p><p>{THIRD}</p><p>{LAST}</p>"
    assert said in read(html(body)).text


def test_a_title_above_and_again_in_the_text_stands_once():
    article = read(html(f"<h2>Barge blocks the harbour of Lindmoor</h2>{BODY}"))
    assert article.text.count("Barge blocks") == 1


def test_the_title_is_the_heading_that_the_metadata_confirm():
    head = '<meta property="og:title" content="Barge blocks the harbour of Lindmoor">'
    body = f"<h1>The Tide</h1><h1>Barge blocks the harbour of Lindmoor</h1>{BODY}"
    assert read(html(body, head, title="")).title == "Barge blocks the harbour of Lindmoor"


def test_without_a_heading_the_title_is_the_pages_own_less_the_outlet():
    head = "<title>Salt barge aground - The Tide</title><meta property='og:site_name' content='The Tide'>"
    data = f"<html><head>{head}</head><body>{BODY}</body></html>"
    assert read(data.encode()).title == "Salt barge aground"


def test_captions_stay_out_of_the_text_with_their_credit_apart():
    figure = (
        '<figure><img src="a.jpg"><figcaption>The barge at the mole on Tuesday. '
        '<span class="credit">Photo: Bastian Ohm</span></figcaption></figure>'
    )
    article = read(html(f"<p>{FIRST}</p>{figure}<p>{SECOND}</p><p>{THIRD}</p><p>{LAST}</p>"))
    assert [(c.text, c.credit) for c in article.captions] == [
        ("The barge at the mole on Tuesday.", "Bastian Ohm")
    ]
    assert "at the mole on Tuesday" not in article.text


def test_a_credit_is_told_from_its_caption_by_form():
    figure = "<figure><img src=a><figcaption>The barge at the mole (Foto: Bastian Ohm)</figcaption></figure>"
    (caption,) = read(html(figure + BODY)).captions
    assert (caption.text, caption.credit) == ("The barge at the mole", "Bastian Ohm")


def ld(**fields):
    whole = {"@context": "https://schema.org", "@type": "NewsArticle", **fields}
    return f'<script type="application/ld+json">{json.dumps(whole)}</script>'


def test_json_ld_gives_author_outlet_date_and_language():
    head = ld(
        headline="Barge blocks the harbour of Lindmoor",
        datePublished="2031-03-04T17:20:00+01:00",
        author=[{"@type": "Person", "name": "Jonna Reth"}, {"name": "Pavel Osk", "url": "https://x.example"}],
        publisher={"name": "The Tide"},
    )
    article = read(html(head=head, lang="en-GB"))
    assert (article.byline, article.outlet, article.language) == ("Jonna Reth, Pavel Osk", "The Tide", "en")
    assert article.published.value == "2031-03-04T17:20+01:00"
    assert (article.published.granularity, article.published.basis) == (Granularity.MINUTE, Basis.METADATA)
    assert (article.published.earliest, article.published.latest) == ("2031-03-04", "2031-03-04")


@pytest.mark.parametrize(
    ("head", "value"),
    [
        ('<meta property="article:published_time" content="2031-03-04T17:20:11Z">', "2031-03-04T17:20+00:00"),
        ('<meta property="article:published_time" content="2031-03-04T00:00:00Z">', "2031-03-04"),
        ('<meta name="date" content="2031-03-04">', "2031-03-04"),
        ('<meta name="pubdate" content="Tue, 04 Mar 2031 17:20:00 +0100">', "2031-03-04T17:20+01:00"),
        ('<meta name="date" content="20310304">', "2031-03-04"),
    ],
)
def test_a_date_is_as_exact_as_the_page_says(head, value):
    assert read(html(head=head)).published.value == value


def test_a_time_element_dates_the_page_and_a_time_of_change_does_not():
    changed = '<time class="updated" datetime="2031-03-09T10:00">x</time>'
    appeared = '<time class="published" datetime="2031-03-04">x</time>'
    assert read(html(changed + appeared + BODY)).published.value == "2031-03-04"


@pytest.mark.parametrize("stated", ["0001-01-01T00:00:00", "1970-01-01", "2031-13-40", "soon", ""])
def test_an_impossible_date_is_no_date(stated):
    assert read(html(head=f'<meta name="date" content="{stated}">')).published is None


def test_an_address_is_no_author():
    head = '<meta name="author" content="https://www.example.org/people/reth">'
    assert read(html(head=head)).byline is None


def test_a_byline_without_metadata_is_read_by_its_label():
    assert read(html(f'<p class="byline">By Jonna Reth</p>{BODY}')).byline == "Jonna Reth"


def test_what_the_page_does_not_say_is_none():
    article = page(f"<html><body>{BODY}</body></html>".encode(), id="p1", path="p1.html")
    assert (article.title, article.outlet, article.byline, article.language) == (None,) * 4
    assert (article.published, article.url) == (None, None)


def test_the_canonical_address_is_absolute_and_no_front_page():
    link = '<link rel="canonical" href="{}">'
    assert read(html(head=link.format("https://tide.example/barge"))).url == "https://tide.example/barge"
    assert read(html(head=link.format("https://tide.example/"))).url is None
    assert (
        read(html(head=link.format("/barge")), url="https://tide.example/x?y=1").url
        == "https://tide.example/barge"
    )


@pytest.mark.parametrize("name", ["utf-8", "iso-8859-1", "windows-1252"])
def test_bytes_outrank_the_declared_encoding(name):
    said = "Der Hafenmeister sagte, die Fähre könne erst am Dienstag über die Untiefe geschleppt werden."
    data = html(BODY + f"<p>{said}</p>").replace(b'charset="utf-8"', f'charset="{name}"'.encode())
    assert said in read(data).text


def test_a_declared_encoding_holds_where_the_bytes_are_not_utf8():
    said = (
        "Премьер-министр заявил, что порт будет закрыт до четверга, а все суда должны ждать на рейде у мола."
    )
    data = html(f"<p>{said}</p>" * 3).decode().replace('charset="utf-8"', 'charset="windows-1251"')
    assert said in read(data.encode("cp1251")).text


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<p>Menu</p>",
        f"<ul>{MENU}</ul>",
        "<p>We use cookies and similar techniques to give you the best experience, as our partners do.</p>"
        "<p>By clicking on accept all you agree to cookies for statistics and for advertising.</p>",
        "<form><p>Log in to read this article. Already have an account? Enter your name and password.</p>"
        "<input type=password></form>",
    ],
)
def test_furniture_and_walls_are_no_article(body):
    with pytest.raises(NoArticle):
        page(f"<html><body>{body}</body></html>".encode(), id="p1")


def test_empty_binary_and_oversized_pages_are_refused():
    for data, error in ((b" \n", Empty), (b"%PDF-1.7 x", NotText), (b"x" * 10_000_001, TooLarge)):
        with pytest.raises(error):
            read(data)


def test_a_page_says_how_far_other_readings_of_it_agree():
    assert read(html()).agreement > 0.9
    opinions = Opinions((), (f"{FIRST}\n{SECOND}", f"{FIRST}\n{SECOND}", ""))
    assert opinions.agreement(f"{FIRST}\n{SECOND}") == 1
    assert 0.3 < opinions.agreement(f"{FIRST}\n{LAST}") < 0.7
    assert opinions.agreement(f"{THIRD}\n{LAST}") == 0
    assert opinions.agreement("Too few words") is None
    assert Opinions((), ("", "", "")).agreement(FIRST) is None
