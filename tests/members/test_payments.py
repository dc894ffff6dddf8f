"""What a payment provider says: signed, once, in any order."""

import hmac
import itertools
import json
import time
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from allauth.account.models import EmailAddress
from cast import member
from django.test import Client, override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wholestory.errors import BadRecord
from wholestory.members import payments
from wholestory.members.models import Event, Member, Membership, Payer
from wholestory.settings import Settings

SECRET = "whsec_" + "toy"
JAN, FEB, MAR = (int(datetime(2026, month, 1, tzinfo=UTC).timestamp()) for month in (1, 2, 3))
DAY = 86_400


def event(kind, at, number, **thing):
    return {
        "id": f"evt_{number}",
        "type": kind,
        "created": at,
        "data": {"object": {"customer": "cus_1", **thing}},
    }


def checkout(reference=None, email="alice@tide.example"):
    told = {"client_reference_id": reference, "customer_details": {"email": email}, "subscription": "sub_1"}
    return event("checkout.session.completed", JAN, 1, id="cs_1", **told)


def invoice(number, start, end, **more):
    lines = {"data": [{"period": {"start": start, "end": end}}]}
    return event(
        "invoice.paid", start, number, id=f"in_{number}", **{"subscription": "sub_1", "lines": lines, **more}
    )


def subscription(kind, at, number, status, **more):
    return event(f"customer.subscription.{kind}", at, number, **{"id": "sub_1", "status": status, **more})


def deliver(told, *, secret=SECRET, at=None, header=None, body=None):
    body = json.dumps(told).encode() if body is None else body
    at = int(time.time()) if at is None else at
    signed = hmac.new(secret.encode(), f"{at}.".encode() + body, sha256).hexdigest()
    with override_settings(OURS=Settings(payment_secret=SECRET)):
        return Client(SERVER_NAME="localhost").post(
            "/payments/webhook",
            body,
            content_type="application/json",
            headers={"Stripe-Signature": header or f"t={at},v1={signed},v0=old"},
        )


def term():
    return Membership.objects.filter(kind="paid").values_list("since", "until").first()


def moment(seconds):
    return datetime.fromtimestamp(seconds, UTC)


def test_what_is_paid_runs_to_the_end_of_the_period_and_a_day():
    alice = member("Alice")
    assert deliver(checkout(str(alice.pk))).status_code == 200
    assert deliver(invoice(2, JAN, FEB)).status_code == 200
    assert term() == (moment(JAN), moment(FEB + DAY))
    deliver(invoice(3, FEB, MAR))
    assert term() == (moment(JAN), moment(MAR + DAY))


HISTORY = [
    lambda: checkout(str(Member.objects.get().pk)),
    lambda: invoice(2, JAN, FEB),
    lambda: invoice(3, FEB, MAR),
    lambda: subscription("updated", FEB, 4, "past_due"),
    lambda: subscription("updated", FEB + 60, 5, "active"),
    lambda: subscription("deleted", FEB + 5 * DAY, 6, "canceled", ended_at=FEB + 5 * DAY),
]


@given(st.permutations(range(len(HISTORY))), st.lists(st.integers(0, len(HISTORY) - 1), max_size=4))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_in_any_order_and_as_often_as_they_come_events_end_the_same(order, again):
    Member.objects.all().delete()
    Payer.objects.all().delete()
    Event.objects.all().delete()
    member("Alice")
    for number in (*order, *again):
        assert deliver(HISTORY[number]()).status_code == 200
    assert term() == (moment(JAN), moment(FEB + 5 * DAY))
    assert Membership.objects.count() == 1


