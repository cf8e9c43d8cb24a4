"""Which addresses may be connected to."""

from ipaddress import ip_address

import pytest

from index.web.addresses import Policy, is_internal, is_public

REFUSED = """
    0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.254 127.0.0.1 127.1.2.3 127.255.255.255
    169.254.0.1 169.254.169.254 169.254.170.2 172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.9 192.0.0.192 192.0.2.1
    192.88.99.1 192.168.0.1 192.168.255.255 198.18.0.1 198.19.255.255 198.51.100.7 203.0.113.7 224.0.0.1
    239.255.255.250 240.0.0.1 255.255.255.255 168.63.129.16 192.31.196.1 192.52.193.1 192.175.48.1
    :: ::1 ::2 ::127.0.0.1 ::7f00:1 ::8.8.8.8 ::ffff:127.0.0.1 ::ffff:7f00:1 ::ffff:10.0.0.1 ::ffff:169.254.169.254
    ::ffff:8.8.8.8 ::ffff:0:127.0.0.1 ::ffff:0:8.8.8.8 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 64:ff9b::808:808
    64:ff9b:1::7f00:1 100::1 2001::1 2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:2::1 2001:10::1 2001:20::1 2001:db8::1
    2002:7f00:1:: 2002:a9fe:a9fe::1 2002:c0a8:1:: 2002:808:808:: 3fff::1 2620:4f:8000::1 5f00::1 fc00::1 fd00:ec2::254
    fd12:3456::1 fe80::1 fe80::a9fe:a9fe febf::1 fec0::1 ff02::1 ff0e::1 2a00:1450:4001:80b:0:5efe:7f00:1
    2a00:1450:4001:80b:200:5efe:a00:1 4000::1 8000::1
""".split()
ALLOWED = """
    1.1.1.1 8.8.8.8 9.9.9.9 93.184.216.34 11.0.0.1 100.63.255.255 100.128.0.1 126.255.255.255 128.0.0.1 169.253.255.255
    172.15.255.255 172.32.0.1 191.255.255.255 192.0.1.1 192.167.255.255 192.169.0.1 198.17.255.255 198.20.0.1
    168.63.129.15 168.63.129.17 223.255.255.255 2606:4700::1111 2a00:1450:4001:80b::200e 2620:fe::fe 2001:4860::8888
""".split()


@pytest.mark.parametrize("address", REFUSED)
def test_what_is_no_address_of_the_public_web_is_refused(address: str) -> None:
    assert not is_public(ip_address(address))
    assert Policy().find_refused("news.example", ["93.184.216.34", address]) == address


@pytest.mark.parametrize("address", ALLOWED)
def test_public_addresses_are_allowed_up_to_the_borders_of_what_is_not(address: str) -> None:
    assert is_public(ip_address(address))
    assert Policy().find_refused("news.example", [address]) is None


@pytest.mark.parametrize("text", ["", "news.example", "0x7f000001", "127.1", "fe80::1%lo", "2130706433"])
def test_what_a_resolver_gives_that_is_no_address_is_refused(text: str) -> None:
    assert Policy().find_refused("news.example", [text]) == text


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.1.2.3", "172.20.0.1", "192.168.1.1", "100.64.0.1", "fd00::1", "::1"]
)
def test_a_trusted_host_may_have_an_address_of_this_network(address: str) -> None:
    policy = Policy(frozenset({"wiki.example"}))
    assert is_internal(ip_address(address))
    assert policy.find_refused("Wiki.Example.", [address]) is None
    assert policy.find_refused("other.example", [address]) == address
    assert policy.find_refused("sub.wiki.example", [address]) == address


@pytest.mark.parametrize(
    "address",
    "169.254.169.254 168.63.129.16 0.0.0.0 224.0.0.1 255.255.255.255 ::ffff:127.0.0.1 64:ff9b::7f00:1 fe80::1".split(),
)
def test_not_even_a_trusted_host_may_have_the_address_of_a_machine_s_secrets(address: str) -> None:
    assert Policy(frozenset({"wiki.example"})).find_refused("wiki.example", [address]) == address


@pytest.mark.parametrize("port", [22, 25, 53, 110, 3306, 5432, 6379, 9200, 11211, 0, 70000])
def test_ports_that_serve_no_pages_are_refused(port: int) -> None:
    assert not Policy().allows_port("news.example", port)


@pytest.mark.parametrize("port", [80, 443, 8080, 8443])
def test_ports_that_serve_pages_are_allowed_and_of_a_trusted_host_any(port: int) -> None:
    assert Policy().allows_port("news.example", port)
    policy = Policy(frozenset({"wiki.example"}))
    assert policy.allows_port("wiki.example", 4711)
    assert not policy.allows_port("wiki.example", 0)
