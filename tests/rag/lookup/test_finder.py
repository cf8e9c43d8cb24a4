"""Looking excerpts up: exact, altered, stitched or absent, and always at the exact words."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Draft
from index.library import Library
from index.store.catalog.filters import Filters
from rag.engine import Engine
from rag.errors import ExcerptError
from rag.lookup.finder import LONGEST_EXCERPT, Finder
from rag.lookup.finding import Finding
from tests.rag.making import SMALL, library_of

STRIKE = Draft(
    "strike.txt",
    "Dockworkers in Cebu did not accept the offer of 45% more pay on Tuesday. “We’ll wait,” their speaker Liza "
    "Ramos told reporters – twice.\n\n"
    "The port has stood still since January 2026, and 1,200 containers of rice wait on the quay. The mayor said the "
    "city would lend the harbour office 30 trucks. Nobody expects an agreement before the fiesta begins next month.",
    title="No agreement at the port",
    publisher="Harbour Post",
    published=date(2026, 2, 10),
    language="en",
)
WELGA = Draft(
    "welga.txt",
    "Hindi tinanggap ng mga manggagawa sa pantalan ng Cebu ang alok na 45% dagdag sa sahod noong Martes. Ayon kay Liza "
    "Ramos, maghihintay muna ang mga manggagawa ng bagong alok mula sa tanggapan.",
    title="Walang kasunduan sa pantalan",
    publisher="Balita",
    published=date(2026, 2, 11),
    language="tl",
)
COPY = replace(STRIKE, source="copy.txt", publisher="Wire Service", text=STRIKE.text.replace("45%", "54%"))
QUESTIONS = Draft(
    "questions.txt",
    "Is it true (really) that A+B costs $5.00 [five]? The café at Ñuñoa says: \\d+ is no price. "
    "העיתון פרסם את הידיעה ביום שלישי בערב. 新しい船が火曜日に港を出た。",
    title="Odd characters",
    language="en",
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    home = tmp_path_factory.mktemp("lookup") / "home"
    with library_of(home, STRIKE, WELGA, QUESTIONS, *SMALL.values()) as made:
        yield made


@pytest.fixture(scope="module")
def finder(library: Library) -> Finder:
    return Finder(library)


def quotes(library: Library, finding: Finding) -> list[str]:
    """The quote of each match, after seeing that each is what its article says there."""
    for match in (*finding.matches, *finding.earlier):
        there = library.catalog.article(match.article_id, match.revision)
        assert there is not None
        assert there.text[match.start : match.end] == match.quote
    return [match.quote for match in finding.matches]


def differing(finding: Finding) -> list[tuple[str, str, str]]:
    return [(one.kind, one.excerpt, one.article) for one in finding.matches[0].differences]


# word for word


@pytest.mark.parametrize(
    "excerpt",
    [
        "stood still",
        "The port has stood still since January 2026, and 1,200 containers of rice wait on the quay.",
        "The ferry to Bohol takes two hours.",
    ],
)
def test_words_that_stand_in_a_row_are_exact(library: Library, finder: Finder, excerpt: str) -> None:
    finding = finder.find(excerpt)
    assert (finding.verdict, finding.stitched, quotes(library, finding)) == ("exact", False, [excerpt])
    assert (finding.matches[0].similarity, finding.matches[0].differences) == (1.0, ())


def test_a_match_says_who_published_it_and_when(finder: Finder) -> None:
    match = finder.find("lend the harbour office").matches[0]
    assert (match.title, match.publisher, match.published) == (STRIKE.title, "Harbour Post", date(2026, 2, 10))
    assert match.number == 1


@pytest.mark.parametrize(
    "excerpt",
    [
        '"We\'ll wait," their speaker',
        "„We’ll wait,“ their speaker",
        "«We‘ll wait,» their speaker",
        "“We’ll wait,”\u00a0their\u2009 speaker",
        "“We’ll wa\u00adit,” their\u200b speaker",
        "  “We’ll wait,”\n their\r\n\tspeaker  ",
        "...“We’ll wait,” their speaker…",
        "[…] “We’ll wait,” their speaker [...]",
        "“‘We’ll wait,’ their speaker”",
    ],
)
def test_marks_spaces_and_hidden_characters_may_be_others(library: Library, finder: Finder, excerpt: str) -> None:
    finding = finder.find(excerpt)
    assert finding.verdict == "exact"
    assert quotes(library, finding)[0].endswith("We’ll wait,” their speaker")


@pytest.mark.parametrize("dash", [" – ", "—", " - ", "--", "\u2011"])
def test_dashes_may_be_others(library: Library, finder: Finder, dash: str) -> None:
    finding = finder.find(f"told reporters{dash}twice")
    assert (finding.verdict, quotes(library, finding)) == ("exact", ["told reporters – twice"])


def test_a_paragraph_break_is_white_space(library: Library, finder: Finder) -> None:
    finding = finder.find("told reporters – twice. The port has stood still")
    assert finding.verdict == "exact"
    assert quotes(library, finding) == ["told reporters – twice.\n\nThe port has stood still"]


@pytest.mark.parametrize(
    "excerpt",
    [
        "true (really) that A+B costs $5.00 [five]?",
        "says: \\d+ is no price.",
        "The cafe\u0301 at N\u0303un\u0303oa says",
        "פרסם את הידיעה ביום",
        "\u200fפרסם את הידיעה ביום\u200e",
        "火曜日に港",
    ],
)
def test_any_characters_can_be_looked_up(library: Library, finder: Finder, excerpt: str) -> None:
    finding = finder.find(excerpt)
    assert finding.verdict == "exact"
    assert len(quotes(library, finding)) == 1


@pytest.mark.parametrize(
    "excerpt",
    ["ort has stood still", "has stood sti", "200 containers of rice", "and 1", "of 5%", "45"],
)
def test_a_part_of_a_word_or_figure_is_not_exact(finder: Finder, excerpt: str) -> None:
    assert finder.find(excerpt).verdict != "exact"


def test_an_accent_is_not_folded(finder: Finder) -> None:
    assert finder.find("The cafe at Ñuñoa says: \\d+ is no price.").verdict == "altered"


def test_the_same_words_in_two_sources_are_two_matches(tmp_path: Path) -> None:
    with library_of(tmp_path / "home", STRIKE, COPY) as both:
        exact = Finder(both).find("The port has stood still since January 2026")
        assert {match.publisher for match in exact.matches} == {"Harbour Post", "Wire Service"}
        mixed = Finder(both).find("accept the offer of 45% more pay on Tuesday.")
        assert [(one.publisher, bool(one.differences)) for one in mixed.matches] == [
            ("Harbour Post", False),
            ("Wire Service", True),
        ]
        assert (mixed.verdict, mixed.matches[1].differences[0].article) == ("exact", "54%")


def test_words_said_often_are_told_at_most_ten_times(tmp_path: Path) -> None:
    often = Draft("often.txt", "\n\n".join(f"Number {at}: rice is dear again." for at in range(30)), title="Often")
    with library_of(tmp_path / "home", often) as repeated:
        finding = Finder(repeated).find("rice is dear again")
        assert [match.number for match in finding.matches] == list(range(1, 11))
        assert len({match.start for match in finding.matches}) == 10


# altered


@pytest.mark.parametrize(
    ("excerpt", "expected"),
    [
        (
            "Dockworkers in Cebu did not accept the offer of 54% more pay on Tuesday.",
            [("figure", "54%", "45%")],
        ),
        ("Dockworkers in Davao did not accept the offer of 45% more pay on Tuesday.", [("name", "Davao", "Cebu")]),
        ("Dockworkers in Cebu did not accept the offer of 45% more pay on Friday.", [("date", "Friday", "Tuesday")]),
        ("Dockworkers in Cebu did accept the offer of 45% more pay on Tuesday.", [("negation", "", "not")]),
        ("Dockworkers in Cebu accepted the offer of 45% more pay on Tuesday.",
         [("negation", "accepted", "did not accept")]),
        ("Dockworkers in Cebu did not accept the first offer of 45% more pay on Tuesday.", [("added", "first", "")]),
        ("Dockworkers in Cebu did not accept the offer of 45% pay on Tuesday.", [("dropped", "", "more")]),
        ("Dockworkers in Cebu did not refuse the offer of 45% more pay on Tuesday.", [("words", "refuse", "accept")]),
        ("dockworkers in cebu did not accept the offer of 45% more pay on Tuesday.",
         [("case", "dockworkers", "Dockworkers"), ("case", "cebu", "Cebu")]),
        ("Dockworkers in Cebu did not accept the offer, of 45% more pay on Tuesday.", [("signs", ",", "")]),
        ("The port has stood still since March 2024, and 1,500 containers of rice wait on the quay.",
         [("date", "March 2024", "January 2026"), ("figure", "1,500", "1,200")]),
        ("Somebody expects an agreement before the fiesta begins next month.", [("negation", "Somebody", "Nobody")]),
        ("Tinanggap ng mga manggagawa sa pantalan ng Cebu ang alok na 45% dagdag sa sahod noong Martes.",
         [("negation", "Tinanggap", "Hindi tinanggap")]),
        ("Hindi tinanggap ng mga manggagawa sa pantalan ng Cebu ang alok na 45% dagdag sa sahod noong Huwebes.",
         [("date", "Huwebes", "Martes")]),
        ("lend the harbour office 80 trucks", [("figure", "80", "30")]),
        ("STOOD STILL SINCE JANUARY 2026",
         [("case", "STOOD STILL SINCE JANUARY", "stood still since January")]),
    ],
)  # fmt: skip
def test_what_was_altered_is_named_with_both_readings(
    library: Library, finder: Finder, excerpt: str, expected: list[tuple[str, str, str]]
) -> None:
    finding = finder.find(excerpt)
    assert (finding.verdict, finding.stitched) == ("altered", False)
    assert differing(finding) == expected
    assert len(quotes(library, finding)) == 1
    assert 0.6 <= finding.matches[0].similarity < 1


def test_an_altered_place_is_cited_as_the_article_has_it(library: Library, finder: Finder) -> None:
    finding = finder.find("Dockworkers in Cebu did not accept the offer of 54% more pay on Tuesday.")
    assert quotes(library, finding) == ["Dockworkers in Cebu did not accept the offer of 45% more pay on Tuesday."]


def test_a_name_put_first_does_not_reach_into_the_sentence_before(library: Library, finder: Finder) -> None:
    finding = finder.find("The Governor of Bohol said the city would lend the harbour office 30 trucks.")
    assert quotes(library, finding) == ["The mayor said the city would lend the harbour office 30 trucks."]


# absent


@pytest.mark.parametrize(
    "excerpt",
    [
        "Dockworkers in Manila welcomed a visit by the transport minister on Sunday morning.",
        "Bohol ferry",
        "two hours rice",
        "A dam in Norway froze over.",
        "The offer of 45% more pay was turned down by the workers at the port.",
    ],
)
def test_another_sentence_on_the_topic_is_absent(finder: Finder, excerpt: str) -> None:
    finding = finder.find(excerpt)
    assert (finding.verdict, finding.matches) == ("absent", ())


def test_a_retelling_is_related_and_no_match(finder: Finder) -> None:
    finding = finder.find("One reaches Bohol by boat in some two hours.")
    assert finding.verdict == "absent"
    assert finding.related[0].title == "A ferry at noon"


def test_what_matches_is_not_related_too(finder: Finder) -> None:
    finding = finder.find("The ferry to Bohol takes two hours.")
    assert "A ferry at noon" not in {one.title for one in finding.related}


def test_an_empty_library_holds_nothing(empty: Library) -> None:
    finding = Finder(empty).find("The ferry to Bohol takes two hours.")
    assert (finding.verdict, finding.matches, finding.related) == ("absent", (), ())


def test_filters_choose_where_an_excerpt_may_stand(finder: Finder) -> None:
    excerpt = "The ferry to Bohol takes two hours."
    assert finder.find(excerpt, filters=Filters(publisher="harbour post")).verdict == "exact"
    for filters in (Filters(language="tl"), Filters(after=date(2026, 1, 6)), Filters(before=date(2026, 1, 4))):
        assert finder.find(excerpt, filters=filters).verdict == "absent"


def test_words_of_an_earlier_revision_are_absent_and_told_as_earlier(tmp_path: Path) -> None:
    with library_of(tmp_path / "home", STRIKE) as changing:
        changing.add(replace(STRIKE, text=STRIKE.text.replace("30 trucks", "80 trucks")))
        finding = Finder(changing).find("office 30 trucks")
        assert (finding.verdict, finding.matches) == ("absent", ())
        assert [match.quote for match in finding.earlier] == ["office 30 trucks"]
        assert quotes(changing, finding) == []
        corrected = Finder(changing).find("The mayor said the city would lend the harbour office 30 trucks.")
        assert (corrected.verdict, differing(corrected)) == ("altered", [("figure", "30", "80")])
        assert corrected.earlier


# in parts


@pytest.mark.parametrize("mark", [" … ", "...", " [...] ", " (…) ", " […] ", ". . . "])
def test_an_ellipsis_within_a_place_is_words_left_out(library: Library, finder: Finder, mark: str) -> None:
    finding = finder.find(f"The port has stood still{mark}1,200 containers of rice wait on the quay.")
    assert (finding.verdict, finding.stitched) == ("altered", False)
    ((kind, _, article),) = differing(finding)
    assert kind == "dropped"
    assert "since January 2026, and" in article
    assert quotes(library, finding)[0].startswith("The port has stood still since")


def test_a_part_beside_one_that_stands_word_for_word_may_be_short_and_altered(library: Library, finder: Finder) -> None:
    finding = finder.find("The port has stood still … and 1,500 containers of rice")
    assert (finding.verdict, finding.stitched) == ("altered", False)
    assert [one[0] for one in differing(finding)] == ["dropped", "figure"]
    assert ("figure", "1,500", "1,200") in differing(finding)
    elsewhere = finder.find("The ferry to Bohol takes two hours … and 1,500 containers of rice")
    assert elsewhere.verdict == "absent"


@pytest.mark.parametrize("joint", [" … ", " [...] ", ". ", " and "])
def test_an_excerpt_of_two_places_is_stitched(library: Library, finder: Finder, joint: str) -> None:
    finding = finder.find(f"the city would lend the harbour office{joint}The ferry to Bohol takes two hours.")
    assert (finding.verdict, finding.stitched) == ("altered", True)
    assert [match.title for match in finding.matches] == [STRIKE.title, "A ferry at noon"]
    assert quotes(library, finding) == [
        "the city would lend the harbour office",
        "The ferry to Bohol takes two hours.",
    ]


def test_two_sentences_in_the_wrong_order_are_stitched(finder: Finder) -> None:
    finding = finder.find(
        "The mayor said the city would lend the harbour office 30 trucks. "
        "Dockworkers in Cebu did not accept the offer of 45% more pay on Tuesday."
    )
    assert (finding.verdict, finding.stitched, len(finding.matches)) == ("altered", True, 2)
    assert all(match.similarity == 1 for match in finding.matches)


def test_a_sentence_left_out_in_silence_is_told(finder: Finder) -> None:
    finding = finder.find(
        "The port has stood still since January 2026, and 1,200 containers of rice wait on the quay. "
        "Nobody expects an agreement before the fiesta begins next month."
    )
    assert (finding.verdict, finding.stitched) == ("altered", False)
    assert differing(finding) == [("dropped", "", "The mayor said the city would lend the harbour office 30 trucks.")]


def test_a_part_that_stands_nowhere_leaves_the_whole_absent(finder: Finder) -> None:
    finding = finder.find("The ferry to Bohol takes two hours … and the captain sings to every passenger on board.")
    assert finding.verdict == "absent"


# what can't be looked up


@pytest.mark.parametrize("excerpt", ["", "   \n", "?", "…", "“”", "a", "\u00ad\u200b", "😀", "–"])
def test_an_excerpt_without_words_is_refused_in_a_line(finder: Finder, excerpt: str) -> None:
    with pytest.raises(ExcerptError, match=r"^there are no words in the excerpt; .*few"):
        finder.find(excerpt)


def test_an_excerpt_that_is_too_long_is_refused_in_a_line(finder: Finder) -> None:
    with pytest.raises(ExcerptError, match=r"^the excerpt is longer than 5,000 characters; .*paragraph"):
        finder.find("word " * 4_000)
    assert finder.find(("word " * 4_000)[:LONGEST_EXCERPT]).verdict == "absent"


@given(start=st.integers(0, 380), length=st.integers(2, 120))
def test_any_run_of_whole_words_is_found_where_it_stands(library: Library, start: int, length: int) -> None:
    words = STRIKE.text[start:].partition(" ")[2][:length].rpartition(" ")[0]
    if sum(map(str.isalnum, words)) >= 2 and not words[-1].isspace():
        finding = Finder(library).find(words)
        assert finding.verdict == "exact"
        quotes(library, finding)


@given(st.text(max_size=200))
def test_whatever_is_looked_up_there_is_a_finding_or_one_line(library: Library, excerpt: str) -> None:
    with suppress(ExcerptError):
        quotes(library, Finder(library).find(excerpt))


def test_every_sentence_of_the_corpus_is_found_where_it_stands(corpus: Library, corpus_engine: Engine) -> None:
    finder = Finder(corpus)
    for article in corpus.catalog.articles()[::3]:
        for passage in corpus.catalog.passages_of(article.id):
            whole = corpus.catalog.article(article.id)
            assert whole is not None
            for one in [one for one in passage.sentences if not one.heading][:3]:
                finding = finder.find(whole.text[one.start : one.end])
                assert finding.verdict == "exact"
                assert (article.id, one.start, one.end) in {(it.article_id, it.start, it.end) for it in finding.matches}
