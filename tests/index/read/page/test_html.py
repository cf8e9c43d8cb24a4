"""A saved web page: its paragraphs as a browser shows them, and what it says about itself."""

from datetime import date
from html import unescape
from io import BytesIO

import pytest

from index.article import Article, Draft
from index.errors import ReadError
from index.read.page.html import read_html
from index.tidy.tidy import tidy

TITLE = "Velmora approves second ferry line"
FIRST = (
    "The harbour council of Velmora approved a second ferry line on Tuesday after three years of quarrels over cost."
)
LAST = "Engineers expect the first crossing in early spring, and the fare is to stay at two crowns for residents."


def page(body: str = "", head: str = f"<title>{TITLE}</title>", above: str = "") -> str:
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'>{head}</head><body><article><h1>{TITLE}</h1>{above}"
        f"<p>{FIRST}</p>{body}<p>{LAST}</p></article></body></html>"
    )


def read_draft(content: str | bytes) -> Draft:
    (found,) = read_html(BytesIO(content.encode() if isinstance(content, str) else content), "page.html")
    return found


def read_article(content: str | bytes) -> Article:
    return tidy(read_draft(content))


def middle(body: str) -> list[str]:
    """Return the paragraphs of an article between those that each page has."""
    title, first, *between, last = read_article(page(body)).text.split("\n\n")
    assert (title, first, last) == (TITLE, FIRST, LAST)
    return between


class TestEncodings:
    @pytest.mark.parametrize("declared", ["iso-8859-1", "gb2312", "windows-1251"])
    def test_a_page_that_is_utf8_is_read_as_utf8_whatever_it_declares(self, declared: str) -> None:
        head = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}"><title>x</title>'
        text = "Täglich sollen 4300 Fahrgäste übersetzen, sagte die Bürgermeisterin."
        content = page(f"<p>{text}</p>", head).replace("<meta charset='utf-8'>", "")
        assert text in read_draft(content).text

    @pytest.mark.parametrize(
        "declaration",
        [
            '<meta charset="windows-1251">',
            "<meta charset=windows-1251>",
            '<meta content="text/html; charset=windows-1251" http-equiv="Content-Type">',
            '<!-- <meta charset="utf-16"> --><meta charset="windows-1251">',
            '<script charset="gbk" src="x.js"></script><meta charset="windows-1251">',
            f'<style>{"p { color: red }" * 400}</style><meta charset="windows-1251">',
            "",
        ],
    )
    def test_a_declaration_is_found_anywhere_in_the_head(self, declaration: str) -> None:
        text = "Совет порта во вторник одобрил вторую линию, о которой спорили три года."
        content = page(f"<p>{text}</p>").replace("<meta charset='utf-8'>", declaration)
        assert text in read_draft(content.encode("cp1251")).text

    def test_a_declared_encoding_that_is_none_of_text_is_one_line(self) -> None:
        with pytest.raises(ReadError, match="base64"):
            read_draft(page().replace("utf-8", "base64"))


