"""Which addresses and ports are the public web, and which private ones an administrator allows.

Ranges: the IANA registries of special-purpose addresses; of IPv6 only 2000::/3 is assigned to the public. The
standard library's `is_global` is asked too, but differs between Python versions and knows no tunnels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from wholestory.text import urls
from wholestory.text.urls import Url

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_PUBLIC_6 = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")
_6TO4 = IPv6Network("2002::/16")
_COMPATIBLE = IPv6Network("::/96")
_ISATAP = (0x00005EFE, 0x02005EFE)
_RANGES = """
    0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24
    192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15
    198.51.100.0/24 203.0.113.0/24 224.0.0.0/3
    2001::/23 2001:db8::/32 2620:4f:8000::/48 3fff::/20
"""
_RESERVED = tuple(ip_network(text) for text in _RANGES.split())

_ENTRY = re.compile(r"([\w.-]+(?:/\d+)?|\[[0-9a-f:.]+\])(?::(\d{1,5}))?")
IMAPS = 993
_FIRST_UNPRIVILEGED = 1024
# Of the ports from 1024 on: what the Fetch standard blocks, and databases, brokers, caches and consoles.
_PORTS = """
    1080 1433 1434 1521 1719 1720 1723 1883 2049 2181 2375 2376 2379 2380 3128 3306 3389 3659 4045 4190 5060
    5061 5432 5433 5555 5672 5900 5984 6000 6379 6380 6443 6566 6665 6666 6667 6668 6669 6679 6697 7000 7001
    8086 8125 8500 8529 9042 9092 9200 9300 9418 10080 10250 10255 11211 15672 25565 27017 27018 28015 50000
    50070
"""
_NOT_WEB = frozenset(int(port) for port in _PORTS.split())


@dataclass(frozen=True, slots=True)
class Allowed:
    """A private host, or network, that may be reached: by name or by address, at one port or at any."""

    network: Network | None
    host: str | None
    port: int | None

    def covers(self, address: Address, port: int, host: str) -> bool:
        """Whether `address`, reached under the name `host`, is meant."""
        if self.port != port and not (self.port is None and is_web_port(port)):
            return False
        if self.network is not None:
            return address.version == self.network.version and address in self.network
        return self.host == host


def parse_allowed(text: str) -> Allowed:
    """An entry of the allow-list: "10.0.0.0/8", "192.168.1.5:8080", "[::1]:8000", "bridge.lan".

    Raises ValueError where it is none of these.
    """
    text = text.strip().lower()
    found = _ENTRY.fullmatch(text)
    if found:
        name, digits = found.groups()
        port = int(digits) if digits else None
        network = _network(name)
        return Allowed(network, None if network else urls.host(Url(f"http://{name}/")), port)
    whole = _network(text)  # IPv6 without brackets has colons of its own
    if whole is None:
        raise ValueError(f"not a host, an address or a network: {text!r}")
    return Allowed(whole, None, None)


def _network(text: str) -> Network | None:
    try:
        return ip_network(text.strip("[]"))
    except ValueError:
        return None


def parse(text: str) -> Address | None:
    """A socket's address, freed of its zone and, where it only wraps an IPv4 one, unwrapped."""
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return (address.version == 6 and address.ipv4_mapped) or address


def is_public(address: Address) -> bool:
    """Whether an address, and every IPv4 address inside it, belongs to the public internet."""
    return all(_is_public_itself(each) for each in (address, *_embedded(address)))


def is_web_port(port: int) -> bool:
    """80, 443 and the unprivileged ones that are not known for another service."""
    return port in (80, 443) or (_FIRST_UNPRIVILEGED <= port <= 65535 and port not in _NOT_WEB)


def _is_public_itself(address: Address) -> bool:
    if address.version == 6:
        if address in _NAT64:  # a network's way to IPv4; the address inside is judged by itself
            return True
        if address not in _PUBLIC_6:
            return False
    if address.is_multicast or address.is_reserved or address.is_unspecified:
        return False
    if any(address.version == net.version and address in net for net in _RESERVED):
        return False
    return address.is_global or address in _6TO4


def _embedded(address: Address) -> Iterator[IPv4Address]:
    if address.version == 4:
        return
    if address.ipv4_mapped:
        yield address.ipv4_mapped
    if address.sixtofour:
        yield address.sixtofour
    if address.teredo:
        yield from address.teredo
    last = int(address) & 0xFFFFFFFF
    if address in _NAT64 or address in _COMPATIBLE or (int(address) >> 32) & 0xFFFFFFFF in _ISATAP:
        yield IPv4Address(last)
