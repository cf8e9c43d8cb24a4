"""From an address to articles in a library, by real servers that behave, change, refuse and misbehave."""

import gzip
from collections.abc import Iterator
from datetime import date

import pytest

from index.article import Draft, ReadFailure, article_id
from index.library import AddResult, Library
from index.read.worker import Job, Limits, Worker
from index.settings import FetchSettings
from index.web.adding import WebAdder
from index.web.crawler import Crawler
from tests.index.libraries import assert_sound
from tests.index.web.site import HARBOUR, Site, fetcher, page, refusing, saying, sending_to, site
from tests.rag.model.misbehaving import Line

STATE = ('ETag: "v1"', "Last-Modified: Mon, 05 Jan 2026 08:00:00 GMT")
RSS = "application/rss+xml"


@pytest.fixture
def web() -> Iterator[Site]:
    with site({"/ferry": page(), "/mayor": page("The mayor speaks", *reversed(HARBOUR))}) as server:
        yield server


WORKER = Worker(Limits(seconds=10))  # one process for all tests of this file


@pytest.fixture(scope="module", autouse=True)
def _worker() -> Iterator[None]:
    with WORKER:
        yield


def adder(library: Library, *sites: Site, **settings: object) -> WebAdder:
    known = FetchSettings(**{"delay": 0, **settings})  # type: ignore[arg-type]
    return WebAdder(Crawler(fetcher(*sites, **settings), known), library, WORKER)  # type: ignore[arg-type]


def add(library: Library, web: Site, path: str, limit: int = 100) -> list[AddResult]:
    return list(adder(library, web).add(web.url(path), limit))


def add_one(library: Library, web: Site, path: str) -> AddResult:
    (result,) = add(library, web, path)
    return result


def statuses(results: list[AddResult]) -> list[str]:
    return [one.status for one in results]


def assert_exact(library: Library, source: str, *quotes: str) -> None:
    """Every sentence of an article is where the catalog says, and these are among them."""
    article = library.catalog.article(article_id(source))
    assert article is not None
    sentences = [one for passage in library.catalog.passages_of(article.id) for one in passage.sentences]
    assert {article.text[one.start : one.end] for one in sentences} >= set(quotes)


class TestPages:
    def test_a_page_becomes_an_article_under_its_address(self, library: Library, web: Site) -> None:
        added = add_one(library, web, "/ferry#top")
        assert added == AddResult(web.url("/ferry"), "added", article_id(web.url("/ferry")), None, added.tokens)
        article = library.catalog.article(str(added.article_id))
        assert article is not None
        assert (article.title, article.url) == ("Velmora approves second ferry line", web.url("/ferry"))
        assert_exact(library, web.url("/ferry"), *HARBOUR)
        assert_sound(library)

    def test_it_keeps_its_id_when_it_is_sent_on_or_changes(self, library: Library, web: Site) -> None:
        web.pages["/old"] = sending_to("/ferry", "301 Moved")
        first = add_one(library, web, "/old")
        article = library.catalog.article(str(first.article_id))
        assert article is not None
        assert (article.source, article.url) == (web.url("/old"), web.url("/ferry"))
        web.pages["/ferry"] = page("Velmora approves second ferry line", *HARBOUR, "A third line was not discussed.")
        assert statuses(add(library, web, "/old")) == ["updated"]
        assert library.catalog.counts()[0] == 1

    @pytest.mark.parametrize("path", ["/none", "/broken", "/image", "/empty", "/login", "/loop", "/file"])
    def test_what_is_no_article_is_one_failed_line(self, library: Library, web: Site, path: str) -> None:
        form = "<form><input type=password></form>"
        web.pages |= {
            "/broken": saying(page(), "text/html", "500 Oops"),
            "/image": saying(b"\x89PNG", "image/png"),
            "/empty": saying("", "text/html"),
            "/login": f"<html><body><h1>Please sign in</h1>{form}<p>{HARBOUR[0]}</p></body></html>",
            "/loop": sending_to("/loop"),
            "/file": sending_to("file:///etc/passwd"),
        }
        failed = add_one(library, web, path)
        assert (failed.source, failed.status, failed.article_id) == (web.url(path), "failed", None)
        assert failed.error
        assert failed.error.isprintable()
        assert library.catalog.counts() == (0, 0, 0)

    @pytest.mark.parametrize(
        "address", ["file:///etc/passwd", "https://me@news.example/", "http://0x7f.1/", "ftp://x/"]
    )
    def test_an_address_that_isn_t_fetched_is_a_failed_line(self, library: Library, address: str) -> None:
        (failed,) = adder(library).add(address, 100)
        assert (failed.source, failed.status) == (address, "failed")


