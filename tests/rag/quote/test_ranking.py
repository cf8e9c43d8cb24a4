"""Which sentences are picked from what was read."""

from datetime import date

from rag.calibration import DEFAULT
from rag.facts.dates.period import year_of
from rag.quote.ranking import MOST_SENTENCES, Quote, pick_quotes, rank_sentences
from tests.rag.making import hit, reading

WEIGHTS = DEFAULT.ranking
NAMES = ("Anchovies", "Barracudas", "Cuttlefish", "Dolphins", "Eels")


def away(score: float) -> float:
    """Return how much less near a sentence is that scores so much lower."""
    return score / WEIGHTS.sentence


def picked(*args: object, **kwargs: object) -> list[Quote]:
    return pick_quotes([rank_sentences(reading(*args, **kwargs))])  # type: ignore[arg-type]


def texts(*args: object, **kwargs: object) -> list[str]:
    return [quote.text for quote in picked(*args, **kwargs)]


def test_the_nearest_sentence_is_picked() -> None:
    assert texts("ferry?", hit(("Rice is dear.", 0.5), ("Ferries are slow.", 0.9))) == ["Ferries are slow."]


def test_at_most_three_sentences_are_picked() -> None:
    sentences = [(f"{name} swim.", 0.9) for name in NAMES]
    assert MOST_SENTENCES == 3
    assert len(texts("which fish?", hit(*sentences))) == 3


def test_a_sentence_far_behind_the_best_is_not_picked() -> None:
    near, far = 0.9 - away(WEIGHTS.margin / 2), 0.9 - away(WEIGHTS.margin * 2)
    found = texts("fish?", hit(("Anchovies swim.", 0.9), ("Barracudas hunt.", near), ("Eels hide.", far)))
    assert found == ["Anchovies swim.", "Barracudas hunt."]


def test_a_near_duplicate_is_not_quoted_twice() -> None:
    one = hit(("The ferry left Cebu at noon.", 0.90), source="one")
    copy = hit(("The ferry left Cebu at noon on Monday.", 0.89), source="copy")
    other = hit(("Tickets sold out.", 0.885), source="other")
    assert texts("ferry?", one, copy, other) == ["The ferry left Cebu at noon.", "Tickets sold out."]


def test_a_sentence_of_stop_words_alone_is_not_quoted_twice() -> None:
    assert texts("what?", hit(("It was so.", 0.9))) == ["It was so."]


def test_a_heading_is_never_quoted() -> None:
    headed = hit(("The ferry", 0.99), ("It is slow.", 0.5), headings=["The ferry"])
    assert texts("ferry?", headed) == ["It is slow."]
    assert texts("ferry?", hit(("The ferry", 0.99), headings=["The ferry"])) == []


def test_a_heading_that_gives_a_figure_is_quoted() -> None:
    prices = ["Adults: $7.50", "Pool prices"]
    assert texts("fare?", hit((prices[0], 0.9), (prices[1], 0.95), headings=prices)) == prices[:1]


def test_a_row_of_a_table_is_quoted_with_its_header() -> None:
    rows = ["| Year | Passengers |", "| 2024 | 3,100 |", "| 2025 | 4,300 |"]
    found = texts("ferry?", hit((rows[0], 0.5), (rows[1], 0.5), (rows[2], 0.9), headings=rows))
    assert found in ([f"{rows[0]}", rows[2]], [rows[0], rows[2], rows[1]])


def test_nothing_is_picked_from_nothing() -> None:
    assert pick_quotes([rank_sentences(reading("ferry?"))]) == []
    assert pick_quotes([]) == []


def test_what_is_picked_stands_best_first() -> None:
    quotes = picked("fish?", hit(("Eels hide.", 0.89), ("Anchovies swim.", 0.90), ("Barracudas hunt.", 0.895)))
    assert [quote.text for quote in quotes] == ["Anchovies swim.", "Barracudas hunt.", "Eels hide."]
    assert [quote.score for quote in quotes] == sorted((quote.score for quote in quotes), reverse=True)


def test_what_is_picked_does_not_depend_on_the_order_it_was_read_in() -> None:
    hits = [hit((f"{name} swim.", 0.9), source=name) for name in NAMES]
    assert texts("fish?", *hits) == texts("fish?", *reversed(hits))


def test_a_quote_knows_where_it_stands() -> None:
    quote = picked("ferry?", hit(("Rice is dear.", 0.1), ("Ferries are slow.", 0.9)))[0]
    assert quote.hit.article.text[quote.sentence.start : quote.sentence.end] == quote.text


def test_each_part_of_a_question_has_its_best_sentence_quoted_in_order() -> None:
    fares = rank_sentences(reading("fares?", hit(("Fares rose.", 0.7), ("Nobody knew why.", 0.6), source="fares")))
    sinking = rank_sentences(reading("ferry?", hit(("The ferry sank.", 0.9), ("All got off.", 0.89), source="sinking")))
    assert [quote.text for quote in pick_quotes([fares, sinking])] == ["Fares rose.", "The ferry sank.", "All got off."]


