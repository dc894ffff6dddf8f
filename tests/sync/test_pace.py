"""Pace: how often somebody may ask."""

from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from wholestory.sync.rest.pace import Pace, who


def test_a_bucket_fills_again():
    now = [0.0]
    pace = Pace(at_once=2, a_second=0.5, clock=lambda: now[0])
    assert [pace.wait("bob") for _ in range(3)] == [0, 0, 2]
    now[0] = 2
    assert [pace.wait("bob") for _ in range(2)] == [0, 2]
    assert pace.wait("carol") == 0


def test_no_more_are_counted_than_so_many():
    pace = Pace(known=10, clock=lambda: 0.0)
    for number in range(1000):
        pace.wait(str(number))
    assert len(pace._left) == 10


def asked(address, **headers):
    request = RequestFactory().get("/", REMOTE_ADDR=address, **headers)
    request.user = AnonymousUser()
    return who(request)


def test_addresses_of_one_network_are_one():
    assert asked("2001:db8::1") == asked("2001:db8::ffff")
    assert asked("2001:db8::1") != asked("2001:db8:0:1::1")
    assert asked("192.0.2.1") != asked("192.0.2.2")


def test_nobody_takes_another_name_by_a_header():
    assert asked("192.0.2.1", HTTP_X_FORWARDED_FOR="198.51.100.7") == asked("192.0.2.1")