def test_whoever_is_named_only_by_an_address_must_have_proved_it():
    alice = member("Alice")
    EmailAddress.objects.update(verified=False)
    deliver(checkout())
    deliver(invoice(2, JAN, FEB))
    assert term() is None
    payments.link(alice, "alice@tide.example")
    assert term() == (moment(JAN), moment(FEB + DAY))


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_the_member_whom_the_provider_names_goes_before_the_address(order):
    member("Alice")
    bob = member("Bob")
    told = [
        checkout(str(bob.pk)),
        invoice(2, JAN, FEB, customer_email="alice@tide.example"),
        invoice(3, FEB, MAR),
    ]
    for number in order:
        deliver(told[number])
    assert [each.member for each in Membership.objects.filter(kind="paid")] == [bob]


def test_newer_forms_of_an_invoice_are_read():
    alice = member("Alice")
    deliver(checkout(str(alice.pk)))
    line = {
        "period": {"start": JAN, "end": FEB},
        "parent": {"subscription_item_details": {"subscription": "sub_1"}},
    }
    deliver(invoice(2, JAN, FEB, subscription=None, lines={"data": [line]}))
    assert term() == (moment(JAN), moment(FEB + DAY))


NOW = 1_800_000_000


def header(body=b"{}", at=NOW, secret=SECRET):
    return f"t={at},v1={hmac.new(secret.encode(), f'{at}.'.encode() + body, sha256).hexdigest()}"


@pytest.mark.parametrize(
    ("given", "secret", "is_good"),
    [
        (header(), SECRET, True),
        (header(at=NOW - 300), SECRET, True),
        (header(at=NOW + 300), SECRET, True),
        (header() + ",v1=00", SECRET, True),
        (header(at=NOW - 301), SECRET, False),
        (header(at=NOW + 301), SECRET, False),
        (header(secret="other"), SECRET, False),
        (header(secret=""), "", False),
        (header(body=b"[]"), SECRET, False),
        (header().replace("v1", "v0"), SECRET, False),
        (header().replace(f"t={NOW}", f"t={NOW - 1}"), SECRET, False),
        (header() + f",t={NOW}", SECRET, False),
        ("", SECRET, False),
        ("t=,v1=", SECRET, False),
        ("t=²,v1=é", SECRET, False),
        ("t=" + "9" * 3000, SECRET, False),
    ],
)
def test_a_signature_holds_for_these_bytes_this_secret_and_five_minutes(given, secret, is_good):
    assert payments.is_signed(b"{}", given, secret=secret, now=NOW) is is_good


def test_what_is_not_signed_says_nothing():
    member("Alice")
    assert deliver(checkout("1"), secret="other").status_code == 400
    assert deliver(checkout("1"), at=int(time.time()) - 400).status_code == 400
    assert deliver(checkout("1"), header="t=1,v1=").status_code == 400
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"null", b"\xff", b'{"type": "invoice.paid"}', b"[" * 100_000, b'{"type": ["invoice.paid"]}']
    + [
        json.dumps(each).encode()
        for each in (
            invoice(1, "soon", FEB),
            invoice(1, JAN, 10**30),
            invoice(1, JAN, True),
            invoice(1, JAN, FEB, lines=None),
            invoice(1, JAN, FEB, subscription=7),
            subscription("updated", JAN, 1, "active", id="x" * 500),
            subscription("deleted", JAN, 1, "canceled", ended_at="never"),
        )
    ],
)
def test_what_is_no_event_is_refused_and_kept_nowhere(body):
    with pytest.raises(BadRecord):
        payments.of(body)
    assert deliver(None, body=body).status_code in (400, 411)
    assert not Event.objects.exists()


def test_events_of_other_kinds_are_passed_over():
    assert deliver(event("charge.refunded", JAN, 9)).status_code == 200
    assert deliver(event("checkout.session.completed", JAN, 9, customer=None)).status_code == 200
    assert not Event.objects.exists()


@pytest.mark.parametrize("reference", ["0", "999999", "-1", "x", "1e9", "9" * 40, ""])
def test_a_reference_that_is_nobody_gives_nobody_anything(reference):
    member("Carol")
    deliver(checkout(reference))
    deliver(invoice(2, JAN, FEB))
    assert term() is None
