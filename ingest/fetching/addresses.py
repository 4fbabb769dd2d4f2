"""Which network addresses may be read: public ones, on the web's own ports.

A name is looked up once, every address it stands for is checked, and the connection then goes to a checked address: a
name that changes its mind between the check and the connection gains nothing.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from dataclasses import dataclass

from ingest.errors import FetchFailed, FetchReason

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], list[str]]

WEB_PORTS = frozenset({80, 443})
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def system_resolve(host: str, port: int) -> list[str]:
    """Every address the operating system knows for a name, in its order of preference. Raises `OSError`."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found))


def is_public(address: Address) -> bool:
    """Whether an address lies on the open internet, looking through the forms in which IPv6 wraps IPv4."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = _wrapped(address)
        if inner is not None:
            return is_public(inner)
        if address.is_site_local:
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


@dataclass(frozen=True, slots=True)
class AddressGuard:
    """Gives the addresses to connect to, or refuses.

    `exceptions` are (address, port) pairs that may be read although they are not public: a mirror on this machine, or a
    test's own server. `resolve` looks names up.
    """

    exceptions: frozenset[tuple[str, int]] = frozenset()
    resolve: Resolve = system_resolve

    def addresses(self, host: str, port: int) -> list[str]:
        """The checked addresses of a host.

        Raises `FetchFailed` when the name is unknown, or when any address it stands for may not be read: a name that
        stands for a public and a private address is refused wholly.
        """
        try:
            found = self.resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise FetchFailed(FetchReason.UNREACHABLE, host, f"{host} cannot be found: {error}.") from error
        if not found:
            raise FetchFailed(FetchReason.UNREACHABLE, host, f"{host} has no address.")
        for address in found:
            self._check(host, address, port)
        return found

    def _check(self, host: str, address: str, port: int) -> None:
        if (address, port) in self.exceptions:
            return
        if port not in WEB_PORTS:
            raise FetchFailed(FetchReason.ADDRESS, host, f"{host}:{port} is not on a port of the web.")
        # a scope id ("fe80::1%eth0") says on which link a link-local address is; the address alone decides
        if not is_public(ipaddress.ip_address(address.partition("%")[0])):
            raise FetchFailed(FetchReason.ADDRESS, host, f"{host} stands for {address}, which is not a public address.")


def _wrapped(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    if address in NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return None
