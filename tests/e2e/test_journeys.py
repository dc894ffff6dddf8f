"""What readers and editors do, from one end to the other."""

import re
import time

from playwright.sync_api import expect
from staging import PASSWORD

PHONE = {"width": 390, "height": 844}
SIDEWAYS = "() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"


def body(page):
    return page.locator(".article > .text > p")


def test_from_signing_up_through_the_trial_to_the_wall_and_back_by_an_invitation(browse, stage):
    page, address = browse(), "nell@tide.example"
    page.goto(f"/article/{stage.names['article']}")
    expect(page.locator(".gate h2")).to_have_text("Sign up to read this article")
    page.get_by_role("link", name="Sign up").last.click()
    page.get_by_label("E-mail").or_(page.get_by_label("Email")).fill(address)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign up").click()
    letter = stage.letter(address)
    page.goto(re.search(rf"{re.escape(stage.at)}/account/confirm-email/\S+", letter)[0])
    page.locator("main form").get_by_role("button").click()

    page.goto(f"/article/{stage.names['article']}")
    expect(page.locator(".gate")).to_have_count(0)
    assert body(page).count() > 1
    page.locator("main").get_by_role("button", name="Save", exact=True).first.click()
    expect(page.locator("#said")).to_have_text("Saved.")
    page.goto("/saved")
    expect(page.locator(f"main a[href='/story/{stage.names['story']}']")).to_be_visible()

    stage.members(
        "UPDATE members_membership SET until = '2020-01-01 00:00:00' WHERE member_id ="
        " (SELECT id FROM members_member WHERE email = ?)",
        address,
    )
    page.goto(f"/article/{stage.names['article']}")
    expect(page.locator(".gate h2")).to_have_text("Your reading has run out")
    assert body(page).count() <= 1

    code = stage.command("member", "invite", "--days", "30")
    page.goto("/you")
    page.get_by_role("link", name="Enter an invitation").click()
    page.locator("main input[type=text], main input:not([type=hidden])").first.fill(code)
    page.locator("main form").get_by_role("button").click()
    page.goto(f"/article/{stage.names['article']}")
    expect(page.locator(".gate")).to_have_count(0)
    assert body(page).count() > 1


def test_from_the_front_page_through_the_comparison_to_the_original(browse, stage):
    page = browse("member")
    page.goto("/")
    page.locator(f"main a[href='/story/{stage.names['story']}']").first.click()
    expect(page.locator("h1")).to_be_visible()
    for name in ("All say", "They differ", "Only one says"):
        expect(page.get_by_text(name, exact=True).first).to_be_visible()
    choice = page.locator("#accounts details, #accounts form").first
    boxes = page.locator("#accounts input[name=with]")
    if choice.evaluate("each => each.tagName") == "DETAILS":
        choice.locator("summary").click()
    wanted = [boxes.nth(n).get_attribute("value") for n in (1, 3)]
    for n in range(boxes.count()):
        boxes.nth(n).set_checked(n in (1, 3))
    page.locator("#accounts form").get_by_role("button").first.click()
    page.wait_for_url(re.compile("with="))
    shown = page.locator("#accounts .acct footer a").evaluate_all(
        "all => all.map(a => a.getAttribute('href'))"
    )
    assert sorted(shown) == sorted(f"/article/{id}" for id in wanted)
    page.locator("#accounts .acct footer a").first.click()
    original = page.locator("a.original").first
    expect(original).to_have_attribute("href", re.compile(r"^https://outlets\.example/\w+$"))
    assert {"noopener", "noreferrer"} <= set(original.get_attribute("rel").split())


