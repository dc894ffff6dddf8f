"""By keyboard alone: the map of keys, the order of Tab, no trap."""

from playwright.sync_api import expect

PLACE = """() => {
  const at = document.activeElement, box = at.getBoundingClientRect(), style = getComputedStyle(at);
  return {
    tag: at.tagName,
    text: (at.textContent || at.name || '').trim().slice(0, 40),
    at: [...document.querySelectorAll('*')].indexOf(at),
    seen: box.width > 0 && box.height > 0,
    ring: style.outlineStyle !== 'none' || style.boxShadow !== 'none',
  };
}"""
ITEM = """() => [...document.querySelectorAll("[data-item]")]
  .findIndex(each => each.contains(document.activeElement))"""


def test_the_keys_lead_through_the_front_page_into_a_story_and_save_it(browse, stage):
    page = browse("typist")
    page.goto("/")
    page.keyboard.press("?")
    expect(page.locator("dialog#keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog#keys")).not_to_be_visible()
    seen = []
    for key in "jjk":
        page.keyboard.press(key)
        seen.append(page.evaluate(ITEM))
    assert seen == [0, 1, 0]
    lead = page.evaluate("() => document.activeElement.getAttribute('href')")
    with page.expect_response(lambda answer: answer.url.endswith("/mark") and answer.status == 204):
        page.keyboard.press("s")
    expect(page.locator("#said")).to_have_text("Saved.")
    page.keyboard.press("o")
    page.wait_for_url(f"**{lead}")
    page.keyboard.press("g")
    page.keyboard.press("s")
    page.wait_for_url("**/saved")
    expect(page.locator(f"main a[href='{lead}']")).to_be_visible()
    page.keyboard.press("/")
    page.keyboard.type("jk?")
    assert page.evaluate("() => document.activeElement.value") == "jk?"


def test_tab_leads_past_the_skip_link_through_everything_in_order_and_out_again(browse, stage):
    page = browse()
    for address in ("/", f"/story/{stage.names['picked']}", "/account/login/"):
        page.goto(address)
        page.keyboard.press("Tab")
        skip = page.locator("a.skip")
        expect(skip).to_be_focused()
        assert skip.bounding_box()["height"] >= 20, "it is seen while one is at it"
        walked = walk(page, most=400)
        order = [each["at"] for each in walked]
        assert len(order) > 5
        assert order == sorted(order), f"{address}: the order of Tab is that of the page"
        assert [each for each in walked if not each["seen"]] == []
        assert [each for each in walked if not each["ring"]] == []
        assert page.evaluate("() => document.activeElement === document.body"), f"{address}: a trap"


def walk(page, *, most):
    found = []
    for _ in range(most):
        page.keyboard.press("Tab")
        place = page.evaluate(PLACE)
        if place["tag"] == "BODY":
            break
        found.append(place)
    return found


def test_the_skip_link_leads_to_the_text(browse):
    page = browse()
    page.goto("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.querySelector('main').contains(document.activeElement)")