class TestUnchangedPages:
    def test_a_page_that_the_server_says_is_unchanged_is_left_as_it_is(self, library: Library, web: Site) -> None:
        web.pages["/ferry"] = saying(page(), "text/html", "200 OK", *STATE)
        added = add_one(library, web, "/ferry")
        web.pages["/ferry"] = saying("", "text/html", "304 As before")
        again = add_one(library, web, "/ferry")
        assert again == AddResult(web.url("/ferry"), "unchanged", added.article_id)
        first, second = (one.headers for one in web.asked if one.path == "/ferry")
        assert not {"if-none-match", "if-modified-since"} & first.keys()
        assert second["if-none-match"] == '"v1"'
        assert second["if-modified-since"] == "mon, 05 jan 2026 08:00:00 gmt"

    def test_a_removed_article_is_fetched_anew(self, library: Library, web: Site) -> None:
        web.pages["/ferry"] = saying(page(), "text/html", "200 OK", *STATE)
        library.remove(str(add_one(library, web, "/ferry").article_id))
        assert add_one(library, web, "/ferry").status == "added"
        assert not any("if-none-match" in one.headers for one in web.asked)

    def test_one_that_failed_isn_t_taken_for_known(self, library: Library, web: Site) -> None:
        add_one(library, web, "/ferry")
        web.pages["/ferry"] = saying("<html></html>", "text/html", "200 OK", 'ETag: "broken"')
        assert add_one(library, web, "/ferry").status == "failed"
        web.pages["/ferry"] = page()
        assert add_one(library, web, "/ferry").status == "unchanged"
        assert not any("if-none-match" in one.headers for one in web.asked)

    def test_a_304_that_nobody_asked_for_is_a_failure(self, library: Library, web: Site) -> None:
        web.pages["/ferry"] = saying("", "text/html", "304 As before")
        assert "status 304" in str(add_one(library, web, "/ferry").error)

    def test_articles_of_json_lines_are_read_every_time(self, library: Library, web: Site) -> None:
        web.pages["/a.jsonl"] = saying(
            f'{{"id": "x", "text": "{HARBOUR[0]}"}}\n', "application/jsonl", "200 OK", *STATE
        )
        assert statuses(add(library, web, "/a.jsonl") + add(library, web, "/a.jsonl")) == ["added", "unchanged"]
        assert not any("if-none-match" in one.headers for one in web.asked)


def feed(*items: str) -> str:
    space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    return f'<rss version="2.0" {space}><channel><title>Kettle Daily</title>{"".join(items)}</channel></rss>'


def item(link: str, title: str = "", content: str = "", published: str = "Mon, 05 Jan 2026 08:00:00 GMT") -> str:
    whole = f"<content:encoded><![CDATA[{content}]]></content:encoded>" if content else ""
    named = f"<title>{title}</title>" if title else ""
    return f"<item>{named}<link>{link}</link><pubDate>{published}</pubDate>{whole}<description>x</description></item>"


CONTENT = "".join(f"<p>{text}</p>" for text in HARBOUR)


class BreakingOff(Worker):
    """Reads an article and breaks off, or reads nothing."""

    def __init__(self, *, broken: bool) -> None:
        super().__init__()
        self._broken = broken

    def begin(self, job: Job) -> None:
        pass

    def finish(self, job: Job) -> Iterator[Draft | ReadFailure]:
        if self._broken:
            yield Draft(job.source, "\n\n".join(HARBOUR), "clean")
            yield ReadFailure(job.source, "reading it broke off")


