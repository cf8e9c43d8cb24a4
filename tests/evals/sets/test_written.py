"""The set of statements that a model wrote, each labelled by a reader: does the passage cited say so?"""

from collections import Counter
from pathlib import Path

from evals.figures.summary import half_of
from evals.sets.formats import open_set
from evals.sets.makers import articles_of
from evals.sets.standing import SETS_FOLDER

WRITTEN = open_set(SETS_FOLDER / "written.jsonl")


def test_every_statement_cites_words_of_an_article_and_is_labelled() -> None:
    articles = {Path(one.source).name: one for one in articles_of(WRITTEN)}
    labels = Counter(case.supported for case in WRITTEN.cases)
    assert len(WRITTEN.cases) >= 150
    assert min(labels[True], labels[False]) >= 40
    assert {half_of(case.id) for case in WRITTEN.cases} == {"dev", "test"}
    for case in WRITTEN.cases:
        assert case.quotes[0] in articles[case.articles[0]].text, case.id
    assert len({(case.question, case.quotes) for case in WRITTEN.cases}) == len(WRITTEN.cases)
