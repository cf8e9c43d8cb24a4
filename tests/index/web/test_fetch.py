"""Requests to real servers on loopback, where `PUBLIC` stands for the web and `PRIVATE` for what is behind the wall."""

import gzip
import itertools
import shutil
import socket
import ssl
import subprocess
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.errors import FetchError, ForbiddenAddressError
from index.settings import FetchSettings
from index.web.fetch import Fetcher, Reply
from index.web.urls import parse_url
from tests.index.web.site import PRIVATE, PUBLIC, Site, fetcher, page, refusing, saying, sending_to, site
from tests.rag.model.misbehaving import Line

SECRET = "The vault's number is 8231."


def get(fetching: Fetcher, url: str) -> Reply:
    return fetching.get(parse_url(url))


def complaint(fetching: Fetcher, url: str) -> str:
    """Return the one line that is told of a failure."""
    with pytest.raises(FetchError) as caught:
        get(fetching, url)
    assert len(str(caught.value).splitlines()) == 1
    return str(caught.value)


@pytest.fixture
def inside() -> Iterator[Site]:
    """A server behind the wall, which nobody may ask."""
    try:
        socket.create_server((PRIVATE, 0)).close()
    except OSError:
        pytest.skip(f"this machine has no {PRIVATE}")
    with site({"/": SECRET}, PRIVATE) as server:
        yield server


def test_a_page_of_the_web_is_fetched_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    with site({"/a?b=1": page()}) as web:
        reply = get(fetcher(web), web.url("/a?b=1", "news.example"))
    assert (reply.status, reply.content_type, reply.charset) == (200, "text/html", "utf-8")
    assert reply.body.decode() == page()
    (asked,) = web.asked
    assert asked.headers["host"] == f"news.example:{web.port}"
    assert asked.headers["user-agent"] == "pullquote"
    assert not asked.headers.keys() & {"cookie", "referer", "authorization"}


def test_no_cookie_is_kept() -> None:
    with site({"/": saying("x", "text/plain", "200 OK", "Set-Cookie: id=1")}) as web:
        fetching = fetcher(web)
        assert [get(fetching, web.url()).status for _ in range(2)] == [200, 200]
    assert not any("cookie" in one.headers for one in web.asked)


