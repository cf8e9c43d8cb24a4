"""Which sentences a claim is judged by, and what is made of it beside them."""

from dataclasses import replace
from datetime import date

import pytest

from rag.answer import REJECTED
from rag.calibration import SupportBars, calibration_for
from rag.check.candidates import collect_candidates
from rag.check.checker import check_statement
from rag.check.evidence import choose_evidence, judge_claim
from rag.check.verdict import Verdict
from rag.reader.reader import Reader
from rag.retrieve.hit import Hit
from tests.rag.making import hit

FERRY = hit(
    ("The ferry to Bohol takes two hours in good weather.", 0.80),
    ("It left Cebu at noon with 40 sacks of mail on board.", 0.70),
    ("Captain Rosa Uy blamed the tide for the delay.", 0.90),
    ("She expects a calm sea tomorrow.", 0.60),
    ("Fares rose to 350 pesos in June.", 0.75),
)


def words(read: Hit, reader: Reader, room: int) -> list[str]:
    chosen = choose_evidence(collect_candidates([read], read.sentences), reader, room)
    return [one.text for one in chosen]


def test_the_nearest_sentences_are_read_with_what_follows_them_in_their_order(reader: Reader) -> None:
    assert words(FERRY, reader, 26) == [
        "Captain Rosa Uy blamed the tide for the delay.",
        "She expects a calm sea tomorrow.",
    ]
    assert len(words(FERRY, reader, 500)) == 5


def test_a_line_that_gives_a_figure_may_be_evidence_as_no_other_heading_may() -> None:
    lines = ["Pool prices", "Adults: $7.50"]
    pool = hit((lines[0], 0.9), (lines[1], 0.8), headings=lines)
    assert [one.text for one in collect_candidates([pool], pool.sentences)] == lines[1:]


def test_a_sentence_that_is_longer_than_the_room_is_read_nevertheless(reader: Reader) -> None:
    long = hit((f"The captain named {'island after island, ' * 60}and then Bohol.", 0.9), ("It rained.", 0.5))
    assert len(words(long, reader, 100)) == 1


def test_overlapping_passages_bring_no_sentence_twice(reader: Reader) -> None:
    tail = FERRY.passage.sentences[2:]
    other = replace(FERRY, passage=replace(FERRY.passage, id="other", start=tail[0].start, sentences=tail))
    chosen = choose_evidence(collect_candidates([FERRY, other], FERRY.sentences), reader, 500)
    assert [one.sentence.start for one in chosen] == [one.start for one in FERRY.passage.sentences]


def test_a_claim_that_stands_there_is_rather_supported_than_one_about_something_else(reader: Reader) -> None:
    candidates = collect_candidates([FERRY], FERRY.sentences)
    there = judge_claim("The captain said the tide was to blame.", candidates, candidates, reader)
    elsewhere = judge_claim("The captain will retire after the rice harvest.", candidates, candidates, reader)
    assert len(there) == len(elsewhere) == 2
    assert min(one.supported for one in there) > max(one.supported for one in elsewhere)


def checked(statement: str, language: str, reader: Reader | None, read: Hit = FERRY) -> Verdict:
    row = calibration_for("multilingual-e5-small")
    return check_statement(
        statement,
        language,
        [read],
        similarities=read.sentences,
        bars=SupportBars(within=0.98, across=0.86),
        weights=row.claims,
        reader=reader,
    )


def test_far_from_its_words_the_reader_supports_what_nearness_alone_does_not(reader: Reader) -> None:
    statement = "In good weather it is a two-hour trip to Bohol."
    assert checked(statement, "en", None).support == "unsupported"
    verdict = checked(statement, "en", reader)
    assert verdict.support == "supported"
    assert verdict.supported is not None
    assert verdict.supported > 0.65


@pytest.mark.parametrize(
    "statement", ["Captain Rosa Uy said 3 times that it was the tide's fault that they were late."]
)
def test_a_figure_that_stands_nowhere_rejects_whatever_the_reader_says(statement: str, reader: Reader) -> None:
    verdict = checked(statement, "en", reader)
    assert verdict.support in REJECTED
    assert [one.kind for one in verdict.checks if not one.found and one.kind == "figure"]


def test_a_language_that_the_reader_has_learnt_is_judged_and_another_is_not(reader: Reader) -> None:
    portuguese = hit(("O capitão culpou a maré pelo atraso do barco.", 0.95), language="pt")
    assert checked("A culpa do atraso do barco foi da maré, disse o capitão.", "pt", reader, portuguese).support != (
        "unchecked"
    )
    icelandic = hit(("Skipstjórinn kenndi straumnum um töfina.", 0.95), language="is")
    assert checked("Töfin var straumnum að kenna, sagði skipstjórinn.", "is", reader, icelandic).support == "unchecked"


def test_what_a_relative_time_means_bears_out_a_date(reader: Reader) -> None:
    told = hit(("The ferry carried 400 goats last year.", 0.97), published=date(2026, 1, 5))
    assert checked("The ferry carried 400 goats in 2025.", "en", reader, told).support == "supported"
    assert checked("The ferry carried 400 goats in 2024.", "en", reader, told).support in REJECTED
