"""Which IP addresses may be connected to: public ones, and those of this network only for hosts that are trusted."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address
PORTS = frozenset({80, 443, 8000, 8080, 8443})  # where pages are served; of a trusted host any port will do
_NOT_PUBLIC = """
    0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24
    192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15 198.51.100.0/24
    203.0.113.0/24 224.0.0.0/3 168.63.129.16/32
    2001::/23 2001:db8::/32 2002::/16 2620:4f:8000::/48 3fff::/20
"""  # IANA's registries of special-purpose addresses, multicast, and what answers inside Azure's machines
_GLOBAL_V6 = IPv6Network("2000::/3")  # all others translate, map or stay in a network
_INTERNAL = "10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 100.64.0.0/10 127.0.0.0/8 fc00::/7 ::1/128"
_ISATAP = 0x5EFE  # before an IPv4 address in an interface's half


def is_public(address: Address) -> bool:
    """Tell whether an address is one of the public internet and leads to no other by translation or tunnel.

    `ipaddress.is_global` alone isn't enough: it is true of NAT64, of 6to4 and of multicast.
    """
    if isinstance(address, IPv6Address):
        if address not in _GLOBAL_V6 or int(address) >> 32 & 0xFCFF_FFFF == _ISATAP:
            return False
    elif not address.is_global:
        return False
    return not _is_in(address, _NOT_PUBLIC)


def is_address(host: str) -> bool:
    """Tell whether a host is an IP address rather than a name."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def is_internal(address: Address) -> bool:
    """Tell whether an address is one that hosts of a private network, or this machine, have."""
    return _is_in(address, _INTERNAL)


def _is_in(address: Address, networks: str) -> bool:
    return any(address in network for network in _parse(networks) if network.version == address.version)


@cache
def _parse(networks: str) -> tuple[IPv4Network | IPv6Network, ...]:
    return tuple(map(ip_network, networks.split()))


@dataclass(frozen=True, slots=True)
class Policy:
    """Which hosts may be reached: public ones, and the `private_hosts` although they are not."""

    private_hosts: frozenset[str] = frozenset()
    is_public: Callable[[Address], bool] = is_public
    ports: frozenset[int] = PORTS

    def is_private(self, host: str) -> bool:
        """Tell whether a host is one of the private ones."""
        return host.lower().rstrip(".") in self.private_hosts

    def allows_port(self, host: str, port: int) -> bool:
        """Tell whether a port of a host may be connected to."""
        return port in self.ports or (port > 0 and self.is_private(host))

    def find_refused(self, host: str, addresses: list[str]) -> str | None:
        """Return the first of a host's addresses that may not be connected to; None if all may."""
        for text in addresses:
            if not is_address(text) or not self._allows(host, ip_address(text)):
                return text
        return None

    def _allows(self, host: str, address: Address) -> bool:
        return self.is_public(address) or (self.is_private(host) and is_internal(address))
