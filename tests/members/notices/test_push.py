"""Messages reach the device they are for, and nobody else; what a push service answers is obeyed."""

import base64
import json
from datetime import UTC, datetime, timedelta

import pytest
from cast import as_, member
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from django.conf import settings
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pushing import Browser, opened

from wholestory.errors import BadMember
from wholestory.members.models import Device, Member, Notice, Watch
from wholestory.members.notices import watching
from wholestory.members.notices.message import Message
from wholestory.members.push import devices, keys, sealing, sending, vouching

NOW = datetime.now(UTC)
MINUTE = timedelta(minutes=1)
FERRY = Message(title="Ferry sails again", body="Tide", url="/story/s1", tag="story-s1", language="en")


def device(service, who, *, path="/push/1"):
    browser = Browser(f"https://127.0.0.1:{service.port}{path}")
    devices.add(who, devices.read(browser.subscription()), name="", session=None, now=NOW)
    return browser


def test_the_example_of_the_standard_is_sealed_as_it_stands_there():
    """RFC 8291, appendix A."""
    sealed = sealing.sealed(
        b"When I grow up, I want to be a watermelon",
        device=keys.data(
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
        ),
        secret=keys.data("BTBZMqHH6r4Tts7J_aSIgg"),
        salt=keys.data("DGv6ra1nlYgDCS1FRnbzlw"),
        own=keys.private("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"),
    )
    assert keys.text(sealed) == (
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6Tlz"
        "AC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )


@given(st.binary(max_size=sealing.LONGEST))
def test_only_the_device_reads_it(message):
    browser, other = Browser(""), Browser("")
    sealed = sealing.sealed(message, device=keys.public(browser.private), secret=browser.secret)
    assert len(sealed) <= 4096
    assert opened(sealed, browser.private, browser.secret) == message
    with pytest.raises(InvalidTag):
        opened(sealed, other.private, other.secret)


def test_what_is_too_long_for_a_push_service_is_refused():
    browser = Browser("")
    with pytest.raises(ValueError, match="at most"):
        sealing.sealed(b"x" * 3994, device=keys.public(browser.private), secret=browser.secret)


def test_the_longest_message_of_any_script_fits():
    widest = "𐍈" * 5000
    long = Message(title=widest, body=widest, url="/search?q=" + "%F0" * 700, tag="t", language="got")
    assert len(long.written().encode()) <= sealing.LONGEST


def test_a_push_service_can_tell_who_sends_and_until_when():
    key = keys.private(keys.made())
    header = vouching.vouched("https://push.example", key=key, contact="mailto:a@b.example", now=NOW)
    token, public = header.removeprefix("vapid t=").split(", k=")
    head, claims, signature = token.split(".")
    told = json.loads(keys.data(claims))
    assert told["aud"] == "https://push.example"
    assert told["sub"] == "mailto:a@b.example"
    assert NOW.timestamp() < told["exp"] <= (NOW + timedelta(days=1)).timestamp()
    raw = keys.data(signature)
    pair = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    sender = keys.point(keys.data(public))
    sender.verify(pair, f"{head}.{claims}".encode(), ec.ECDSA(SHA256()))
    with pytest.raises(InvalidSignature):
        sender.verify(pair, f"{head}.{claims}x".encode(), ec.ECDSA(SHA256()))


def test_a_notice_arrives_as_the_service_worker_reads_it(newsroom, service):
    alice = member("Alice")
    browser = device(service, alice)
    assert watching.notify(alice, FERRY, NOW) == 1
    assert sending.deliver(lambda: NOW) == 1
    ((path, headers, body),) = service.came
    assert path == "/push/1"
    assert browser.read(body) == {
        "title": "Ferry sails again",
        "body": "Tide",
        "url": "/story/s1",
        "tag": "story-s1",
        "lang": "en",
        "dir": "ltr",
    }
    assert headers["Content-Encoding"] == "aes128gcm"
    assert 0 < int(headers["TTL"]) <= 86_400
    assert len(headers["Topic"]) == 32
    assert keys.text(keys.public(keys.private(settings.PUSH_KEY))) in headers["Authorization"]
    assert b"Ferry" not in body


def test_a_message_that_cannot_be_sealed_holds_up_no_other(newsroom, service):
    alice = member("Alice")
    device(service, alice)
    Notice.objects.create(device=Device.objects.get(), tag="x", body="x" * 5000, made_at=NOW, due_at=NOW)
    watching.notify(alice, FERRY, NOW)
    assert sending.deliver(lambda: NOW) == 1


def test_nothing_is_sent_twice(newsroom, service):
    alice = member("Alice")
    device(service, alice)
    watching.notify(alice, FERRY, NOW)
    assert [sending.deliver(lambda n=n: NOW + n * MINUTE) for n in range(3)] == [1, 0, 0]


def test_a_later_message_takes_the_place_of_one_that_is_still_here(newsroom, service):
    alice = member("Alice")
    browser = device(service, alice)
    watching.notify(alice, FERRY, NOW)
    watching.notify(alice, Message("Ferry waits", "Tide", "/story/s1", "story-s1", "en"), NOW)
    assert sending.deliver(lambda: NOW) == 1
    assert [browser.read(body)["title"] for *_, body in service.came] == ["Ferry waits"]


@pytest.mark.parametrize("status", [404, 410])
def test_a_subscription_that_ended_is_dropped(newsroom, service, status):
    alice = member("Alice")
    device(service, alice)
    service.answer = status
    watching.notify(alice, FERRY, NOW)
    sending.deliver(lambda: NOW)
    assert not Device.objects.exists()


def test_a_service_that_asks_for_a_rest_has_it_with_all_its_devices(newsroom, service):
    alice, bob = member("Alice"), member("Bob")
    device(service, alice)
    device(service, bob, path="/push/2")
    service.answer, service.headers = 429, {"Retry-After": "3600"}
    watching.notify(alice, FERRY, NOW)
    sending.deliver(lambda: NOW)
    service.answer, service.headers = 201, {}
    watching.notify(bob, FERRY, NOW)
    assert sending.deliver(lambda: NOW + 5 * MINUTE) == 0
    assert len(service.came) == 1
    assert sending.deliver(lambda: NOW + 90 * MINUTE) == 2


def test_a_service_in_trouble_is_asked_again_later_and_not_for_ever(newsroom, service):
    alice = member("Alice")
    device(service, alice)
    service.answer = 500
    watching.notify(alice, FERRY, NOW)
    for n in range(600):
        sending.deliver(lambda n=n: NOW + n * MINUTE)
    assert len(service.came) == sending.TRIES
    assert Device.objects.exists()


def test_news_of_yesterday_is_sent_no_more(newsroom, service):
    alice = member("Alice")
    device(service, alice)
    watching.notify(alice, FERRY, NOW)
    later = NOW + timedelta(days=1, minutes=1)
    assert sending.deliver(lambda: later) == 0
    sending.tidy(later)
    assert not Notice.objects.exists()
    assert not service.came


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://push.example/1",
        "ftp://push.example/1",
        "javascript:alert(1)",
        "",
        "https://",
        "https://push.example/" + "x" * 2000,
    ],
)
def test_only_https_addresses_are_taken(endpoint):
    with pytest.raises(BadMember):
        devices.read(Browser(endpoint).subscription())


