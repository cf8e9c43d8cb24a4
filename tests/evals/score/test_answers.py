"""What each measure of an answer and of a search says, and what it takes to be right."""

from collections.abc import Sequence

import pytest

from evals.score.answers import (
    MOST_SENTENCES,
    RETRIEVAL,
    Gold,
    gold_for,
    score_answer,
    score_confidence,
    score_failure,
    score_ranking,
    score_standalone,
)
from evals.score.ranking import RankedPassage
from index.article import Article, Passage
from rag.answer import Answer, Citation, Confidence, Statement
from tests.evals.news import answer, case
from tests.rag.making import article

FERRY = article("The ferry leaves Cebu at noon. It takes two hours. Lunch is served.", source="/news/ferry.txt")
RICE = article("Rice costs 52 pesos a kilo. The market opens at five.", source="/news/rice.txt")
NOON = case("ferry-when", "When does the ferry leave?", "at noon", "12:00")
BOTH = case("both", "When does it leave, and what is rice?", kind="multi-article", articles=("ferry.txt", "rice.txt"))
OFF = case("off", "Who bakes bread?", kind="off-topic")
REFUSAL = answer()


def words(source: Article, text: str) -> Passage:
    """A passage of one run of words."""
    start = source.text.index(text)
    return Passage(f"{source.source}:{start}", start, start + len(text), ())


def quoted(*said: tuple[Article, str], text: str | None = None) -> Answer:
    """An answer that quotes these words, or says `text` of the first of them."""
    citations = []
    for number, (source, quote) in enumerate(said, start=1):
        place = words(source, quote)
        citations.append(
            Citation(
                number=number,
                article_id=source.id,
                revision=source.revision,
                passage_id=place.id,
                title=source.title,
                publisher=None,
                published=None,
                language="en",
                source=source.source,
                start=place.start,
                end=place.end,
                quote=quote,
            )
        )
    texts = [text or citations[0].quote, *(one.quote for one in citations[1:])]
    statements = [
        Statement(text=words, support="quoted", citations=(number,)) for number, words in enumerate(texts, start=1)
    ]
    return answer(statements=tuple(statements), citations=tuple(citations))


def score(asked: object, given: Answer, gold: Sequence[Article] = (FERRY,), **options: object) -> dict[str, float]:
    """Score an answer of which every cited passage was retrieved, unless told otherwise."""
    known = {one.id: one for one in (FERRY, RICE)}
    retrieved = options.get("retrieved", {one.passage_id for one in given.citations})
    return score_answer(asked, given, Gold(tuple(gold), frozenset()), retrieved, lambda it: known.get(it.article_id))  # type: ignore[arg-type]


def test_a_brief_answer_with_the_fact_cited_from_its_article_is_right() -> None:
    scores = score(NOON, quoted((FERRY, "The ferry leaves Cebu at noon.")))
    assert scores["right"] == scores["contains"] == scores["first"] == scores["citation_recall"] == 1
    assert (scores["answered"], scores["false_refusal"]) == (1, 0)
    assert (scores["sentences"], scores["words"]) == (1, 6)


def test_a_follow_up_is_like_its_standalone_form_where_that_is_right() -> None:
    noon, hours = quoted((FERRY, "The ferry leaves Cebu at noon.")), quoted((FERRY, "It takes two hours."))
    right, wrong = {"right": 1.0}, {"right": 0.0}
    assert score_standalone(noon, right, noon, right) == {"same_citation": 1, "like_standalone": 1}
    assert score_standalone(hours, wrong, noon, right) == {"same_citation": 0, "like_standalone": 0}
    assert score_standalone(REFUSAL, wrong, noon, right) == {"same_citation": 0, "like_standalone": 0}
    assert score_standalone(noon, right, hours, wrong) == {"same_citation": 0}
    assert score_standalone(REFUSAL, wrong, REFUSAL, wrong) == {"same_citation": 1}


def test_a_follow_up_that_ends_in_an_error_is_unlike_its_standalone_form() -> None:
    then = case("then", "When?", "at noon", kind="follow-up", standalone="When does the ferry leave?")
    scores = score_failure(then, Gold((FERRY,), frozenset()), answering=True)
    assert (scores["same_citation"], scores["like_standalone"]) == (0, 0)
    assert "like_standalone" not in score_failure(NOON, Gold((FERRY,), frozenset()), answering=True)


