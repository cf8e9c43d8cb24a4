"""What replies hold: pages in any encoding, files of other formats, feeds and sitemaps."""

import gzip
import time
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import httpx
import pytest

from index.article import Draft, ReadFailure
from index.errors import ReadError
from index.read.worker import Limits, Worker
from index.web.content import read_listing, read_reply
from index.web.fetch import Reply
from index.web.listing import Entry, Listing
from tests.index.web.site import HARBOUR, page

FEED = "application/rss+xml"
SOURCE = "https://news.example/source"
Read = Callable[..., Draft]
Complain = Callable[..., str]


def reply(body: str | bytes, kind: str = "text/html", charset: str | None = None, path: str = "/a") -> Reply:
    data = body.encode() if isinstance(body, str) else body
    return Reply(httpx.URL(f"https://news.example{path}"), 200, data, kind, charset, {})


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker(Limits(seconds=10)) as process:
        yield process


@pytest.fixture
def read(worker: Worker) -> Read:
    def read_one(*given: Any, **named: Any) -> Draft:
        (found,) = read_reply(reply(*given, **named), SOURCE, worker)
        assert isinstance(found, Draft), found
        return found

    return read_one


@pytest.fixture
def complaint(worker: Worker) -> Complain:
    def complain(*given: Any, **named: Any) -> str:
        try:
            (found,) = read_reply(reply(*given, **named), SOURCE, worker)
        except ReadError as error:
            return str(error)
        assert isinstance(found, ReadFailure)
        return found.reason

    return complain


def listed(body: str | bytes, kind: str = FEED, charset: str | None = None) -> Listing:
    found = read_listing(reply(body, kind, charset))
    assert found is not None
    return found


class TestPages:
    def test_a_page_is_reduced_to_its_article(self, read: Read) -> None:
        found = read(page())
        assert (found.source, found.url) == ("https://news.example/source", "https://news.example/a")
        assert found.title == "Velmora approves second ferry line"
        assert all(paragraph in found.text for paragraph in HARBOUR)

    def test_the_address_that_it_gives_itself_is_kept(self, read: Read) -> None:
        head = '<link rel="canonical" href="https://news.example/ferry">'
        assert read(page(head=head)).url == "https://news.example/ferry"

    @pytest.mark.parametrize("declared", ["", '<meta charset="iso-8859-5">', '<meta charset="utf-8">'])
    def test_the_encoding_that_the_server_tells_goes_before_the_page_s_own(self, declared: str, read: Read) -> None:
        text = "Совет порта во вторник одобрил вторую линию, о которой спорили три года."
        found = read(page("Порт", *HARBOUR, text, head=declared).encode("cp1251"), charset="windows-1251")
        assert text in found.text
        assert found.title == "Порт"

    @pytest.mark.parametrize("charset", ["nonsense", "iso-8859-1", "utf-16"])
    def test_a_page_that_is_utf8_is_read_as_that_whatever_the_server_tells(self, charset: str, read: Read) -> None:
        text = "Täglich sollen 4300 Fahrgäste übersetzen, sagte die Bürgermeisterin."
        assert text in read(page("x", *HARBOUR, text), charset=charset).text

    @pytest.mark.parametrize("body", ["", " \n", "<html></html>", "<html><body><p></p></body></html>"])
    def test_a_page_without_words_is_refused(self, body: str, complaint: Complain) -> None:
        assert complaint(body)

    def test_a_page_that_asks_for_a_login_is_no_article(self, read: Read, complaint: Complain) -> None:
        form = '<form><input name="user"><input type="password" name="word"><button>Sign in</button></form>'
        login = f"<html><body><h1>Sign in</h1><p>{HARBOUR[0]}</p>{form}</body></html>"
        assert "login" in complaint(login)
        long = page("x", *[f"{text} That was said on day {day}." for day in range(3) for text in HARBOUR])
        assert read(long.replace("</body>", f"{form}</body>")).text

    def test_a_page_whose_type_isn_t_told_is_known_by_its_first_words(self, read: Read, complaint: Complain) -> None:
        assert HARBOUR[0] in read(page(), "").text
        assert "can't be read" in complaint("rice, rice", "")

    @pytest.mark.timeout(60)
    @pytest.mark.parametrize("what", ["nested", "attributes", "long", "unclosed", "boxes"])
    def test_a_page_that_was_made_to_harm_takes_no_more_time_than_it_may(self, what: str) -> None:
        bodies = {
            "nested": "<div>" * 300_000,
            "attributes": f"<p {' '.join(f'a{number}=x' for number in range(60_000))}>",
            "long": f"<p>{HARBOUR[0]}</p>" * 60_000,
            "unclosed": "<" * 1_000_000,
            "boxes": "<input " * 500_000,
        }
        began = time.monotonic()
        with Worker(Limits(seconds=4)) as worker:
            found = list(read_reply(reply(f"<html><body>{bodies[what]}</body></html>"), SOURCE, worker))
        assert time.monotonic() - began < 20
        assert len(found) == 1


