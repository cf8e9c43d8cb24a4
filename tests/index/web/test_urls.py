"""Addresses as people, feeds and servers write them."""

import pytest

from index.errors import ForbiddenAddressError
from index.web.urls import parse_url

REFUSED = {
    "file:///etc/passwd": "only http",
    "file://localhost/etc/passwd": "only http",
    "FILE:///etc/passwd": "only http",
    "ftp://news.example/a": "only http",
    "gopher://news.example:6379/_INFO": "only http",
    "dict://news.example:11211/stats": "only http",
    "ldap://news.example/": "only http",
    "jar:http://news.example!/": "only http",
    "javascript://news.example/%0aalert(1)": "only http",
    "data://text/html,x": "only http",
    "ws://news.example/": "only http",
    "view-source://news.example": "only http",
    "//news.example/a": "only http",
    "news.example/a": "only http",
    "http://me@news.example/": "user",
    "http://me:secret@news.example/": "user",
    "http://news.example@127.0.0.1/": "user",
    "http://news.example:80@127.0.0.1:80/": "user",
    "http://127.0.0.1\\@news.example/": "user",
    "http://news.example%40127.0.0.1/": "no name",
    "http://127.0.0.1\\.news.example/": "no name",
    "http://2130706433/": "four numbers",
    "http://0x7f000001/": "four numbers",
    "http://0x7f.0x0.0x0.0x1/": "four numbers",
    "http://0x7F.1/": "four numbers",
    "http://017700000001/": "four numbers",
    "http://0177.0.0.1/": "IPv4",
    "http://127.0.0.01/": "IPv4",
    "http://127.1/": "four numbers",
    "http://127.0.1/": "four numbers",
    "http://127.0.0.1./": "four numbers",
    "http://0/": "four numbers",
    "http://0x/": "four numbers",
    "http://1.2.3.4.5/": "four numbers",
    "http://134744072/": "four numbers",
    "http://0x08080808/": "four numbers",
    "http://news.example.0x7f/": "four numbers",
    "http://999.1.1.1/": "can't be read",
    "http://256.256.256.256/": "can't be read",
    "http://１２７.0.0.1/": "can't be read",
    "http://①②⑦.0.0.1/": "can't be read",
    "http://[::1%25lo]/": "no name",
    "http://[fe80::1%25eth0]/": "no name",
    "http://[::1/": "can't be read",
    "http://::1/": "can't be read",
    "http://[v1.fe80::a]/": "can't be read",
    "http://[127.0.0.1]/": "can't be read",
    "http:///etc/passwd": "no name",
    "http://": "no name",
    "http://.news.example/": "no name",
    "http://news..example/": "no name",
    "http://ne ws.example/": "no name",
    "http://news%2eexample/": "no name",
    "http://news.example\r\nHost: evil.example/": "can't be read",
    "http://news.example/a\r\nX: y": "can't be read",
    "http://news.example:port/": "can't be read",
    "http://news.example:-1/": "no port",
    "http://news.example:99999999999/": "no port",
    "http://news.example:0/": "no port",
    "http://" + "a" * 64 + ".example/": "no name",
    "http://" + "a." * 200 + "example/": "no name",
    "http://news.example/" + "a" * 2000: "longer than",
}


@pytest.mark.parametrize(("text", "reason"), REFUSED.items(), ids=range(len(REFUSED)))
def test_an_address_that_isn_t_plainly_one_of_the_web_is_refused_with_a_reason(text: str, reason: str) -> None:
    with pytest.raises(ForbiddenAddressError, match=reason):
        parse_url(text)


@pytest.mark.parametrize(
    ("text", "spelt"),
    [
        ("https://News.Example", "https://news.example/"),
        ("HTTPS://news.example:443/a", "https://news.example/a"),
        ("http://news.example:80/a#top", "http://news.example/a"),
        ("http://news.example:8080/a?b=1#top", "http://news.example:8080/a?b=1"),
        ("http://news.example?b=1", "http://news.example/?b=1"),
        ("https://news.example/å b", "https://news.example/%C3%A5%20b"),
        ("https://news.example/%C3%A5%20b", "https://news.example/%C3%A5%20b"),
        ("https://news.example/x/../a", "https://news.example/a"),
        ("https://münster.example/a", "https://xn--mnster-3ya.example/a"),
        ("http://1.2.3.4/", "http://1.2.3.4/"),
        ("http://[2606:4700::1111]/a", "http://[2606:4700::1111]/a"),
        ("http://127。0。0。1/", "http://127.0.0.1/"),
        ("  https://news.example/a\n", "https://news.example/a"),
        ("https://news.example/a?utm_source=feed", "https://news.example/a?utm_source=feed"),
    ],
)
def test_an_address_has_one_spelling(text: str, spelt: str) -> None:
    assert str(parse_url(text)) == spelt
    assert str(parse_url(spelt)) == spelt


@pytest.mark.parametrize(
    ("link", "meant"),
    [
        ("/b", "https://news.example/b"),
        ("c?d#e", "https://news.example/a/c?d"),
        ("//other.example/x", "https://other.example/x"),
        ("http://other.example", "http://other.example/"),
    ],
)
def test_a_link_is_read_from_where_it_stands(link: str, meant: str) -> None:
    assert str(parse_url(link, parse_url("https://news.example/a/b"))) == meant


@pytest.mark.parametrize("link", ["file:///etc/passwd", "//me@other.example/", "http://0x7f.1/", "javascript:alert(1)"])
def test_a_link_is_checked_like_an_address(link: str) -> None:
    with pytest.raises(ForbiddenAddressError):
        parse_url(link, parse_url("https://news.example/a/b"))
