"""Passkeys, authenticator apps and recovery codes, each from its beginning to a sign-in."""

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from cast import member
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from fido2 import cbor
from members_forms import prove, send, sign_in

ORIGIN = "http://localhost"


class Key:
    """A passkey as a browser and its device make one."""

    def __init__(self):
        self.secret, self.id, self.owner = ec.generate_private_key(ec.SECP256R1()), b"k" * 16, b""

    def create(self, options):
        asked = options["publicKey"]
        self.owner = plain(asked["user"]["id"])
        point = self.secret.public_key().public_numbers()
        public = {1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32, "big"), -3: point.y.to_bytes(32, "big")}
        told = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + cbor.encode(public)
        attested = {"fmt": "none", "attStmt": {}, "authData": self._data(asked["rp"]["id"], 0x45) + told}
        client = self._client("webauthn.create", asked["challenge"])
        response = {"clientDataJSON": packed(client), "attestationObject": packed(cbor.encode(attested))}
        return self._said(response) | {"clientExtensionResults": {"credProps": {"rk": True}}}

    def get(self, options):
        asked = options["publicKey"]
        client, data = self._client("webauthn.get", asked["challenge"]), self._data(asked["rpId"], 0x05)
        signed = self.secret.sign(data + sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        response = {
            "clientDataJSON": client,
            "authenticatorData": data,
            "signature": signed,
            "userHandle": self.owner,
        }
        return self._said({name: packed(value) for name, value in response.items()})

    def _said(self, response):
        own = packed(self.id)
        return {
            "id": own,
            "rawId": own,
            "type": "public-key",
            "response": response,
            "clientExtensionResults": {},
        }

    def _data(self, site, flags):
        return sha256(site.encode()).digest() + bytes([flags]) + bytes(4)

    def _client(self, kind, challenge):
        return json.dumps(
            {"type": kind, "challenge": challenge, "origin": ORIGIN, "crossOrigin": False}
        ).encode()


def packed(data):
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def plain(text):
    return urlsafe_b64decode(text + "==")


def options(browser, address):
    return json.loads(re.search(r"data-options='([^']+)'", browser.get(address).content.decode())[1])


def token(browser):
    return browser.cookies["token"].value


@pytest.fixture
def alice(browser):
    member("Alice")
    sign_in(browser)
    prove(browser)
    return browser


def stranger():
    return Client(SERVER_NAME="localhost", enforce_csrf_checks=True)


def add_key(browser):
    key = Key()
    given = key.create(options(browser, "/account/2fa/webauthn/add/"))
    told = {
        "credential": json.dumps(given),
        "name": "Desk",
        "passwordless": "on",
        "csrfmiddlewaretoken": token(browser),
    }
    assert browser.post("/account/2fa/webauthn/add/", told)["Location"].startswith("/account/2fa/")
    return key


def test_a_passkey_signs_in_alone(newsroom, alice):
    key, other = add_key(alice), stranger()
    given = key.get(options(other, "/account/passkey"))
    told = {"credential": json.dumps(given), "csrfmiddlewaretoken": token(other), "next": "/you"}
    assert other.post("/account/2fa/webauthn/login/", told)["Location"] == "/you"
    assert other.get("/you").status_code == 200


def test_another_key_signs_nobody_in(newsroom, alice):
    key, other = add_key(alice), stranger()
    key.secret = ec.generate_private_key(ec.SECP256R1())
    given = key.get(options(other, "/account/passkey"))
    other.post(
        "/account/2fa/webauthn/login/", {"credential": json.dumps(given), "csrfmiddlewaretoken": token(other)}
    )
    assert other.get("/you").status_code == 302


def test_what_a_passkey_said_once_is_worth_nothing_again(newsroom, alice):
    key, other = add_key(alice), stranger()
    given = json.dumps(key.get(options(other, "/account/passkey")))
    options(other, "/account/passkey")
    other.post("/account/2fa/webauthn/login/", {"credential": given, "csrfmiddlewaretoken": token(other)})
    assert other.get("/you").status_code == 302


def test_a_password_alone_is_not_enough_beside_a_passkey(newsroom, alice):
    key, other = add_key(alice), stranger()
    answer = sign_in(other)
    assert answer["Location"] == "/account/2fa/authenticate/"
    assert other.get("/you").status_code == 302
    given = key.get(options(other, "/account/2fa/authenticate/"))
    told = {"credential": json.dumps(given), "csrfmiddlewaretoken": token(other)}
    assert other.post("/account/2fa/authenticate/", told).status_code == 302
    assert other.get("/you").status_code == 200


def code(secret):
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def test_an_app_gives_the_second_step_and_each_recovery_code_works_once(newsroom, alice):
    shown = alice.get("/account/2fa/totp/activate/").content.decode()
    secret = re.search(r"<code>([A-Z2-7]+)</code>", shown)[1]
    send(alice, "/account/2fa/totp/activate/", {"code": code(secret)}, page="/account/logout/")
    assert secret not in json.dumps([each.data for each in Authenticator.objects.all()]), "it is kept locked"
    codes = re.findall(r"<code>(\w+)</code>", alice.get("/account/2fa/recovery-codes/").content.decode())
    assert len(codes) == 10
    for given, status in ((codes[0], 302), (codes[0], 200), ("00000000", 200), (codes[1], 302)):
        other = stranger()
        sign_in(other)
        answer = send(other, "/account/2fa/authenticate/", {"code": given})
        assert (answer.status_code, other.get("/you").status_code == 200) == (status, status == 302)


def test_the_pages_of_keys_show_render_rename_and_remove(alice):
    add_key(alice)
    number = Authenticator.objects.get(type="webauthn").pk
    assert "Desk" in alice.get("/account/2fa/webauthn/").content.decode()
    send(alice, f"/account/2fa/webauthn/keys/{number}/edit/", {"name": "Phone <b>"})
    assert "Phone &lt;b&gt;" in alice.get("/account/2fa/webauthn/").content.decode()
    for page in (
        "2fa/",
        "2fa/recovery-codes/",
        "2fa/recovery-codes/generate/",
        "2fa/webauthn/reauthenticate/",
    ):
        assert alice.get(f"/account/{page}").status_code == 200
    assert len(alice.get("/account/2fa/recovery-codes/download/").content.split()) == 10
    send(alice, f"/account/2fa/webauthn/keys/{number}/remove/")
    assert not Authenticator.objects.filter(type="webauthn").exists()


def test_the_keys_of_others_are_not_there(alice):
    add_key(alice)
    number = Authenticator.objects.get(type="webauthn").pk
    member("Bob")
    bob = stranger()
    sign_in(bob, "bob@tide.example")
    prove(bob)
    for act in ("edit", "remove"):
        assert bob.get(f"/account/2fa/webauthn/keys/{number}/{act}/").status_code == 404