class TestForbiddenAddresses:
    @pytest.mark.parametrize("host", [PRIVATE, "intranet.example"])
    def test_an_address_behind_the_wall_is_not_connected_to(self, inside: Site, host: str) -> None:
        fetching = fetcher(inside, names=lambda *_: [PRIVATE])
        assert "no public address" in complaint(fetching, inside.url("/", host))
        assert inside.asked == []

    def test_nor_is_one_that_is_named_beside_a_public_one(self, inside: Site) -> None:
        for addresses in ([PUBLIC, PRIVATE], [PRIVATE, PUBLIC]):
            fetching = fetcher(inside, names=lambda *_, found=addresses: found)
            assert PRIVATE in complaint(fetching, inside.url("/", "news.example"))
        assert inside.asked == []

    @pytest.mark.parametrize(
        "address",
        "169.254.169.254 10.0.0.1 ::1 ::ffff:127.0.0.2 ::ffff:7f00:2 64:ff9b::7f00:2 2002:7f00:2:: fe80::1 ::".split(),
    )
    def test_whatever_a_name_leads_to_is_checked(self, inside: Site, address: str) -> None:
        fetching = fetcher(inside, names=lambda *_: [address])
        assert address in complaint(fetching, inside.url("/", "news.example"))
        assert inside.asked == []

    @pytest.mark.parametrize(
        "literal", ["[::1]", "[::ffff:127.0.0.2]", "[64:ff9b::7f00:2]", "[::]", "0.0.0.0", "127.9.9.9"]
    )
    def test_an_address_in_place_of_a_name_is_checked_too(self, literal: str) -> None:
        assert "no public address" in complaint(Fetcher(FetchSettings()), f"http://{literal}/")

    @pytest.mark.parametrize("name", ["localhost", "localhost.", "LOCALHOST"])
    def test_this_machine_s_own_name_is_refused_by_its_own_resolver(self, name: str) -> None:
        assert "PULLQUOTE_FETCH__PRIVATE_HOSTS" in complaint(Fetcher(FetchSettings()), f"http://{name}/")

    def test_a_name_that_changes_its_address_is_looked_up_once_a_request(self, inside: Site) -> None:
        """DNS rebinding: the address that was checked is the one that is connected to."""
        with site({"/": "public"}, PUBLIC) as web:
            web_port = web.port
            answers = iter([[PUBLIC], [PRIVATE], [PUBLIC]])
            looked_up: list[str] = []

            def rebinding(host: str, port: int) -> list[str]:
                looked_up.append(host)
                return next(answers)

            fetching = fetcher(web, inside, names=rebinding)
            assert get(fetching, f"http://news.example:{web_port}/").body == b"public"
            assert looked_up == ["news.example"]
            assert PRIVATE in complaint(fetching, f"http://news.example:{inside.port}/")
        assert inside.asked == []

    def test_a_trusted_host_is_fetched_where_it_is_and_no_other_beside_it(self, inside: Site) -> None:
        fetching = fetcher(private="wiki.example", names=lambda *_: [PRIVATE])
        assert get(fetching, inside.url("/", "wiki.example")).body.decode() == SECRET
        assert "port" in complaint(fetching, inside.url("/", "other.example"))
        assert "no public address" in complaint(fetching, "http://other.example/")
        assert len(inside.asked) == 1

    def test_a_port_that_serves_no_pages_is_refused_before_anything_is_looked_up(self) -> None:
        looked_up: list[str] = []
        fetching = fetcher(names=lambda host, _: looked_up.append(host) or [PUBLIC])
        with pytest.raises(ForbiddenAddressError, match="port 6379"):
            get(fetching, "http://news.example:6379/")
        assert looked_up == []


class TestNames:
    def test_a_name_that_leads_nowhere_is_one_line(self) -> None:
        def unknown(host: str, port: int) -> list[str]:
            raise socket.gaierror(-2, "Name or service not known")

        assert "no host of the name news.example" in complaint(fetcher(names=unknown), "http://news.example/")
        assert "nobody answers" in complaint(fetcher(names=lambda *_: []), "http://news.example/")

    def test_a_resolver_that_hangs_is_not_waited_for(self) -> None:
        free = threading.Event()
        fetching = fetcher(names=lambda *_: [str(free.wait(30))], timeout=0.3)
        began = time.monotonic()
        assert "wasn't done" in complaint(fetching, "http://news.example/")
        free.set()
        assert time.monotonic() - began < 10

    @pytest.mark.usefixtures("inside")
    def test_the_next_address_is_tried_where_the_first_one_is_deaf(self) -> None:
        with site({"/": "public"}) as web:
            fetching = fetcher(web, private="news.example", names=lambda *_: [PRIVATE, PUBLIC])
            assert get(fetching, web.url("/", "news.example")).body == b"public"

    def test_a_server_that_isn_t_there_is_one_line(self) -> None:
        with site() as web:
            gone = web.url()
        assert "nobody answers at 127.0.0.1" in complaint(fetcher(web), gone)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """What a server of news.example shows, and what trusts it."""
    if shutil.which("openssl") is None:
        pytest.skip("needs the openssl command")
    folder = tmp_path_factory.mktemp("tls")
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    made = ("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=news.example")
    named = ("-addext", "subjectAltName=DNS:news.example", "-keyout", str(key), "-out", str(certificate))
    subprocess.run(["openssl", *made, *named], check=True, capture_output=True)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(certificate, key)
    return server, ssl.create_default_context(cafile=str(certificate))