class TestFeeds:
    def test_the_pages_of_its_entries_are_added(self, library: Library, web: Site) -> None:
        web.pages["/feed"] = saying(feed(item("/ferry"), item(web.url("/mayor")), item("/none"), item("/ferry")), RSS)
        results = add(library, web, "/feed")
        assert [(one.source, one.status) for one in results] == [
            (web.url("/ferry"), "added"),
            (web.url("/mayor"), "added"),
            (web.url("/none"), "failed"),
        ]
        assert_exact(library, web.url("/mayor"), *HARBOUR)
        assert_sound(library)

    def test_its_title_and_date_are_taken_where_the_page_has_none(self, library: Library, web: Site) -> None:
        web.pages["/a.txt"] = saying("\n\n".join(HARBOUR), "text/plain")
        web.pages["/dated"] = page("Its own", head='<meta property="article:published_time" content="2025-12-31">')
        web.pages["/feed"] = saying(feed(item("/a.txt", "Of the feed"), item("/dated", "Of the feed")), RSS)
        one, other = (library.catalog.article(str(result.article_id)) for result in add(library, web, "/feed"))
        assert one is not None
        assert other is not None
        assert (one.title, one.published) == ("Of the feed", date(2026, 1, 5))
        assert (other.title, other.published) == ("Its own", date(2025, 12, 31))

    @pytest.mark.parametrize("refusal", ["robots", "403", "500", "404", "no words"])
    def test_a_page_that_can_t_be_had_is_read_from_the_feed(self, library: Library, web: Site, refusal: str) -> None:
        if refusal == "robots":
            web.pages["/robots.txt"] = saying("User-agent: *\nDisallow: /ferry", "text/plain")
        else:
            web.pages["/ferry"] = "<html></html>" if refusal == "no words" else refusing(f"{refusal} No")
        web.pages["/feed"] = saying(feed(item("/ferry", "Ferry &amp;amp; pier", CONTENT), item("/robbed")), RSS)
        added, failed = add(library, web, "/feed")
        assert (added.source, added.status, failed.status) == (web.url("/ferry"), "added", "failed")
        article = library.catalog.article(str(added.article_id))
        assert article is not None
        assert (article.title, article.publisher, article.published) == (
            "Ferry & pier",
            "Kettle Daily",
            date(2026, 1, 5),
        )
        assert_exact(library, web.url("/ferry"), *HARBOUR)

    @pytest.mark.parametrize(
        ("host", "expected"), [("news.example", "added"), ("www.news.example", "added"), ("other.example", "failed")]
    )
    @pytest.mark.parametrize("refusal", ["403", "404", "no words"])
    def test_a_feed_speaks_for_no_other_host(
        self, library: Library, web: Site, host: str, expected: str, refusal: str
    ) -> None:
        web.pages["/gone"] = "<html></html>" if refusal == "no words" else refusing(f"{refusal} No")
        web.pages["/feed"] = saying(feed(item(web.url("/gone", host), "Forged", CONTENT)), RSS)
        (result,) = adder(library, web).add(web.url("/feed", "news.example"), 100)
        assert (result.source, result.status) == (web.url("/gone", host), expected)
        assert library.catalog.counts()[0] == (expected == "added")

    def test_an_article_of_another_host_that_refuses_isn_t_overwritten(self, library: Library, web: Site) -> None:
        link = web.url("/ferry", "other.example")
        assert statuses(list(adder(library, web).add(link, 100))) == ["added"]
        web.pages["/ferry"] = refusing("403 No")
        web.pages["/feed"] = saying(feed(item(link, "Forged", "<p>The mayor has fled with the fares.</p>")), RSS)
        assert statuses(list(adder(library, web).add(web.url("/feed", "news.example"), 100))) == ["failed"]
        assert_exact(library, link, *HARBOUR)

    @pytest.mark.parametrize("broken", [False, True])
    def test_a_reader_that_breaks_off_or_says_nothing_is_no_error(
        self, library: Library, web: Site, *, broken: bool
    ) -> None:
        web.pages["/feed"] = saying(feed(item("/gone", "Ferry", CONTENT), item("/ferry")), RSS)
        known = FetchSettings(delay=0)
        adding = WebAdder(Crawler(fetcher(web), known), library, BreakingOff(broken=broken))
        first, *_ = adding.add(web.url("/feed"), 1)
        assert (first.source, first.status) == (web.url("/gone"), "added" if broken else "failed")
        assert broken or "no article" in str(first.error)

    def test_what_is_known_isn_t_replaced_by_the_feed_s_words_while_the_site_fails(
        self, library: Library, web: Site
    ) -> None:
        web.pages["/feed"] = saying(feed(item("/ferry", "Ferry", "<p>Only the beginning of it.</p>")), RSS)
        assert statuses(add(library, web, "/feed")) == ["added"]
        web.pages["/ferry"] = refusing("502 Oops")
        assert statuses(add(library, web, "/feed")) == ["failed"]
        assert_exact(library, web.url("/ferry"), *HARBOUR)

    def test_no_more_than_the_limit_is_added_and_the_rest_is_told(self, library: Library, web: Site) -> None:
        web.pages |= {f"/{number}": page(f"Page {number}", f"This is page {number}.", *HARBOUR) for number in range(5)}
        web.pages["/feed"] = saying(feed(*[item(f"/{number}") for number in range(5)]), RSS)
        results = add(library, web, "/feed", limit=3)
        assert statuses(results) == ["added", "added", "added", "skipped"]
        assert (results[-1].source, results[-1].error) == (
            web.url("/feed"),
            "it names more: 2 page(s) left out; raise --limit to add them",
        )
        assert web.paths == ["/feed", "/0", "/1", "/2"]

    def test_a_page_that_is_unchanged_is_asked_for_by_its_state(self, library: Library, web: Site) -> None:
        web.pages["/ferry"] = saying(page(), "text/html", "200 OK", *STATE)
        web.pages["/feed"] = saying(feed(item("/ferry")), RSS)
        add(library, web, "/feed")
        web.pages["/ferry"] = saying("", "text/html", "304 As before")
        assert statuses(add(library, web, "/feed")) == ["unchanged"]

    @pytest.mark.parametrize(
        "link",
        ["file:///etc/passwd", "http://127.0.0.2/", "http://me@news.example/", "http://169.254.169.254/", "/feed"],
    )
    def test_an_entry_may_lead_nowhere_that_an_address_may_not(self, library: Library, web: Site, link: str) -> None:
        web.pages["/feed"] = saying(feed(item(link), item("/ferry")), RSS)
        assert statuses(add(library, web, "/feed")) == ["failed", "added"]

    def test_nor_to_a_private_host_unless_it_is_on_one(self, library: Library, web: Site) -> None:
        web.pages["/feed"] = saying(feed(item(web.url("/ferry", "wiki.example"))), RSS)
        for host, expected in (("news.example", "failed"), ("wiki.example", "added")):
            adding = adder(library, web, private_hosts="wiki.example")
            assert statuses(list(adding.add(web.url("/feed", host), 100))) == [expected]

    def test_one_without_entries_is_a_failed_line(self, library: Library, web: Site) -> None:
        web.pages["/feed"] = saying(feed(), RSS)
        assert "names no pages" in str(add_one(library, web, "/feed").error)

    def test_a_host_that_is_busy_is_asked_no_more(self, library: Library, web: Site) -> None:
        web.pages |= {
            "/0": refusing("429 Slow", "Retry-After: 600"),
            "/feed": saying(feed(item("/0"), item("/ferry")), RSS),
        }
        results = add(library, web, "/feed")
        assert statuses(results) == ["failed", "failed"]
        assert all("600 s" in str(one.error) or "599 s" in str(one.error) for one in results)
        assert web.paths == ["/feed", "/0"]

    def test_what_was_added_before_an_interruption_stays(self, library: Library, web: Site) -> None:
        web.pages["/feed"] = saying(feed(item("/ferry"), item("/mayor")), RSS)
        results = adder(library, web).add(web.url("/feed"), 100)
        assert next(results).status == "added"
        results.close()  # type: ignore[attr-defined]
        assert library.catalog.counts()[0] == 1
        assert_sound(library)


