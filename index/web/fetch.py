"""One guarded request: each name is looked up once, its addresses are checked, and one of those is connected to.

That name server, server and redirect may all be hostile is the rule here (server-side request forgery); see the tests.
"""

import asyncio
import socket
import ssl
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from email.message import Message
from functools import cached_property

import httpx

from index.errors import FetchError, ForbiddenAddressError
from index.read.limits import MAX_BYTES
from index.settings import FetchSettings
from index.web.addresses import Policy, is_address
from index.web.body import read_body
from index.web.urls import host_of, port_of

_CONNECT = 10.0  # seconds for each of a host's addresses
_MOST_ADDRESSES = 4
_ACCEPT = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/xml;q=0.9,*/*;q=0.8"
Resolver = Callable[[str, int], list[str]]  # a host and a port → the IP addresses of the host


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered; `url` is where, `location` where it sends on to, if it does."""

    url: httpx.URL
    status: int
    body: bytes
    content_type: str
    charset: str | None
    headers: Mapping[str, str]

    @property
    def location(self) -> str | None:
        """The address that it redirects to."""
        return self.headers.get("location") if self.status in {301, 302, 303, 307, 308} else None


def resolve(host: str, port: int) -> list[str]:
    """Return the IP addresses that this machine knows a host by."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


class Fetcher:
    """Sends requests without cookies, proxies or redirects, within limits of time and size."""

    def __init__(
        self,
        settings: FetchSettings,
        policy: Policy | None = None,
        resolver: Resolver = resolve,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.policy = policy or Policy(settings.private_hosts)
        self._settings = settings
        self._resolve = resolver
        self._given_tls = tls
        self._threads = ThreadPoolExecutor(4, "resolver")  # not the loop's own, whose end is waited for

    def get(self, url: httpx.URL, headers: Mapping[str, str] | None = None) -> Reply:
        """Send one request and return the reply, whatever its status; raise FetchError. Not for an event loop's thread.

        `url` is one of `parse_url`.
        """
        if not self.policy.allows_port(host_of(url), port_of(url)):
            raise ForbiddenAddressError(f"port {port_of(url)} of {host_of(url)} isn't one that pages are served on")
        try:
            return asyncio.run(self._get(url, headers or {}))
        except TimeoutError as error:
            limit = f"{self._settings.timeout:g} s"
            raise FetchError(
                f"{host_of(url)} wasn't done after {limit}; try again, or raise PULLQUOTE_FETCH__TIMEOUT"
            ) from error
        except (httpx.HTTPError, httpx.StreamError, httpx.InvalidURL, ValueError) as error:
            raise FetchError(_describe(error, host_of(url))) from error

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        """Trust the authorities that come with httpx, and those of this machine: an intranet has its own."""
        if self._given_tls is not None:
            return self._given_tls
        context = httpx.create_ssl_context(trust_env=False)
        context.load_default_certs()
        return context

    async def _get(self, url: httpx.URL, headers: Mapping[str, str]) -> Reply:
        async with asyncio.timeout(self._settings.timeout):
            failure: httpx.HTTPError | None = None
            for address in await self._find_addresses(url):
                try:
                    return await self._send(url, address, headers)
                except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                    failure = error
            raise failure or httpx.ConnectError("no address")

    async def _find_addresses(self, url: httpx.URL) -> list[str]:
        """Look a host up; raise ForbiddenAddressError if a single one of its addresses may not be connected to."""
        host = host_of(url)
        addresses = [host]
        if not is_address(host):
            looking = asyncio.get_running_loop().run_in_executor(self._threads, self._resolve, host, port_of(url))
            try:
                addresses = await looking
            except (OSError, UnicodeError) as error:
                raise FetchError(f"there is no host of the name {host}; correct it, or try again") from error
        if refused := self.policy.find_refused(host, addresses):
            where = refused if refused == host else f"{host} leads to {refused}, which"
            raise ForbiddenAddressError(
                f"{where} is no public address; a host of your own network is fetched if it is named in "
                "PULLQUOTE_FETCH__PRIVATE_HOSTS"
            )
        return addresses[:_MOST_ADDRESSES]

    async def _send(self, url: httpx.URL, address: str, headers: Mapping[str, str]) -> Reply:
        """Ask the server at one address, under the name that the page's address gives it."""
        host = host_of(url)
        sent = {
            **headers,
            "Host": url.netloc.decode("ascii"),
            "User-Agent": self._settings.user_agent,
            "Accept": _ACCEPT,
            "Accept-Encoding": "gzip",
            "Connection": "close",
        }
        client = httpx.AsyncClient(verify=self._tls, trust_env=False, timeout=httpx.Timeout(None, connect=_CONNECT))
        known_as = {} if host == address else {"sni_hostname": host}
        async with (
            client,
            client.stream("GET", url.copy_with(host=address), headers=sent, extensions=known_as) as reply,
        ):
            body = await read_body(reply.aiter_raw(), reply.headers.get("content-encoding", ""), MAX_BYTES)
            kind, charset = _read_content_type(reply.headers.get("content-type", ""))
            return Reply(url, reply.status_code, body, kind, charset, reply.headers)


def _read_content_type(header: str) -> tuple[str, str | None]:
    message = Message()
    message["content-type"] = "".join(filter(str.isprintable, header))[:200]
    kind = message.get_content_type() if header.strip() else ""
    charset = message.get_param("charset")
    return kind, charset.strip() or None if isinstance(charset, str) else None


def _describe(error: Exception, host: str) -> str:
    if isinstance(error, httpx.InvalidURL) or "location header" in str(error):
        return f"{host} redirects to an address that can't be read ({str(error)[:120]})"
    if isinstance(error, httpx.ConnectTimeout):
        return f"{host} doesn't answer; try again later"
    if isinstance(error, httpx.ConnectError):
        if isinstance(error.__context__, ssl.SSLError) or "SSL" in str(error) or "certificate" in str(error):
            return f"no secure connection to {host}: {str(error) or 'it broke off'}"
        return f"nobody answers at {host}; correct the address, or try again later"
    if isinstance(error, httpx.RemoteProtocolError):
        return f"{host} broke off, or doesn't speak HTTP ({str(error)[:120]}); try again later"
    return f"the connection to {host} broke off ({str(error)[:120] or type(error).__name__}); try again later"