def test_what_an_editor_picks_stands_on_the_front_page_of_a_visitor_who_had_it_kept(browse, stage):
    visitor, desk, story = browse(), browse("editor"), stage.names["picked"]
    visitor.goto("/")
    visitor.reload()
    assert visitor.locator("#picks").count() == 0
    desk.goto("/desk/picks")
    desk.locator("main form.form").get_by_label("Story").fill(story)
    desk.locator("main form.form").get_by_label("Reason").fill("Because of the <b>lamp</b>")
    desk.locator("main form.form").get_by_role("button", name="Pick it").click()
    expect(desk.locator("table")).to_contain_text("Because of the <b>lamp</b>")
    until = time.monotonic() + 5
    while visitor.locator("#picks").count() == 0 and time.monotonic() < until:
        visitor.reload()
    expect(visitor.locator(f"#picks a[href='/story/{story}']")).to_be_visible()
    expect(visitor.locator("#picks")).to_contain_text("Because of the <b>lamp</b>")
    expect(visitor.locator("#picks")).to_contain_text("Editor")
    desk.locator("table").get_by_role("button", name="Drop").click()
    expect(desk.locator("table")).not_to_contain_text("lamp")


def test_a_phone_shows_everything_without_scrolling_sideways(browse, stage):
    page = browse("member", viewport=PHONE, has_touch=True, is_mobile=True)
    page.goto("/")
    bar = page.locator(".tabbar")
    expect(bar).to_be_visible()
    assert bar.bounding_box()["y"] + bar.bounding_box()["height"] == PHONE["height"]
    bar.get_by_role("link", name="Sections").click()
    expect(page.locator("h1")).to_have_text("Sections")
    page.goto(f"/story/{stage.names['story']}")
    assert page.evaluate(SIDEWAYS) <= 0
    columns = page.locator("#accounts .accounts").first
    columns.scroll_into_view_if_needed()
    first, second = columns.locator(".acct").nth(0), columns.locator(".acct").nth(1)
    assert first.bounding_box()["x"] < second.bounding_box()["x"]
    box = columns.bounding_box()
    touch = page.context.new_cdp_session(page)
    touch.send(
        "Input.synthesizeScrollGesture",
        {"x": 200, "y": max(60, box["y"] + 80), "xDistance": -300, "yDistance": 0, "speed": 3000},
    )
    page.wait_for_function("each => each.scrollLeft > 100", arg=columns.element_handle())
    assert page.evaluate(SIDEWAYS) <= 0


def test_arabic_runs_from_right_to_left(browse, stage):
    page = browse(locale="ar")
    for address in ("/", f"/story/{stage.names['story']}", "/account/login/", "/search"):
        page.goto(address)
        expect(page.locator("html")).to_have_attribute("dir", "rtl")
        expect(page.locator("html")).to_have_attribute("lang", "ar")
        assert page.evaluate(SIDEWAYS) <= 0
    page.goto("/")
    mark, search = (
        page.locator(".mast .side").first.bounding_box(),
        page.locator("form.search").bounding_box(),
    )
    assert mark["x"] > search["x"], "what stands first stands right"
    page.goto(f"/story/{stage.names['story']}")
    assert page.locator("h1 bdi").first.get_attribute("dir") == "ltr", "an outlet's words keep their own"


def test_without_scripts_one_reads_saves_and_chooses_all_the_same(browse, stage):
    page = browse("plain", java_script_enabled=False)
    page.goto("/")
    page.locator(f"main a[href='/story/{stage.names['story']}']").first.click()
    page.locator("main").get_by_role("button", name="Save", exact=True).first.click()
    expect(page).to_have_url(re.compile(rf"/story/{stage.names['story']}$"))
    page.locator("#accounts .acct footer a").first.click()
    assert body(page).count() > 1
    page.goto("/saved")
    expect(page.locator(f"main a[href='/story/{stage.names['story']}']")).to_be_visible()
    page.goto("/reading")
    page.locator("select[name=theme]").select_option("dark")
    page.locator("main form").get_by_role("button").click()
    page.goto("/")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.locator("form.search input").fill("ferry")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=ferry")
    assert page.locator("#list a[href^='/article/']").count() > 3
