"""Without a network: what was opened is there, says so, and takes marks that go out later."""

from playwright.sync_api import expect

READY = "() => navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null)"
KEPT = """async url => {
  for (const name of await caches.keys()) if (await caches.match(url, {cacheName: name})) return name;
  return '';
}"""


def held(page, url, name):
    """Waits until the browser holds a copy of an address in a place of that name."""
    page.wait_for_function(f"async ([url, name]) => await ({KEPT})(url) === name", arg=[url, name])


def test_a_story_once_opened_is_read_offline_and_marks_made_there_are_sent_later(browse, stage):
    page, story = browse("keeper"), f"/story/{stage.names['story']}"
    (number,) = stage.members("SELECT id FROM members_member WHERE email = 'keeper@tide.example'")
    page.goto("/")
    page.wait_for_function(READY)
    page.goto(story)
    held(page, stage.at + story, f"kept-m{number[0]}")
    line = page.locator(".offline")
    expect(line).to_be_hidden()

    page.context.set_offline(True)
    page.reload()
    expect(page.locator("h1")).to_be_visible()
    expect(line).to_be_visible()
    assert line.locator("time").get_attribute("datetime")
    page.locator("main").get_by_role("button", name="Save", exact=True).first.click()
    expect(page.locator("#said")).to_have_text("Kept until there is a connection.")
    ours = "SELECT count(*) FROM members_mark WHERE member_id = ? AND kind = 'saved'"
    assert stage.members(ours, number[0]) == [(0,)]
    page.goto("/search?q=ferry")
    expect(page.locator("h1, h2").first).to_have_text("No network")

    page.context.set_offline(False)
    page.goto("/saved")
    expect(page.locator("#said")).to_have_text("Sent.")
    assert stage.members(ours, number[0]) == [(1,)]

    page.goto("/account/logout/")
    page.locator("main form").get_by_role("button").click()
    page.wait_for_url(f"{stage.at}/")
    page.wait_for_function("async () => (await caches.keys()).every(n => !/^kept-m/.test(n))")
    page.context.set_offline(True)
    page.goto(story)
    expect(page.locator("h1, h2").first).to_have_text("No network")


def test_a_saved_story_is_kept_though_it_was_never_opened(browse, stage):
    page = browse("trial")
    page.goto("/")
    page.wait_for_function(READY)
    page.reload()
    lead = page.locator("[data-item]").first
    address = lead.locator("h1 a, h2 a").first.get_attribute("href")
    lead.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_function(f"async url => (await ({KEPT})(url)) !== ''", arg=stage.at + address)
    page.context.set_offline(True)
    page.goto(address)
    expect(page.locator(".offline")).to_be_visible()
    expect(page.locator("h1")).to_be_visible()


def test_a_visitor_keeps_what_visitors_see(browse, stage):
    page = browse()
    page.goto("/")
    page.wait_for_function(READY)
    page.reload()
    held(page, f"{stage.at}/", "kept-all")
    page.context.set_offline(True)
    page.reload()
    expect(page.locator(".offline")).to_be_visible()
    assert page.locator("[data-item]").count() > 3