class TestParagraphs:
    @pytest.mark.parametrize("end", ["\n", "\r\n", "\n    "])
    @pytest.mark.parametrize(
        "source",
        [
            "<p>The mayor said the line would|carry 4,300 passengers|a day.</p>",
            "<div>The mayor said the line would|carry 4,300 passengers|a day.</div>",
            "<blockquote>The mayor said the line would|carry 4,300 passengers|a day.</blockquote>",
            "<p>The mayor said the line would|carry 4,300 passengers|a day.<br></p>",
            "<p>The <b>mayor|said</b> the line would|<code>carry|4,300</code> passengers|a day.</p>",
            "<ul><li>The mayor said the line would|carry 4,300 passengers|a day.</li></ul>",
            "<section><div>The mayor said the line would|carry 4,300 <br>passengers|a day.</div></section>",
        ],
    )
    def test_source_that_is_wrapped_is_one_paragraph(self, source: str, end: str) -> None:
        assert middle(source.replace("|", end)) == ["The mayor said the line would carry 4,300 passengers a day."]

    def test_a_line_end_between_letters_that_need_no_space_is_none(self) -> None:
        assert middle("<p>港务委员会周二\n批准了第二条渡轮航线，\n此前争论了三年。</p>") == [
            "港务委员会周二批准了第二条渡轮航线，此前争论了三年。"
        ]

    @pytest.mark.parametrize(
        ("source", "paragraphs"),
        [
            (
                "<p>Mayor Orsk said the line would carry 4,300 people<br>a day from March.<br>Tickets go on sale.</p>",
                ["Mayor Orsk said the line would carry 4,300 people a day from March.", "Tickets go on sale."],
            ),
            (
                "<p>The line will, as the mayor said, be carrying at most<br/>4,300 people a day at the<br/>pier.</p>",
                ["The line will, as the mayor said, be carrying at most 4,300 people a day at the pier."],
            ),
            (
                "<div>They met for days.<br><br>The line opens\nin <i>May</i>.<br />\n<br />Nobody objected.</div>",
                ["They met for days.", "The line opens in May.", "Nobody objected."],
            ),
            (
                "<p>Adults: $7.50<br>Children: $3.20<br>Season ticket: $88</p>",
                ["Adults: $7.50", "Children: $3.20", "Season ticket: $88"],
            ),
            (
                "<p>By Tilda Orsk<br>Harbour desk<br>The line opens in March, the council said.</p>",
                ["By Tilda Orsk", "Harbour desk", "The line opens in March, the council said."],
            ),
        ],
    )
    def test_a_break_is_a_new_line_only_where_no_sentence_goes_on(self, source: str, paragraphs: list[str]) -> None:
        assert middle(source) == paragraphs

    @pytest.mark.parametrize(
        "source",
        ["<pre>|</pre>", '<div style="white-space: pre-wrap">|</div>', '<p style="white-space:pre-line">|</p>'],
    )
    def test_text_that_keeps_its_lines_keeps_those_that_no_sentence_runs_over(self, source: str) -> None:
        text = (
            "Adults: $7.50\nChildren: $3.20\n\nThe ferry between the two towns on the bay will cost\n"
            "nothing on Sundays."
        )
        assert middle(source.replace("|", text)) == [
            *("Adults: $7.50", "Children: $3.20"),
            "The ferry between the two towns on the bay will cost nothing on Sundays.",
        ]

    @pytest.mark.parametrize("sign", ["\x0b", "\x01", "&#1;", "&#11", "&#x1;", "&#xFFFE;", "\ufffe", "\x00", "\x7f"])
    def test_control_characters_do_no_harm(self, sign: str) -> None:
        (found,) = middle(f"<p>The mayor{sign} spoke of <q>peace{sign}</q>\nin the chamber on Monday.</p>")
        assert found.replace(" ”", "”").replace("mayor  ", "mayor ") == (
            "The mayor spoke of “peace” in the chamber on Monday."
        )

    @pytest.mark.parametrize("reference", ["&#10;", "&#169;", "&#65;", "&#x1F600;", "&#160;", "&#11088;"])
    def test_other_references_are_read(self, reference: str) -> None:
        assert middle(f"<p>It rained{reference}on Monday.</p>") == [
            f"It rained{unescape(reference)}on Monday.".replace("\n", " ").replace("\xa0", " ")
        ]

    def test_a_short_quotation_has_its_marks(self) -> None:
        assert middle("<p>The mayor said <q>we waited</q> and <q>“we go”</q> in the chamber on Monday.</p>") == [
            "The mayor said “we waited” and “we go” in the chamber on Monday."
        ]

    def test_a_list_has_no_marks(self) -> None:
        assert middle("<ul><li>Adults pay two crowns</li><li>390</li></ul>") == ["Adults pay two crowns", "390"]

    def test_a_table_of_figures_keeps_its_rows(self) -> None:
        rows = "<tr><th>Boats</th><th>Share</th></tr><tr><td>45</td><td>30%</td></tr><tr><td>51</td><td>34%</td></tr>"
        assert middle(f"<table>{rows}</table>") == ["| Boats | Share |", "| 45 | 30% |", "| 51 | 34% |"]

    def test_a_table_without_headings_keeps_its_rows(self) -> None:
        rows = "<tr><td>Adults</td><td>$7.50</td></tr><tr><td>Children</td><td>$3\n.20</td></tr>"
        assert middle(f"<table>{rows}</table>") == ["| Adults | $7.50 |", "| Children | $3 .20 |"]

    @pytest.mark.parametrize(
        "table",
        [
            "<table><tr><td><p>They voted at night.</p><p>It was close.</p></td></tr></table>",
            "<table><tr><td>They voted at night.</td></tr><tr><td>It was close.</td></tr></table>",
            '<table role="presentation"><tr><td>They voted at night.</td><td>It was close.</td></tr></table>',
            "<table><td><table><tr><td>They voted at night.</td></tr></table></td><td>It was close.</td></table>",
        ],
    )
    def test_a_table_that_only_places_paragraphs_leaves_no_bars(self, table: str) -> None:
        assert middle(table) == ["They voted at night.", "It was close."]

    def test_an_article_inside_a_table_is_read(self) -> None:
        content = (
            f"<html><head><title>{TITLE}</title></head><body><table><tr><td>Home<br>Tea</td><td><h1>{TITLE}</h1>"
            f"<p>{FIRST}</p>{LAST}<br><br>{FIRST.replace('harbour', 'town')}</td></tr></table></body></html>"
        )
        text = read_article(content).text
        assert "|" not in text
        assert text.split("\n\n")[-3:] == [FIRST, LAST, FIRST.replace("harbour", "town")]