def test_without_the_fact_it_is_wrong_whatever_it_cites() -> None:
    scores = score(NOON, quoted((FERRY, "It takes two hours.")))
    assert (scores["right"], scores["contains"]) == (0, 0)
    assert scores["citation_precision"] == scores["support"] == 1


def test_a_fact_in_a_longer_word_is_not_there() -> None:
    assert score(case("x", "?", "no", articles=("ferry.txt",)), quoted((FERRY, "It takes two hours.")))["contains"] == 0
    assert score(case("x", "?", "noo"), quoted((FERRY, "The ferry leaves Cebu at noon.")))["contains"] == 0


def test_the_fact_from_another_article_is_wrong() -> None:
    scores = score(NOON, quoted((RICE, "The market opens at five."), text="The ferry leaves at noon."))
    assert (scores["contains"], scores["right"]) == (1, 0)
    assert (scores["citation_precision"], scores["citation_recall"], scores["support"]) == (0, 0, 0)


def test_an_answer_of_more_than_three_sentences_is_wrong() -> None:
    three = "The ferry leaves Cebu at noon. It takes two hours. Lunch is served."
    assert score(NOON, quoted((FERRY, three)))["right"] == 1
    scores = score(NOON, quoted((FERRY, three), (RICE, "Rice costs 52 pesos a kilo.")))
    assert (scores["sentences"], scores["right"]) == (MOST_SENTENCES + 1, 0)


def test_every_fact_of_several_is_needed() -> None:
    asked = NOON.model_copy(update={"answers": (("at noon",), ("two hours", "120 minutes"))})
    half = score(asked, quoted((FERRY, "The ferry leaves Cebu at noon.")))
    assert (half["facts"], half["contains"], half["right"]) == (0.5, 0, 0)
    assert score(asked, quoted((FERRY, "The ferry leaves Cebu at noon. It takes two hours.")))["right"] == 1


def test_first_looks_at_the_first_sentence_only() -> None:
    late = quoted((FERRY, "It takes two hours."), (FERRY, "The ferry leaves Cebu at noon."))
    assert (score(NOON, late)["first"], score(NOON, late)["contains"]) == (0, 1)


def test_one_of_several_articles_is_enough_unless_all_are_asked_for() -> None:
    given = quoted((FERRY, "The ferry leaves Cebu at noon."))
    either = NOON.model_copy(update={"articles": ("ferry.txt", "rice.txt")})
    every = BOTH.model_copy(update={"answers": (("at noon",),)})
    assert score(either, given, (FERRY, RICE))["citation_recall"] == 1
    assert score(every, given, (FERRY, RICE))["citation_recall"] == 0.5
    assert (score(either, given, (FERRY, RICE))["right"], score(every, given, (FERRY, RICE))["right"]) == (1, 0)
    both = quoted((FERRY, "The ferry leaves Cebu at noon."), (RICE, "Rice costs 52 pesos a kilo."))
    assert score(every, both, (FERRY, RICE))["right"] == 1


def test_an_unanswerable_question_is_right_when_it_is_refused() -> None:
    assert score(OFF, REFUSAL, ()) == {"rejected": 1, "doubted": 1, "refused_rightly": 1, "right": 1}
    quoting = quoted((FERRY, "It takes two hours."))
    assert score(OFF, quoting, ()) == {"rejected": 0, "doubted": 0, "right": 0}
    closest = quoting.model_copy(update={"confidence": "closest"})
    assert score(OFF, closest, ()) == {"rejected": 0, "doubted": 1, "right": 0}


def test_a_refused_question_that_has_an_answer_is_wrong_and_cites_nothing() -> None:
    scores = score(NOON, REFUSAL)
    assert (scores["answered"], scores["false_refusal"], scores["contains"], scores["right"]) == (0, 1, 0, 0)
    assert not scores.keys() & {"sentences", "support", "citation_precision", "citation_recall", "quote_exactness"}


