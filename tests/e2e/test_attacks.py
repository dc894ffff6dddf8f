"""What attackers write into stories, articles, outlets and searches stays words in a real browser."""

from urllib.parse import quote

from playwright.sync_api import expect
from staging import HOSTILE

ELEMENTS = (
    "() => document.querySelectorAll('main :is(script, iframe, object, embed, style, math, base)').length"
)
LINKS = "() => [...document.links].map(each => each.protocol).filter(each => !/^https?:$/.test(each))"


def assert_inert(page):
    assert page.evaluate(ELEMENTS) == 0
    assert page.evaluate(LINKS) == []


def test_words_of_outlets_do_nothing_wherever_they_are_shown(browse, stage):
    page, stories = browse("member"), {story for story, _ in stage.names["hostile"]}
    assert len(stage.names["hostile"]) == len(HOSTILE)
    for address in [f"/story/{story}" for story in stories] + [
        f"/thread/{stage.names['thread']}",
        "/sections",
    ]:
        page.goto(address)
        assert_inert(page)
    for _, article in stage.names["hostile"]:
        page.goto(f"/article/{article}")
        assert_inert(page)
        expect(page.locator(".article h1")).not_to_be_empty()


def test_words_of_a_searcher_do_nothing(browse):
    page = browse("member")
    for words in HOSTILE:
        for address in ("/search?q={}", "/outlet/Outlet%20{}"):
            page.goto(address.format(quote(words, safe="")))
            assert_inert(page)
    page.goto("/search")
    page.locator("form.search input").fill(HOSTILE[0])
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=*")
    expect(page.locator("form.search input")).to_have_value(HOSTILE[0])


BREACH = "<body onclick='alert(1)'><script>alert(2)</script><a id='x' href='javascript:alert(3)'>x</a>"


def test_mark_up_that_came_in_all_the_same_would_not_run_and_would_be_heard(browse):
    page = browse()

    def breach(route):
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("<body>", BREACH, 1))

    page.route("**/offline", breach)
    page.goto("/offline")
    page.locator("#x").click()
    page.evaluate("() => fetch('https://tide.example/').catch(() => null)")
    page.wait_for_function("() => document.readyState === 'complete'")
    heard = " ".join(browse.heard.complaints)
    assert "it opened a dialog" not in heard
    for refused in ("inline event handler", "inline script", "javascript:", "tide.example"):
        assert refused in heard.replace("JavaScript URL", "javascript:"), heard
    browse.heard.complaints.clear()
    browse.heard.away.clear()
