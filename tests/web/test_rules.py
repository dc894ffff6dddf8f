"""Every route has a rule, and the rule holds for everyone."""

import pytest
from cast import CAST, as_
from django.urls import URLPattern, get_resolver

from wholestory.members import rules


def routes(found=None, before=""):
    for each in found or get_resolver().url_patterns:
        if isinstance(each, URLPattern):
            yield before, each
        else:
            yield from routes(each.url_patterns, before)


def test_every_route_has_a_rule():
    assert [each.name for _, each in routes() if rules.of(each.callback, each.name) is None] == []


@pytest.mark.parametrize("standing", CAST)
def test_the_front_page_is_open_to_all(newsroom, standing):
    answer = as_(standing).get("/")
    assert answer.status_code == 200
    assert newsroom.stories(most=1)[0].headline.split()[0] in answer.content.decode()


def test_a_page_without_a_rule_answers_nobody(client):
    assert client.get("/no/such/page").status_code == 404