class TestOtherFormats:
    @pytest.mark.parametrize(
        ("kind", "path", "markup"),
        [
            ("text/plain", "/a", "plain"),
            ("text/plain", "/a.txt", "plain"),
            ("text/plain", "/a.md", "markdown"),
            ("application/octet-stream", "/a.MD", "markdown"),
            ("", "/a.md", "markdown"),
            ("text/markdown", "/a", "markdown"),
            ("text/markdown", "/a.txt", "markdown"),
            ("message/rfc822", "/a", "mail"),
        ],
    )
    def test_the_content_type_tells_the_format_or_the_address_where_that_is_vague(
        self, kind: str, path: str, markup: str, read: Read
    ) -> None:
        text = "# Ferry\n\n" + "\n\n".join(HARBOUR)
        message = f"Subject: Ferry\nFrom: a@news.example\nContent-Type: text/plain\n\n{text}"
        assert read(message if markup == "mail" else text, kind, path=path).markup == markup

    def test_json_lines_are_an_article_each_with_a_source_of_its_own(self, worker: Worker) -> None:
        lines = f'{{"id": "x", "text": "{HARBOUR[0]}"}}\nnot JSON\n'
        first, second = read_reply(reply(lines, "application/x-ndjson"), "https://news.example/a.jsonl", worker)
        assert (first.source, second.source) == ("https://news.example/a.jsonl#x", "https://news.example/a.jsonl#2")
        assert isinstance(second, ReadFailure)

    def test_plain_text_is_in_the_encoding_that_the_server_tells(self, read: Read) -> None:
        text = "Совет порта во вторник одобрил вторую линию."
        assert read(text.encode("koi8-r"), "text/plain", "koi8-r").text == text

    @pytest.mark.parametrize("kind", ["image/png", "video/mp4", "application/javascript", "text/css", "font/woff2"])
    def test_what_can_t_be_read_is_named(self, kind: str, complaint: Complain) -> None:
        told = complaint(b"\x89PNG\r\n\x1a\n", kind)
        assert kind in told
        assert ".html" in told


RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Kettle &amp; Daily</title><atom:link href="https://news.example/feed" rel="self"/>
<item><title>Ferry &amp;amp; pier</title><link>https://news.example/ferry</link>
<pubDate>Mon, 05 Jan 2026 23:30:00 -0500</pubDate><description>In short</description>
<media:content url="https://news.example/a.jpg"/><content:encoded><![CDATA[<p>Whole.</p>]]></content:encoded></item>
<item><title><![CDATA[The <b>mayor</b>]]></title><guid>https://news.example/mayor</guid><dc:date>2026-01-04</dc:date></item>
<item><title>Nowhere</title><guid isPermaLink="false">https://news.example/no</guid></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Kettle</title><link href="https://news.example/"/>
<entry><title type="html">Ferry &lt;i&gt;x&lt;/i&gt;</title><link rel="edit" href="/edit"/><link href="/ferry"/>
<id>urn:1</id><updated>2026-01-05T10:00:00+08:00</updated><summary>In short</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Whole.</p></div></content></entry>
<entry><title>Mayor</title><link rel="alternate" href="/mayor"/><content>One.

