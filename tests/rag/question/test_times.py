"""The time a question asks about: told, preferred, missed; asked of the engine on a given day."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Draft, Sentence
from index.library import Library
from rag.answer import Turn
from rag.assemble import assemble_quotes
from rag.calibration import TIMES
from rag.engine import Engine
from rag.facts.dates.period import Period, month_of, year_of
from rag.question.times import asked_about, dated, explain_times, share_untold, speaks_of
from tests.rag.making import Placed, article, library_of

SUNDAY = date(2026, 11, 22)
Y2025, Y2024 = (year_of(date(year, 1, 1)) for year in (2025, 2024))
WORDS = st.sampled_from(
    [
        "How much",
        "last year",
        "(2025)",
        "noong nakaraang buwan",
        "on Friday",
        "in March",
        "(2026)",
        "ayer",
        "since",
        "?",
    ]
)


def draft(name: str, text: str, published: date | None, language: str = "en") -> Draft:
    return Draft(f"{name}.txt", text, title=name, published=published, language=language)


DRAFTS = (
    draft("fares-2025", "The ferry carried 890 people last year. The ferry fare was 640 pesos.", date(2025, 2, 3)),
    draft("fares-2026", "The ferry carried 1,100 people last year. The ferry fare was 710 pesos.", date(2026, 2, 3)),
    draft("isda", "Humuli ang bangka ng 40 tonelada ng isda noong nakaraang taon.", date(2026, 2, 3), "tl"),
)


@pytest.fixture
def ferries(tmp_path: Path) -> Iterator[Library]:
    """Return a library whose articles tell the same of two years."""
    with library_of(tmp_path / "home", *DRAFTS, embedder=Placed("ferry boat bangka", "fish isda")) as library:
        yield library


def engine(library: Library, today: date | None = date(2026, 3, 5)) -> Engine:
    return Engine(library, today=(lambda: today) if today else None)


# how a question is read


@pytest.mark.parametrize(
    ("question", "language", "read"),
    [
        ("How much did it earn last year?", "en", "How much did it earn last year (2025)?"),
        ("What happened in March?", "en", "What happened in March (2026)?"),
        ("What happened on Friday?", "en", "What happened on Friday (20 November 2026)?"),
        ("What changed this month?", "en", "What changed this month (November 2026)?"),
        ("What has changed since last year?", "en", "What has changed since last year (2025)?"),
        ("Ano ang nangyari noong nakaraang buwan?", "tl", "Ano ang nangyari noong nakaraang buwan (Oktubre 2026)?"),
        ("Ano ang sinabi niya noong Enero 16?", "tl", "Ano ang sinabi niya noong Enero 16 (2026)?"),
        ("¿Qué pasó el 16 de enero?", "es", "¿Qué pasó el 16 de enero (2026)?"),
        ("¿Cuánto ganó el año pasado?", "es", "¿Cuánto ganó el año pasado (2025)?"),
    ],
)
def test_a_question_tells_what_its_relative_time_means(question: str, language: str, read: str) -> None:
    assert dated(question, SUNDAY, language) == read
    assert dated(read, SUNDAY, language) == read
    assert dated(question, None, language) == question


@pytest.mark.parametrize("question", ["What happened in 2025?", "Who leads it?", "What happened recently?", ""])
def test_a_question_without_one_stays_as_it_is(question: str) -> None:
    assert dated(question, SUNDAY) == question


@given(st.lists(WORDS, max_size=6), st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_telling_it_twice_changes_nothing_and_asks_about_the_same(words: list[str], today: date) -> None:
    question = " ".join(words)
    told = dated(question, today)
    assert dated(told, today) == told
    assert set(asked_about(question, today)) <= set(asked_about(told, today))


def test_what_is_asked_about_is_found_once_whether_told_or_not() -> None:
    for question in ("What changed last week?", dated("What changed last week?", SUNDAY)):
        assert asked_about(question, SUNDAY) == (Period(date(2026, 11, 9), date(2026, 11, 15)),)
    assert asked_about("Ano ang nangyari noong Enero 2026?", None) == (month_of(date(2026, 1, 1)),)


def test_since_and_until_a_time_ask_about_no_time() -> None:
    for question in ("What has changed since 2024?", "Sales before last year?", "Ano ang nagbago mula noong 2024?"):
        assert asked_about(question, SUNDAY) == asked_about(dated(question, SUNDAY), SUNDAY) == ()


# what speaks of it


def share(text: str, published: date | None, *asked: Period) -> float:
    return speaks_of(asked, article(text, published=published), Sentence("s", 0, len(text)))


def test_a_sentence_speaks_of_a_time_through_its_own_words_and_its_articles_date() -> None:
    assert share("It rose last year.", date(2026, 1, 5), Y2025) == 1
    assert share("It rose last year.", date(2025, 1, 5), Y2025) == 0
    assert share("It rose last year.", None, Y2025) == 0
    assert share("It rose in 2025.", None, Y2025) == 1
    assert share("It rose in March 2025.", None, Y2025) == 1
    assert 0 < share("It rose in 2025.", None, month_of(date(2025, 3, 1))) < 1
    assert share("It has risen since 2025.", None, Y2025) == 0


def test_a_sentence_without_a_time_is_news_of_its_articles_day() -> None:
    assert share("It rose.", date(2025, 3, 5), Y2025) == TIMES.news
    assert share("It rose.", date(2025, 3, 5), Y2024) == share("It rose.", None, Y2025) == 0
    assert share("It rose in 2019.", date(2025, 3, 5), Y2025) == 0


def test_a_time_that_neither_an_article_nor_its_date_speaks_of_is_untold() -> None:
    asked = (year_of(date(1987, 1, 1)),)
    assert share_untold(asked, article("It rose.", published=date(2025, 3, 5))) == 1
    assert share_untold(asked, article("It rose in 1987.", published=date(2025, 3, 5))) == 0
    assert share_untold(asked, article("The 1987 results.", published=date(2025, 3, 5))) == 0
    assert share_untold(asked, article("It rose.", published=date(1987, 3, 5))) == 0
    assert share_untold((*asked, Y2025), article("It rose.", published=date(2025, 3, 5))) == 0.5
    assert share_untold((), article("It rose.")) == 0
    assert 0 < share_untold(asked, article("It rose.")) < 1


def test_relative_times_of_an_article_are_explained_by_its_date() -> None:
    text = "It rose last year, and fell in 2019."
    for published, read in ((date(2026, 1, 5), "It rose last year (2025), and fell in 2019."), (None, text)):
        dated_article = article(f"Fares. {text}", published=published)
        assert explain_times(dated_article, Sentence("s", 7, 7 + len(text))) == read


# the engine


def nearest(library: Library, question: str) -> list[str]:
    """Return what is quoted, whatever it is worth."""
    return [one.quote for one in assemble_quotes(engine(library).inquire(question).unrefused()).citations]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How many people did the ferry carry last year?", "1,100"),
        ("How many people did the ferry carry in 2024?", "890"),
        ("How many people did the ferry carry in 2025?", "1,100"),
        ("What was the ferry fare in February 2025?", "640"),
        ("What was the ferry fare last month?", "710"),
    ],
)
def test_of_two_years_the_one_asked_about_is_quoted(ferries: Library, question: str, words: str) -> None:
    assert words in nearest(ferries, question)[0]


def test_the_day_that_it_is_decides(ferries: Library) -> None:
    question = "How many people did the ferry carry last year?"
    assert "890" in engine(ferries, date(2025, 3, 5)).ask(question).citations[0].quote
    assert "1,100" in engine(ferries, date(2026, 3, 5)).ask(question).citations[0].quote


def test_the_answer_tells_how_a_relative_time_was_read(ferries: Library) -> None:
    question = "How many people did the ferry carry last year?"
    answer = engine(ferries).ask(question)
    assert answer.question == question
    assert answer.standalone_question == "How many people did the ferry carry last year (2025)?"
    assert engine(ferries, None).ask(question).standalone_question == question


def test_a_follow_up_is_read_with_the_time_it_takes_over(ferries: Library) -> None:
    history = [Turn(question="How much fish did Cebu catch last year?", text="")]
    asked = engine(ferries).ask("And in Bohol?", history=history).standalone_question
    assert "last year (2025)" in asked


def test_each_part_of_a_question_asks_about_its_own_time(ferries: Library) -> None:
    question = "How many people did the ferry carry in 2024, and what was the ferry fare last month?"
    quotes = nearest(ferries, question)
    assert "890" in quotes[0]
    assert "710" in quotes[1]


def test_a_year_that_nothing_speaks_of_is_weaker_evidence(ferries: Library) -> None:
    known, unknown = (
        engine(ferries).inquire(f"How many people did the ferry carry in {year}?").answerability
        for year in ("2025", "1987")
    )
    assert known is not None
    assert unknown is not None
    assert known.score > unknown.score + 0.1


def test_a_citation_explains_its_relative_times_beside_the_quote(ferries: Library) -> None:
    (cited, *_) = engine(ferries).ask("How many people did the ferry carry last year?").citations
    (time,) = cited.times
    assert (time.words, time.means) == ("last year", "2025")
    text = ferries.catalog.article(cited.article_id).text  # type: ignore[union-attr]
    assert text[time.start : time.end] == time.words
    assert cited.start <= time.start < time.end <= cited.end
    assert "2025" not in cited.quote


def test_what_a_time_means_is_told_in_the_askers_language(ferries: Library) -> None:
    answer = engine(ferries).ask("Gaano karaming isda ang nahuli ng bangka noong nakaraang taon?")
    assert answer.standalone_question.endswith("noong nakaraang taon (2025)?")
    assert {time.means for one in answer.citations for time in one.times} == {"2025"}


def test_a_quote_without_a_relative_time_or_a_date_explains_nothing(tmp_path: Path) -> None:
    undated = draft("old", "The ferry sank last year.", None)
    with library_of(tmp_path / "home", undated) as library:
        assert engine(library).ask("What of the ferry?").citations[0].times == ()


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)))
def test_on_whatever_day_it_is_asked_the_year_told_is_the_one_before(today: date) -> None:
    assert dated("last year?", today) == f"last year ({today.year - 1})?"
