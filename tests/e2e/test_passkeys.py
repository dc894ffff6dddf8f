"""Passkeys in a browser with a device of its own making, and the second steps of who has no scripts."""

import base64
import hmac
import re
import time

from playwright.sync_api import expect
from staging import PASSWORD

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def device(page):
    """A device that shows its owner is there, in the browser of a page; its name in the browser's words."""
    spoken = page.context.new_cdp_session(page)
    spoken.send("WebAuthn.enable")
    return spoken, spoken.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})["authenticatorId"]


def proved(page):
    """Give the password once more where it is asked for."""
    if "/account/reauthenticate/" in page.url:
        page.get_by_label("Password").fill(PASSWORD)
        page.locator("main form").get_by_role("button").first.click()
        page.wait_for_url(lambda url: "/account/reauthenticate/" not in url)


def sent(page, name):
    page.locator("main").get_by_role("button", name=name, exact=True).click()


def signed_out(page):
    page.goto("/account/logout/")
    page.locator("main form").get_by_role("button").click()
    page.wait_for_url(re.compile("/$"))


def add(page, name):
    page.goto("/account/2fa/webauthn/add/")
    proved(page)
    page.get_by_label("Name").fill(name)
    page.get_by_label("Passwordless").check()
    sent(page, "Add it")
    page.wait_for_url(re.compile("/account/2fa/recovery-codes/|/account/2fa/webauthn/$"))


def test_a_passkey_is_added_signs_in_alone_stands_in_the_list_and_is_removed(browse, stage):
    page = browse("holder")
    spoken, own = device(page)
    add(page, "Kitchen tablet")
    credentials = spoken.send("WebAuthn.getCredentials", {"authenticatorId": own})["credentials"]
    assert [each["isResidentCredential"] for each in credentials] == [True]
    assert credentials[0]["rpId"] == "localhost"
    page.goto("/account/2fa/webauthn/")
    line = page.locator("main li", has_text="Kitchen tablet")
    expect(line).to_contain_text("not used yet")

    signed_out(page)
    page.goto("/account/passkey?next=/account/2fa/webauthn/")
    sent(page, "Use a passkey")
    page.wait_for_url("**/account/2fa/webauthn/")
    expect(line).to_contain_text("last used")
    expect(line.locator("time")).to_have_count(2)

    line.get_by_role("link", name="Remove").click()
    proved(page)
    sent(page, "Remove it")
    page.wait_for_url("**/account/2fa/webauthn/")
    expect(line).to_have_count(0)
    signed_out(page)
    page.goto("/account/passkey")
    with page.expect_navigation():
        sent(page, "Use a passkey")
    page.goto("/you")
    expect(page).to_have_url(re.compile("/account/login/"))


def test_a_passkey_is_the_second_step_and_shows_once_more_who_it_is(browse, stage):
    page = browse("doubler")
    device(page)
    add(page, "Key")
    signed_out(page)
    page.goto("/account/login/")
    page.get_by_label("E-mail").or_(page.get_by_label("Email")).fill("doubler@tide.example")
    page.get_by_label("Password").fill(PASSWORD)
    sent(page, "Sign in")
    page.wait_for_url("**/account/2fa/authenticate/")
    sent(page, "Use a passkey")
    page.wait_for_url(f"{stage.at}/")
    page.goto("/account/2fa/webauthn/reauthenticate/?next=/you")
    sent(page, "Use a passkey")
    page.wait_for_url("**/you")


def test_a_device_that_gives_nothing_is_said_and_the_page_stands(browse, stage):
    page = browse()
    spoken, own = device(page)
    page.goto("/account/passkey")
    spoken.send("WebAuthn.setUserVerified", {"authenticatorId": own, "isUserVerified": False})
    sent(page, "Use a passkey")
    expect(page.locator("[data-passkey-failed]")).to_be_visible(timeout=60_000)
    expect(page.locator("main").get_by_role("button", name="Use a passkey")).to_be_enabled()


def code(secret):
    """What an app shows now (RFC 6238)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    made = hmac.digest(key, int(time.time() // 30).to_bytes(8, "big"), "sha1")
    at = made[-1] & 15
    return f"{(int.from_bytes(made[at : at + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06}"


def test_without_scripts_an_app_and_recovery_codes_are_the_second_step(browse, stage):
    page = browse("stepper", java_script_enabled=False)
    page.goto("/account/2fa/totp/activate/")
    proved(page)
    image = page.locator("main img")
    assert image.bounding_box()["width"] >= 150
    secret = page.locator("main code").inner_text()
    page.get_by_label("Authenticator code").fill(code(secret))
    sent(page, "Use it")
    page.goto("/account/2fa/recovery-codes/")
    codes = page.locator("main li code").all_inner_texts()
    assert len(codes) == 10
    signed_out(page)
    for given, where in ((codes[0], "/"), (codes[0], "/account/2fa/authenticate/"), (codes[1], "/")):
        page.goto("/account/login/")
        page.locator("main input[type=email]").fill("stepper@tide.example")
        page.get_by_label("Password").fill(PASSWORD)
        sent(page, "Sign in")
        page.get_by_label("Code").first.fill(given)
        sent(page, "Sign in")
        expect(page).to_have_url(stage.at + where)
        if where == "/":
            signed_out(page)
        else:
            sent(page, "Cancel")
    page.goto("/account/passkey")
    expect(page.locator("[data-passkey-button], [data-passkey-failed]")).to_have_count(2)
    expect(page.locator("[data-passkey-button]:visible, [data-passkey-failed]:visible")).to_have_count(0)
    page.goto("/you")
    expect(page.locator("form[data-push]")).to_be_hidden()