def urlset(*pages: tuple[str, str]) -> str:
    listed = "".join(f"<url><loc>{link}</loc><lastmod>{day}</lastmod></url>" for link, day in pages)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{listed}</urlset>'


def index(*maps: tuple[str, str]) -> str:
    listed = "".join(f"<sitemap><loc>{link}</loc><lastmod>{day}</lastmod></sitemap>" for link, day in maps)
    return f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{listed}</sitemapindex>'


class TestSitemaps:
    @pytest.fixture(autouse=True)
    def _pages(self, web: Site) -> None:
        web.pages |= {f"/{number}": page(f"Page {number}", f"This is page {number}.", *HARBOUR) for number in range(6)}

    def test_the_newest_pages_are_added_first(self, library: Library, web: Site) -> None:
        days = ["2026-01-03", "2026-01-05T10:00:00Z", "", "2026-01-04"]
        web.pages["/sitemap.xml"] = saying(urlset(*[(f"/{n}", day) for n, day in enumerate(days)]), "application/xml")
        results = add(library, web, "/sitemap.xml", limit=3)
        assert [one.source for one in results] == [web.url(path) for path in ("/1", "/3", "/0", "/sitemap.xml")]
        assert statuses(results) == ["added", "added", "added", "skipped"]

    def test_an_index_is_followed_newest_first_until_there_is_enough(self, library: Library, web: Site) -> None:
        packed = gzip.compress(urlset(("/0", "2026-01-05"), ("/1", "2026-01-06")).encode())
        web.pages |= {
            "/sitemap.xml": saying(index(("/old.xml", "2025"), ("/new.xml.gz", "2026-01-06"), ("/no.xml", "2026-02"))),
            "/new.xml.gz": saying(packed, "application/x-gzip"),
            "/old.xml": saying(urlset(("/2", "2025-01-01"))),
        }
        results = add(library, web, "/sitemap.xml", limit=1)
        assert [(one.source, one.status) for one in results] == [
            (web.url("/no.xml"), "failed"),
            (web.url("/1"), "added"),
            (web.url("/sitemap.xml"), "skipped"),
        ]
        assert results[-1].error == "it names more: 1 page(s) and 1 sitemap(s) left out; raise --limit to add them"
        assert "/old.xml" not in web.paths
        assert statuses(add(library, web, "/sitemap.xml")) == ["failed", "unchanged", "added", "added"]

    def test_an_index_of_itself_ends(self, library: Library, web: Site) -> None:
        web.pages["/sitemap.xml"] = saying(index(("/sitemap.xml", "2026")))
        assert statuses(add(library, web, "/sitemap.xml")) == ["failed"]
        assert len(web.paths) <= 4

    def test_no_more_than_fifty_sitemaps_are_read(self, library: Library, web: Site) -> None:
        web.pages["/sitemap.xml"] = saying(index(*[(f"/{number}.xml", "2026") for number in range(200)]))
        web.pages |= {f"/{number}.xml": saying(urlset()) for number in range(200)}
        results = add(library, web, "/sitemap.xml")
        assert len(web.paths) == 51
        assert "150 sitemap(s)" in str(results[-1].error)

    def test_a_sitemap_on_a_private_host_isn_t_read_for_one_of_the_web(self, library: Library, web: Site) -> None:
        web.pages["/sitemap.xml"] = saying(index((web.url("/new.xml", "wiki.example"), "2026")))
        adding = adder(library, web, private_hosts="wiki.example")
        results = list(adding.add(web.url("/sitemap.xml", "news.example"), 100))
        assert set(statuses(results)) == {"failed"}
        assert web.paths == ["/sitemap.xml"]


@pytest.mark.timeout(60)
def test_a_server_that_never_ends_is_one_failed_line_and_its_neighbour_is_added(library: Library, web: Site) -> None:
    def endless(line: Line) -> None:
        line.head(kind="text/html")
        while True:
            line.send(b"<p>rice</p>" * 10_000)

    web.pages |= {"/endless": endless, "/silent": lambda line: line.hold(30)}
    web.pages["/feed"] = saying(feed(item("/endless"), item("/silent"), item("/ferry")), RSS)
    results = list(adder(library, web, timeout=3).add(web.url("/feed"), 100))
    assert statuses(results) == ["failed", "failed", "added"]