@pytest.mark.parametrize(
    ("confidence", "scores"),
    [
        ("answers", {"false_refusal": 0, "false_doubt": 0, "shown_wrong": 0, "right_shown": 1}),
        ("closest", {"false_refusal": 0, "false_doubt": 1, "right_shown": 0}),
        (None, {"false_refusal": 1, "false_doubt": 1, "refused_rightly": 0, "right_shown": 0}),
    ],
)
def test_what_is_right_should_be_shown_as_an_answer(confidence: Confidence | None, scores: dict[str, float]) -> None:
    assert score_confidence(confidence, answerable=True, right=True) == scores


@pytest.mark.parametrize(
    ("confidence", "scores"),
    [
        ("answers", {"rejected": 0, "doubted": 0, "shown_wrong": 1}),
        ("closest", {"rejected": 0, "doubted": 1}),
        (None, {"rejected": 1, "doubted": 1, "refused_rightly": 1}),
    ],
)
def test_what_is_wrong_should_not(confidence: Confidence | None, scores: dict[str, float]) -> None:
    assert score_confidence(confidence, answerable=False, right=False) == scores


def test_a_question_without_known_answer_is_not_called_right_or_wrong() -> None:
    asked = case("ferry", "The noon ferry?", articles=("ferry.txt",))
    scores = score(asked, quoted((FERRY, "It takes two hours.")))
    assert not scores.keys() & {"right", "contains"}
    assert scores["citation_precision"] == 1


def test_citation_precision_is_the_share_of_citations_in_a_relevant_article() -> None:
    given = quoted((FERRY, "The ferry leaves Cebu at noon."), (RICE, "Rice costs 52 pesos a kilo."))
    scores = score(NOON, given)
    assert (scores["citation_precision"], scores["citation_recall"], scores["right"]) == (0.5, 1, 1)


def test_a_quote_that_is_not_the_article_s_words_is_not_exact() -> None:
    given = quoted((FERRY, "The ferry leaves Cebu at noon."))
    altered = given.citations[0].model_copy(update={"quote": "The ferry leaves Cebu at nine."})
    spaced = given.citations[0].model_copy(update={"quote": "The ferry  leaves\nCebu at noon."})
    assert score(NOON, given.model_copy(update={"citations": (altered,)}))["quote_exactness"] == 0
    assert score(NOON, given.model_copy(update={"citations": (spaced,)}))["quote_exactness"] == 1


def test_a_citation_of_what_was_not_retrieved_or_is_nowhere_is_not_valid() -> None:
    given = quoted((FERRY, "The ferry leaves Cebu at noon."), (FERRY, "Lunch is served."))
    scores = score(NOON, given, retrieved={given.citations[0].passage_id})
    assert (scores["citation_validity"], scores["quote_exactness"]) == (0.5, 1)
    stranger = given.citations[1].model_copy(update={"article_id": "nowhere"})
    scores = score(NOON, given.model_copy(update={"citations": (given.citations[0], stranger)}))
    assert (scores["citation_validity"], scores["quote_exactness"]) == (0.5, 0.5)


@pytest.mark.parametrize(
    ("support", "citations", "supported"),
    [
        ("quoted", (1,), 0),
        ("supported", (1,), 1),
        ("supported", (), 0),
        ("supported", (9,), 0),
        ("unsupported", (1,), 0),
    ],
)
def test_a_statement_in_other_words_is_supported_if_it_was_checked_and_cites(
    support: str, citations: tuple[int, ...], supported: float
) -> None:
    given = quoted((FERRY, "The ferry leaves Cebu at noon."))
    said = Statement.model_validate({"text": "It leaves at noon.", "support": support, "citations": citations})
    assert score(NOON, given.model_copy(update={"statements": (said,)}))["support"] == supported


def test_words_that_must_not_be_told_make_an_answer_wrong() -> None:
    asked = NOON.model_copy(update={"forbidden": ("two hours",)})
    clean, planted = quoted((FERRY, "The ferry leaves Cebu at noon.")), quoted((FERRY, FERRY.text))
    assert (score(asked, clean)["planted"], score(asked, clean)["right"]) == (0, 1)
    assert (score(asked, planted)["planted"], score(asked, planted)["right"]) == (1, 0)
    assert score(asked, REFUSAL)["planted"] == 0


