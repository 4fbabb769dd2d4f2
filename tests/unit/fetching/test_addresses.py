"""Only public addresses are read, whatever a name says."""

from __future__ import annotations

import ipaddress

import pytest

from ingest.errors import FetchFailed, FetchReason
from ingest.fetching.addresses import AddressGuard, is_public

PRIVATE = [
    "127.0.0.1",
    "127.9.9.9",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "192.0.2.1",
    "::1",
    "::",
    "fe80::1",
    "fec0::1",
    "fc00::1",
    "fd12:3456::1",
    "ff02::1",
    "2001:db8::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "2002:7f00:1::",
    "2002:c0a8:101::1",
]
PUBLIC = ["1.1.1.1", "93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "::ffff:1.1.1.1", "64:ff9b::101:101"]


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_not_public(address: str) -> None:
    """Loopback, private, link-local, multicast, reserved: in IPv4, in IPv6, and IPv4 wrapped in IPv6."""
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_public(address: str) -> None:
    """The open internet may be read."""
    assert is_public(ipaddress.ip_address(address))


def test_a_name_with_one_private_address_is_refused_wholly() -> None:
    """A name that stands for a public and a private address is not given the benefit of the doubt."""
    guard = AddressGuard(resolve=lambda _host, _port: ["1.1.1.1", "10.0.0.1"])
    with pytest.raises(FetchFailed) as raised:
        guard.addresses("two-faced.example", 443)
    assert raised.value.reason is FetchReason.ADDRESS


def test_only_the_ports_of_the_web_are_read() -> None:
    """A public address on the port of a database is refused."""
    guard = AddressGuard(resolve=lambda _host, _port: ["1.1.1.1"])
    assert guard.addresses("example.org", 443) == ["1.1.1.1"]
    with pytest.raises(FetchFailed, match="5432"):
        guard.addresses("example.org", 5432)


def test_an_exception_holds_for_its_port_alone() -> None:
    """A server of our own may be read on the port that was named, and on no other."""
    guard = AddressGuard(frozenset({("127.0.0.1", 8000)}), lambda _host, _port: ["127.0.0.1"])
    assert guard.addresses("mirror.example", 8000) == ["127.0.0.1"]
    for port in (80, 8001):
        with pytest.raises(FetchFailed):
            guard.addresses("mirror.example", port)


def test_an_unknown_name_is_unreachable() -> None:
    """What cannot be looked up is told apart from what may not be read."""

    def unknown(_host: str, _port: int) -> list[str]:
        raise OSError("Name or service not known")

    with pytest.raises(FetchFailed) as raised:
        AddressGuard(resolve=unknown).addresses("nowhere.example", 443)
    assert raised.value.reason is FetchReason.UNREACHABLE


@pytest.mark.parametrize("spelling", ["127.1", "2130706433", "0x7f000001", "0177.0.0.1", "localhost"])
def test_odd_spellings_of_loopback_are_seen_through(spelling: str) -> None:
    """The system's own look-up turns every spelling into an address, and the address is what is checked."""
    with pytest.raises(FetchFailed):
        AddressGuard().addresses(spelling, 80)
