"""Pushed messages in a browser: what it gives is kept, what it refuses is said, what comes is shown."""

import json

from playwright.sync_api import expect

SHOWN = """async () => (await (await navigator.serviceWorker.getRegistration()).getNotifications())
  .map(each => ({title: each.title, body: each.body, tag: each.tag, lang: each.lang,
    dir: each.dir, data: each.data}))"""
# No push service is reached from here: the browser's own answer is made up, its keys are real.
GIVES = """async () => {
  const made = await crypto.subtle.generateKey({name: 'ECDH', namedCurve: 'P-256'}, true, ['deriveBits']);
  const point = await crypto.subtle.exportKey('raw', made.publicKey);
  const plain = bytes => btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replace(/\\+/g, '-').replace(/\\//g, '_').replace(/=+$/, '');
  PushManager.prototype.getSubscription = async () => globalThis.held || null;
  PushManager.prototype.subscribe = async options => {
    sessionStorage.asked = JSON.stringify([options.userVisibleOnly, plain(options.applicationServerKey)]);
    return {toJSON: () => ({endpoint: 'https://push.example/1', expirationTime: null,
      keys: {p256dh: plain(point), auth: plain(crypto.getRandomValues(new Uint8Array(16)))}})};
  };
}"""
OLDER = """() => { globalThis.held = {
  options: {applicationServerKey: new Uint8Array([4, 1, 2]).buffer},
  unsubscribe: async () => { sessionStorage.ended = '1'; },
}; }"""
# Clicks on notifications are the system's: the event is made up, and what it opens is noted.
CLICKED = """async () => {
  const opened = [];
  Clients.prototype.openWindow = async url => { opened.push(['open', url]); };
  WindowClient.prototype.focus = async function () { opened.push(['focus', this.url]); };
  for (const notification of await self.registration.getNotifications()) {
    const event = new NotificationEvent('notificationclick', {notification});
    const waited = [];
    event.waitUntil = promise => waited.push(promise);
    self.dispatchEvent(event);
    await Promise.all(waited);
  }
  return [opened, (await self.registration.getNotifications()).length];
}"""
READY = "() => navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null)"


def listening(page, to="/you"):
    page.context.grant_permissions(["notifications"])
    page.goto(to)
    page.wait_for_function(READY)


def tell(page):
    page.get_by_role("button", name="Tell this device").click()


def test_a_browser_that_reaches_no_push_service_says_so_and_the_page_stands(browse, stage):
    page = browse("hearer")
    listening(page)
    tell(page)
    expect(page.locator("[data-push-failed]")).to_be_visible(timeout=60_000)
    expect(page.locator("[data-push-failed]")).to_contain_text("Nothing was changed.")
    expect(page.get_by_role("button", name="Tell this device")).to_be_enabled()
    expect(page.locator("form[data-push]")).not_to_have_attribute("aria-busy", "true")
    assert stage.members("SELECT count(*) FROM members_device") == [(0,)]
    browse.heard.complaints[:] = [each for each in browse.heard.complaints if "Push API" not in each]


def test_what_a_browser_gives_is_kept_for_our_key_and_let_go_of(browse, stage):
    page = browse("hearer")
    listening(page)
    page.evaluate(GIVES)
    page.evaluate(OLDER)
    key = page.locator("form[data-push]").get_attribute("data-push")
    tell(page)
    line = page.locator("main li", has_text="Chrome")
    expect(line).to_be_visible()
    assert page.evaluate("() => [JSON.parse(sessionStorage.asked), sessionStorage.ended]") == [
        [True, key],
        "1",
    ]
    assert stage.members("SELECT endpoint FROM members_device") == [("https://push.example/1",)]
    line.get_by_role("button", name="Tell it no more").click()
    expect(line).to_have_count(0)


def pushed(page, stage, message):
    """Bring the browser a message, as a push service would."""
    spoken = page.context.new_cdp_session(page)
    known = []
    spoken.on("ServiceWorker.workerRegistrationUpdated", lambda told: known.extend(told["registrations"]))
    spoken.send("ServiceWorker.enable")
    for _ in range(200):
        if known:
            break
        page.wait_for_timeout(50)
    given = {"origin": stage.at, "registrationId": known[-1]["registrationId"]}
    spoken.send("ServiceWorker.deliverPushMessage", {**given, "data": message})


def shown(page, is_there):
    """What the browser shows of ours, once it is as `is_there` asks."""
    for _ in range(200):
        found = [each for each in page.evaluate(SHOWN) if each["data"]]  # a browser may add a line of its own
        if is_there([each["title"] for each in found]):
            return found
        page.wait_for_timeout(50)
    raise AssertionError(found)


def test_a_pushed_message_is_shown_in_its_own_words_and_a_click_opens_the_story(browse, stage):
    page, story = browse("hearer"), f"/story/{stage.names['story']}"
    listening(page)
    told = {
        "title": "Die Fähre <b>fährt</b>",
        "body": "Tide",
        "url": story,
        "tag": "s",
        "lang": "de",
        "dir": "ltr",
    }
    for title in ("Die Fähre liegt", told["title"]):
        pushed(page, stage, json.dumps(told | {"title": title}))
        found = shown(page, lambda titles, title=title: titles == [title])
    assert found == [
        {name: told[name] for name in ("title", "body", "tag", "lang", "dir")}
        | {"data": {"url": stage.at + story}}
    ]
    (worker,) = page.context.service_workers
    assert worker.evaluate(CLICKED) == [[["open", stage.at + story]], 0]
    page.goto(story)
    pushed(page, stage, json.dumps(told))
    shown(page, lambda titles: len(titles) == 1)
    assert worker.evaluate(CLICKED) == [[["focus", stage.at + story]], 0]


def test_what_is_no_message_shows_nothing_and_an_address_elsewhere_leads_to_the_front_page(browse, stage):
    page = browse("hearer")
    listening(page)
    for message in ("", "null", "[]", '{"title": ""}', "{"):
        pushed(page, stage, message)
    pushed(page, stage, '{"title": "Odd", "url": "https://elsewhere.example/"}')
    ours = shown(page, lambda titles: "Odd" in titles)
    assert [(each["title"], each["data"]) for each in ours] == [("Odd", {"url": f"{stage.at}/"})]
