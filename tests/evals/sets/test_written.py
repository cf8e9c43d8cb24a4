"""The set of statements that a model wrote, each labelled by a reader: does the passage cited say so?"""

from collections import Counter
from pathlib import Path

from evals.sets.cases import StatementCase
from evals.sets.formats import open_set
from evals.sets.halves import split_cases
from evals.sets.makers import set_articles
from evals.sets.standing import SETS_FOLDER

WRITTEN = open_set(SETS_FOLDER / "written.jsonl")


def test_every_statement_cites_words_of_an_article_and_is_labelled() -> None:
    articles = {Path(one.source).name: one for one in set_articles(WRITTEN)}
    cases = WRITTEN.select(StatementCase)
    labels = Counter(case.label for case in cases)
    assert len(cases) == len(WRITTEN.cases) >= 150
    assert min(labels["supported"], labels["unsupported"]) >= 40
    assert set(split_cases(cases, WRITTEN.drafts or ()).values()) == {"dev", "test"}
    for case in cases:
        assert case.quotes[0] in articles[case.articles[0]].text, case.id
        assert case.wording == "written"
    assert len({(case.statement, case.quotes) for case in cases}) == len(cases)
