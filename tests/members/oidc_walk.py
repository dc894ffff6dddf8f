"""A sign-in through another server, in a process of its own: the site's addresses differ where one is set.

Called with the server's address and the file of its certificate's authority; prints what came of it as JSON.
"""

import json
import ssl
import sys
from urllib.parse import parse_qs, urlsplit


def main(server, authority):
    from wholestory.site.start import start

    start()
    from django.test import Client, override_settings

    from wholestory import fetch
    from wholestory.members import oidc
    from wholestory.members.models import Member, Membership

    trusted = ssl.create_default_context(cafile=authority)
    oidc._client = lambda: fetch.Client(
        trusted=trusted, allowed=[urlsplit(server).netloc, "127.0.0.1"], manners=fetch.Manners(gap=0.0)
    )
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend"):
        browser = Client(SERVER_NAME="localhost")
        page = browser.get("/account/login/")
        asked = browser.get("/account/oidc/server/login/")
        led = browser.post("/account/oidc/server/login/")
        sent = parse_qs(urlsplit(led.get("Location", "")).query)
        back = f"/account/oidc/server/login/callback/?code=c&state={sent['state'][0]}"
        forged = Client(SERVER_NAME="localhost").get(back)
        done = browser.get(back)
        again = browser.get(back)
        told = {
            "offered": "/account/oidc/server/login/" in page.content.decode(),
            "policy": page["Content-Security-Policy"],
            "asked": asked.status_code,
            "led": led["Location"].partition("?")[0],
            "pkce": sent.get("code_challenge_method"),
            "forged": "sessionid" in forged.cookies or forged.status_code,
            "forged_in": forged.wsgi_request.user.is_authenticated,
            "done": (done.status_code, done.get("Location"), done.wsgi_request.user.is_authenticated),
            "again": again.status_code,
            "members": list(Member.objects.values_list("email", "role")),
            "terms": list(Membership.objects.values_list("kind", flat=True)),
            "secret": "hush" in page.content.decode(),
        }
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
