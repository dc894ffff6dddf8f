"""A push service on this machine, and browsers that read what it brings them."""

import hmac
import json
import ssl
import threading
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import trustme
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from wholestory import fetch
from wholestory.fetch import Manners
from wholestory.members.push import keys, sending


class Browser:
    """Keys as a browser has them; reads what was sealed for it, written from RFC 8291 the other way round."""

    def __init__(self, endpoint):
        self.endpoint, self.private, self.secret = endpoint, ec.generate_private_key(keys.CURVE), b"s" * 16

    def subscription(self):
        given = {"p256dh": keys.text(keys.public(self.private)), "auth": keys.text(self.secret)}
        return json.dumps({"endpoint": self.endpoint, "expirationTime": None, "keys": given})

    def read(self, body):
        return json.loads(opened(body, self.private, self.secret))


def opened(body, private, secret):
    salt, length = body[:16], body[20]
    sender, sealed = body[21 : 21 + length], body[21 + length :]
    shared = private.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(keys.CURVE, sender))

    def expanded(key, seed, about, size):
        pseudo = hmac.new(key, seed, sha256).digest()
        return hmac.new(pseudo, about + b"\x01", sha256).digest()[:size]

    seed = expanded(secret, shared, b"WebPush: info\0" + keys.public(private) + sender, 32)
    key = expanded(salt, seed, b"Content-Encoding: aes128gcm\0", 16)
    nonce = expanded(salt, seed, b"Content-Encoding: nonce\0", 12)
    plain = AESGCM(key).decrypt(nonce, sealed, None)
    assert plain.endswith(b"\x02")
    return plain[:-1]


class Service:
    """What came, and what is answered to it."""

    def __init__(self):
        self.came, self.answer, self.headers = [], 201, {}


@contextmanager
def running(service, authority):
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            service.came.append((self.path, dict(self.headers), body))
            self.send_response(service.answer)
            for name, value in service.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    service.port = server.server_port
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def service(monkeypatch):
    """A push service that an administrator allows, with a certificate that is trusted here."""
    authority = trustme.CA()
    trusted = ssl.create_default_context()
    authority.configure_trust(trusted)
    with running(Service(), authority) as found:
        allowed = [f"127.0.0.1:{found.port}"]
        monkeypatch.setattr(
            sending,
            "client",
            lambda: fetch.Client(Manners(gap=0.0, deadline=5.0), allowed=allowed, trusted=trusted),
        )
        yield found