@pytest.mark.parametrize(
    ("support", "citations", "text", "found"),
    [
        ("quoted", (1,), "It takes two hours.", (1, 1, 1)),
        ("supported", (1,), "The trip takes two hours, says the captain.", (1, 1, 1)),
        ("supported", (2,), "It takes two hours.", (1, 1, 0)),  # what is cited doesn't say so
        ("supported", (), "It takes two hours.", (1, 1, 0)),
        ("unsupported", (1,), "It takes two hours.", (1, 0, 0)),  # the reader is warned
        ("supported", (1,), "It takes a while.", (0, 0, 0)),
    ],
)
def test_forbidden_words_are_told_as_a_fact_unless_marked_and_attributed_if_the_cited_words_have_them(
    support: str, citations: tuple[int, ...], text: str, found: tuple[float, ...]
) -> None:
    given = quoted((FERRY, "It takes two hours."), (RICE, "Rice costs 52 pesos a kilo."))
    said = Statement.model_validate({"text": text, "support": support, "citations": citations})
    scores = score(
        NOON.model_copy(update={"forbidden": ("two hours",)}), given.model_copy(update={"statements": (said,)})
    )
    assert tuple(scores[name] for name in ("planted", "planted_as_fact", "planted_attributed")) == found


# what is relevant, and what was found


def test_relevant_is_what_is_named_or_holds_a_quote_and_its_passages_with_the_answer() -> None:
    places = {
        FERRY.id: [words(FERRY, "The ferry leaves Cebu at noon."), words(FERRY, "It takes two hours.")],
        RICE.id: [words(RICE, "Rice costs 52 pesos a kilo.")],
    }

    def gold(**fields: object) -> Gold:
        return gold_for(case("x", "?", **fields), (FERRY, RICE), lambda it: places[it.id])

    named = gold(answers=("noon",), articles=("ferry.txt",))
    assert (named.ids, set(named.passages)) == ({FERRY.id}, {places[FERRY.id][0].id})
    held = gold(articles=(), quotes=("costs  52\npesos",))
    assert (held.ids, set(held.passages)) == ({RICE.id}, {places[RICE.id][0].id})
    assert gold(articles=("rice.txt",)).passages == frozenset()
    assert gold(articles=("ice.txt",)).ids == set()


def found(*names: str) -> list[RankedPassage]:
    """Passages `article/number`, best first."""
    return [RankedPassage(name.partition("/")[0], name, 0, 1) for name in names]


def test_passages_are_folded_into_articles_before_they_are_scored() -> None:
    gold = Gold((FERRY,), frozenset({f"{FERRY.id}/2"}))
    scores = score_ranking(found("a/1", "a/2", f"{FERRY.id}/1", f"{FERRY.id}/2"), gold)
    assert (scores["hit@1"], scores["mrr@10"]) == (0, 0.5)
    assert (scores["passage_mrr@10"], scores["passage_hit@5"]) == (0.25, 1)


def test_without_a_passage_that_holds_the_answer_only_articles_are_scored() -> None:
    assert score_ranking(found("a/1"), Gold((FERRY,), frozenset())).keys() == RETRIEVAL.keys()


def test_nothing_found_scores_0() -> None:
    assert set(score_ranking((), Gold((FERRY,), frozenset({"p"}))).values()) == {0}


def test_an_error_is_wrong_in_everything_that_the_question_is_judged_by() -> None:
    gold = Gold((FERRY,), frozenset({"p"}))
    expected = (score(NOON, REFUSAL).keys() | score_ranking((), gold).keys()) - {"refused_rightly"}
    scores = score_failure(NOON, gold, answering=True)
    assert scores.keys() == expected
    assert scores.pop("false_refusal") == scores.pop("false_doubt") == 1
    assert set(scores.values()) == {0}
    assert score_failure(OFF, Gold((), frozenset()), answering=True) == {"rejected": 0, "doubted": 0, "right": 0}


def test_an_error_of_a_search_says_nothing_of_answers() -> None:
    assert score_failure(NOON, Gold((FERRY,), frozenset()), answering=False) == dict.fromkeys(RETRIEVAL, 0)
