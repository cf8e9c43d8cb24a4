"""Web sites on loopback that say what a test wants, byte by byte, and remember what they were asked."""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from index.settings import FetchSettings
from index.web.addresses import Address, Policy, is_public
from index.web.fetch import Fetcher, Resolver
from tests.rag.model.misbehaving import Line

Answer = str | bytes | Callable[[Line], None]
PUBLIC, PRIVATE = "127.0.0.1", "127.0.0.2"  # what stands for the web, and for what is behind the wall
HARBOUR = (
    "The harbour council of Velmora approved a second ferry line on Tuesday after three years of quarrels over cost.",
    "Engineers expect the first crossing in early spring, and the fare is to stay at two crowns for residents.",
    "The mayor, Ilse Tarn, said that 4,300 passengers a day would use the line once its piers are finished.",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A request."""

    path: str
    headers: Mapping[str, str]


@dataclass(slots=True)
class Site:
    """A server: its pages by path, and the requests it got. A page that isn't there is a 404."""

    pages: dict[str, Answer]
    address: str = PUBLIC
    port: int = 0
    scheme: str = "http"
    asked: list[Asked] = field(default_factory=list)
    left: threading.Event = field(default_factory=threading.Event)

    @property
    def paths(self) -> list[str]:
        """What was asked for, robots.txt apart."""
        return [one.path for one in self.asked if one.path != "/robots.txt"]

    def url(self, path: str = "/", host: str = "") -> str:
        return f"{self.scheme}://{host or self.address}:{self.port}{path}"

    def asked_for(self, path: str) -> None:
        """Wait until somebody asks for a page."""
        while path not in self.paths:
            time.sleep(0.02)

    def serve(self, connection: socket.socket) -> None:
        with suppress(OSError), connection:
            head = connection.recv(65536).decode("latin-1").split("\r\n")
            headers = dict(line.lower().split(": ", 1) for line in head[1:] if ": " in line)
            self.asked.append(Asked(head[0].split(" ")[1], headers))
            answer = self.pages.get(self.asked[-1].path, refusing("404 Not Found"))
            line = Line(connection, self)  # type: ignore[arg-type]
            saying(answer)(line) if isinstance(answer, str | bytes) else answer(line)


@contextmanager
def site(
    pages: Mapping[str, Answer] | None = None, address: str = PUBLIC, tls: ssl.SSLContext | None = None
) -> Iterator[Site]:
    """Serve pages until the end of the block."""
    with socket.create_server((address, 0)) as listening:
        server = Site(dict(pages or {}), address, listening.getsockname()[1], "https" if tls else "http")
        threading.Thread(target=_accept, args=(listening, server, tls), daemon=True).start()
        yield server
        listening.shutdown(socket.SHUT_RDWR)


def _accept(listening: socket.socket, server: Site, tls: ssl.SSLContext | None) -> None:
    with suppress(OSError):
        while True:
            connection, _ = listening.accept()
            threading.Thread(target=_serve, args=(server, connection, tls), daemon=True).start()


def _serve(server: Site, connection: socket.socket, tls: ssl.SSLContext | None) -> None:
    with suppress(OSError):
        server.serve(tls.wrap_socket(connection, server_side=True) if tls else connection)


def saying(
    body: str | bytes, kind: str = "text/html; charset=utf-8", status: str = "200 OK", *more: str
) -> Callable[[Line], None]:
    """Answer with a body."""
    data = body.encode() if isinstance(body, str) else body

    def act(line: Line) -> None:
        line.head(status, kind, f"Content-Length: {len(data)}", *more)
        line.send(data)

    return act


def refusing(status: str, *more: str) -> Callable[[Line], None]:
    return saying(f"<html><body><h1>{status}</h1></body></html>", "text/html", status, *more)


def sending_to(location: str, status: str = "302 Found") -> Callable[[Line], None]:
    return saying("", "text/html", status, f"Location: {location}")


def page(title: str = "Velmora approves second ferry line", *paragraphs: str, head: str = "") -> str:
    """Return a page with an article."""
    body = "".join(f"<p>{text}</p>" for text in paragraphs or HARBOUR)
    shown = f"<body><article><h1>{title}</h1>{body}</article></body>"
    return f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head>{shown}</html>"


def standing_for_public(address: Address) -> bool:
    return str(address) == PUBLIC or is_public(address)


def fetcher(
    *sites: Site,
    names: Resolver | None = None,
    tls: ssl.SSLContext | None = None,
    private: str = "",
    **settings: object,
) -> Fetcher:
    """Return a fetcher for which `PUBLIC` is an address of the web, as are the ports of some sites."""
    known = FetchSettings(**{"timeout": 20, "delay": 0, "private_hosts": private, **settings})  # type: ignore[arg-type]
    ports = frozenset({80, 443, *(one.port for one in sites)})
    return Fetcher(known, Policy(known.private_hosts, standing_for_public, ports), names or _localhost, tls)


def _localhost(host: str, port: int) -> list[str]:
    return [host if host[0].isdigit() else PUBLIC]
