"""Polite requests: robots.txt, pauses, redirects, and what is told of a status."""

import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from index.errors import FetchError, ForbiddenAddressError, PageRefusedError
from index.settings import FetchSettings
from index.web.crawler import Crawler
from index.web.urls import parse_url
from tests.index.web.site import PRIVATE, PUBLIC, Answer, Site, fetcher, page, refusing, saying, sending_to, site


class Clock:
    """A clock that moves when somebody sleeps, and notes for how long."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.now += seconds


def crawl(*sites: Site, clock: Clock | None = None, **settings: object) -> Crawler:
    chosen = clock or Clock()
    names = settings.pop("names", None)
    known = FetchSettings(**{"delay": 0, **settings})  # type: ignore[arg-type]
    return Crawler(fetcher(*sites, names=names, **settings), known, chosen, chosen.sleep)  # type: ignore[arg-type]


def get(crawler: Crawler, url: str) -> bytes:
    return crawler.get(parse_url(url)).body


@pytest.fixture
def web() -> Iterator[Site]:
    with site({"/": page(), "/private/a": page(), "/a": "a", "/b": "b"}) as server:
        yield server


class TestRobots:
    @pytest.mark.parametrize(
        ("rules", "path", "allowed"),
        [
            ("User-agent: *\nDisallow: /private/", "/private/a", False),
            ("User-agent: *\nDisallow: /private/", "/a", True),
            ("User-agent: *\nDisallow: /", "/", False),
            ("User-agent: *\nDisallow:", "/private/a", True),
            ("User-agent: *\nDisallow: /private/\nAllow: /private/a", "/private/a", True),  # the longest rule
            ("User-agent: *\nAllow: /private/\nDisallow: /private/a", "/private/a", False),
            ("User-agent: *\nDisallow: /*/a$", "/private/a", False),  # wildcards
            ("User-agent: *\nDisallow: /*/a$", "/a", True),
            ("User-agent: pullquote\nDisallow: /\n\nUser-agent: *\nDisallow:", "/a", False),
            ("User-agent: PullQuote\nAllow: /\n\nUser-agent: *\nDisallow: /", "/a", True),
            ("User-agent: other\nDisallow: /", "/a", True),
            ("\ufeffUser-agent: *\r\nDisallow: /", "/a", False),
            ("<!doctype html><p>Disallow: / is what we would say</p>", "/a", True),
            ("", "/a", True),
            ("User-agent: *\nDisallow: " + "/*a" * 5000 + "\nDisallow: /a", "/a", False),
        ],
    )
    def test_its_rules_are_kept_to(self, web: Site, rules: str, path: str, allowed: bool) -> None:
        web.pages["/robots.txt"] = saying(rules, "text/plain")
        if allowed:
            assert get(crawl(web), web.url(path))
        else:
            with pytest.raises(PageRefusedError, match=r"robots\.txt"):
                get(crawl(web), web.url(path))
            assert web.paths == []

    @pytest.mark.parametrize("status", ["400 Bad", "401 No", "403 No", "404 None", "410 Gone"])
    def test_where_there_is_none_everything_is_allowed(self, web: Site, status: str) -> None:
        web.pages["/robots.txt"] = refusing(status)
        assert get(crawl(web), web.url("/a")) == b"a"

    @pytest.mark.parametrize("status", ["500 Oops", "502 Oops", "503 Busy", "429 Slow"])
    def test_where_the_server_fails_nothing_is(self, web: Site, status: str) -> None:
        web.pages["/robots.txt"] = refusing(status)
        with pytest.raises(FetchError, match=rf"robots.txt .*status {status[:3]}"):
            get(crawl(web), web.url("/a"))
        assert web.paths == []

    def test_where_it_hangs_up_nothing_is(self, web: Site) -> None:
        web.pages["/robots.txt"] = lambda _: None
        with pytest.raises(FetchError, match="broke off"):
            get(crawl(web), web.url("/a"))
        assert web.paths == []

    def test_it_may_be_sent_on_and_is_asked_for_once_an_hour(self, web: Site) -> None:
        web.pages["/robots.txt"] = sending_to("/rules")
        web.pages["/rules"] = saying("User-agent: *\nDisallow: /private/", "text/plain")
        clock = Clock()
        crawler = crawl(web, clock=clock)
        for _ in range(3):
            get(crawler, web.url("/a"))
        assert [one.path for one in web.asked] == ["/robots.txt", "/rules", "/a", "/a", "/a"]
        clock.now += 3601
        with pytest.raises(PageRefusedError):
            get(crawler, web.url("/private/a"))
        assert [one.path for one in web.asked[5:]] == ["/robots.txt", "/rules"]

    def test_a_page_that_is_sent_on_needs_the_leave_of_each_site(self, web: Site) -> None:
        with site({"/b": "b", "/robots.txt": saying("User-agent: *\nDisallow: /", "text/plain")}) as other:
            web.pages["/on"] = sending_to(other.url("/b"))
            with pytest.raises(PageRefusedError):
                get(crawl(web, other), web.url("/on"))
        assert other.paths == []


class TestPauses:
    def test_there_is_a_pause_between_two_requests_to_a_host(self, web: Site) -> None:
        clock = Clock()
        crawler = crawl(web, clock=clock, delay=2)
        get(crawler, web.url("/a"))
        clock.now += 0.5
        get(crawler, web.url("/b"))
        assert clock.slept == [1.5]  # none after robots.txt

    def test_none_between_requests_to_two(self, web: Site) -> None:
        clock = Clock()
        crawler = crawl(web, clock=clock, delay=2)
        get(crawler, web.url("/a"))
        get(crawler, web.url("/a", "other.example"))
        assert clock.slept == []

    def test_none_before_a_page_s_redirects(self, web: Site) -> None:
        web.pages["/on"] = sending_to("/a")
        clock = Clock()
        crawler = crawl(web, clock=clock, delay=2)
        get(crawler, web.url("/on"))
        get(crawler, web.url("/on"))
        assert clock.slept == [2]

    @pytest.mark.parametrize(
        ("wanted", "waited"), [("5", 5), ("0.5", 1), ("3600", 30), ("-3", 1), ("nan", 1), ("x", 1)]
    )
    def test_a_site_may_ask_for_a_longer_one_within_reason(self, web: Site, wanted: str, waited: float) -> None:
        web.pages["/robots.txt"] = saying(f"User-agent: *\nCrawl-delay: {wanted}", "text/plain")
        clock = Clock()
        crawler = crawl(web, clock=clock, delay=1)
        get(crawler, web.url("/a"))
        get(crawler, web.url("/b"))
        assert clock.slept == [waited]

    def test_a_host_is_asked_one_thing_at_a_time(self) -> None:
        at_once: list[int] = []
        going: list[object] = []

        def slow(line: object) -> None:
            going.append(line)
            at_once.append(len(going))
            time.sleep(0.1)
            going.remove(line)
            saying("x")(line)  # type: ignore[arg-type]

        with site({f"/{number}": slow for number in range(4)}) as web:
            crawler = Crawler(fetcher(web), FetchSettings(delay=0))
            threads = [threading.Thread(target=get, args=(crawler, web.url(f"/{number}"))) for number in range(4)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join(20)
        assert sorted(web.paths) == ["/0", "/1", "/2", "/3"]
        assert set(at_once) == {1}


class TestBusyHosts:
    @pytest.mark.parametrize("status", ["429 Too many", "503 Busy"])
    def test_one_that_asks_for_long_is_left_alone(self, web: Site, status: str) -> None:
        web.pages["/a"] = refusing(status, "Retry-After: 120")
        clock = Clock()
        crawler = crawl(web, clock=clock)
        with pytest.raises(FetchError, match=rf"{status[:3]}.* 120 s"):
            get(crawler, web.url("/a"))
        with pytest.raises(FetchError, match="120 s"):
            get(crawler, web.url("/b"))
        assert (web.paths, clock.slept) == (["/a"], [])
        clock.now += 121
        assert get(crawler, web.url("/b")) == b"b"

    def test_one_that_asks_for_little_is_waited_for(self, web: Site) -> None:
        web.pages["/a"] = refusing("429 Too many", "Retry-After: 4")
        clock = Clock()
        crawler = crawl(web, clock=clock)
        with pytest.raises(FetchError):
            get(crawler, web.url("/a"))
        assert get(crawler, web.url("/b")) == b"b"
        assert clock.slept == [4]

    @pytest.mark.parametrize(
        ("header", "told"),
        [
            ("in five minutes", r"(?:29\d|300) s"),
            ("Mon, 05 Jan 2015 08:00:00 GMT", " 0 s"),
            ("soon", "60 s"),
            ("9" * 400, "60 s"),
            ("-5", "60 s"),
            ("", "60 s"),
        ],
    )
    def test_how_long_is_read_in_any_form(self, web: Site, header: str, told: str) -> None:
        if header == "in five minutes":
            header = format_datetime(datetime.now(UTC) + timedelta(minutes=5))
        web.pages["/a"] = refusing("429 Too many", f"Retry-After: {header}")
        with pytest.raises(FetchError, match=told):
            get(crawl(web), web.url("/a"))


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (refusing("401 Log in"), "save it as .html"),
        (refusing("402 Pay"), "save it as .html"),
        (refusing("403 No"), "save it as .html"),
        (refusing("404 None"), "no such page"),
        (refusing("410 Gone"), "no such page"),
        (refusing("418 Teapot"), "status 418"),
        (saying(page(), "text/html", "500 Oops"), "status 500"),
        (saying("", "text/html", "204 Nothing"), "status 204"),
        (saying(page(), "text/html", "206 Part"), "status 206"),
        (saying("", "text/html", "304 As before"), "status 304"),
        (saying("", "text/html", "302 Found"), "status 302"),
    ],
)
def test_a_status_other_than_ok_is_one_line(web: Site, answer: Answer, told: str) -> None:
    web.pages["/a"] = answer
    with pytest.raises(FetchError, match=told) as caught:
        get(crawl(web), web.url("/a"))
    assert PUBLIC in str(caught.value)


class TestRedirects:
    @pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See", "307 There", "308 There"])
    def test_they_are_followed(self, web: Site, status: str) -> None:
        web.pages["/on"] = sending_to("a", status)
        assert get(crawl(web), web.url("/on")) == b"a"

    def test_a_loop_ends(self, web: Site) -> None:
        web.pages |= {"/x": sending_to("/y"), "/y": sending_to("/x")}
        with pytest.raises(FetchError, match="more than 5 times"):
            get(crawl(web), web.url("/x"))
        assert len(web.paths) == 6

    @pytest.mark.parametrize(
        "location",
        [
            *("file:///etc/passwd", "ftp://news.example/a", "gopher://127.0.0.1:6379/_x", "//me@news.example/"),
            *("http://2130706434/", "http://0x7f000002/", "http://0177.0.0.2/", "http://127.2/"),
            *(f"http://{PRIVATE}/", "http://[::1]/", "http://[::ffff:127.0.0.2]/", "http://169.254.169.254/latest/"),
            *("http://10.0.0.1/", "http://[64:ff9b::7f00:2]/", "http://0.0.0.0/", "http://news.example:22/"),
            *("javascript:alert(1)", "http://", "\x7f\x80http://news.example/", "http://[", "x" * 3000),
        ],
    )
    def test_each_is_checked_like_the_first_address(self, web: Site, location: str) -> None:
        web.pages["/on"] = sending_to(location)
        with pytest.raises(FetchError) as caught:
            get(crawl(web), web.url("/on"))
        assert len(str(caught.value).splitlines()) == 1
        assert set(web.paths) == {"/on"}

    def test_a_name_is_looked_up_anew_for_each(self) -> None:
        """DNS rebinding by a redirect to oneself."""
        found = iter([[PUBLIC], [PUBLIC], [PRIVATE]])
        with site({"/": sending_to("/a"), "/a": "a"}) as web:
            crawler = crawl(web, names=lambda *_: next(found))
            with pytest.raises(ForbiddenAddressError, match=PRIVATE):
                get(crawler, web.url("/", "news.example"))
        assert web.paths == ["/"]

    def test_the_web_may_not_send_on_to_a_private_host_but_such_a_host_may(self, web: Site) -> None:
        settings = {"private_hosts": "wiki.example, desk.example"}
        web.pages["/on"] = sending_to(web.url("/a", "wiki.example"))
        with pytest.raises(ForbiddenAddressError, match=r"wiki\.example, a host of your network"):
            get(crawl(web, **settings), web.url("/on", "news.example"))
        assert get(crawl(web, **settings), web.url("/on", "desk.example")) == b"a"


def test_a_crawler_introduces_itself_as_the_settings_say(web: Site) -> None:
    web.pages["/robots.txt"] = saying("User-agent: deskbot\nDisallow: /a", "text/plain")
    crawler = crawl(web, user_agent="DeskBot/2.1 (desk@news.example)")
    with pytest.raises(PageRefusedError):
        get(crawler, web.url("/a"))
    assert get(crawler, web.url("/b")) == b"b"
    assert {one.headers["user-agent"] for one in web.asked} == {"deskbot/2.1 (desk@news.example)"}