class TestTitleAndPublisher:
    @pytest.mark.parametrize(
        ("head", "publisher"),
        [
            (f"<title>{TITLE} | Harbour Post</title>", "Harbour Post"),
            (f"<title>{TITLE} - Harbour Post</title>", "Harbour Post"),
            (f"<title>{TITLE} – Harbour Post</title>", "Harbour Post"),
            (f"<title>Harbour Post: {TITLE}</title>", None),
            (f"<title>Harbour Post | {TITLE}</title>", "Harbour Post"),
            (f"<title>{TITLE} | News | Harbour Post</title>", "Harbour Post"),
            (f'<title>x</title><meta property="og:title" content="{TITLE} | Harbour Post">', "Harbour Post"),
            (
                f'<title>{TITLE} | Harbour Post</title><meta property="og:site_name" content="The Harbour Post">',
                "The Harbour Post",
            ),
            (f'<title>{TITLE}</title><link rel="canonical" href="https://www.harbourpost.example/a">', None),
            (
                f'<title>{TITLE} | Harbour Post</title><link rel="canonical" href="https://www.harbourpost.example/a">',
                "Harbour Post",
            ),
            (f'<title>{TITLE}</title><meta name="copyright" content="Copyright ©">', None),
            (f'<title>{TITLE}</title><meta name="copyright" content="© 2026 Harbour Post">', "Harbour Post"),
            (f'<title>{TITLE}</title><meta property="og:site_name" content="www.harbourpost.example">', None),
            (f"<title>{TITLE}_Harbour Post</title>", "Harbour Post"),
            (f"<title>{TITLE} - what we know so far</title>", None),
            (f"<title>{TITLE} | harbourpost.example</title>", None),
            (f"<title>{TITLE}</title>", None),
        ],
    )
    def test_the_site_is_the_publisher_and_no_part_of_the_title(self, head: str, publisher: str | None) -> None:
        found = read_article(page(head=head))
        assert (found.title, found.publisher) == (TITLE, publisher)

    def test_a_heading_that_is_the_site_is_no_title(self) -> None:
        head = f'<title>{TITLE}</title><meta property="og:site_name" content="Harbour Post">'
        found = read_article(page(head=head).replace(f"<h1>{TITLE}", "<h1>Harbour Post"))
        assert (found.title, found.publisher) == (TITLE, "Harbour Post")

    @pytest.mark.parametrize(
        ("title", "expected", "publisher"),
        [
            ("Ferry line approved | Harbour Post", "Ferry line approved", "Harbour Post"),
            ("Velmora 2 - Brenn 1", "Velmora 2 - Brenn 1", None),
            ("Storm hits the coast – what we know", "Storm hits the coast – what we know", None),
            ("Ferry line approved - Harbour Post", "Ferry line approved", "Harbour Post"),
        ],
    )
    def test_a_title_is_parted_only_where_the_page_tells_that_it_has_a_site(
        self, title: str, expected: str, publisher: str | None
    ) -> None:
        url = '<link rel="canonical" href="https://harbourpost.example/a">' if publisher else ""
        content = page(head=f"<title>{title}</title>{url}").replace(f"<h1>{TITLE}</h1>", "")
        found = read_article(content)
        assert (found.title, found.publisher) == (expected, publisher)


class TestDate:
    @pytest.mark.parametrize(
        ("head", "above"),
        [
            ('<meta property="article:published_time" content="2026-03-15T08:00:00Z">', ""),
            ('<meta name="date" content="2026-03-15">', ""),
            ('<link rel="canonical" href="https://k.example/2026/03/15/ferry">', ""),
            ('<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2026-03-15"}</script>', ""),
            ("", '<time datetime="2026-03-15T08:00:00Z">Sunday</time>'),
            ("", '<span class="post-date">15. März 2026</span>'),
            ("", "<p>15 mars 2026</p>"),
            ("", "<p>Published March 15th, 2026</p>"),
            ("", "<p>VELMORA, March 15, 2026 (KD) — The council of the harbour town met for two days to vote.</p>"),
        ],
    )
    def test_a_date_of_publication_is_found(self, head: str, above: str) -> None:
        assert read_article(page(head=f"<title>{TITLE}</title>{head}", above=above)).published == date(2026, 3, 15)

    @pytest.mark.parametrize(
        "body",
        [
            "<p>The storm of 14 November 2003 sank three boats off the coast of Brenn, and the port was shut.</p>",
            "<p>It sank on 2003-11-14.</p>",
            '<p>The storm of <time datetime="2003-11-14">that night</time> sank three boats off the coast.</p>',
            "<p>The first line opened in 1998 and was rebuilt in 2011, the harbour office wrote in its note.</p>",
            "<table><tr><th>Year</th><th>Boats</th></tr><tr><td>2024</td><td>31</td></tr></table>",
            '<figure><img src="/2003/11/14/storm.jpg"><figcaption>The pier, 14 November 2003</figcaption></figure>',
            '<ul><li><span class="date">14 November 2003</span> Storm over Brenn</li></ul>',
            "<h2>The night of 14 November 2003</h2>",
            '<aside><time datetime="2003-11-14">14 November 2003</time></aside><footer>© 2003 Kettle</footer>',
        ],
    )
    def test_a_date_that_is_told_of_is_no_date_of_publication(self, body: str) -> None:
        head = f'<title>{TITLE}</title><meta name="description" content="The storm of 14 November 2003 is remembered.">'
        assert read_article(page(body, head)).published is None

    def test_a_date_in_the_headline_is_no_date_of_publication(self) -> None:
        headline = "Velmora remembers 14 November 2003"
        assert read_article(page(head=f"<title>{headline}</title>").replace(TITLE, headline)).published is None