@pytest.mark.parametrize(
    "given",
    [
        "",
        "null",
        "[]",
        "{}",
        "[" * 5000,
        '{"endpoint": "https://push.example/", "keys": {"p256dh": "AAAA", "auth": "AAAA"}}',
        '{"endpoint": "https://push.example/", "keys": {"p256dh": "ä", "auth": "!"}}',
        json.dumps(
            {
                "endpoint": "https://push.example/",
                "keys": {"p256dh": base64.urlsafe_b64encode(b"\4" + b"\1" * 64).decode(), "auth": "c" * 22},
            }
        ),
    ],
)
def test_what_is_no_subscription_is_refused(newsroom, given):
    browser = as_("member")
    assert browser.post("/you/devices", {"subscription": given}).status_code == 302
    assert not Device.objects.exists()


def test_a_private_address_is_never_reached(newsroom):
    """The house's guard, at the door that sends."""
    alice = member("Alice")
    device(type("Nobody", (), {"port": 9}), alice)
    watching.notify(alice, FERRY, NOW)
    assert sending.deliver(lambda: NOW) == 0
    assert not Device.objects.exists()


def test_a_device_is_added_and_removed_on_ones_own_page(newsroom, service):
    browser = as_("member")
    page = browser.get("/you").content.decode()
    assert f'data-push="{keys.text(keys.public(keys.private(settings.PUSH_KEY)))}"' in page
    theirs = Browser(f"https://127.0.0.1:{service.port}/a")
    agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
    browser.post("/you/devices", {"subscription": theirs.subscription()}, headers={"User-Agent": agent})
    (held,) = Device.objects.all()
    assert held.name == "Firefox, Linux"
    assert "Firefox, Linux" in browser.get("/you").content.decode()
    browser.post("/you/devices", {"end": held.id})
    assert not Device.objects.exists()


def test_nobody_ends_the_device_of_another(newsroom, service):
    bob = member("Bob")
    device(service, bob)
    as_("member").post("/you/devices", {"end": Device.objects.get().id})
    assert Device.objects.filter(member=bob).exists()


def test_who_signs_out_hears_nothing_in_that_browser_any_more(newsroom, service):
    alice = member("Alice")
    here, there = Client(SERVER_NAME="localhost"), Client(SERVER_NAME="localhost")
    for number, browser in enumerate((here, there)):
        browser.force_login(alice, "allauth.account.auth_backends.AuthenticationBackend")
        theirs = Browser(f"https://127.0.0.1:{service.port}/{number}")
        browser.post("/you/devices", {"subscription": theirs.subscription()})
    here.post("/account/logout/")
    assert [each.endpoint[-2:] for each in Device.objects.all()] == ["/1"]


def test_a_browser_that_another_member_signs_in_to_is_theirs(newsroom, service):
    alice, bob = member("Alice"), member("Bob")
    browser = device(service, alice)
    watching.notify(alice, FERRY, NOW)
    devices.add(bob, devices.read(browser.subscription()), name="", session=None, now=NOW)
    assert sending.deliver(lambda: NOW) == 0
    assert Device.objects.get().member == bob


def test_all_of_it_goes_with_the_member(newsroom, service):
    alice = member("Alice")
    device(service, alice)
    watching.notify(alice, FERRY, NOW)
    Member.objects.get(pk=alice.pk).delete()
    assert [each for each in (Device, Notice, Watch) if each.objects.exists()] == []
