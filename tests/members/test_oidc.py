"""Signing in through another server (OpenID Connect), and the way out that it is asked by."""

import json
import os
import ssl
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import jwt
import pytest
import trustme
from allauth.socialaccount.providers.oauth2.client import OAuth2Error

from hostile.servers import canary
from wholestory.members.oidc import Session

WALK = Path(__file__).with_name("oidc_walk.py")


@pytest.mark.parametrize(
    "url",
    [
        "http://login.tide.example/",
        "ftp://login.tide.example/",
        "file:///etc/hosts",
        "//login.tide.example",
        "",
    ],
)
def test_only_https_leaves(url):
    with pytest.raises(OAuth2Error, match="https"):
        Session().get(url)
    with pytest.raises(OAuth2Error, match="https"):
        Session().request("POST", url, data={})


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "[::1]", "localhost", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1"]
)
def test_nobody_at_home_is_reached(host):
    with canary() as (port, look):
        for ask in (
            lambda: Session().get(f"https://{host}:{port}/"),
            lambda: Session().request("POST", f"https://{host}:{port}/", data={"client_secret": "hush"}),
        ):
            with pytest.raises(OAuth2Error) as said:
                ask()
            assert "hush" not in str(said.value)
        assert look() == []


def test_a_token_goes_nowhere_but_into_a_form():
    with pytest.raises(OAuth2Error):
        Session().get("https://login.tide.example/", headers={"Authorization": "Bearer hush"})
    with pytest.raises(OAuth2Error):
        Session().request("POST", "https://login.tide.example/", data={}, auth=("me", "hush"))


class Login(BaseHTTPRequestHandler):
    """A server that knows Alice."""

    def do_GET(self):
        base = self.server.base
        self._say(
            {
                "issuer": base,
                "authorization_endpoint": f"{base}/authorize",
                "token_endpoint": f"{base}/token",
                "userinfo_endpoint": f"{base}/userinfo",
                "jwks_uri": f"{base}/keys",
            }
        )

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.forms.append(parse_qs(body))
        now = int(time.time())
        told = {
            "iss": self.server.base,
            "aud": "us",
            "sub": "7",
            "iat": now,
            "exp": now + 60,
            **self.server.claims,
        }
        self._say({"access_token": "a", "token_type": "Bearer", "id_token": jwt.encode(told, "k" * 32)})

    def _say(self, told):
        body = json.dumps(told).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def login(tmp_path):
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Login)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.base, server.forms = f"https://127.0.0.1:{server.server_port}", []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def walk(login, tmp_path, **claims):
    login.claims = claims
    settings = {"DATABASE": f"sqlite:///{tmp_path}/n.db", "OIDC_SERVER": login.base, "OIDC_ID": "us"}
    environ = {f"WHOLESTORY_{name}": value for name, value in {**settings, "OIDC_SECRET": "hush"}.items()}
    environ |= {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run(
        [sys.executable, WALK, login.base, tmp_path / "authority.pem"],
        capture_output=True, text=True, env={**os.environ, **environ}, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


def test_who_the_server_knows_is_signed_in_and_the_trial_begins(login, tmp_path):
    told = walk(login, tmp_path, email="alice@tide.example", email_verified=True, role="admin")
    assert told["offered"]
    assert f"form-action 'self' {login.base};" in told["policy"] + ";"
    assert (told["led"], told["pkce"]) == (f"{login.base}/authorize", ["S256"])
    assert not told["forged_in"], "the way back is worth nothing in another browser"
    assert told["done"] == [302, "/", True]
    assert told["members"] == [["alice@tide.example", "reader"]]
    assert told["terms"] == ["trial"]
    assert not told["secret"]
    assert [form["client_secret"] for form in login.forms] == [["hush"]], (
        "asked once, for the browser that began"
    )
    assert "code_verifier" in login.forms[0]


def test_an_address_that_the_server_did_not_verify_is_verified_here_first(login, tmp_path):
    told = walk(login, tmp_path, email="alice@tide.example", email_verified=False)
    assert told["done"] == [302, "/account/confirm-email/", False]
    assert told["terms"] == []
