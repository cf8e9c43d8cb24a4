"""Statements to check: true and false ones made, checked, and scored."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from evals.errors import SetError
from evals.run.examiner import Examiner
from evals.run.runner import select_cases
from evals.run.systems import open_system
from evals.score.record import Record
from evals.sets.cases import QuestionCase, QuestionSet, StatementCase
from evals.sets.formats import open_set
from evals.sets.halves import split_cases
from evals.sets.makers import set_articles
from evals.sets.standing import SETS_FOLDER, find_sets
from evals.sets.statements import add_false_statements, alter_unit, make_statements, pair_translations
from index.article import Draft
from index.library import Library
from tests.evals.news import SETTINGS
from tests.fakes import FakeEmbedder
from tests.rag.making import library_of

SENTENCE = "The harbour of Cebu sent 45 ferries to Bohol in March, because no storm was near the islands."
HARBOUR = Draft("/news/harbour.txt", f"{SENTENCE} Rice came back with them.", markup="clean", language="en")
OTHER = Draft("/news/other.txt", "A court in Manila heard the case of two fishermen.", markup="clean", language="en")
NEWS = QuestionSet("news", (), (HARBOUR, OTHER))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with library_of(tmp_path_factory.mktemp("support"), HARBOUR, OTHER, embedder=FakeEmbedder()) as made:
        yield made


@pytest.fixture(scope="module")
def records(library: Library) -> dict[str, Record]:
    """What comes of checking the statements made of the first article, by kind."""
    cases = tuple(case for case in make_statements(NEWS, 1).cases if case.id.startswith("1-"))
    with open_system("check", library, SETTINGS) as system:
        examiner = Examiner(library, system, select_cases(system, replace(NEWS, cases=cases)))
        return {case.kind: examiner.examine(case) for case in cases}


def test_a_sentence_is_made_true_false_and_misplaced(records: dict[str, Record]) -> None:
    assert records.keys() == {"verbatim", "false-figure", "false-name", "false-date", "false-negation", "misplaced"}
    made = [record.case for record in records.values()]
    labels = {one.kind: one.label for one in made if isinstance(one, StatementCase)}
    assert {kind for kind, label in labels.items() if label == "supported"} == {"verbatim"}
    assert len(set(split_cases(made, (HARBOUR, OTHER)).values())) == 1


def test_true_passes_and_false_does_not(records: dict[str, Record]) -> None:
    assert [kind for kind, record in records.items() if record.measures["right"] != 1] == []
    assert records["verbatim"].measures == {"right": 1, "same_sentence": 1}
    assert records["false-figure"].measures == {"right": 1, "named": 1}
    assert records["misplaced"].verdict is not None
    assert records["misplaced"].pair == "en→en"


def test_only_statements_are_checked(library: Library) -> None:
    question = QuestionCase(id="q", question="What?", language="en", articles=("harbour.txt",))
    with open_system("check", library, SETTINGS) as system, pytest.raises(SetError, match="no statements"):
        select_cases(system, replace(NEWS, cases=(question,)))


def test_a_statement_whose_quote_is_in_no_passage_is_a_wrong_case(library: Library) -> None:
    cited = {"articles": ("harbour.txt",), "quotes": ("It sank.",)}
    case = StatementCase(id="s", statement="It sank.", language="en", label="supported", **cited)
    with open_system("check", library, SETTINGS) as system:
        record = Examiner(library, system, [case]).examine(case)
    assert record.error is not None
    assert record.measures == {"right": 0}


@pytest.mark.parametrize(
    ("sentence", "language", "altered"),
    [
        ("It cost three million dollars.", "en", "It cost three million people."),
        ("It took 4 months.", "en", "It took 4 years."),
        ("Umabot ng apat na buwan.", "tl", "Umabot ng apat na taon."),
        ("It cost $5.", "en", "It cost €5."),
        ("It rose 5%.", "en", "It rose 5 million."),
    ],
)
def test_a_unit_is_changed_where_a_figure_has_one(sentence: str, language: str, altered: str) -> None:
    made = alter_unit(sentence, language)
    assert made is not None
    assert made.text == altered


def test_no_unit_is_changed_where_none_is_counted() -> None:
    assert alter_unit("For months it rained.", "en") is None


def test_sentences_in_two_languages_are_paired_where_both_have_as_many() -> None:
    spanish = Draft("/es", "El barco salió de Cebú hacia Bohol con 45 cabras a bordo.", markup="clean", language="es")
    english = Draft("/en", "The ship left Cebu for Bohol with 45 goats on its deck.", markup="clean", language="en")
    longer = Draft("/en", f"{english.text} It sank.", markup="clean", language="en")
    made = pair_translations(QuestionSet("es", (), (spanish,)), QuestionSet("en", (), (english,)), 3)
    assert made.cases[0].text == spanish.text
    assert made.cases[0].quotes == (english.text,)
    assert "false-figure" in {case.kind for case in made.cases}
    assert pair_translations(QuestionSet("es", (), (spanish,)), QuestionSet("en", (), (longer,)), 3).cases == ()


# the set of paraphrases


def test_every_paraphrase_cites_a_sentence_of_its_article_in_other_words() -> None:
    own = open_set(SETS_FOLDER / "paraphrases.jsonl")
    articles = {Path(one.source).name: one for one in set_articles(own)}
    assert len(own.cases) >= 60
    assert set(split_cases(own.cases, own.drafts or ()).values()) == {"dev", "test"}
    for case in own.select(StatementCase):
        article = articles[case.articles[0]]
        assert case.quotes[0] in article.text, case.id
        assert case.statement != case.quotes[0]
        assert (case.kind == "paraphrase") == (case.language == article.language), case.id
    assert {"false-figure", "false-negation"} <= {case.kind for case in add_false_statements(own).cases}


def test_the_sets_of_statements_are_found(data: Path) -> None:
    for one in find_sets("support", data):
        assert len({case.id for case in one.cases}) == len(one.cases)
        assert one.select(StatementCase) == one.cases, one.name