Two &lt; three.</content></entry>
<entry><title>Pier</title><id>https://news.example/pier</id>
<content type="html">&lt;p&gt;Whole.&lt;/p&gt;</content></entry>
</feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel><title>Kettle</title></channel>
<item rdf:about="x"><title>Ferry</title><link>https://news.example/ferry</link></item></rdf:RDF>"""
JSON = """{"version": "https://jsonfeed.org/version/1.1", "title": "Kettle", "items": [
{"id": "1", "url": "https://news.example/ferry", "title": "Ferry", "date_published": "2026-01-05T10:00:00Z",
 "content_html": "<p>Whole.</p>"}, {"id": "https://news.example/mayor", "content_text": "1 < 2"}, {"x": 1}, 7]}"""


class TestFeeds:
    def test_rss(self) -> None:
        found = listed(RSS)
        assert found.name == "Kettle & Daily"
        ferry, mayor = found.entries
        assert (ferry.link, ferry.title, ferry.content) == (
            "https://news.example/ferry",
            "Ferry & pier",
            "<p>Whole.</p>",
        )
        assert ferry.published == "Mon, 05 Jan 2026 23:30:00 -0500"
        assert (mayor.link, mayor.title, mayor.published) == ("https://news.example/mayor", "The mayor", "2026-01-04")
        assert mayor.content is None

    def test_atom(self) -> None:
        ferry, mayor, pier = listed(ATOM, "application/atom+xml").entries
        assert (ferry.link, ferry.title, ferry.published) == ("/ferry", "Ferry x", "2026-01-05T10:00:00+08:00")
        assert "<p>Whole.</p>" in str(ferry.content)
        assert (mayor.link, mayor.content) == ("/mayor", "<p>One.</p><p>Two &lt; three.</p>")
        assert (pier.link, pier.content) == ("https://news.example/pier", "<p>Whole.</p>")

    def test_rdf_and_json(self) -> None:
        (one,) = listed(RDF, "application/rdf+xml").entries
        assert (one.link, one.title) == ("https://news.example/ferry", "Ferry")
        for kind in ("application/feed+json", "application/json"):
            ferry, mayor = listed(JSON, kind).entries
            assert (ferry.link, ferry.content) == ("https://news.example/ferry", "<p>Whole.</p>")
            assert (mayor.link, mayor.content) == ("https://news.example/mayor", "<p>1 &lt; 2</p>")

    @pytest.mark.parametrize("kind", [FEED, "application/xml", "text/xml", "text/html", "text/plain", ""])
    def test_a_feed_is_known_by_its_first_element(self, kind: str) -> None:
        for body in (RSS, ATOM, RDF, f"\ufeff \n{ATOM}", f"<!-- a > b --><!DOCTYPE rss [<!ENTITY a 'b'>]>{ATOM}"):
            assert listed(body, kind).entries

    @pytest.mark.parametrize("body", [page(), "# Ferry", "<svg></svg>", "", "{}", '{"items": []}', "<!-- <rss> --><p>"])
    def test_what_is_none_is_told_apart(self, body: str) -> None:
        assert read_listing(reply(body, "application/json" if body.startswith("{") else "text/html")) is None

    @pytest.mark.parametrize("body", ["", "[1]", "{", '{"items": {}}', "[" * 100_000])
    def test_a_broken_one_of_json_is_a_line(self, body: str) -> None:
        with pytest.raises(ReadError, match="the feed"):
            read_listing(reply(body, "application/feed+json"))

    def test_one_that_is_a_little_wrong_is_read(self) -> None:
        wrong = RSS.replace("Kettle &amp; Daily", "Caf&eacute; & Daily&nbsp;").replace("</channel></rss>", "")
        found = listed(wrong)
        assert (found.name, len(found.entries)) == ("Café & Daily", 2)
        assert len(listed(RSS[: RSS.index("<guid>")]).entries) == 1

    @pytest.mark.parametrize("odd", ["&#xD800;", "&#0;", "&#x110000;", "\x00", "\x0b", "\ufffe", "&#abc;", "<![CDATA["])
    @pytest.mark.parametrize("place", ["http://purl.org/rss", "Ferry", "https://news.example/ferry", "<item>", "Whole"])
    def test_odd_characters_anywhere_are_a_line_at_most(self, odd: str, place: str) -> None:
        try:
            found = listed(RSS.replace(place, f"{place[:4]}{odd}{place[4:]}"))
        except ReadError:
            return
        assert "\x00" not in repr(found)

    def test_half_characters_of_json_are_replaced(self) -> None:
        (one,) = listed(
            '{"items": [{"url": "https://news.example/\\ud800", "title": "\\udfff"}]}', "application/feed+json"
        ).entries
        assert (one.link, one.title) == ("https://news.example/?", "?")

    @pytest.mark.parametrize("encoding", ["iso-8859-1", "windows-1251"])
    def test_it_may_be_in_another_encoding(self, encoding: str) -> None:
        title = "Café à côté, où l'on dîne" if encoding == "iso-8859-1" else "Порт и мэр"
        body = RSS.replace("UTF-8", encoding).replace("The <b>mayor</b>", title).encode(encoding)
        assert listed(body).entries[1].title == title
        assert listed(body.replace(encoding.encode(), b"x"), FEED, encoding).entries[1].title == title

    def test_entries_within_others_are_none(self) -> None:
        for around in ("<rss><channel>{}</channel></rss>", "<rss>{}</rss>", "<feed>{}</feed>"):
            entry = "<item><link>http://a/{}</link>{}</item>"
            nested = entry.format(1, entry.format(2, entry.format(3, "")))
            assert [one.link for one in listed(around.format(nested)).entries] == ["http://a/1"]

    def test_texts_within_texts_are_kept_once(self) -> None:
        opening = '<item><link>http://a/</link><x:encoded xmlns:x="http://purl.org/rss/1.0/modules/content/">'
        found = listed(f"<rss><channel>{opening * 100}{'rice ' * 100_000}{'</x:encoded></item>' * 100}</channel></rss>")
        assert sum(len(one.content or "") for one in found.entries) < 600_000

    @pytest.mark.timeout(60)
    def test_copies_of_namespaces_are_made_no_further_than_there_is_room(self) -> None:
        spaces = " ".join(f'xmlns:a{number}="http://a.example/{"x" * 500}/{number}"' for number in range(2000))
        entry = f"<entry><link href='/a'/><content type='xhtml'>{'<i/>' * 50}</content></entry>"
        found = listed(f'<feed xmlns="http://www.w3.org/2005/Atom" {spaces}>{entry * 50}</feed>')
        assert len(found.entries) == 50
        assert sum(len(one.content or "") for one in found.entries) <= 20_000_000

    def test_beyond_20_mb_no_texts_are_kept_but_all_pages(self) -> None:
        items = ", ".join(f'{{"url": "http://a/{n}", "content_text": "{"<" * 2_500_000}"}}' for n in range(3))
        found = listed(f'{{"items": [{items}, {{"url": "http://a/3", "content_html": "x"}}]}}', "application/feed+json")
        assert [len(one.content or "") > 9_000_000 for one in found.entries] == [True, False, False, False]
        assert len({one.link for one in found.entries}) == 4

    def test_no_file_is_read_for_it(self) -> None:
        doctype = (
            '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY % y SYSTEM "http://127.0.0.1:1/">%y;]>'
        )
        body = RSS.replace("<rss", f"{doctype}<rss").replace("Kettle &amp; Daily", "A&x;B")
        assert listed(body).name == "A&x;B"

    @pytest.mark.timeout(60)
    @pytest.mark.parametrize(
        "body",
        [
            "<rss><channel><item>" + "<a>" * 300_000,
            "<rss><channel><item " + " ".join(f'a{number}="x"' for number in range(100_000)) + ">",
            "<rss><channel>" + "<item><title>x</title><link>http://a/</link></item>" * 60_000,
            "<rss><channel><item><title>" + "<" * 1_000_000,
            "<rss><channel><item><title>" + "&" * 1_000_000,
            "<rss><channel><item><title>" + "&a" * 1_000_000,
            "<rss><channel><item><title><![CDATA[" + "<b>" * 300_000,
            "<!DOCTYPE rss [" + "<!ENTITY a 'b'>" * 100_000 + "]><rss>",
            "<!DOCTYPE rss [<!ENTITY a 'aaaaaaaaaa'>"
            + "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9))
            + "]><rss><channel><title>&j;</title><item><title>&j;</title><link>http://a/</link></item></channel></rss>",
            "<!--" * 1200 + "-->" * 10,
            "<!---->" * 700 + "x",
            "<??>" * 1200,
            "\ufeff " * 2400,
            "<!DOCTYPE [" + "[] " * 1600,
            "\x00" * 100_000,
        ],
        ids=range(15),
    )
    def test_one_that_was_made_to_harm_takes_seconds(self, body: str) -> None:
        began = time.monotonic()
        try:
            found = read_listing(reply(body, FEED))
        except ReadError:
            found = None
        assert time.monotonic() - began < 10
        assert found is None or sum(len(one.title or "") for one in found.entries) < 2_000_000


