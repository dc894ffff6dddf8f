"""Which addresses are public: the special-purpose ranges by their first and last, and IPv4 in its wraps."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wholestory.fetch import addresses

_SPECIAL = """
0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24
192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4 255.255.255.255/32
::/128 ::1/128 ::ffff:0:0/96 64:ff9b:1::/48 100::/64 100:0:0:1::/64 2001::/32 2001:2::/48 2001:10::/28
2001:20::/28 2001:db8::/32 3fff::/20 5f00::/16 fc00::/7 fe80::/10 fec0::/10 ff00::/8
"""
SPECIAL = _SPECIAL.split()
_PUBLIC = """
1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.0
172.15.255.255 172.32.0.0 192.167.255.255 192.169.0.0 223.255.255.255
2606:4700::1111 2a00:1450:4001::1 2001:4860:4860::8888 64:ff9b::101:101 2002:101:101::1
"""
PUBLIC = _PUBLIC.split()
PRIVATE_4 = st.sampled_from(
    ["127.0.0.1", "10.1.2.3", "192.168.0.9", "169.254.169.254", "0.0.0.0", "100.64.0.1"]
)


def public(text):
    found = addresses.parse(text)
    assert found is not None
    return addresses.is_public(found)


@pytest.mark.parametrize("network", SPECIAL)
def test_the_first_and_last_address_of_each_special_range_is_refused(network):
    if network == "::ffff:0:0/96":
        assert not public("::ffff:0.0.0.0")
        assert not public("::ffff:255.255.255.255")
        return
    span = ip_network(network)
    assert not public(str(span[0]))
    assert not public(str(span[-1]))


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_let_through(address):
    assert public(address)


def wraps(inner):
    number = int(IPv4Address(inner))
    return {
        "mapped": (0xFFFF << 32) | number,
        "compatible": number,
        "nat64": (0x64FF9B << 96) | number,
        "6to4": (0x2002 << 112) | (number << 80) | 1,
        "teredo server": (0x20010000 << 96) | (number << 64),
        "teredo client": (0x20010000 << 96) | (0x08080808 << 64) | (number ^ 0xFFFFFFFF),
        "isatap": (0x2A00 << 112) | (0x00005EFE << 32) | number,
        "isatap, universal": (0x2A00 << 112) | (0x02005EFE << 32) | number,
        "local nat64": (0x64FF9B0001 << 80) | number,
    }


@given(PRIVATE_4)
def test_a_private_address_is_refused_in_every_wrap(inner):
    assert {name for name, n in wraps(inner).items() if public(str(IPv6Address(n)))} == set()


@given(st.integers(0, 2**32 - 1).map(IPv4Address) | st.integers(0, 2**128 - 1).map(IPv6Address))
def test_nothing_that_python_calls_private_or_reserved_is_public(address):
    if address.is_private or address.is_loopback or address.is_link_local or address.is_multicast:
        assert not public(str(address)) or address in ip_network("64:ff9b::/96")


@given(st.text(max_size=30))
def test_what_is_no_address_is_none(text):
    found = addresses.parse(text)
    assert found is None or str(found)


def test_a_zone_is_no_way_around():
    assert not public("fe80::1%lo")
    assert not public("::1%eth0")


def test_ports_of_other_services_are_not_for_the_web():
    assert all(map(addresses.is_web_port, (80, 443, 8080, 8443, 3000, 65535)))
    assert not any(
        map(addresses.is_web_port, (0, 22, 25, 81, 1023, 3306, 5432, 6379, 9200, 11211, 27017, 65536))
    )


@pytest.mark.parametrize(
    ("entry", "address", "port", "host", "covered"),
    [
        ("10.0.0.0/8", "10.9.9.9", 8080, "", True),
        ("10.0.0.0/8", "11.0.0.1", 8080, "", False),
        ("10.0.0.5", "10.0.0.5", 6379, "", False),  # a port that is not for the web has to be named
        ("10.0.0.5:6379", "10.0.0.5", 6379, "", True),
        ("10.0.0.5:8080", "10.0.0.5", 8081, "", False),
        ("[::1]:8000", "::1", 8000, "", True),
        ("::1", "::1", 8000, "", True),
        ("fd00::/8", "fd12::1", 80, "", True),
        ("bridge.lan", "10.0.0.7", 80, "bridge.lan", True),
        ("Bridge.LAN:8080", "10.0.0.7", 8080, "bridge.lan", True),
        ("bridge.lan", "10.0.0.7", 80, "evil.bridge.lan", False),
        ("bridge.lan", "10.0.0.7", 80, "", False),
    ],
)
def test_the_allow_list_covers_what_it_says_and_no_more(entry, address, port, host, covered):
    assert addresses.parse_allowed(entry).covers(ip_address(address), port, host) is covered


@pytest.mark.parametrize("entry", ["", "http://x", "a b", "x/y", "u@h", ":80"])
def test_an_entry_that_is_none_is_an_error(entry):
    with pytest.raises(ValueError, match="not a host"):
        addresses.parse_allowed(entry)
