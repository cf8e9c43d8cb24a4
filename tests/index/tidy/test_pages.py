"""Pages keep their place when paragraphs are dropped."""

from index.tidy.pages import carry_pages

TEXT = "One.\n\nTwo.\n\nThree and four."
FIRST, SECOND, THIRD = 0, 6, 12


def test_pages_stay_where_nothing_is_dropped() -> None:
    assert carry_pages((FIRST, SECOND, THIRD + 6), TEXT, TEXT.split("\n\n")) == (FIRST, SECOND, THIRD + 6)


def test_a_page_whose_first_paragraph_is_dropped_begins_with_the_next() -> None:
    assert carry_pages((FIRST, SECOND), TEXT, ["One.", "Three and four."]) == (0, 6)


def test_pages_before_and_after_what_is_left_are_there() -> None:
    assert carry_pages((FIRST, SECOND, THIRD), TEXT, ["Two."]) == (0, 0, 4)


def test_what_has_no_pages_gets_none() -> None:
    assert carry_pages((), "any  thing", ["else"]) == ()