class TestSitemaps:
    PAGES = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
    xmlns:n="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/image/1.1">
    <url><loc> https://news.example/ferry </loc><lastmod>2026-01-05</lastmod>
    <image:image><image:loc>https://news.example/a.jpg</image:loc></image:image></url>
    <url><loc>https://news.example/mayor?a=1&amp;b=2</loc><n:news><n:publication><n:name>Kettle</n:name></n:publication>
    <n:publication_date>2026-01-06</n:publication_date><n:title>The mayor</n:title></n:news></url>
    <url></url></urlset>"""

    def test_their_pages_are_listed_with_what_a_news_sitemap_says_of_them(self) -> None:
        assert listed(self.PAGES, "application/xml").entries == (
            Entry("https://news.example/mayor?a=1&b=2", "The mayor", "2026-01-06", "2026-01-06"),
            Entry("https://news.example/ferry", changed="2026-01-05"),
        )

    def test_a_packed_one_is_unpacked_up_to_a_limit(self) -> None:
        assert len(listed(gzip.compress(self.PAGES.encode()), "application/gzip").entries) == 2
        with pytest.raises(ReadError, match="larger than 20 MB"):
            listed(gzip.compress(b"<urlset>" + b" " * 30_000_000), "application/gzip")
        with pytest.raises(ReadError, match="breaks off"):
            listed(gzip.compress(self.PAGES.encode())[:60], "application/gzip")

    def test_an_index_names_further_ones(self) -> None:
        found = listed(
            "<sitemapindex><sitemap><loc>/a.xml</loc><lastmod>2026</lastmod></sitemap></sitemapindex>", "text/xml"
        )
        assert found == Listing(sitemaps=(Entry("/a.xml", changed="2026"),))


def test_a_date_of_a_feed_is_the_day_that_it_names() -> None:
    from index.language.datelines import read_dateline

    found = read_dateline(str(listed(RSS).entries[0].published))
    assert found is not None
    assert found[0] == date(2026, 1, 5)
