"""The page's script in a real browser, under the policy the app sends; skipped where there is no Chromium."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from wholestory.web import assets

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; "
    "connect-src 'self'; worker-src 'self'; form-action 'self'; "
    "require-trusted-types-for 'script'; trusted-types wholestory"
)
FORM = (
    '<form id="save-{n}" method="post" action="/mark" data-quiet data-said="saved">'
    '<input type="hidden" name="csrfmiddlewaretoken" value="token">'
    '<input type="hidden" name="story" value="{n}">'
    '<input type="hidden" name="on" value="1" data-other="0">'
    '<button data-key="s" aria-pressed="false">Save</button></form>'
)
ITEM = '<li data-item id="item-{n}"><h3><a href="/story/{n}">Story {n}</a></h3>' + FORM + "</li>"
FRONT = """<!doctype html><html lang="en" data-member="alice" {root}><head>
<meta charset="utf-8"><title>Front</title>
<link rel="stylesheet" href="{style}"><script src="{script}" defer></script></head><body>
<p class="offline" hidden>Offline. The copy of <time></time>.</p>
<main><form class="search"><input type="search" name="q"></form>
<ol id="list" class="results">{items}</ol>
<a id="fresh" class="fresh" href="/new" data-fragment="#list" data-how="prepend" data-said="shown">2 new</a>
<a id="away" href="/bare" data-fragment="#list">More</a>
<button data-choose="theme" value="dark">Dark</button><button data-choose="size" value="4">Larger</button>
<form id="follow" method="post" action="/refused" data-quiet><button id="refuse">Follow</button></form>
<details><summary>Why</summary>Because</details>
<a data-go="s" href="/story/saved">Saved</a>
<div class="accounts" id="cols" tabindex="0"><article class="acct">A</article>
<article class="acct">B</article></div>
<output data-at="#cols" data-words="{{n}} of {{of}}"></output>
</main><p id="said" role="status" class="said-line" data-saved="Saved." data-shown="Shown."
 data-queued="Kept until there is a connection." data-sent="Sent."></p>
<dialog id="keys" class="keys"><h2>Keys</h2><form method="dialog"><button>Close</button></form></dialog>
</body></html>"""


ROOTS = {"/": "", "/dark": 'data-theme="dark"', "/kept": 'data-worker="/worker.js" data-keep'}


class Site(BaseHTTPRequestHandler):
    """A site of a few pages that notes what is posted to it."""

    posted: list[tuple[str, dict[str, list[str]], str | None]] = []  # noqa: RUF012

    def page(self, text, status=200):
        self.answer(text.encode(), "text/html; charset=utf-8", status)

    def answer(self, body, kind, status=200):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("Content-Length", str(len(body)))
        if self.path == "/kept":
            self.send_header("X-Offline", "all")
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        path = urlsplit(self.path).path
        found = assets.by_address().get(path.removeprefix("/static/"))
        if path == "/worker.js":
            self.answer(assets.worker().body, assets.worker().type)
        elif found:
            self.answer(found.body, found.type)
        elif path in ROOTS:
            self.page(front(range(1, 4), ROOTS[path]))
        elif path == "/new":
            self.page(front(range(8, 10)))
        else:
            self.page(f"<!doctype html><html lang=en><title>{path}</title><h1>{path}</h1></html>")

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.posted.append((self.path, parse_qs(body), self.headers["X-Quiet"]))
        if self.path == "/mark":
            self.send_response(204)
            self.end_headers()
        else:
            self.page("<!doctype html><html lang=en><title>refused</title></html>", status=403)

    def log_message(self, *_):
        pass


def front(numbers, root=""):
    items = "".join(ITEM.format(n=n) for n in numbers)
    return FRONT.format(
        items=items, root=root, style=assets.address("wholestory.css"), script=assets.address("app.js")
    )


def serving():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_port}"


@pytest.fixture(scope="module")
def site():
    server, at = serving()
    yield at
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(browser, site):
    Site.posted.clear()
    context = browser.new_context()
    opened = context.new_page()
    errors = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on(
        "console", lambda m: errors.append(m.text) if "Trusted" in m.text or "Security" in m.text else None
    )
    opened.goto(site)
    yield opened
    context.close()
    assert errors == []


def until(page, expression):
    """Waits till it holds; the policy forbids the page's own way of waiting, which evaluates strings."""
    for _ in range(100):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    raise AssertionError(expression)


def focused(page):
    return page.evaluate("document.activeElement.textContent")


def test_keys_walk_the_items_and_open_one(page):
    page.keyboard.press("j")
    page.keyboard.press("n")
    assert focused(page) == "Story 2"
    page.keyboard.press("k")
    assert focused(page) == "Story 1"
    page.keyboard.press("o")
    page.wait_for_url("**/story/1")


def test_two_keys_go_to_a_place(page):
    page.keyboard.press("g")
    page.keyboard.press("s")
    page.wait_for_url("**/story/saved")


def test_keys_are_letters_again_while_one_writes(page):
    page.keyboard.press("/")
    page.keyboard.type("j/?1")
    assert page.input_value("input[type=search]") == "j/?1"
    assert page.get_attribute("html", "data-density") is None
    page.keyboard.press("Escape")
    page.keyboard.press("2")
    assert page.get_attribute("html", "data-density") == "compact"