class TestSecureConnections:
    def test_the_certificate_is_that_of_the_name_though_an_address_is_connected_to(
        self, authority: tuple[ssl.SSLContext, ssl.SSLContext]
    ) -> None:
        server, trusting = authority
        asked_for: list[str | None] = []
        server.sni_callback = lambda _, name, __: asked_for.append(name)
        with site({"/": "public"}, tls=server) as web:
            assert get(fetcher(web, tls=trusting), web.url("/", "news.example")).body == b"public"
            assert "no secure connection to other.example" in complaint(
                fetcher(web, tls=trusting), web.url("/", "other.example")
            )
            assert "no secure connection to news.example" in complaint(fetcher(web), web.url("/", "news.example"))
        assert asked_for == ["news.example", "other.example", "news.example"]

    def test_a_server_without_it_is_one_line(self) -> None:
        with site({"/": "public"}) as web:
            told = complaint(fetcher(web), web.url("/", "news.example").replace("http:", "https:"))
        assert "no secure connection" in told


def dripping(data: bytes) -> Callable[[Line], None]:
    def act(line: Line) -> None:
        line.send(data)
        while True:
            line.send(b"x")
            time.sleep(0.05)

    return act


def endless(line: Line) -> None:
    line.head()
    while True:
        line.send(b"rice " * 20_000)


def endless_header(line: Line) -> None:
    line.send(b"HTTP/1.1 200 OK\r\nX: ")
    while True:
        line.send(b"rice " * 2_000)


def many_headers(line: Line) -> None:
    line.send(b"HTTP/1.1 200 OK\r\n")
    for number in itertools.count():
        line.send(b"X-%d: rice\r\n" % number * 100)


def bomb(line: Line) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    piece = b"\0" * 1_000_000
    line.head("200 OK", "text/html", "Content-Encoding: gzip")
    for _ in range(2_000):
        line.send(packer.compress(piece))
    line.send(packer.flush())


def raw(data: bytes) -> Callable[[Line], None]:
    return lambda line: line.send(data)


def repeating(piece: bytes, first: bytes = b"") -> Callable[[Line], None]:
    def act(line: Line) -> None:
        line.send(first)
        while True:
            line.send(piece)

    return act


