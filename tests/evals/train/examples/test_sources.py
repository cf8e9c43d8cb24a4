"""Sets and our own material, as they are read for training."""

from pathlib import Path

from evals.train.examples.sources import read_claims, read_own, read_passages
from evals.train.plan import OWN
from tests.evals.train.news import asked, write_own, write_set

TEXT = "The ferry takes two hours. It left Cebu at noon. Fares rose in June."


def test_an_answer_is_the_sentences_that_its_words_stand_in(tmp_path: Path) -> None:
    write_set(tmp_path, "qa.made", asked("Ferries", TEXT, ("When did it leave?", "noon"), ("What?", "noon. Fares")))
    (passage,) = read_passages(tmp_path, "made")
    assert [question.answers for question in passage.questions] == [(1,), (1, 2)]
    assert passage.sentences[1] == "It left Cebu at noon."


def test_a_question_without_an_answer_has_no_sentences(tmp_path: Path) -> None:
    write_set(tmp_path, "qa.made", asked("Ferries", TEXT, ("Why did fares rise?", "")))
    assert read_passages(tmp_path, "made")[0].questions[0].answers == ()


def test_held_out_articles_are_read_only_when_asked_for(tmp_path: Path) -> None:
    rows = asked("Imperialism", TEXT, ("When?", "noon")), asked("Ferries", TEXT, ("When?", "noon"))
    write_set(tmp_path, "qa.made", *rows)
    assert [one.article for one in read_passages(tmp_path, "made")] == ["Ferries"]
    assert [one.article for one in read_passages(tmp_path, "made", held_out=True)] == ["Imperialism"]


def test_evidence_is_cut_into_sentences(tmp_path: Path) -> None:
    row = {"set": "Made", "language": "en", "claim": "It is slow.", "evidence": TEXT, "label": "unsupported"}
    write_set(tmp_path, "claims.made", row)
    (claim,) = read_claims(tmp_path, "made")
    assert (len(claim.evidence), claim.label, claim.origin) == (3, "unsupported", "made")


def test_our_own_material_gives_questions_and_claims(tmp_path: Path) -> None:
    passages, claims = read_own(write_own(tmp_path))
    assert [question.answers for question in passages[0].questions] == [(0,), (2,), ()]
    assert {claim.label for claim in claims} == {"supported", "contradicted", "neutral"}


def test_the_project_brings_material_in_many_languages() -> None:
    passages = [one for file in sorted(OWN.glob("*.jsonl")) for one in read_own(file)[0]]
    assert len(passages) > 500
    assert {"en", "tl", "es", "de", "id"} <= {passage.language for passage in passages}
    assert len({passage.sentences for passage in passages}) == len(passages)
