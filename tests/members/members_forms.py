"""Forms as a browser sends them."""

import re

from cast import PASSWORD


def send(browser, address, data=None, *, page=None, **headers):
    """Fill in the form of a page and send it."""
    shown = browser.get(page or address).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', shown)
    return browser.post(
        address, {"csrfmiddlewaretoken": token[1] if token else "", **(data or {})}, **headers
    )


def sign_in(browser, email="alice@tide.example", password=PASSWORD, **more):
    return send(browser, "/account/login/", {"login": email, "password": password, **more})


def prove(browser):
    """Show once more who it is."""
    assert send(browser, "/account/reauthenticate/", {"password": PASSWORD}).status_code == 302