PACKED = gzip.compress(b"rice " * 1000)
FAULTS: dict[str, tuple[Callable[[Line], None], str]] = {
    "an endless body": (endless, "larger than 20 MB"),
    "a packed bomb": (bomb, "larger than 20 MB"),
    "an endless header": (endless_header, "broke off"),
    "headers without end": (many_headers, "broke off"),
    "a header, byte by byte": (dripping(b"HTTP/1.1 200 OK\r\nX: "), "wasn't done after 1 s"),
    "a body, byte by byte": (dripping(b"HTTP/1.1 200 OK\r\n\r\n"), "wasn't done after 1 s"),
    "a status, byte by byte": (dripping(b""), "wasn't done after 1 s|broke off"),
    "nothing at all": (lambda line: line.hold(20), "wasn't done after 1 s"),
    "a head and nothing more": (lambda line: (line.head(), line.hold(20))[0], "wasn't done after 1 s"),
    "a hang-up": (lambda _: None, "broke off"),
    "half a head": (raw(b"HTTP/1.1 200 OK\r\nContent-Ty"), "broke off"),
    "another protocol": (raw(b"SSH-2.0-OpenSSH_9.6\r\n"), "broke off"),
    "no status": (raw(b"HTTP/1.1 ??? no\r\n\r\n"), "broke off"),
    "odd bytes in a header": (raw(b"HTTP/1.1 200 OK\r\nX: \x00\x01\r\n\r\nrice"), "broke off"),
    "odd bytes in a header's name": (raw(b"HTTP/1.1 200 OK\r\n\xff\xfe: 1\r\n\r\nrice"), "broke off"),
    "a length that is no number": (raw(b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nrice"), "broke off"),
    "two lengths": (raw(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 2\r\n\r\nrice"), "broke off"),
    "less than it promised": (raw(b"HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\nrice"), "broke off"),
    "a chunk of no size": (raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nrice\r\n"), "broke off"),
    "half a chunk": (raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nrice"), "broke off"),
    "news that it will come, without end": (
        repeating(b"HTTP/1.1 103 Early Hints\r\nX: y\r\n\r\n"),
        "wasn't done after 1 s",
    ),
    "a chunk's comment without end": (
        repeating(b"rice " * 500, b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4;"),
        "broke off",
    ),
    "chunks of a byte without end": (
        repeating(b"1\r\nx\r\n" * 500, b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"),
        "wasn't done after 1 s",
    ),
    "something that isn't packed": (saying("rice", "text/html", "200 OK", "Content-Encoding: gzip"), "damaged"),
    "half of something packed": (saying(PACKED[:20], "text/html", "200 OK", "Content-Encoding: gzip"), "breaks off"),
    "another packing": (saying(b"\x0b\x02", "text/html", "200 OK", "Content-Encoding: br"), "packed as br"),
    "two packings": (saying(PACKED, "text/html", "200 OK", "Content-Encoding: gzip, gzip"), "packed as gzip, gzip"),
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("fault", FAULTS)
def test_a_server_that_misbehaves_is_one_line_and_no_hang(fault: str) -> None:
    act, reason = FAULTS[fault]
    seconds = 1 if "wasn't" in reason else 40
    with site({"/": act}) as web:
        began = time.monotonic()
        with pytest.raises(FetchError, match=reason) as caught:
            get(fetcher(web, timeout=seconds), web.url())
        assert time.monotonic() - began < 30
    assert str(caught.value).isprintable()


def test_what_is_longer_than_promised_is_cut_there() -> None:
    with site({"/": raw(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nrice and more")}) as web:
        assert get(fetcher(web), web.url()).body == b"rice"


@pytest.mark.parametrize("encoding", ["gzip", "x-gzip", "GZIP", "identity", ""])
def test_a_packed_page_is_unpacked(encoding: str) -> None:
    body = PACKED if "gzip" in encoding.lower() else b"rice " * 1000
    with site({"/": saying(body, "text/plain", "200 OK", f"Content-Encoding: {encoding}")}) as web:
        assert get(fetcher(web), web.url()).body == b"rice " * 1000
    assert web.asked[0].headers["accept-encoding"] == "gzip"


def test_a_status_is_told_and_a_redirect_isn_t_followed() -> None:
    pages = {"/gone": refusing("410 Gone"), "/on": sending_to("http://127.0.0.2/"), "/odd": sending_to("/x", "304 x")}
    with site(pages) as web:
        replies = [get(fetcher(web), web.url(path)) for path in pages]
    assert [(one.status, one.location) for one in replies] == [
        (410, None),
        (302, "http://127.0.0.2/"),
        (304, None),
    ]
    assert len(web.asked) == 3


@pytest.mark.parametrize(
    ("header", "kind", "charset"),
    [
        ("text/html; charset=windows-1251", "text/html", "windows-1251"),
        ('TEXT/HTML;CharSet="UTF-8"', "text/html", "UTF-8"),
        ("text/plain", "text/plain", None),
        ("", "", None),
        ("nonsense", "text/plain", None),
        ("text/html; charset=", "text/html", None),
        ("text/html; charset*=utf-8''x", "text/html", None),
        ("text/html; " + "x" * 5000, "text/html", None),
    ],
)
def test_the_content_type_is_read(header: str, kind: str, charset: str | None) -> None:
    with site({"/": saying("x", header)}) as web:
        reply = get(fetcher(web), web.url())
    assert (reply.content_type, reply.charset) == (kind, charset)


def test_nothing_of_it_leaves_files_open(tmp_path: Path) -> None:
    with site({"/": page()}) as web:
        fetching = fetcher(web)
        get(fetching, web.url())
        before = len(list(Path("/proc/self/fd").iterdir())) if Path("/proc/self/fd").exists() else 0
        for _ in range(20):
            get(fetching, web.url())
        after = len(list(Path("/proc/self/fd").iterdir())) if before else 0
    assert after <= before + 3
