"""A filter costs next to nothing, whatever passes it and wherever that stands."""

from collections.abc import Iterator

import pytest

from evals.bench import sizes
from evals.bench.filtered import compare, sample_filters
from evals.bench.synthetic import QUESTIONS
from index.library import Library, open_library
from index.store.filters import Filters
from rag.engine import Engine
from rag.lookup.finder import Finder
from tests.fakes import FakeEmbedder

PASSAGES = 3_000
DEAREST = 1.5
ABSENT = [f"Nobody has ever written these words together, number {number} of them." for number in range(6)]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    fake = FakeEmbedder()
    with open_library(tmp_path_factory.mktemp("shelf"), lambda: fake, writing=True) as library:
        sizes._fill(library, PASSAGES, fake.embed_passages, lambda *_: None)
        yield library


@pytest.mark.bench
@pytest.mark.parametrize("action", ["search", "ask", "cite"])
def test_a_filter_makes_nothing_slower_than_half_as_much_again(shelf: Library, action: str) -> None:
    engine, finder = Engine(shelf), Finder(shelf)

    def act(words: str, filters: Filters | None) -> object:
        if action == "cite":
            return finder.find(words, filters=filters)
        return engine.search(words, 10, filters) if action == "search" else engine.ask(words, filters=filters)

    words = ABSENT if action == "cite" else QUESTIONS[:6]
    ratios = compare(act, words, sample_filters(shelf), rounds=5)
    assert max(ratios.values()) <= DEAREST, ratios


def test_samples_let_through_what_they_say(shelf: Library) -> None:
    passing = {name: shelf.catalog.count_passages(one) / PASSAGES for name, one in sample_filters(shelf).items()}
    assert passing == {
        "language, nearly all": pytest.approx(0.95, abs=0.01),
        "publisher, half": pytest.approx(0.5, abs=0.01),
        "publisher, few": pytest.approx(0.01, abs=0.01),
        "the older half": pytest.approx(0.5, abs=0.01),
        "the last days": pytest.approx(0.02, abs=0.01),
        "chosen articles": pytest.approx(24 / PASSAGES),
        "all but few": pytest.approx(1 - 24 / PASSAGES),
    }
