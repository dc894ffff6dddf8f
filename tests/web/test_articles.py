"""The page of an article: whole for who may read it, its opening for everybody else."""

import pytest
from cast import as_
from django.db import connections
from django.test.utils import CaptureQueriesContext
from lxml import html as parser

from wholestory.model import Analysis, Article, ArticleId, Block, Role, Sentence, Span
from wholestory.web import marking, wall

WHOLE, CLOSED = ["trial", "member", "editor", "admin"], ["anonymous", "expired"]


def quoted(newsroom):
    """An article with quotations, of a story of several."""
    story = max(newsroom.stories(most=50), key=lambda brief: brief.articles)
    found = newsroom.story(story.id).articles
    return next(k for k in found if len(k.analysis.quotations) > 1 and k.article.text.count("\n\n") > 4)


def text(page):
    return " ".join(page.text_content().split())


def paragraphs(article):
    return [article.text[b.start : b.end] for b in article.blocks if b.role is Role.PARAGRAPH]


@pytest.mark.parametrize("standing", WHOLE)
def test_members_read_an_article_whole(newsroom, standing):
    kept = quoted(newsroom)
    page = parser.document_fromstring(as_(standing).get(f"/article/{kept.article.id}").content.decode())
    shown = page.xpath("//div[@class='text']")[0]
    for note in shown.xpath(".//a[@class='ref']"):
        note.drop_tree()
    for paragraph in paragraphs(kept.article):
        assert " ".join(paragraph.split()) in text(shown)


@pytest.mark.parametrize("standing", CLOSED)
def test_the_rest_of_an_article_is_nowhere_in_the_page_with_the_wall(newsroom, standing):
    kept = quoted(newsroom)
    answer = as_(standing).get(f"/article/{kept.article.id}").content.decode()
    page = parser.document_fromstring(answer)
    first, _, *rest = [s.span for s in kept.analysis.sentences if s.role is Role.PARAGRAPH]
    assert kept.article.quote(first) in text(page)
    for span in rest:
        words = kept.article.quote(span)
        assert " ".join(words.split()) not in text(page)
        assert words not in answer


def test_the_wall_says_what_opens_it(newsroom, client):
    page = text(
        parser.document_fromstring(client.get(f"/article/{quoted(newsroom).article.id}").content.decode())
    )
    for words in ("Sign up to read this article", "Already a member? Sign in", "Fourteen days free"):
        assert words in page


def test_quotations_lead_to_who_said_them(newsroom):
    kept = quoted(newsroom)
    page = parser.document_fromstring(as_("member").get(f"/article/{kept.article.id}").content.decode())
    said = page.xpath("//span[@class='said' and @title]")
    assert said
    ids = set(page.xpath("//@id"))
    notes = page.xpath("//div[@class='text']//a[starts-with(@href, '#q')]/@href")
    assert notes
    assert {note[1:] for note in notes} <= ids
    named = next(q for q in kept.analysis.quotations if q.speaker.name)
    assert named.speaker.name in page.xpath("//ol[@class='said-by']")[0].text_content()


def test_passages_that_others_carry_name_them(newsroom):
    story = max(newsroom.stories(most=50), key=lambda brief: brief.articles)
    whole = newsroom.story(story.id)
    copy = next(a for a in whole.coverage.accounts if a.copy_of)
    page = parser.document_fromstring(as_("member").get(f"/article/{copy.article}").content.decode())
    assert page.xpath(f"//div[@class='text']//a[@class='ref' and @href='/article/{copy.copy_of}']")


def test_an_article_with_all_around_it_takes_three_queries(newsroom):
    kept = quoted(newsroom)
    with CaptureQueriesContext(connections[newsroom.store._alias]) as queries:
        found = newsroom.article(kept.article.id)
    assert found.kept.article == kept.article
    assert found.story.articles > 1
    assert len(queries) == 3


@pytest.mark.parametrize("id", ["e0", "e", "e1x", "1", "e-1", "e" + "9" * 40, "é", "e١", ""])
def test_an_id_that_is_none_is_no_article(newsroom, id):
    assert newsroom.article(ArticleId(id)) is None


def made(*sentences):
    """An article and its analysis, of these sentences in one paragraph."""
    body = " ".join(sentences)
    article = Article(
        id=ArticleId("e1"), text=body, blocks=(Block(Role.PARAGRAPH, 0, len(body)),), path="a.txt"
    )
    spans, at = [], 0
    for sentence in sentences:
        spans.append(Sentence(Span(article.id, at, at + len(sentence)), Role.PARAGRAPH))
        at += len(sentence) + 1
    return article, Analysis(article=article.id, language="en", published=None, sentences=tuple(spans))


@pytest.mark.parametrize("sentences", [["It sails."], ["It sails.", "It sank."], ["word " * 5000]])
def test_a_short_article_is_not_given_away_by_its_opening(sentences):
    article, analysis = made(*sentences)
    shown = wall.opening(article, analysis)
    assert len(shown) <= max(1, len(article.text) // 2)
    assert article.text not in shown


def test_paragraphs_cut_into_pieces_are_whole_again(newsroom):
    story = max(newsroom.stories(most=50), key=lambda brief: brief.articles)
    together = marking.together(newsroom.story(story.id))
    for kept in newsroom.story(story.id).articles:
        told = marking.marked(newsroom.article(kept.article.id), together)
        for block, paragraph in zip(
            [b for b in kept.article.blocks if b.role is not Role.TITLE], told["blocks"], strict=True
        ):
            words = "".join(piece.text for piece in paragraph.pieces)
            assert words == kept.article.text[block.start : block.end]
