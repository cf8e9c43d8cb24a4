"""Polite requests: robots.txt is kept to, one request at a time to a host with a pause after it, redirects by hand."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime

import httpx

from index.errors import FetchError, ForbiddenAddressError, PageGoneError, PageRefusedError
from index.settings import FetchSettings
from index.web.fetch import Fetcher, Reply
from index.web.robots import Robots, agent_name, read_robots
from index.web.urls import host_of, parse_url, site_of

_MOST_HOPS = 5
_KEPT = 3600.0  # seconds that a robots.txt is taken to hold
_MOST_WAITING = 10.0  # seconds that a busy host is waited for; one that asks for more is left alone
_BUSY = 60.0  # seconds that a host is left alone which doesn't say for how long


@dataclass(slots=True)
class _Host:
    """One host: whose turn it is, when it was last asked, and until when it wants to be left alone."""

    turn: threading.Lock = field(default_factory=threading.Lock)
    asked: float = -1e9
    closed_until: float = -1e9


class Crawler:
    """Fetches pages as a well-behaved program does; safe from several threads."""

    def __init__(
        self,
        fetcher: Fetcher,
        settings: FetchSettings,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._fetcher = fetcher
        self._settings = settings
        self._agent = agent_name(settings.user_agent)
        self._clock = clock
        self._sleep = sleep
        self._hosts: dict[str, _Host] = {}
        self._robots: dict[str, tuple[float, Robots]] = {}

    def get(self, url: httpx.URL, headers: Mapping[str, str] | None = None) -> Reply:
        """Return the page at an address, or a reply of the status 304; raise FetchError that says why there is none."""
        reply = self._follow(url, headers or {}, self._find_robots, self._settings.delay)
        if reply.status in {200, 203} or (reply.status == 304 and headers):
            return reply
        raise _make_error(reply)

    def check_step(self, here: httpx.URL, there: httpx.URL) -> None:
        """Raise ForbiddenAddressError where a redirect or a list of the web leads to a private host."""
        if self._is_private(there) and not self._is_private(here):
            raise ForbiddenAddressError(f"{host_of(here)} of the web leads to {host_of(there)}, a host of your network")

    def _is_private(self, url: httpx.URL) -> bool:
        return self._fetcher.policy.is_private(host_of(url))

    def _follow(
        self, url: httpx.URL, headers: Mapping[str, str], find_rules: Callable[[httpx.URL], Robots], pause: float
    ) -> Reply:
        """Return what an address leads to; the pause is before the first request, before those of redirects is none."""
        here = url
        for hop in range(_MOST_HOPS + 1):
            robots = find_rules(here)
            if not robots.allows(str(here)):
                raise _make_refusal(robots, here)
            with self._take_turn(here, 0.0 if hop else max(pause, robots.delay)) as host:
                reply = self._fetcher.get(here, headers)
                self._note_busy(host, reply)
            if reply.location is None:
                return reply
            here, before = parse_url(reply.location, here), here
            self.check_step(before, here)
        raise FetchError(f"it redirects more than {_MOST_HOPS} times")

    def _find_robots(self, url: httpx.URL) -> Robots:
        """Return the rules of an address's site, which are asked for where they aren't known; raise FetchError."""
        site = site_of(url)
        known = self._robots.get(site)
        if known and self._clock() - known[0] < _KEPT:
            return known[1]
        reply = self._follow(parse_url("/robots.txt", url), {}, lambda _: Robots(self._agent), 0.0)
        robots = read_robots(reply, self._agent)
        if robots.closed is None:
            self._robots[site] = self._clock(), robots
        return robots

    @contextmanager
    def _take_turn(self, url: httpx.URL, pause: float) -> Iterator[_Host]:
        """Wait until a host may be asked, and let nobody else ask it meanwhile."""
        host = self._hosts.setdefault(host_of(url), _Host())
        with host.turn:
            busy = host.closed_until - self._clock()
            if busy > _MOST_WAITING:
                raise FetchError(f"{host_of(url)} asks to be left alone for {busy:.0f} s; add it again later")
            wanted = max(busy, host.asked + pause - self._clock())
            if wanted > 0:
                self._sleep(wanted)
            try:
                yield host
            finally:
                if pause:
                    host.asked = self._clock()

    def _note_busy(self, host: _Host, reply: Reply) -> None:
        if reply.status in {429, 503}:
            host.closed_until = self._clock() + _read_seconds(reply.headers.get("retry-after", ""))


def _make_error(reply: Reply) -> FetchError:
    where, status = host_of(reply.url), reply.status
    if status in {401, 402, 403, 407}:
        save = "open it in a browser, save it as .html and add that"
        return PageRefusedError(f"{where} refuses it (status {status}); if you may read it, {save}")
    if status in {404, 410}:
        return PageGoneError(f"{where} has no such page (status {status}); correct the address")
    if status in {429, 503}:
        busy = _read_seconds(reply.headers.get("retry-after", ""))
        return FetchError(f"{where} is busy (status {status}) and asks to be left alone for {busy:.0f} s; try then")
    return FetchError(f"{where} answered with status {status}; try again later, or correct the address")


def _make_refusal(robots: Robots, url: httpx.URL) -> FetchError:
    where = f"the robots.txt of {host_of(url)}"
    if robots.closed is not None:
        return FetchError(f"{where} can't be read (status {robots.closed}), so nothing of it is fetched; try later")
    return PageRefusedError(f"{where} doesn't allow it; open the page in a browser, save it as .html and add that")


def _read_seconds(header: str) -> float:
    """Read a Retry-After header, seconds or a date; one that can't be read is a minute."""
    if header.strip().isdecimal() and len(header.strip()) <= 9:
        return float(header)
    try:
        return min(max(0.0, parsedate_to_datetime(header).timestamp() - time.time()), 1e9)
    except (ValueError, OverflowError):
        return _BUSY
