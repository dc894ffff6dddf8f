"""Where nobody signs in, nobody but this machine itself is let in, whatever a request says of itself."""

import pytest
from django.test import Client, override_settings

from wholestory.errors import BadSetting
from wholestory.jobs import nearness
from wholestory.members import alone
from wholestory.members.models import Member
from wholestory.settings import Settings

HEADERS = [
    *(
        "X-Forwarded-For",
        "X-Forwarded-Host",
        "X-Forwarded-Proto",
        "X-Forwarded",
        "Forwarded",
        "Forwarded-For",
    ),
    *("Via", "X-Real-IP", "X-Client-IP", "True-Client-IP", "CF-Connecting-IP", "X-Cluster-Client-IP"),
]


@pytest.fixture
def _open(newsroom):
    with override_settings(OURS=Settings(open="1")):
        yield


def asked(near="127.0.0.1", **headers):
    return Client(SERVER_NAME="localhost", REMOTE_ADDR=near).get("/desk/members", headers=headers).status_code


@pytest.mark.usefixtures("_open")
@pytest.mark.parametrize("near", ["127.0.0.1", "127.8.0.1", "::1"])
def test_whoever_asks_from_this_machine_is_its_one_member(near):
    assert asked(near) == 200
    assert [each.email for each in Member.objects.all()] == [alone.EMAIL]


@pytest.mark.usefixtures("_open")
@pytest.mark.parametrize("far", ["10.0.0.7", "203.0.113.7", "fd00::7", "", "localhost", "::ffff:10.0.0.7"])
def test_nobody_else_is(far):
    assert asked(far) == 302
    assert not Member.objects.exists()


@pytest.mark.usefixtures("_open")
@pytest.mark.parametrize("header", HEADERS)
@pytest.mark.parametrize("says", ["127.0.0.1", "203.0.113.7", "::1", "localhost", ""])
def test_what_a_server_passes_on_is_somebody_elses_whatever_it_says(header, says):
    assert asked(**{header: says}) == 302


@pytest.mark.usefixtures("_open")
@pytest.mark.parametrize("header", HEADERS)
def test_no_header_brings_anybody_near(header):
    assert asked("203.0.113.7", **{header: "127.0.0.1"}) == 302


@pytest.mark.usefixtures("newsroom")
@pytest.mark.parametrize(
    "ours",
    [Settings(), Settings(open="0"), Settings(open="yes"), Settings(open="1", public="https://x.example")],
)
def test_it_is_as_the_setting_says(ours):
    with override_settings(OURS=ours):
        assert asked() == 302


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.4", "203.0.113.7", "news.example", ""])
def test_an_open_site_is_not_served_where_others_reach_it(host):
    with pytest.raises(BadSetting, match="WHOLESTORY_OPEN=1 lets in whoever asks"):
        nearness.check(Settings(open="1"), host)
    nearness.check(Settings(), host)


def test_nor_under_a_public_name():
    with pytest.raises(BadSetting, match=r"news\.example is for others too"):
        nearness.check(Settings(open="1", public="https://news.example"), "127.0.0.1")


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.9", "::1", "[::1]", "localhost", "LOCALHOST"])
def test_on_this_machine_it_is(host):
    nearness.check(Settings(open="1"), host)
