"""Times found in text, and the days they are read as."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.facts.dates.period import STEPS, Period, day, month_of, week_of, weekend_of, year_of
from rag.facts.dates.reader import times_in, times_of
from tests.rag.making import article

TUESDAY = date(2026, 1, 20)
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))
PIECES = st.sampled_from(
    """
    last|this|next| |year|month|week|weekend|on Friday|in March|March|May|2025|31|29 February|January|noong|nitong|
    ngayong|nakaraang|taon|buwan|linggo|Linggo|kahapon|bukas ng umaga|el|año|pasado|viernes|hace|dos|ago|two|days|
    years|, | (|)|“|”|.|since|will|today|said|sa|susunod na|9999|0|-|de|enero|2024-02-30|ika-|ng|mañana|esta
    """.replace("\n    ", "")
    .strip()
    .split("|")
)


def read(text: str, written: date | None = TUESDAY, language: str = "en") -> dict[str, str]:
    """Return the times found, as words and what they mean."""
    return {one.text: one.period.name(language) for one in times_in(text, written) if one.period}


def days(words: str, written: date) -> tuple[date, date] | None:
    """Return the first and last day that the one time in `words` stands for."""
    found = times_in(words, written)
    assert len(found) <= 1
    return (found[0].period.start, found[0].period.end) if found else None


# what words mean


@pytest.mark.parametrize(
    ("text", "words", "meaning"),
    [
        ("Nvidia earned more last year than ever.", "last year", "2025"),
        ("Sales grew this year.", "this year", "2026"),
        ("Prices rise next year.", "next year", "2027"),
        ("It opened last month.", "last month", "December 2025"),
        ("It opened this month.", "this month", "January 2026"),
        ("It opened late last week.", "last week", "12–18 January 2026"),
        ("It closes next week.", "next week", "26 January – 1 February 2026"),
        ("They met last weekend.", "last weekend", "17–18 January 2026"),
        ("They met yesterday.", "yesterday", "19 January 2026"),
        ("They met the day before yesterday.", "the day before yesterday", "18 January 2026"),
        ("They meet tomorrow.", "tomorrow", "21 January 2026"),
        ("They met last night.", "last night", "19 January 2026"),
        ("They met this morning.", "this morning", "20 January 2026"),
        ("The company said today that it is sold.", "today", "20 January 2026"),
        ("What did the company announce today?", "today", "20 January 2026"),
        ("¿Qué pasó hoy?", "hoy", "20 January 2026"),
        ("They met on Friday.", "on Friday", "16 January 2026"),
        ("They met on Tuesday.", "on Tuesday", "20 January 2026"),
        ("He said on Friday it will rain.", "on Friday", "16 January 2026"),
        ("The court announced Monday a new date.", "Monday", "19 January 2026"),
        ("It fell last Friday.", "last Friday", "16 January 2026"),
        ("It falls next Monday.", "next Monday", "26 January 2026"),
        ("It fell in January.", "in January", "January 2026"),
        ("It fell in December.", "in December", "December 2025"),
        ("It fell on January 16 at noon.", "January 16", "16 January 2026"),
        ("It fell on 16 January at noon.", "16 January", "16 January 2026"),
        ("It fell three days ago.", "three days ago", "17 January 2026"),
        ("It fell 2 weeks ago.", "2 weeks ago", "5–11 January 2026"),
        ("It fell two months ago.", "two months ago", "November 2025"),
        ("It fell two years ago.", "two years ago", "2024"),
        ("Tumaas ito noong nakaraang taon.", "noong nakaraang taon", "2025"),
        ("Tumaas ito noong isang buwan.", "noong isang buwan", "December 2025"),
        ("Mga balita ng nakaraang taon.", "nakaraang taon", "2025"),
        ("Tataas ito ngayong buwan.", "ngayong buwan", "January 2026"),
        ("Tataas ito sa susunod na linggo.", "sa susunod na linggo", "26 January – 1 February 2026"),
        ("Buwang ito ang simula.", "Buwang ito", "January 2026"),
        ("Tumaas ito kahapon.", "kahapon", "19 January 2026"),
        ("Kagabi pa ito nangyari.", "Kagabi", "19 January 2026"),
        ("Magbubukas ito bukas ng umaga.", "bukas ng umaga", "21 January 2026"),
        ("Isinara ito ngayong umaga.", "ngayong umaga", "20 January 2026"),
        ("Isinara ito noong Biyernes.", "noong Biyernes", "16 January 2026"),
        ("Isinara ito noong Linggo.", "noong Linggo", "18 January 2026"),
        ("Isinara ito nitong nakaraang linggo.", "nitong nakaraang linggo", "12–18 January 2026"),
        ("Bubuksan ito sa Biyernes.", "sa Biyernes", "23 January 2026"),
        ("Isinara ito noong Enero 16.", "Enero 16", "16 January 2026"),
        ("Isinara ito noong ika-16 ng Enero.", "ika-16 ng Enero", "16 January 2026"),
        ("Isinara ito noong Disyembre.", "noong Disyembre", "December 2025"),
        ("Isinara ito dalawang taon na ang nakalipas.", "dalawang taon na ang nakalipas", "2024"),
        ("Ganó más el año pasado.", "el año pasado", "2025"),
        ("Cerró este mes.", "este mes", "January 2026"),
        ("Abre la semana que viene.", "la semana que viene", "26 January – 1 February 2026"),
        ("Abre el próximo año.", "el próximo año", "2027"),
        ("Cerró ayer.", "ayer", "19 January 2026"),
        ("Cerró anteayer.", "anteayer", "18 January 2026"),
        ("Abre pasado mañana.", "pasado mañana", "22 January 2026"),
        ("Cerró esta mañana.", "esta mañana", "20 January 2026"),
        ("Cerró el viernes.", "el viernes", "16 January 2026"),
        ("Cerró hace dos años.", "hace dos años", "2024"),
        ("Cerró en diciembre.", "en diciembre", "December 2025"),
    ],
)
def test_a_relative_time_is_read_against_the_day_it_was_written(text: str, words: str, meaning: str) -> None:
    assert read(text) == {words: meaning}
    assert not times_in(text, TUESDAY)[0].absolute
    assert read(text, None) == {}


@pytest.mark.parametrize(
    ("text", "words", "meaning"),
    [
        ("It fell on 16 January 2026.", "16 January 2026", "16 January 2026"),
        ("It fell on January 16, 2026, at noon.", "January 16, 2026", "16 January 2026"),
        ("It fell on Jan. 16, 2026.", "Jan. 16, 2026", "16 January 2026"),
        ("Logged 2026-01-16.", "2026-01-16", "16 January 2026"),
        ("It fell in mid-January 2026.", "January 2026", "January 2026"),
        ("The autumn of 2025 was dry.", "2025", "2025"),
        ("In 1987 it rained.", "1987", "1987"),
        ("Between 2020 and 2024 it rained.", "2020 and 2024", "2020–2024"),
        ("Iniulat ito noong Enero 16, 2026.", "Enero 16, 2026", "16 January 2026"),
        ("Iniulat ito nitong Enero 2026.", "Enero 2026", "January 2026"),
        ("Noong 2025 pa ito.", "2025", "2025"),
        ("Cerró el 16 de enero de 2026.", "16 de enero de 2026", "16 January 2026"),
        ("Cerró en enero de 2026.", "enero de 2026", "January 2026"),
    ],
)
def test_a_time_that_is_written_out_needs_no_such_day(text: str, words: str, meaning: str) -> None:
    assert read(text, None) == read(text, TUESDAY) == {words: meaning}
    assert times_in(text)[0].absolute


@pytest.mark.parametrize(
    "text",
    [
        *("It fell recently.", "It comes soon.", "Kamakailan lang ito.", "Kanina lang.", "Hace poco.", "Ngayon na."),
        *("It fell in the last year.", "Over the past year it fell.", "His last year was hard.", "China's last year"),
        *("the last week of the fair", "Noong mga nakaraang taon pa.", "sa nakaraang taon", "the next year"),
        *("last quarter", "this spring", "the last decade", "a year ago", "a year earlier", "the year before"),
        *("about two years ago", "more than three weeks ago", "mahigit dalawang taon na ang nakalipas"),
        *("twenty two years ago", "2.5 years ago", "40 days ago"),
        *("Many depend on CUDA today.", "Today many depend on CUDA.", "I still own it today.", "Hoy en día es así."),
        *(
            "Did it grow to the size it is today?",
            "chips used today",
            "sa mga susunod na linggo",
            "mga darating na buwan",
        ),
        *("On Monday, they are to meet.", "yesterday's technology", "tomorrow's leaders"),
        *("It opens in June.", "He spoke in June.", "They march in August.", "You may 5 times.", "last March"),
        *("It will open on Friday.", "On Friday, it will open.", "The fair is due on Monday.", "Abrirá el viernes."),
        *("on Fridays", "Black Friday", "on Friday of next week", "los viernes", "next Friday", "last Monday"),
        *("Bukas sa publiko ang modelo.", "Bukas na ito.", "por la mañana", "una mañana de sol"),
        *(
            "It cost 2025 pesos.",
            "a total of 2000 workers",
            "the 2020s",
            "fiscal year 2025",
            "1,2025",
            "12025",
            "2025%",
        ),
        *("31 April 2026", "2026-02-30", "29 February 2025", "30 February", "0 January 2026"),
    ],
)
def test_what_is_not_sure_is_left_unread(text: str) -> None:
    assert read(text) == {}


def test_a_month_that_may_be_this_years_or_last_years_is_left_unread() -> None:
    for month, meaning in (("October", "October 2025"), ("September", "September 2025"), ("August", None)):
        assert read(f"It fell in {month}.") == ({f"in {month}": meaning} if meaning else {})
    assert read("It fell in February.", date(2026, 11, 3)) == {"in February": "February 2026"}


def test_what_was_said_in_quotation_marks_may_be_of_another_day() -> None:
    said = "“We sold more last year,” she said last month. “And in 2024,” he added."
    assert read(said) == {"last month": "December 2025", "2024": "2024"}
    assert read('She said "last year" and left yesterday.') == {"yesterday": "19 January 2026"}
    assert read("“It began last year.\n\nIt ended this year.") == {"this year": "2026"}


@pytest.mark.parametrize(
    "text",
    ["since last year", "before Monday 5 January 2026", "until January", "mula noong 2025", "desde 2025", "by 2025"],
)
def test_of_an_edge_only_one_end_is_told(text: str) -> None:
    assert all(one.edge for one in times_in(text, TUESDAY))
    assert not any(one.edge for one in times_in(f"in 2025, {text.split(maxsplit=1)[0]} it fell last month", TUESDAY))


def test_the_longer_time_is_read_and_nothing_inside_it() -> None:
    assert read("on Friday, 16 January 2026") == {"on Friday": "16 January 2026", "16 January 2026": "16 January 2026"}
    assert read("on January 16, 2026") == {"January 16, 2026": "16 January 2026"}
    assert read("from 2020 to 2025") == {"2020 to 2025": "2020–2025"}


# the calendar's corners


@pytest.mark.parametrize(
    ("words", "written", "first", "last"),
    [
        ("last month", date(2026, 1, 1), date(2025, 12, 1), date(2025, 12, 31)),
        ("next month", date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 31)),
        ("last month", date(2024, 3, 31), date(2024, 2, 1), date(2024, 2, 29)),
        ("last month", date(2025, 3, 31), date(2025, 2, 1), date(2025, 2, 28)),
        ("last year", date(2024, 2, 29), date(2023, 1, 1), date(2023, 12, 31)),
        ("this year", date(2026, 12, 31), date(2026, 1, 1), date(2026, 12, 31)),
        ("yesterday", date(2024, 3, 1), date(2024, 2, 29), date(2024, 2, 29)),
        ("yesterday", date(2026, 1, 1), date(2025, 12, 31), date(2025, 12, 31)),
        ("tomorrow", date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 1)),
        ("this week", date(2026, 1, 1), date(2025, 12, 29), date(2026, 1, 4)),
        ("last week", date(2026, 1, 4), date(2025, 12, 22), date(2025, 12, 28)),
        ("last week", date(2026, 1, 5), date(2025, 12, 29), date(2026, 1, 4)),
        ("in December", date(2026, 1, 1), date(2025, 12, 1), date(2025, 12, 31)),
        ("on 29 February", date(2024, 3, 1), date(2024, 2, 29), date(2024, 2, 29)),
        ("29 February 2024", date(2026, 3, 1), date(2024, 2, 29), date(2024, 2, 29)),
        ("two months ago", date(2026, 1, 31), date(2025, 11, 1), date(2025, 11, 30)),
    ],
)
def test_months_years_and_leap_days_are_crossed(words: str, written: date, first: date, last: date) -> None:
    assert days(words, written) == (first, last)


@pytest.mark.parametrize("words", ["last year", "yesterday", "last month", "last week", "on Friday", "noong Linggo"])
def test_before_the_first_day_there_is_nothing(words: str) -> None:
    assert days(words, date(1, 1, 1)) is None or words == "on Friday"
    assert days("next year", date(9999, 12, 31)) is None
    assert days("tomorrow", date(9999, 12, 31)) is None


WEEK = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 6))
def test_on_a_weekday_is_the_last_one_up_to_the_day_and_next_comes_after(written: date, weekday: int) -> None:
    name = WEEK[weekday]
    on, last, following = (days(f"{word} {name}", written) for word in ("on", "last", "next"))
    assert on is not None
    assert on[0].weekday() == weekday
    assert timedelta(0) <= written - on[0] < timedelta(7)
    for found, sign in ((last, -1), (following, 1)):
        if found:  # there is one only where nobody could mean this week's
            assert found[0].weekday() == weekday
            assert timedelta(0) < sign * (found[0] - written) <= timedelta(7)
            assert week_of(found[0]) != week_of(written)


# what always holds


@given(st.lists(PIECES, max_size=12), st.one_of(st.none(), DAYS))
def test_whatever_is_written_times_lie_in_it_apart_in_order_and_start_before_they_end(
    pieces: list[str], written: date | None
) -> None:
    text = " ".join(pieces)
    times = times_in(text, written)
    for one in times:
        assert 0 <= one.start < one.end <= len(text)
        assert one.period.start <= one.period.end
        assert text[one.start : one.end].strip() == text[one.start : one.end]
        assert written is not None or one.absolute
    assert all(one.end <= other.start for one, other in pairwise(times))
    assert times == times_in(text, written)


@given(st.text(max_size=200), DAYS)
def test_any_text_can_be_read(text: str, written: date) -> None:
    assert all(one.period for one in times_in(text, written))


@given(st.dates(date(2, 1, 1), date(9998, 12, 31)), st.integers(-1, 1), st.sampled_from(["week", "month", "year"]))
def test_last_this_and_next_are_neighbours_and_only_this_one_holds_the_day(when: date, by: int, unit: str) -> None:
    period = STEPS[unit](when, by)
    assert (when in period) is (by == 0)
    before = STEPS[unit](when, by - 1) if when.year > 2 else None
    assert before is None or before.end + timedelta(1) == period.start


@given(DAYS)
def test_the_units_around_a_day_contain_it(when: date) -> None:
    for around in (day, month_of, year_of):
        assert when in around(when)
        assert around(when) in year_of(when)


@given(
    st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.integers(0, 3), st.sampled_from(["en", "tl", "es", "id", "de"])
)
def test_a_period_that_is_written_out_is_read_as_itself(when: date, kind: int, language: str) -> None:
    period = (day, month_of, year_of, lambda one: Period(year_of(one).start, year_of(one).end))[kind](when)
    found = times_in(f"in {period.name(language)}")
    assert [one.period for one in found] == [period]


def test_a_period_is_named_briefly_and_exactly() -> None:
    named = {
        "2025": year_of(date(2025, 5, 5)),
        "2020–2025": Period(date(2020, 1, 1), date(2025, 12, 31)),
        "January 2026": month_of(TUESDAY),
        "20 January 2026": day(TUESDAY),
        "19–25 January 2026": week_of(TUESDAY),
        "29 December 2025 – 4 January 2026": week_of(date(2026, 1, 1)),
        "24–25 January 2026": weekend_of(TUESDAY),
    }
    for name, period in named.items():
        assert period.name() == name
    assert month_of(TUESDAY).name("tl") == "Enero 2026"
    assert day(TUESDAY).name("es") == "20 de enero de 2026"
    assert day(TUESDAY).name("tl") == "Enero 20, 2026"
    assert week_of(TUESDAY).name("de") == "19.–25. Januar 2026"
    assert week_of(date(2026, 1, 1)).name("es") == "29 de diciembre de 2025 – 4 de enero de 2026"
    assert month_of(TUESDAY).name("zh") == "2026年1月"
    assert month_of(TUESDAY).name("xx") == "January 2026"


def test_a_period_does_not_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="can't end"):
        Period(date(2026, 1, 2), date(2026, 1, 1))


def test_times_of_an_article_stand_at_their_offsets_and_are_read_by_its_date() -> None:
    text = "It began last year.\n\n“Slowly,” he said. It ended yesterday."
    made = article(text, published=TUESDAY)
    start = text.index("It ended")
    (found,) = times_of(made, Words(start, len(text)))
    assert text[found.start : found.end] == "yesterday"
    assert found.period == day(date(2026, 1, 19))
    assert times_of(article(text), Words(start, len(text))) == ()


def test_words_quoted_since_an_earlier_sentence_are_known_as_quoted() -> None:
    text = "“It began slowly. It grew last year,” he said."
    assert times_of(article(text, published=TUESDAY), Words(text.index("It grew"), len(text))) == ()


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    "piece", ["was ", "“", "1 ", "the day before ", "last year on Friday. ", "from 2020 ", "noong "]
)
def test_long_text_is_read_in_time_that_grows_with_its_length(piece: str) -> None:
    assert len(times_in(piece * (200_000 // len(piece)), TUESDAY)) <= 40_000


class Words:
    """A span."""

    def __init__(self, start: int, end: int) -> None:
        self.start, self.end = start, end
