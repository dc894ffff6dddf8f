"""The address that a browser names is a stranger's word: nothing is sent elsewhere, whatever answers."""

import ssl
from datetime import UTC, datetime

import pytest
import trustme
from cast import member
from pushing import Browser, Service, running

from hostile.servers import Names
from wholestory import fetch
from wholestory.fetch import Manners
from wholestory.members.models import Device
from wholestory.members.notices import watching
from wholestory.members.notices.message import Message
from wholestory.members.push import devices, sending

NOW = datetime.now(UTC)
FERRY = Message(title="Ferry sails again", body="Tide", url="/story/s1", tag="story-s1", language="en")


def told(endpoint):
    """Notify a member whose browser named `endpoint`; how many services took it."""
    alice = member("Alice")
    devices.add(alice, devices.read(Browser(endpoint).subscription()), name="", session=None, now=NOW)
    watching.notify(alice, FERRY, NOW)
    return sending.deliver(lambda: NOW)


@pytest.fixture
def trusted(monkeypatch):
    """Certificates of this test's own; gives who signs them, and a way to set what sends."""
    authority, context = trustme.CA(), ssl.create_default_context()
    authority.configure_trust(context)

    def through(**options):
        manners = Manners(gap=0.0, deadline=5.0)
        monkeypatch.setattr(sending, "client", lambda: fetch.Client(manners, trusted=context, **options))

    return authority, through


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_push_service_leads_nowhere_else(newsroom, trusted, status):
    authority, through = trusted
    with running(Service(), authority) as first, running(Service(), authority) as other:
        through(allowed=[f"127.0.0.1:{first.port}", f"127.0.0.1:{other.port}"])
        first.answer, first.headers = status, {"Location": f"https://127.0.0.1:{other.port}/push"}
        assert told(f"https://127.0.0.1:{first.port}/push") == 0
        assert (len(first.came), other.came) == (1, [])


def test_a_name_that_becomes_a_private_address_is_not_reached(newsroom, trusted):
    """As of the moment of the connection: what the name answered when the browser named it says nothing."""
    authority, through = trusted
    with running(Service(), authority) as service:
        through(allowed=["127.0.0.9"], resolver=Names({"push.example": ["127.0.0.1"]}))
        assert told(f"https://push.example:{service.port}/push") == 0
        assert service.came == []
    assert not Device.objects.exists()


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "0x7f.1", "2130706433", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "10.0.0.1"),
        *("169.254.169.254", "[fd00::1]", "[64:ff9b::7f00:1]"),
    ],
)
def test_no_spelling_of_a_private_address_is_reached(newsroom, trusted, host):
    authority, through = trusted
    with running(Service(), authority) as service:
        through()
        try:
            assert told(f"https://{host}:{service.port}/push") == 0
        finally:
            assert service.came == []
    assert not Device.objects.filter(endpoint__contains=host).exists()