def test_a_sentence_that_answers_both_parts_is_quoted_once() -> None:
    both = hit(("Ana Reyes steers the Bohol ferry for 450 pesos.", 0.9), ("It is slow.", 0.5))
    ranked = rank_sentences(reading("ferry?", both))
    assert [quote.text for quote in pick_quotes([ranked, ranked])] == [
        "Ana Reyes steers the Bohol ferry for 450 pesos."
    ]


def test_a_sentence_is_quoted_with_its_neighbour_that_names_what_it_speaks_of() -> None:
    (quote,) = picked("ferry?", hit(("The Bohol ferry sank.", 0.5), ("It was old.", 0.9)))
    assert quote.text == "The Bohol ferry sank. It was old."
    assert quote.hit.article.text[quote.start : quote.end] == quote.text


def test_a_sentence_that_names_it_further_off_is_quoted_before() -> None:
    apart = hit(("Ana Reyes steers.", 0.5), ("The sea is calm.", 0.4), ("She is glad.", 0.9))
    assert texts("glad?", apart) == ["Ana Reyes steers.", "She is glad."]


def test_what_is_named_in_a_quote_already_is_not_brought_again() -> None:
    both = hit(("Ana Reyes steers the ferry.", 0.9), ("The sea is calm.", 0.4), ("She was glad.", 0.89))
    assert texts("captain?", both) == ["Ana Reyes steers the ferry.", "She was glad."]


def test_an_answer_stays_within_three_sentences_whatever_they_need() -> None:
    one = hit(("The Bohol ferry sank.", 0.5), ("It was old.", 0.9), source="one")
    other = hit(("The Cebu pier burned.", 0.5), ("It was new.", 0.89), source="other")
    assert texts("old?", one, other) == ["The Bohol ferry sank. It was old."]
    parts = [rank_sentences(reading("old?", one)), rank_sentences(reading("new?", other))]
    assert [quote.text for quote in pick_quotes(parts)] == ["The Bohol ferry sank. It was old.", "It was new."]


def test_a_question_in_an_article_is_answered_by_the_sentence_after_it() -> None:
    asked = hit(("Reyes was asked whether fares would rise.", 0.9), ("Seven of ten will.", 0.5), ("Rice rose.", 0.7))
    assert texts("fares?", asked)[0] == "Seven of ten will."


def test_the_sentence_after_the_best_needs_to_be_less_near() -> None:
    behind = away(WEIGHTS.margin + WEIGHTS.following / 2)
    after = hit(("Anchovies swim.", 0.9), ("Barracudas hunt.", 0.9 - behind))
    before = hit(("Barracudas hunt.", 0.9 - behind), ("Anchovies swim.", 0.9))
    assert texts("fish?", after) == ["Anchovies swim.", "Barracudas hunt."]
    assert texts("fish?", before) == ["Anchovies swim."]


def test_of_equally_good_sentences_the_newer_articles_goes_first_and_undated_ones_last() -> None:
    dates = {"old": date(2024, 1, 5), "new": date(2026, 1, 5), "undated": None}
    hits = [hit((f"{name} news.", 0.9), source=name, published=when) for name, when in dates.items()]
    assert [quote.text for quote in rank_sentences(reading("news?", *hits))] == [
        "new news.",
        "old news.",
        "undated news.",
    ]


def test_a_newer_article_goes_first_only_where_scores_are_tied() -> None:
    for behind, first in ((away(WEIGHTS.tie / 2), "new"), (away(WEIGHTS.tie * 2), "old")):
        old = hit(("Fares rose.", 0.9), source="old", published=date(2024, 1, 5))
        new = hit(("Fares fell.", 0.9 - behind), source="new", published=date(2026, 1, 5))
        assert rank_sentences(reading("fares?", old, new))[0].hit.article.source == first


def test_a_row_of_small_steps_is_no_tie_from_end_to_end() -> None:
    steps = [
        hit((f"{name} swim.", 0.9 - away(number * WEIGHTS.tie * 0.9)), source=name, published=date(2020 + number, 1, 1))
        for number, name in enumerate(NAMES)
    ]
    assert [quote.hit.article.source for quote in rank_sentences(reading("fish?", *steps))][:2] == [
        "Barracudas",
        "Anchovies",
    ]


def test_sentences_of_one_article_keep_their_order_in_a_tie() -> None:
    both = hit(("Fares rose.", 0.9), ("Fares fell.", 0.9 - away(WEIGHTS.tie / 2)), published=date(2024, 1, 5))
    assert rank_sentences(reading("fares?", both))[0].text == "Fares rose."


def test_a_sentence_on_the_time_asked_about_beats_an_equally_near_one() -> None:
    asked = [year_of(date(2025, 1, 1))]
    other = hit(("Fares rose in 2019.", 0.9), source="other", published=date(2026, 1, 5))
    meant = hit(("Fares rose last year.", 0.9 - away(WEIGHTS.time / 2)), source="meant", published=date(2026, 1, 5))
    assert rank_sentences(reading("fares?", other, meant), asked)[0].hit.article.source == "meant"
    assert rank_sentences(reading("fares?", other, meant))[0].hit.article.source == "other"