def test_keys_can_be_turned_off(page):
    page.evaluate("document.documentElement.dataset.keys = 'off'")
    page.keyboard.press("2")
    assert page.get_attribute("html", "data-density") is None


def test_the_help_opens_and_closes(page):
    page.keyboard.press("?")
    assert page.is_visible("dialog#keys")
    page.keyboard.press("2")
    assert page.get_attribute("html", "data-density") is None
    page.keyboard.press("Escape")
    assert not page.is_visible("dialog#keys")


def test_x_opens_what_is_closed_and_closes_it_again(page):
    page.keyboard.press("x")
    assert page.evaluate("document.querySelector('details').open")
    page.keyboard.press("x")
    assert not page.evaluate("document.querySelector('details').open")


def test_a_choice_is_shown_kept_and_told_to_the_server(page, site):
    page.click("[data-choose=theme]")
    page.click("[data-choose=size]")
    assert page.get_attribute("html", "data-theme") == "dark"
    assert page.get_attribute("[data-choose=theme]", "aria-pressed") == "true"
    assert {(c["name"], c["value"]) for c in page.context.cookies()} == {("theme", "dark"), ("size", "4")}
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "20px"
    page.goto(site)
    assert page.get_attribute("html", "data-size") == "4"


def test_the_servers_word_on_theme_comes_before_what_was_kept(page, site):
    page.evaluate("localStorage.setItem('theme', 'light')")
    page.goto(site + "/dark")
    assert page.get_attribute("html", "data-theme") == "dark"


def test_a_fragment_joins_the_page_and_the_focus_goes_to_it(page, site):
    page.click("#fresh")
    page.wait_for_selector("#item-9")
    assert page.eval_on_selector_all("[data-item]", "all => all.map(each => each.id)") == [
        "item-8",
        "item-9",
        "item-1",
        "item-2",
        "item-3",
    ]
    assert page.evaluate("document.activeElement.id") == "item-8"
    assert page.text_content("#said") == "Shown."
    assert urlsplit(page.url).path == "/"


def test_a_page_without_the_part_is_opened_instead(page):
    page.click("#away")
    page.wait_for_url("**/bare")


def test_a_quiet_form_is_posted_and_shows_what_now_holds(page):
    with page.expect_response("**/mark"):
        page.click("#save-2 button")
    page.wait_for_selector("#save-2 [aria-pressed=true]")
    path, fields, quiet = Site.posted[0]
    assert (path, fields["story"], fields["on"], quiet) == ("/mark", ["2"], ["1"], "1")
    with page.expect_response("**/mark"):
        page.click("#save-2 button")
    page.wait_for_selector("#save-2 [aria-pressed=false]")
    assert Site.posted[1][1]["on"] == ["0"]


def test_s_saves_the_item_one_is_at(page):
    page.keyboard.press("n")
    page.keyboard.press("n")
    with page.expect_response("**/mark"):
        page.keyboard.press("s")
    assert Site.posted[0][1]["story"] == ["2"]


def test_a_refused_form_is_sent_plainly_so_that_the_reader_sees_why(page):
    page.click("#refuse")
    page.wait_for_url("**/refused")
    assert [quiet for _, _, quiet in Site.posted] == ["1", None]


def test_marks_made_offline_are_kept_and_sent_later(page):
    page.context.set_offline(True)
    assert page.is_visible(".offline")
    assert page.get_attribute(".offline time", "datetime").endswith("Z")
    page.click("#save-3 button")
    page.wait_for_selector("#save-3 [aria-pressed=true]")
    assert page.text_content("#said") == "Kept until there is a connection."
    assert Site.posted == []
    with page.expect_response("**/mark"):
        page.context.set_offline(False)
    until(page, "document.getElementById('said').textContent === 'Sent.'")
    assert [fields["story"] for _, fields, _ in Site.posted] == [["3"]]
    assert not page.is_visible(".offline")


def test_text_from_elsewhere_never_becomes_elements(browser, site):
    context = browser.new_context()
    page = context.new_page()
    page.goto(site)
    refused = page.evaluate(
        """() => {
          try { document.body.innerHTML = "<b>x</b>"; return "taken"; } catch (error) { return error.name; }
        }"""
    )
    context.close()
    assert refused == "TypeError"


def test_the_column_one_reads_is_counted(page):
    assert page.text_content("output") == "1 of 2"


def test_a_page_once_opened_is_read_when_the_server_is_gone(browser):
    server, at = serving()
    context = browser.new_context()
    page = context.new_page()
    page.goto(at + "/kept")
    until(page, "caches.keys().then((names) => names.includes('kept-all'))")
    until(page, "navigator.serviceWorker.controller !== null")
    assert not page.is_visible(".offline")
    server.shutdown()
    server.server_close()
    page.goto(at + "/kept")
    assert page.text_content("#item-2 h3") == "Story 2"
    assert page.is_visible(".offline")
    kept = page.get_attribute("html", "data-kept")
    assert page.get_attribute(".offline time", "datetime") == kept
    assert page.evaluate("getComputedStyle(document.querySelector('.offline')).color") == "rgb(253, 253, 251)"
    context.close()
