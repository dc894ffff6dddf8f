"""Every kind of page in Chromium: open to everyone (axe), small, still, asking nobody else."""

import gzip
from importlib.resources import files
from urllib.parse import urlsplit

import pytest
from kinds import KINDS, kind

axe = pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
AXE = (files(axe) / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
COLOURS = ["color-contrast", "link-in-text-block"]
RUN = """async (only) => {
  const found = await axe.run(document, {runOnly: only, resultTypes: ['violations'], preload: false});
  const why = node => (node.any[0] || node.all[0] || node.none[0] || {}).message;
  return found.violations.flatMap(each => each.nodes.slice(0, 4).map(node =>
    `${each.id}: ${node.target.join(' ')}: ${node.html.slice(0, 200)}: ${why(node)}`));
}"""
WIDE, PHONE = {"width": 1360, "height": 900}, {"width": 390, "height": 844}
LARGEST = 60 << 10  # bytes of a page packed, and of all scripts as they are
SHIFT = 0.05
SHIFTS = """() => new Promise(done => {
  let sum = 0;
  const watch = new PerformanceObserver(list => {
    for (const each of list.getEntries()) if (!each.hadRecentInput) sum += each.value;
  });
  watch.observe({type: 'layout-shift', buffered: true});
  requestAnimationFrame(() => setTimeout(() => done(sum), 50));
})"""
FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
ATTRIBUTES = """() => [...document.querySelectorAll('*')].flatMap(each => [...each.attributes]
  .filter(one => /^on/i.test(one.name) || one.name === 'style').map(one => `${each.tagName} ${one.name}`))"""
SCRIPTS = (
    "() => [...document.scripts].map(each => [each.getAttribute('src'), Boolean(each.nonce), each.text])"
)
SIDEWAYS = "() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"


def opened(browse, stage, name, **options):
    who, address, status = kind(stage, name)
    page = browse(who, **options)
    answer = page.goto(address, wait_until="load")
    assert answer.status == status
    assert urlsplit(page.url).path == urlsplit(address).path, "another page was looked at"
    return page, answer


def violations(page, *rules):
    only = {"type": "rule", "values": list(rules)} if rules else {"type": "tag", "values": TAGS}
    return page.evaluate(RUN, only)


@pytest.mark.parametrize(
    "name", [name for name in KINDS if name != "story"]
)  # that of a member has all of it, and takes long
def test_a_page_is_open_to_everyone_wide_and_narrow_light_and_dark(browse, stage, name):
    page, _ = opened(browse, stage, name, viewport=WIDE, color_scheme="light")
    page.evaluate(AXE)
    # as tall as the page: what is far below is laid out when it comes near, and axe asks where it is
    page.set_viewport_size(
        {**WIDE, "height": page.evaluate("() => document.scrollingElement.scrollHeight") * 2}
    )
    page.evaluate(FRAMES)
    found = {"wide": violations(page)}
    page.emulate_media(color_scheme="dark")
    found["wide, dark"] = violations(page, *COLOURS)
    page.set_viewport_size(PHONE)
    found["phone, dark"] = violations(page, *COLOURS)
    page.emulate_media(color_scheme="light")
    found["phone"] = violations(page)
    assert {how: what for how, what in found.items() if what} == {}


@pytest.mark.parametrize("name", KINDS)
def test_a_page_is_small_and_still_and_holds_no_script_but_ours(browse, stage, name):
    page, answer = opened(browse, stage, name, viewport=PHONE)
    assert len(gzip.compress(answer.body(), 6)) <= LARGEST
    for address, has_nonce, text in page.evaluate(SCRIPTS):
        assert address.startswith("/static/")
        assert (has_nonce, text) == (True, "")
    assert page.evaluate(ATTRIBUTES) == []
    assert page.evaluate(SIDEWAYS) <= 0
    assert page.evaluate(SHIFTS) < SHIFT


def test_axe_is_new_enough_and_finds_what_is_wrong(browse):
    page = browse()
    page.goto("/offline")
    page.evaluate(AXE)
    assert tuple(map(int, page.evaluate("axe.version").split("."))) >= (4, 8)
    page.evaluate("() => document.querySelector('main').append(document.createElement('input'))")
    assert any(each.startswith("label") for each in violations(page))


def test_all_scripts_together_are_small(browse):
    page, bodies = browse(), {}
    page.context.on("response", lambda answer: bodies.update({answer.url: answer}))
    page.goto("/", wait_until="networkidle")
    scripts = [page.request.get(url).body() for url in bodies if url.endswith(".js")]
    assert len(scripts) >= 2, "the page's and the worker's"
    assert sum(map(len, scripts)) <= LARGEST
